"""Rows counted, and figures made of the counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.reports import choosing
from bot.reports.books import CASES, NEVER, OPEN, Books
from bot.reports.filter import LIMITS, SCALES, Filter
from bot.reports.intervals import (
    Interval,
    Moments,
    Promoters,
    Stratum,
    mean_interval,
    median_ranks,
    moments,
    nps_interval,
    quantile_ranks,
    spread_rank,
    stratified,
    wilson,
)
from bot.reports.shapes import Figure, Part, Times, Unit
from bot.reports.table import Array

KIOSK = "kiosk"
CELLS = 12
"""Counts of a stratum: of those not answered, then of the values 0 to 10."""

TIMES = ("first_bot", "first_human", "wait", "handle", "resolution")
SETTLED_MS = 7 * 86_400_000
"""After which a contact who has not come back had no reason to."""

UNITS: dict[str, Unit] = {
    "csat": "percent", "nps": "points", "ces": "mean", "overall": "percent", "response": "percent", "rating": "mean",
    "ratings": "count", "contained": "percent", "stick": "percent", "repeat": "percent", "solved": "percent",
    "conversations": "count", "recovered": "percent", **dict.fromkeys(TIMES, "ms"),
}  # fmt: skip
"""Every figure, with what it is measured in."""


@dataclass(frozen=True)
class Touch:
    """Where and by what was asked."""

    moment: str
    place: str
    metric: str


class Answers:
    """Askings counted by touchpoint and value."""

    def __init__(self, touches: Sequence[Touch], counts: NDArray[np.int64]) -> None:
        """`counts` has a row a touchpoint and CELLS columns."""
        self.touches = touches
        self.counts = counts

    def values(self, metric: str) -> list[int]:
        """How often each value of the scale was given, the lowest first."""
        scale = SCALES[metric]
        counted: list[int] = self._of(metric)[scale.start + 1 : scale.stop + 1].tolist()
        return counted

    def _of(self, metric: str) -> NDArray[np.int64]:
        rows = [n for n, touch in enumerate(self.touches) if touch.metric == metric]
        found: NDArray[np.int64] = self.counts[rows].sum(axis=0)
        return found

    @property
    def all_answered(self) -> int:
        return int(self.counts[:, 1:].sum())

    def responded(self, metric: str | None = None) -> tuple[int, int]:
        """Of the askings (of one metric, or of all) those that were answered, and how many there are. Without kiosks:
        nobody counts who walks past one, so that nobody is asked there.
        """
        rows = [n for n, it in enumerate(self.touches) if it.moment != KIOSK and metric in (None, it.metric)]
        return int(self.counts[rows, 1:].sum()), int(self.counts[rows].sum())

    def satisfied(self, metric: str) -> tuple[int, int]:
        """Of the answers those that are satisfied, and how many there are."""
        values = self.values(metric)
        return sum(values[LIMITS[metric][1] - SCALES[metric].start :]), sum(values)

    def promoters(self) -> Promoters:
        values = self.values("nps")
        return Promoters(sum(values[9:]), sum(values[7:9]), sum(values[:7]))

    def moments(self, metric: str) -> Moments:
        return moments(SCALES[metric], self.values(metric))

    def strata(self) -> list[tuple[Touch, int, Stratum]]:
        """Of each touchpoint that was answered how many were asked, and its part in the whole."""
        found = []
        for touch, counts in zip(self.touches, self.counts, strict=True):
            asked, answered = int(counts.sum()), int(counts[1:].sum())
            if answered:
                good = int(counts[LIMITS[touch.metric][1] + 1 :].sum())
                found.append((touch, asked, Stratum(good, answered, asked)))
        return found


Responded = tuple[int, int]
"""How many of the asked have answered, and how many were asked."""


def share(good: int, n: int, responded: Responded | None = None) -> Figure:
    """In % with Wilson's interval."""
    interval = wilson(good, n)
    return _figure(good / n if n else None, interval, n, responded, 100)


def _figure(
    value: float | None, interval: Interval | None, n: int, responded: Responded | None, scale: float = 1
) -> Figure:
    low, high = interval if interval is not None else (None, None)
    answered, asked = responded if responded is not None else (None, None)
    return Figure(
        value=value if value is None else scale * value,
        low=low if low is None else scale * low,
        high=high if high is None else scale * high,
        n=n,
        asked=asked,
        answered=answered,
    )


# -- of ratings ----------------------------------------------------------------------


