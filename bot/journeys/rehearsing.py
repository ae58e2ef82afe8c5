"""What a journey would do, with nothing sent: the same decisions, at the moments at which they would be made."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.journeys.deciding import Do, Facts, Happened, Reason, Skip, Wait, decide, ends, planned
from bot.journeys.definition import Journey
from bot.model import OwnerKind

TRIES = 10
"""Times that a step may wait for quiet hours and other steps before it is called late."""


@dataclass(frozen=True, slots=True)
class Audience:
    """A contact as things stand now: what they will permit and where they will be then, nobody knows."""

    allowed: bool | None
    channel: Literal["telegram", "widget"] | None  # None: there is none yet
    awake_at: Callable[[int], int]  # the first moment from one on that is not quiet for them
    owner: OwnerKind | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    step: int
    at: int
    fate: Literal["sent", "visit"] | Reason  # visit: it is said at their next visit from then on
    detail: str | None = None


def rehearse(
    journey: Journey, begun: Happened, later: Sequence[Happened], who: Audience, *, lately: Callable[[int], bool]
) -> Iterator[Outcome]:
    """`later`: what happened to the contact since, the beginning included; `lately`: see Facts, as it is then."""
    spoke_at: int | None = None
    spoke_for: int | None = None
    for step, due_at, _ in planned(journey, begun, begun.at):
        outcome = _outcome(journey, begun, later, who, lately, step, due_at, spoke_at if spoke_for != due_at else None)
        if outcome.fate == "sent":
            spoke_at, spoke_for = outcome.at, due_at
        yield outcome


def _outcome(
    journey: Journey,
    begun: Happened,
    later: Sequence[Happened],
    who: Audience,
    lately: Callable[[int], bool],
    step: int,
    due_at: int,
    spoke_at: int | None,
) -> Outcome:
    now = due_at
    for _ in range(TRIES):
        ended_by = ends(journey, begun, later, now)
        facts = Facts(
            now=now,
            due_at=due_at,
            allowed=who.allowed,
            ended_by=ended_by,
            lately=lately(now),
            reach="now" if who.channel is not None else "never",
            awake_at=who.awake_at(now) if who.channel == "telegram" else now,
            spoke_at=spoke_at,
        )
        match decide(journey, facts):
            case Do():
                return Outcome(step, now, "sent" if who.channel == "telegram" else "visit")
            case Skip(reason):
                return Outcome(step, now, reason, ended_by)
            case Wait() if who.channel is None:
                return Outcome(step, now, "unreachable")
            case Wait(until):
                now = until
    return Outcome(step, now, "late")
