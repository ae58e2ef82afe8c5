"""When a step is due, and what becomes of it then. Pure: facts in, decisions out. All times are UTC ms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from bot.clock import DAY_MS, HOUR_MS, MINUTE_MS
from bot.journeys.definition import Journey, Trigger
from bot.model import OwnerKind
from knowledge.normalize import normalize

LATE_MS = DAY_MS
"""What lay further back when its touchpoint came in is not caught up: who loads last year's sales greets nobody."""
PATIENCE_MS = 30 * DAY_MS
"""How long a step waits for its contact."""
GAP_MS = 6 * HOUR_MS
"""Between two steps for one contact, whichever journeys they are of."""
BUSY_MS = 10 * MINUTE_MS
"""After which a busy conversation is looked at again."""

Reason = Literal[
    "off",  # the journey was switched off or removed
    "late",  # its time had passed when the touchpoint came in
    "not_allowed",  # the contact never allowed it
    "stopped",  # the contact does not want it
    "unless",  # such as returned
    "lately",  # the journey ran for this contact a short while ago
    "open",  # a conversation was under way
    "unreachable",  # the contact never came
    "nothing",  # there is nothing to send: no article fits, the survey does not ask
]
Reach = Literal["now", "visit", "never"]
"""now: a message arrives at once; visit: it waits for the next one; never: no channel is known yet."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A touchpoint, as far as journeys look at it."""

    kind: str
    at: int
    product: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a step finds when it is due."""

    now: int
    due_at: int
    enabled: bool = True
    allowed: bool | None = True  # None: never said
    ended_by: str | None = None  # the kind of a touchpoint that speaks against it
    lately: bool = False  # the journey has begun for this contact by another touchpoint, within its days
    reach: Reach = "now"
    awake_at: int = 0  # the first moment from now on outside of quiet hours
    spoke_at: int | None = None  # the newest step of another time that was done for this contact
    owner: OwnerKind | None = None  # of the conversation; None: there is none


@dataclass(frozen=True, slots=True)
class Do:
    pass


@dataclass(frozen=True, slots=True)
class Wait:
    until: int  # looked at again then, or when the contact visits


@dataclass(frozen=True, slots=True)
class Skip:
    reason: Reason


Decision = Do | Wait | Skip


def fits(trigger: Trigger, happened: Happened) -> bool:
    """Names are compared without case and accents."""
    if normalize(trigger.kind) != normalize(happened.kind):
        return False
    if trigger.places and normalize(happened.place or "") not in map(normalize, trigger.places):
        return False
    return trigger.product in ("", "*") or fnmatchcase(_plain(happened.product or ""), _plain(trigger.product))


def _plain(pattern: str) -> str:
    """Compared word by word, its stars kept; fnmatch's other signs mean nothing."""
    return "*".join(normalize(part) for part in pattern.split("*")) if "*" in pattern else normalize(pattern)


def planned(journey: Journey, happened: Happened, received_at: int) -> Iterator[tuple[int, int, bool]]:
    """Of each step its number, when it is due, and whether that is too long ago."""
    for number, step in enumerate(journey.steps):
        due_at = happened.at + round(step.after_h * HOUR_MS)
        yield number, due_at, due_at < received_at - LATE_MS


def ends(journey: Journey, begun: Happened, later: Sequence[Happened], until: int) -> str | None:
    """The kind of what ended the journey up to `until` (inclusive): about the same product, or about none."""
    kinds = {normalize(kind) for kind in journey.unless}
    for each in later:
        same = each.product is None or begun.product is None or normalize(each.product) == normalize(begun.product)
        if normalize(each.kind) in kinds and begun.at <= each.at <= until and same:
            return each.kind
    return None


def decide(journey: Journey, facts: Facts) -> Decision:
    if against := _against(facts):
        return Skip(against)
    if facts.now - facts.due_at > PATIENCE_MS:
        return Skip("unreachable")
    if facts.now < facts.due_at:
        return Wait(facts.due_at)
    if facts.reach != "now":
        return Wait(facts.now + DAY_MS)
    if facts.awake_at > facts.now:
        return Wait(facts.awake_at)
    if facts.spoke_at is not None and facts.now - facts.spoke_at < GAP_MS:
        return Wait(facts.spoke_at + GAP_MS)
    if facts.owner not in (None, OwnerKind.NOBODY):
        return Skip("open") if journey.skip_if_open else Wait(facts.now + BUSY_MS)
    return Do()


def _against(facts: Facts) -> Reason | None:
    """What will not change by waiting."""
    if not facts.enabled:
        return "off"
    if facts.allowed is None:
        return "not_allowed"
    if not facts.allowed:
        return "stopped"
    if facts.ended_by is not None:
        return "unless"
    return "lately" if facts.lately else None
