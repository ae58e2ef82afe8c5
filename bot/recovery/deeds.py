"""What people do with a case: who may do what in which step, and what becomes of the case."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from bot.clock import HOUR_MS
from bot.errors import Conflict, Forbidden, HeardError, Taken
from bot.model import Person
from bot.recovery.case import VERDICTS, Case, CaseMoment, Change, Lack, Outcome, Step, What
from bot.recovery.opening import Deadline, opened_again, withdrawn


@dataclass(frozen=True, slots=True)
class Actor:
    person: Person
    manager: bool = False


class Deed(StrEnum):
    CLAIM = "claim"
    ASSIGN = "assign"  # to a colleague, or to nobody
    HEAR = "hear"
    APOLOGISE = "apologise"
    RESOLVE = "resolve"
    DIAGNOSE = "diagnose"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    cause: str
    tags: tuple[str, ...] = ()
    article: str | None = None
    lack: Lack | None = None
    note: str | None = None


OF_STEP = {
    Step.HEAR: Deed.HEAR,
    Step.APOLOGISE: Deed.APOLOGISE,
    Step.RESOLVE: Deed.RESOLVE,
    Step.DIAGNOSE: Deed.DIAGNOSE,
}


def may(case: Case, actor: Actor) -> tuple[Deed, ...]:
    """What `actor` may do now, in the order of Deed."""
    return tuple(deed for deed in Deed if refusal(case, actor, deed) is None)


def refusal(case: Case, actor: Actor, deed: Deed) -> HeardError | None:
    """Why `actor` may not do that now; None = may."""
    match deed:
        case Deed.NOTE:
            return None
        case Deed.CLAIM:
            return _closed(case) or (None if case.owner in (None, actor.person) else _taken(case))
        case Deed.ASSIGN:
            mine = case.owner == actor.person or actor.manager
            return _closed(case) or (None if mine else Forbidden("Only its owner and managers hand a case on."))
        case Deed.REOPEN:
            return _others(case, actor) or (None if case.closed else Conflict("This case is open."))
        case Deed.DIAGNOSE if case.closed and case.outcome is not Outcome.DISMISSED:
            return _others(case, actor)  # a diagnosis may be mended
        case Deed.DISMISS:
            return _closed(case) or _others(case, actor)
    return _closed(case) or _others(case, actor) or _not_next(case, deed)


def _closed(case: Case) -> HeardError | None:
    return Conflict("This case is closed. Open it again to go on.") if case.closed else None


def _others(case: Case, actor: Actor) -> HeardError | None:
    return None if actor.manager or case.owner in (None, actor.person) else _taken(case)


def _taken(case: Case) -> HeardError:
    assert case.owner is not None
    return Taken(f"{case.owner.name} has this case.", agent=msgspec.to_builtins(case.owner), case=case.id)


def _not_next(case: Case, deed: Deed) -> HeardError | None:
    return None if OF_STEP.get(case.step) is deed else Conflict("This step is done already, or not the next one.")


def _begun(case: Case, actor: Actor, deed: Deed, now: int) -> Case:
    """Whoever does something with a case that is nobody's has it from then on. Raises what `refusal` says."""
    refused = refusal(case, actor, deed)
    if refused is not None:
        raise refused
    touched_at = case.touched_at if case.touched_at is not None else now
    owner = case.owner if case.closed or case.owner is not None else actor.person
    return replace(case, owner=owner, touched_at=touched_at)


def _told(case: Case, actor: Actor, now: int, what: What, text: str | None = None) -> Change:
    return Change(case, (CaseMoment(at=now, what=what, by=actor.person, text=text),))


# -- the deeds; each raises Taken, Forbidden or Conflict ------------------------------------


def claim(case: Case, actor: Actor, now: int) -> Change:
    """Who claims a case has read what the customer says. Nothing changes where it is theirs and read."""
    if case.owner == actor.person and case.step is not Step.HEAR:
        return Change(case)
    case = _begun(case, actor, Deed.CLAIM, now)
    return _told(_heard(case, now), actor, now, "claimed")


def _heard(case: Case, now: int) -> Case:
    return replace(case, step=Step.APOLOGISE, heard_at=now) if case.step is Step.HEAR else case


def assign(case: Case, actor: Actor, to: Person | None, now: int) -> Change:
    """`to` None: it is nobody's again."""
    begun = _begun(case, actor, Deed.ASSIGN, now)
    if to == case.owner:
        return Change(case)
    return _told(replace(begun, owner=to), actor, now, *(("assigned", to.name) if to else ("released",)))


def hear(case: Case, actor: Actor, note: str | None, now: int) -> Change:
    return _told(_heard(_begun(case, actor, Deed.HEAR, now), now), actor, now, "heard", note)


def apologise(case: Case, actor: Actor, text: str, now: int, *, sent: bool) -> Change:
    """`text`: what was sent to the customer; not `sent`: how it was said otherwise."""
    case = replace(_begun(case, actor, Deed.APOLOGISE, now), step=Step.RESOLVE, apologised_at=now)
    return _told(case, actor, now, "apologised" if sent else "apologised_elsewhere", text)


def resolve(case: Case, actor: Actor, note: str | None, reask_h: float | None, now: int) -> Change:
    """`reask_h`: hours until the customer is asked again; None: they are not."""
    case = _begun(case, actor, Deed.RESOLVE, now)
    outcome = case.outcome
    if reask_h is None and outcome not in VERDICTS:
        outcome = Outcome.NOT_ASKED
    reask_at = None if reask_h is None else now + round(reask_h * HOUR_MS)
    case = replace(case, step=Step.DIAGNOSE, resolved_at=now, reask_at=reask_at, outcome=outcome)
    return _told(case, actor, now, "resolved", note)


def diagnose(case: Case, actor: Actor, found: Diagnosis, now: int) -> Change:
    """Closes the case; of a closed one, mends what was found."""
    case = _begun(case, actor, Deed.DIAGNOSE, now)
    first = case.diagnosed_at is None or not case.closed
    case = replace(
        case,
        step=Step.CLOSED,
        diagnosed_at=now if first else case.diagnosed_at,
        closed_at=case.closed_at if case.closed else now,
        cause=found.cause,
        tags=found.tags,
        article=found.article,
        lack=found.lack,
        note=found.note,
    )
    return _told(case, actor, now, "diagnosed", found.cause)


def dismiss(case: Case, actor: Actor, reason: str, now: int) -> Change:
    """Closed without recovery."""
    return _told(withdrawn(_begun(case, actor, Deed.DISMISS, now), now), actor, now, "dismissed", reason)


def reopen(case: Case, actor: Actor, reason: str, by: Deadline, now: int) -> Change:
    """At the first step that is still to be done, the resolving at the latest. Who does it has the case."""
    before = _begun(case, actor, Deed.REOPEN, now)
    step = Step.HEAR if case.heard_at is None else Step.APOLOGISE if case.apologised_at is None else Step.RESOLVE
    case = replace(
        opened_again(before, by, now),
        step=step,
        owner=case.owner or actor.person,
        touched_at=now,
        heard_at=case.heard_at,
        apologised_at=case.apologised_at,
    )
    return _told(case, actor, now, "reopened", reason)


def note(case: Case, actor: Actor, text: str, now: int) -> Change:
    """For the history alone."""
    return _told(case, actor, now, "noted", text)
