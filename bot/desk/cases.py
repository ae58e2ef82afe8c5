"""What ratings do to recovery cases, in the transaction in which they are given."""

from zoneinfo import ZoneInfo

from bot.config import Config
from bot.desk.surveys import surveying
from bot.errors import Stale
from bot.events import CASES, CaseChanged
from bot.model import Conversation, Person
from bot.recovery import opening
from bot.recovery.case import Case, CaseMoment, Change, Step
from bot.recovery.opening import Deadline
from bot.recovery.settings import OF_THE_CONVERSATION, Settings
from bot.secret import new_id
from bot.store import agents, cases, contacts, log
from bot.store.cases import Kept
from bot.store.engine import Tx
from bot.store.ratings import Request

NOTHING: tuple[str, ...] = ()


def deadline(tx: Tx, config: Config, now: int) -> Deadline:
    """Of a case that is opened now."""
    return opening.deadline(cases.wanted(tx), now, ZoneInfo(config.surveys.timezone))


def weigh(tx: Tx, config: Config, asked: Request, value: int, now: int) -> tuple[str, ...]:
    """A rating was given, or changed in its value or its words. The streams whose readers are to be woken."""
    wanted, by = cases.wanted(tx), deadline(tx, config, now)
    if asked.moment == "reask":
        kept = cases.get(tx, asked.subject)
        if kept is None:
            return NOTHING
        content, low = wanted.content(asked.metric, value), wanted.low(asked.metric, value)
        change = opening.answered(kept.case, asked.id, value, content=content, low=low, by=by, now=now)
        return keep(tx, kept, change, now)
    kept = cases.of_request(tx, asked.id)
    if kept is not None:
        return keep(tx, kept, opening.revalued(kept.case, value, wanted, by, now), now) or _tell(tx, kept.case, now)
    contact = contacts.get(tx, asked.contact)
    if contact is None or not wanted.on or not wanted.low(asked.metric, value):
        return NOTHING  # of somebody who is not known nobody can be won back
    thread = surveying.thread_about(tx, asked, contact, now)
    return (*_open(tx, asked, thread.conversation, value, wanted, by, now), *thread.save().streams)


def _open(
    tx: Tx, asked: Request, conversation: Conversation, value: int, wanted: Settings, by: Deadline, now: int
) -> tuple[str, ...]:
    case = Case(
        id=new_id("k"),
        request=asked.id,
        contact=conversation.contact,
        conversation=conversation.id,
        episode=asked.episode if asked.conversation == conversation.id else None,
        metric=asked.metric,
        value=value,
        channel=conversation.channel,
        language=asked.language,
        agent=_working(tx, asked.agent),
        opened_at=now,
        step=Step.HEAR,
        owner=_working(tx, asked.agent if wanted.owner == OF_THE_CONVERSATION else wanted.owner),
        due_at=by.due_at,
        remind_at=by.remind_at,
    )
    if not cases.create(tx, case):
        return NOTHING
    cases.tell(tx, case.id, CaseMoment(at=now, what="opened", text=str(value)))
    kept = cases.get(tx, case.id)
    assert kept is not None
    return _tell(tx, kept.case, now)


def _working(tx: Tx, agent: str | None) -> Person | None:
    """None for somebody who has left, and for nobody."""
    found = agents.get(tx, agent) if agent else None
    return Person(id=found.id, name=found.name) if found is not None and found.disabled_at is None else None


def keep(tx: Tx, before: Kept, change: Change, now: int) -> tuple[str, ...]:
    """Raises Stale when somebody else changed the case in the meantime."""
    if change.case == before.case and not change.moments:
        return NOTHING
    if not cases.save(tx, before, change.case):
        raise Stale("Somebody has just changed this case. Please look again.")
    for moment in change.moments:
        cases.tell(tx, change.case.id, moment)
    return _tell(tx, change.case, now)


def _tell(tx: Tx, case: Case, now: int) -> tuple[str, ...]:
    log.append(tx, CASES, now, CaseChanged(case=case))
    return (CASES,)
