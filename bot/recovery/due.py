"""What time alone brings about in a case."""

from enum import StrEnum

from msgspec.structs import replace

from bot.recovery.case import VERDICTS, Case, CaseMoment, Change, Outcome


class Due(StrEnum):
    REMIND = "remind"  # its owner: soon it will be late
    ESCALATE = "escalate"  # to those who must know: it is late
    REASK = "reask"  # the customer is to be asked again
    LOOK = "look"  # whether they have answered


def due(case: Case, now: int) -> tuple[Due, ...]:
    found = []
    if case.late(now) and case.escalated_at is None:
        found.append(Due.ESCALATE)
    elif _reminds(case) and case.remind_at is not None and case.remind_at <= now:
        found.append(Due.REMIND)
    if case.reask_at is not None and case.reask_at <= now:
        found.append(Due.REASK)
    if case.reask_until is not None and case.reask_until <= now:
        found.append(Due.LOOK)
    return tuple(found)


def _reminds(case: Case) -> bool:
    return case.runs() and case.reminded_at is None and case.escalated_at is None


def wake_at(case: Case) -> int | None:
    """When `due` will say something; None: never, as the case stands."""
    moments = [case.reask_at, case.reask_until]
    if case.runs() and case.escalated_at is None:
        moments.append(case.remind_at if _reminds(case) and case.remind_at is not None else case.due_at)
    return min((at for at in moments if at is not None), default=None)


def reminded(case: Case, now: int) -> Change:
    return Change(replace(case, reminded_at=now), (CaseMoment(at=now, what="reminded"),))


def escalated(case: Case, now: int) -> Change:
    return Change(replace(case, escalated_at=now), (CaseMoment(at=now, what="escalated"),))


def reasked(case: Case, until: int, now: int) -> Change:
    """The asking is on its way; `until`: when it is looked what has become of it."""
    case = replace(case, reask_at=None, reasked_at=now, reask_until=until)
    return Change(case, (CaseMoment(at=now, what="reasked"),))


def looked(case: Case, until: int) -> Change:
    """The customer may still answer `until` then."""
    return Change(replace(case, reask_until=until))


def unanswered(case: Case, now: int, *, asked: bool) -> Change:
    """No answer will come; not `asked`: the question never left, because something spoke against it."""
    silent = Outcome.UNANSWERED if asked else Outcome.NOT_ASKED
    outcome = case.outcome if case.outcome in VERDICTS else silent
    case = replace(case, reask_at=None, reask_until=None, outcome=outcome)
    return Change(case, (CaseMoment(at=now, what="unanswered" if asked else "not_reasked"),))
