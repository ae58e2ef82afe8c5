"""What the reports tell, as it goes over the wire. Nothing is left out: what is unknown is None."""

from typing import Literal

import msgspec

Unit = Literal["percent", "points", "mean", "ms", "count"]
"""0-100; the net promoter score's -100 to 100; a mean on its scale; milliseconds; how many."""

Verdict = Literal["too_few", "alike", "higher", "lower"]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Person(Shape, frozen=True, kw_only=True):
    id: str
    name: str


class Figure(Shape, frozen=True, kw_only=True):
    """With its 95 % interval. `answered` of the `asked` have answered, which is `n` where nothing was said at a kiosk:
    nobody is asked there, who walks past is not counted. Both None where nobody is asked.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    asked: int | None = None
    answered: int | None = None


class Times(Shape, frozen=True, kw_only=True):
    """Milliseconds; `low` to `high` holds the median of all such conversations at 95 %."""

    n: int = 0
    median: float | None = None
    low: float | None = None
    high: float | None = None
    p90: float | None = None


class Counted(Shape, frozen=True, kw_only=True):
    """`kiosk`: what was answered besides, where nobody is asked."""

    asked: int
    answered: int
    kiosk: int


class Part(Shape, frozen=True, kw_only=True):
    """One touchpoint's share in the overall ratio; `weight` None: it is told beside it, and counts in no figure."""

    moment: str
    place: str
    metric: str
    weight: float | None  # 0-1
    satisfied: Figure


class Cases(Shape, frozen=True, kw_only=True):
    """`opened` by the answers of the period, and what became of these by now; `late` of all."""

    opened: int = 0
    open: int = 0
    late: int = 0
    closed: int = 0
    recovered: int = 0
    not_recovered: int = 0
    unanswered: int = 0
    not_asked: int = 0
    dismissed: int = 0


class Overview(Shape, frozen=True, kw_only=True):
    since: int = msgspec.field(name="from")
    until: int = msgspec.field(name="to")
    timezone: str
    ratings: Counted
    conversations: int
    csat: Figure
    nps: Figure
    ces: Figure
    overall: Figure
    response: Figure
    rating: Figure
    contained: Figure
    stick: Figure
    repeat: Figure
    solved: Figure
    recovered: Figure
    parts: list[Part]
    distribution: dict[str, list[int]]
    times: dict[str, Times]
    cases: Cases


class Point(Figure, frozen=True, kw_only=True):
    at: int
    until: int


class Series(Shape, frozen=True, kw_only=True):
    figure: str
    unit: Unit
    points: list[Point]


class SeriesReport(Shape, frozen=True, kw_only=True):
    step: str
    timezone: str
    series: list[Series]


class Group(Shape, frozen=True, kw_only=True):
    """`differs`: from all the others together, beyond chance; `few`: too few to be compared."""

    key: str
    name: str
    figure: Figure
    few: bool
    differs: Literal["above", "below"] | None = None


class Grouping(Shape, frozen=True, kw_only=True):
    by: str
    all: Figure
    tested: int
    groups: list[Group]
    left_off: int


class Groups(Shape, frozen=True, kw_only=True):
    figure: str
    unit: Unit
    of: list[Grouping]


class Gap(Shape, frozen=True, kw_only=True):
    """Of a - b."""

    value: float
    low: float
    high: float


class Compared(Shape, frozen=True, kw_only=True):
    figure: str
    unit: Unit
    a: Figure
    b: Figure
    difference: Gap | None
    p: float | None
    verdict: Verdict
    needed: int | None  # answers each side would need


class Comparison(Shape, frozen=True, kw_only=True):
    compared: list[Compared]
    tested: int


class Choice(Shape, frozen=True, kw_only=True):
    id: str
    label: str
    n: int
    share: Figure
    csat: Figure