def csat(it: Answers) -> Figure:
    """The share of 4 and 5 among answers on 1-5, in %, with Wilson's interval.

    P. W. Farris, N. T. Bendle, P. E. Pfeifer, D. J. Reibstein, Marketing Metrics (2010): the top two of five boxes.
    """
    return share(*it.satisfied("csat"), it.responded("csat"))


def nps(it: Answers) -> Figure:
    """% of 9 and 10 minus % of 0 to 6 among answers on 0-10, -100 to 100, with the adjusted Wald interval.

    F. F. Reichheld, The one number you need to grow, Harvard Business Review 81 (2003), 46-54.
    """
    given = it.promoters()
    value = (given.promoters - given.detractors) / given.n if given.n else None
    return _figure(value, nps_interval(given), given.n, it.responded("nps"), 100)


def ces(it: Answers) -> Figure:
    """The mean agreement on 1-7 with "it was easy", with Student's interval.

    M. Dixon, N. Toman, R. DeLisi, The Effortless Experience (2013): the customer effort score in its second version.
    """
    return mean(it, "ces")


def mean(it: Answers, metric: str = "csat") -> Figure:
    """Of the values on the metric's scale, with Student's interval as far as the scale goes."""
    given, scale = it.moments(metric), SCALES[metric]
    interval = mean_interval(given, (scale[0], scale[-1]))
    return _figure(given.mean if given.n else None, interval, given.n, it.responded(metric))


def overall(it: Answers) -> Figure:
    """The satisfaction ratio: the share of satisfied answers (CSAT 4-5, NPS 9-10, CES 5-7) over all touchpoints, in %.

    Each touchpoint (moment, place and metric) weighs as much as its share of the askings, so that one where more
    people answer does not speak for the others; one that nobody answered is left out. With the interval of Yan and Su
    for strata with given weights (bot.reports.intervals.stratified).
    """
    strata = [stratum for _, _, stratum in it.strata()]
    found = stratified(strata)
    value, interval = found if found is not None else (None, None)
    return _figure(value, interval, sum(stratum.n for stratum in strata), it.responded(), 100)


def parts(it: Answers) -> list[Part]:
    """Of the overall ratio, the heaviest first."""
    strata = it.strata()
    total = sum(asked for _, asked, _ in strata)
    ordered = sorted(strata, key=lambda told: (-told[1], told[0].moment, told[0].place, told[0].metric))
    return [_part(touch, asked, stratum, asked / total) for touch, asked, stratum in ordered]


def parts_beside(again: Answers) -> list[Part]:
    """What was asked again after a recovery, which the overall ratio leaves out (bot.reports.choosing.askings)."""
    return [_part(touch, asked, stratum, None) for touch, asked, stratum in again.strata()]


def _part(touch: Touch, asked: int, it: Stratum, weight: float | None) -> Part:
    satisfied = share(it.successes, it.n, None if touch.moment == KIOSK else (it.n, asked))
    return Part(moment=touch.moment, place=touch.place, metric=touch.metric, weight=weight, satisfied=satisfied)


def response(it: Answers) -> Figure:
    """The share of askings that were answered, in %, with Wilson's interval; without kiosks (Answers.responded)."""
    answered, asked = it.responded()
    return share(answered, asked, (answered, asked))


def ratings(it: Answers) -> Figure:
    answered, asked = it.responded()
    return Figure(value=it.all_answered, n=it.all_answered, asked=asked, answered=answered)


OF_RATINGS: dict[str, Callable[[Answers], Figure]] = {
    "csat": csat, "nps": nps, "ces": ces, "overall": overall, "response": response, "rating": mean, "ratings": ratings,
}  # fmt: skip


def answers(books: Books, rows: Array, keys: Array | None = None, groups: int = 1) -> list[Answers]:
    """The askings `rows` counted by group; `keys` holds the group of each, 0 to `groups` - 1; None: all are one."""
    return answers_of(books, cells_of(books, rows), keys, groups)


def could_stay_silent(books: Books, rows: Array) -> NDArray[np.bool_]:
    """Of each asking, whether `Answers.responded` counts it."""
    found: NDArray[np.bool_] = ~books.codes["moment"].chosen((KIOSK,))[books.askings["moment"][rows]]
    return found


def cells_of(books: Books, rows: Array) -> Array:
    """Of each asking the number of its touchpoint and value together."""
    found: Array = books.askings["touch"][rows].astype(np.int64) * CELLS + (books.askings["value"][rows] + 1)
    return found


