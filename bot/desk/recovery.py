"""The verbs of recovery cases, and what time brings about in them."""

from collections.abc import Callable
from typing import Literal

import structlog

from bot.alerts.fact import Fact
from bot.clock import HOUR_MS
from bot.desk import alerting, ending, taking
from bot.desk import cases as opened
from bot.desk.base import Ground, clean
from bot.desk.reaching.reach import must_reach
from bot.desk.surveys import surveying
from bot.desk.thread import Thread, Touched
from bot.errors import BadRequest, NotFound
from bot.model import Author, AuthorKind, Person, Text
from bot.recovery import deeds, due
from bot.recovery.case import Case, Change
from bot.recovery.deeds import Actor, Diagnosis
from bot.recovery.due import Due
from bot.store import agents, cases, planned_askings, ratings
from bot.store import deeds as sent
from bot.store.cases import Kept
from bot.store.engine import Tx
from bot.surveys.deciding import Occasion

log = structlog.get_logger()

NOTE = 2000  # characters
LOOK_MS = HOUR_MS
"""How often it is looked whether a customer has been asked again, who cannot be asked right now."""

Deed = Callable[[Thread, Case], Change]


class Recovery:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # -- deeds: each gives the case as it is then; raises NotFound, Taken, Forbidden, Conflict, Stale ---------

    async def claim(self, actor: Actor, case: str) -> Case:
        return await self._do(case, lambda thread, it: deeds.claim(it, actor, thread.now))

    async def assign(self, actor: Actor, case: str, to: str | None) -> Case:
        """`to` None: it is nobody's. What its owner hands on goes along with the conversation, where they have that."""

        def work(thread: Thread, it: Case) -> Change:
            person = _agent(thread.tx, to) if to is not None else None
            change = deeds.assign(it, actor, person, thread.now)
            if person is not None and change.moments and thread.conversation.owner.agent == actor.person != person:
                taking.give(thread, person)
                thread.notice("transferred", person)
            return change

        return await self._do(case, work)

    async def hear(self, actor: Actor, case: str, note: str | None) -> Case:
        note = _noted(note)
        return await self._do(case, lambda thread, it: deeds.hear(it, actor, note, thread.now))

    async def apologise(self, actor: Actor, case: str, client_message_id: str, text: str) -> Case:
        """Sends `text` to the customer: the actor takes the conversation. Raises Taken where another has it,
        Unreachable.
        """
        text = clean(text)

        def say(thread: Thread, it: Case) -> Change:
            must_reach(thread)
            change = deeds.apologise(it, actor, text, thread.now, sent=True)
            taking.take(thread, actor.person)
            author = Author(kind=AuthorKind.AGENT, id=actor.person.id, name=actor.person.name)
            thread.say(author, Text(text=text), client_message_id=client_message_id)
            thread.set(unanswered_since=None)
            return change

        def once(thread: Thread, it: Case) -> Change:
            content = f"apologise\n{case}\n{text}"
            if sent.remembered(thread.tx, actor.person.id, client_message_id, content, thread.now) is not None:
                return Change(it)
            change = say(thread, it)
            sent.settle(thread.tx, actor.person.id, client_message_id, case)
            return change

        return await self._do(case, once)

    async def apologised(self, actor: Actor, case: str, note: str) -> Case:
        """It was said otherwise, as `note` tells: in a call, by letter."""
        note = clean(note, NOTE)
        return await self._do(case, lambda thread, it: deeds.apologise(it, actor, note, thread.now, sent=False))

    async def resolve(self, actor: Actor, case: str, note: str | None, end: bool) -> Case:
        """`end`: the conversation too, where the actor has it."""
        note, config = _noted(note), self._ground.config

        def work(tx: Tx, kept: Kept, thread: Thread) -> Case:
            reask_h = cases.wanted(tx).reask_h
            change = deeds.resolve(kept.case, actor, note, reask_h, thread.now)
            _keep(thread, kept, change)  # before the end, which asks nothing where the customer is asked again later
            if end and thread.conversation.owner.agent == actor.person:
                ending.resolve(thread, "agent", config, actor.person)
            return change.case

        return await self._within(case, work)

    async def diagnose(self, actor: Actor, case: str, found: Diagnosis) -> Case:
        """Closes it. Raises BadRequest for a cause that is not on the list."""

        def work(thread: Thread, it: Case) -> Change:
            known = {cause.id for cause in cases.wanted(thread.tx).causes}
            if found.cause not in known and found.cause != it.cause:
                raise BadRequest("This cause is not on the list any more. Choose another one.")
            return deeds.diagnose(it, actor, found, thread.now)

        return await self._do(case, work)

    async def dismiss(self, actor: Actor, case: str, reason: str) -> Case:
        reason = clean(reason, NOTE)
        return await self._do(case, lambda thread, it: deeds.dismiss(it, actor, reason, thread.now))

    async def reopen(self, actor: Actor, case: str, reason: str) -> Case:
        reason, config = clean(reason, NOTE), self._ground.config

        def work(thread: Thread, it: Case) -> Change:
            by = opened.deadline(thread.tx, config, thread.now)
            change = deeds.reopen(it, actor, reason, by, thread.now)
            planned_askings.skip_about(thread.tx, "reask", it.id, it.round, "came_back")
            return change

        return await self._do(case, work)

    async def note(self, actor: Actor, case: str, text: str) -> Case:
        text = clean(text, NOTE)
        return await self._do(case, lambda thread, it: deeds.note(it, actor, text, thread.now))

    async def _do(self, case: str, deed: Deed) -> Case:
        def work(tx: Tx, kept: Kept, thread: Thread) -> Case:
            change = deed(thread, kept.case)
            _keep(thread, kept, change)
            return change.case

        return await self._within(case, work)

    async def _within(self, case: str, work: Callable[[Tx, Kept, Thread], Case]) -> Case:
        now = self._ground.clock()

        def run(tx: Tx) -> tuple[Case, Touched]:
            kept = cases.get(tx, case)
            if kept is None:
                raise NotFound("There is no such case.")
            thread = Thread.load(tx, kept.case.conversation, now)
            return work(tx, kept, thread), thread.save()

        return await self._ground.commit(run)

    # -- time ------------------------------------------------------------------------------------------

    async def wake(self) -> None:
        """Reminds, escalates, asks again and looks for answers, where it is time."""
        now = self._ground.clock()
        for case in await self._ground.engine.read(lambda tx: cases.woken(tx, now)):
            try:
                await self._within(case, self._woken)
            except Exception:  # one that fails must not keep the others from their turn
                log.exception("case_failed", case=case)

    def _woken(self, tx: Tx, kept: Kept, thread: Thread) -> Case:
        change = Change(kept.case)
        for each in due.due(kept.case, thread.now):
            then = self._due(thread, change.case, each)
            change = Change(then.case, change.moments + then.moments)
        _keep(thread, kept, change)
        return change.case

    def _due(self, thread: Thread, case: Case, what: Due) -> Change:
        match what:
            case Due.REMIND:
                _alert(thread, case, "case_due")
                return due.reminded(case, thread.now)
            case Due.ESCALATE:
                _alert(thread, case, "case_late")
                return due.escalated(case, thread.now)
            case Due.REASK:
                return self._ask_again(thread, case)
            case Due.LOOK:
                return _look(thread, case)

    def _ask_again(self, thread: Thread, case: Case) -> Change:
        it = Occasion(
            moment="reask",
            subject=case.id,
            occasion=case.round,
            contact=case.contact.id,
            conversation=case.conversation,
            handler="agent",
            agent=case.owner.id if case.owner else None,
            delay_h=0.0,
        )
        if surveying.plan(thread.tx, self._ground.config, it, thread.now) is None:
            return due.unanswered(case, thread.now, asked=False)  # no survey asks again
        return due.reasked(case, thread.now + LOOK_MS, thread.now)


