"""What ratings do to cases: open one, change it, decide how it has ended."""

from dataclasses import dataclass
from datetime import tzinfo

from msgspec.structs import replace

from bot.recovery.case import VERDICTS, Case, CaseMoment, Change, Outcome, Step
from bot.recovery.settings import Settings
from bot.recovery.week import working_hours_after


@dataclass(frozen=True, slots=True)
class Deadline:
    due_at: int
    remind_at: int | None  # None: nobody is reminded


def deadline(settings: Settings, now: int, zone: tzinfo) -> Deadline:
    """Of a case that is opened now."""
    due_at = working_hours_after(now, settings.due_h, settings.week, zone)
    if not settings.remind_h:
        return Deadline(due_at, None)
    return Deadline(due_at, working_hours_after(now, settings.due_h - settings.remind_h, settings.week, zone))


def revalued(case: Case, value: int, settings: Settings, by: Deadline, now: int) -> Change:
    """The value that opened the case was changed.

    A case that nobody has begun with closes by itself once the value is above the threshold, and opens again with it.
    """
    if value == case.value:
        return Change(case)
    told = CaseMoment(at=now, what="value", text=f"{case.value} → {value}")
    case = replace(case, value=value)
    low, untouched = settings.low(case.metric, value), case.touched_at is None
    if untouched and not low and not case.closed:
        return Change(withdrawn(case, now), (told, CaseMoment(at=now, what="withdrawn")))
    if untouched and low and case.outcome is Outcome.DISMISSED:
        return Change(opened_again(case, by, now), (told, CaseMoment(at=now, what="reopened")))
    return Change(case, (told,))


def answered(case: Case, request: str, value: int, *, content: bool, low: bool, by: Deadline, now: int) -> Change:
    """The customer was asked again by `request` and gave `value`, or changed it.

    One who is still unhappy (`low`) opens the case once more; who then thinks better of it closes it, unless somebody
    has begun in the meantime.
    """
    if (case.reask, case.reask_value) == (request, value):
        return Change(case)
    told = CaseMoment(at=now, what="answered", text=str(value))
    own_round = case.reask == request and case.reask_value is not None and case.runs() and case.touched_at is None
    case = replace(
        case,
        reask=request,
        reask_value=value,
        reask_at=None,
        reask_until=None,
        outcome=Outcome.RECOVERED if content else Outcome.NOT_RECOVERED,
    )
    if low and not case.runs():
        return Change(opened_again(case, by, now), (told, CaseMoment(at=now, what="reopened")))
    if own_round and not low:
        return Change(withdrawn(case, now), (told, CaseMoment(at=now, what="withdrawn")))
    return Change(case, (told,))


def withdrawn(case: Case, now: int) -> Case:
    """Closed because there is nothing to recover, or not any more."""
    outcome = case.outcome if case.outcome in VERDICTS else Outcome.DISMISSED
    return replace(case, step=Step.CLOSED, closed_at=now, outcome=outcome, reask_at=None, reask_until=None)


def opened_again(case: Case, by: Deadline, now: int) -> Case:
    """From the first step, with a deadline of its own. What a customer has answered stands until the next answer."""
    return replace(
        case,
        round=case.round + 1,
        step=Step.HEAR,
        due_at=by.due_at,
        remind_at=by.remind_at,
        reminded_at=None,
        escalated_at=None,
        touched_at=None,
        heard_at=None,
        apologised_at=None,
        resolved_at=None,
        diagnosed_at=None,
        closed_at=None,
        reask_at=None,
        reasked_at=None,
        reask_until=None,
        outcome=case.outcome if case.outcome in VERDICTS else None,
    )
