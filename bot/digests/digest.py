"""What a digest tells, before it is worded. Kept as it was found out, so that sent again it says the same."""

from collections.abc import Sequence

from bot.digests.plan import Plan
from bot.model import Metric, Struct
from bot.reports import durations
from bot.reports.figures import UNITS
from bot.reports.shapes import Compared, Comparison, Figure, Unit, Verdict

COMPARED = ("csat", "nps", "ces", "overall", "response", "contained", "stick", "repeat", "first_human", "resolution")
"""What is compared with the period before."""


class Line(Struct, frozen=True, kw_only=True):
    """One figure. `verdict` None: it is only told, not compared; `before` and `needed` belong to it."""

    name: str
    unit: Unit
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    before: float | None = None
    verdict: Verdict | None = None
    needed: int | None = None  # answers that both periods would need to tell


class Quote(Struct, frozen=True, kw_only=True):
    metric: Metric
    value: int
    words: str
    at: int
    name: str | None = None  # of the customer
    contact: str | None = None  # None: it was said at a kiosk
    conversation: str | None = None


class Item(Struct, frozen=True, kw_only=True):
    """Something that needs a person."""

    name: str | None = None  # of the customer
    at: int  # since when it waits, or was due
    conversation: str | None = None
    case: str | None = None
    contact: str | None = None  # whose it is; alone: who may be leaving


class Needs(Struct, frozen=True, kw_only=True):
    """As it is when the digest is made; of each kind how many there are, and the most pressing."""

    late: int = 0
    open: int = 0  # cases that are not late
    unanswered: int = 0
    risk: int = 0
    late_items: tuple[Item, ...] = ()
    unanswered_items: tuple[Item, ...] = ()
    risk_items: tuple[Item, ...] = ()


class Point(Struct, frozen=True, kw_only=True):
    at: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0


class Trend(Struct, frozen=True, kw_only=True):
    name: str
    unit: Unit
    points: tuple[Point, ...]


class Digest(Struct, frozen=True, kw_only=True):
    plan: Plan
    since: int
    until: int
    conversations: int
    asked: int
    answered: int
    lines: tuple[Line, ...]
    trend: Trend | None  # None: nothing has been answered in all that time
    worst: tuple[Quote, ...] = ()
    best: tuple[Quote, ...] = ()
    needs: Needs = Needs()
    kiosk: int = 0  # answers that nobody was asked for


def lines(comparison: Comparison, recovered: Figure) -> tuple[Line, ...]:
    """Every figure that something is known of, with what became of it since the period before."""
    told = [_compared(it) for it in comparison.compared if it.a.n or it.b.n]
    if recovered.n:
        told.append(_told("recovered", recovered))
    return tuple(told)


def _compared(it: Compared) -> Line:
    return Line(
        name=it.figure,
        unit=it.unit,
        value=it.a.value,
        low=it.a.low,
        high=it.a.high,
        n=it.a.n,
        before=it.b.value,
        verdict=it.verdict,
        needed=it.needed,
    )


def _told(name: str, it: Figure) -> Line:
    return Line(name=name, unit=UNITS[name], value=it.value, low=it.low, high=it.high, n=it.n)


def trend(series: Sequence[tuple[str, Sequence[tuple[int, Figure]]]]) -> Trend | None:
    """Of several figures over the same periods the first that has more than one point to show."""
    for name, points in series:
        if sum(it.n > 0 for _, it in points) > 1:
            return Trend(
                name=name,
                unit=UNITS[name],
                points=tuple(Point(at=at, value=it.value, low=it.low, high=it.high, n=it.n) for at, it in points),
            )
    return None


def is_better(name: str, higher: bool) -> bool:
    """Whether a rise (or a fall) of this figure is good news."""
    return higher is not (name in durations.FIGURES or name == "repeat")