def answers_of(books: Books, cells: Array, keys: Array | None = None, groups: int = 1) -> list[Answers]:
    """As `answers`, of what `cells_of` found for its rows."""
    touches = [Touch(*text.split("\n")) for text in books.codes["touch"].texts[1:]]
    size = (1 + len(touches)) * CELLS
    if keys is not None:
        cells = cells + keys.astype(np.int64) * size
    counts = np.bincount(cells, minlength=groups * size).reshape(groups, 1 + len(touches), CELLS)
    return [Answers(touches, counted[1:]) for counted in counts]


# -- of recovery ----------------------------------------------------------------------


ASKED_AGAIN = ("recovered", "not_recovered")
"""What came of the cases whose customers have answered when asked again: first of the content ones."""


def states(*outcomes: str) -> list[int]:
    """The codes of the cases that ended so, also of those that were opened once more."""
    return [CASES.index(state) for outcome in outcomes for state in (outcome, OPEN + outcome)]


@dataclass(frozen=True)
class Recoveries:
    """Askings by what became of the case that their answer opened; those without one are not among them."""

    counts: dict[str, int]  # by the state of bot.reports.books.CASES

    def of(self, *outcomes: str) -> int:
        """With one of bot.reports.books.OUTCOMES, closed or open once more."""
        return sum(self.counts.get(outcome, 0) + self.counts.get(OPEN + outcome, 0) for outcome in outcomes)

    @property
    def opened(self) -> int:
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        """Of these, how many are worked on."""
        return sum(count for state, count in self.counts.items() if state.startswith(OPEN))


def recovered(it: Recoveries) -> Figure:
    """Of the customers who answered when asked again after their case the share who were content, in %. A case that
    the answer opened once more is not recovered until a better one comes.
    """
    return won_back(it.of("recovered"), it.of("not_recovered"), it.of("unanswered"))


def won_back(content: int, unhappy: int, silent: int) -> Figure:
    """In %, with Wilson's interval. The silent are in `asked` alone: silence is not failure, nor is it hidden."""
    answered = content + unhappy
    return share(content, answered, (answered, answered + silent))


def recoveries(books: Books, rows: Array, keys: Array | None = None, groups: int = 1) -> list[Recoveries]:
    """By group, as in `answers`."""
    cells = books.askings["case"][rows].astype(np.int64)
    if keys is not None:
        cells += keys.astype(np.int64) * len(CASES)
    counts = np.bincount(cells, minlength=groups * len(CASES)).reshape(groups, len(CASES))
    return [Recoveries(dict(zip(CASES[1:], counted[1:].tolist(), strict=True))) for counted in counts]


# -- of conversations -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Handled:
    """Episodes counted."""

    n: int
    contained: int  # without a person
    answered: int  # questions that got an article
    stuck: int  # of these
    again: int
    settled: int  # those that ended so long ago that the contact would be back by now
    solved: int  # of these, where they did not come back


def contained(it: Handled) -> Figure:
    """Containment: the share of resolved episodes in which no person was wanted and none stepped in, in %."""
    return share(it.contained, it.n)


def stick(it: Handled) -> Figure:
    """Stick rate: of the articles that the bot told, the share after which neither a "no" nor a person followed, in %.

    Those of one episode count each for itself, as if they had nothing to do with each other.
    """
    return share(it.stuck, it.answered)


def repeat(it: Handled) -> Figure:
    """Repeat contacts: the share of episodes that began within 7 days after the contact's last had ended, in %.

    First contact resolution turned around: what is not solved comes back.
    """
    return share(it.again, it.n)


def solved(it: Handled) -> Figure:
    """Solved for good: of the episodes that ended 7 days ago or earlier the share after which the contact did not come
    back within 7 days, in %. Known as first contact resolution, here by what customers do, not by what they say.
    """
    return share(it.solved, it.settled)


def conversations(it: Handled) -> Figure:
    return Figure(value=it.n, n=it.n)


OF_HANDLED: dict[str, Callable[[Handled], Figure]] = {
    "contained": contained, "stick": stick, "repeat": repeat, "solved": solved, "conversations": conversations,
}  # fmt: skip


def handled(books: Books, rows: Array, keys: Array | None = None, groups: int = 1) -> list[Handled]:
    """The episodes `rows` counted by group, as in `answers`."""
    return handled_of(facts_of(books, rows), np.zeros(len(rows), np.int64) if keys is None else keys, groups)