def _look(thread: Thread, case: Case) -> Change:
    """Whether the customer has been asked again, and may still answer."""
    tx, now = thread.tx, thread.now
    asked = ratings.about(tx, "reask", case.id, case.round)
    if asked is not None:
        return due.looked(case, asked.edit_until) if now < asked.edit_until else due.unanswered(case, now, asked=True)
    if planned_askings.waits(tx, "reask", case.id, case.round):
        return due.looked(case, now + LOOK_MS)
    return due.unanswered(case, now, asked=False)


def _alert(thread: Thread, case: Case, kind: Literal["case_due", "case_late"]) -> None:
    fact = Fact(
        kind=kind,
        subject=f"{case.id}/{case.round}",
        at=thread.now,
        contact=case.contact.id,
        conversation=case.conversation,
        request=case.request,
        case=case.id,
        metric=case.metric,
        value=case.value,
        words=case.words,
        agent=case.owner.id if case.owner else None,
    )
    alerting.tell(thread, fact)


def _keep(thread: Thread, before: Kept, change: Change) -> None:
    for stream in opened.keep(thread.tx, before, change, thread.now):
        thread.touch(stream)


def _agent(tx: Tx, ident: str) -> Person:
    found = agents.get(tx, ident)
    if found is None or found.disabled_at is not None:
        raise NotFound("There is no such agent.")
    return Person(id=found.id, name=found.name)


def _noted(text: str | None) -> str | None:
    return clean(text, NOTE) if text and text.strip() else None
