"""How many facts become one message, and when that leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.alerts.fact import OF_CALLS, Fact
from bot.alerts.settings import AlertSettings
from bot.clock import DAY_MS, MINUTE_MS
from bot.surveys.hours import awake_at

FIRST_PAUSE_MS = MINUTE_MS
LONGEST_PAUSE_MS = 30 * MINUTE_MS
PATIENCE_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Group:
    """What waits for one target, to leave together."""

    due_at: int
    urgent: bool


def joined(group: Group | None, at: int, window_ms: int, urgent: bool) -> Group:
    """With one more fact: it never leaves later for that, and an urgent one takes the others along."""
    due_at = at + window_ms
    if group is None:
        return Group(due_at, urgent)
    return Group(min(group.due_at, due_at), group.urgent or urgent)


def leaves_at(urgent: bool, now: int, settings: AlertSettings, zone: str, *, facts: Sequence[Fact] = ()) -> int:
    """When something that is due may leave: `now`, or the end of the quiet hours by the clocks of `zone` (IANA).

    Who has a call before that end is told of it `now`: later it would be of no use.
    """
    if urgent or settings.quiet_from_min is None or settings.quiet_until_min is None:
        return now
    awake = awake_at(now, zone, settings.quiet_from_min, settings.quiet_until_min)
    calls = (at for fact in facts if fact.kind in OF_CALLS for at in (fact.since, fact.was) if at is not None)
    return now if any(now <= at < awake for at in calls) else awake


# -- what has not arrived ---------------------------------------------------------------


def pause_ms(tries: int) -> int:
    """After the `tries`th failure (1, 2 …): a minute, doubled each time up to half an hour."""
    return min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << min(tries - 1, 20))


def again_at(tries: int, first_try_at: int, now: int) -> int | None:
    """When to try once more after the `tries`th failure; None: it has been tried for a day."""
    next_at = now + pause_ms(tries)
    return next_at if next_at <= first_try_at + PATIENCE_MS else None