BITS = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of each of some episodes."""

    bits: Array  # contained, again, settled, solved: as the bits of a number, so that all is counted at once
    told: Array  # the places of those with answers by articles, and how many these are
    answered: Array
    stuck: Array


def facts_of(books: Books, rows: Array) -> Facts:
    table = books.episodes
    settled = table["resolved_at"][rows] <= books.at - SETTLED_MS
    solved = settled & ~table["returned"][rows]
    bits = np.zeros(len(rows), np.uint8)
    for place, it in enumerate((~table["person"][rows], table["again"][rows], settled, solved)):
        bits |= it.view(np.uint8) << place
    told = np.flatnonzero(table["answered"][rows])
    return Facts(bits, told, table["answered"][rows[told]], table["stuck"][rows[told]])


def handled_of(facts: Facts, keys: Array, groups: int) -> list[Handled]:
    """As `handled`."""
    cells = keys.astype(np.int64) << BITS | facts.bits
    counts = np.bincount(cells, minlength=groups << BITS).reshape(groups, 1 << BITS)
    flags = [counts[:, _having(place)].sum(axis=1) for place in range(BITS)]
    articles = (np.bincount(keys[facts.told], it, groups) for it in (facts.answered, facts.stuck))
    columns = (counts.sum(axis=1), flags[0], *articles, *flags[1:])
    return [Handled(*map(int, it)) for it in zip(*(column.tolist() for column in columns), strict=True)]


def _having(place: int) -> Array:
    """The numbers of BITS bits in which the one at `place` is set."""
    numbers = np.arange(1 << BITS)
    found: Array = numbers[numbers >> place & 1 == 1]
    return found


# -- times -------------------------------------------------------------------------------


class Ordered(Protocol):
    """Numbers in ascending order, at least where figures look at them (`_ranked`)."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> Any: ...


def lengths(books: Books, rows: Array, figure: str, keys: Array | None = None, groups: int = 1) -> list[Array]:
    """Of the episodes `rows` by group, each in order as `Ordered` says, without those that have none."""
    values = books.episodes[f"{figure}_ms"][rows].astype(np.int64)
    there = values != NEVER
    parts = [values[there]] if keys is None else parted(values[there], keys[there], groups)
    return [_ranked(part) for part in parts]


def parted(values: Array, keys: Array, groups: int) -> list[Array]:
    """By group, in the order in which they are."""
    small = keys.astype(np.uint16 if groups < 1 << 16 else np.uint32)  # of two bytes it is much sooner
    ends = np.cumsum(np.bincount(small, minlength=groups))
    return np.split(values[np.argsort(small, kind="stable")], ends[:-1])


def _ranked(values: Array) -> Array:
    """In order around the ranks that figures and their intervals look at: four times sooner than all in order."""
    n = len(values)
    if n < 100:
        return np.sort(values)
    ranks = [*_around(n, 0.5), *_around(n, 0.9), spread_rank(n) - 1, n - spread_rank(n)]
    for found in (median_ranks(n), quantile_ranks(n, 0.9)):
        ranks += [rank - 1 for rank in found or ()]
    ordered: Array = np.partition(values, ranks)
    return ordered


def times(ordered: Ordered) -> Times:
    """Median with its interval (bot.reports.intervals.median_ranks) and 90th percentile, between the two numbers next
    to it in proportion (R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages, The American Statistician 50
    (1996), 361-365, definition 7).
    """
    n = len(ordered)
    if not n:
        return Times()
    ranks = median_ranks(n)
    return Times(
        n=n,
        median=quantile(ordered, 0.5),
        low=float(ordered[ranks[0] - 1]) if ranks else None,
        high=float(ordered[ranks[1] - 1]) if ranks else None,
        p90=quantile(ordered, 0.9),
    )


def median(ordered: Ordered) -> Figure:
    told = times(ordered)
    return Figure(value=told.median, low=told.low, high=told.high, n=told.n)


def quantile(ordered: Ordered, p: float) -> float:
    """Of at least one number, as in `times`."""
    low, high = _around(len(ordered), p)
    under: Any = ordered[low]
    return float(under + (ordered[high] - under) * ((len(ordered) - 1) * p - low))


def _around(n: int, p: float) -> tuple[int, int]:
    """The places next to the quantile `p`."""
    low = int((n - 1) * p)
    return low, min(low + 1, n - 1)


# -- what is counted for a figure ----------------------------------------------------------------


def of_askings(figure: str) -> bool:
    """Whether askings are counted for it, else episodes."""
    return figure in OF_RATINGS or figure == "recovered"


def rows_of(books: Books, figure: str, where: Filter) -> Array:
    return choosing.askings(books, where) if of_askings(figure) else choosing.episodes(books, where)
