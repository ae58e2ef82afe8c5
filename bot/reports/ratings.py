"""Askings counted by touchpoint and value, and the figures of ratings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.reports.books import Books
from bot.reports.filter import LIMITS, SCALES
from bot.reports.intervals import Moments, Promoters, Stratum, mean_interval, moments, nps_interval, stratified
from bot.reports.shapes import Figure, Part
from bot.reports.share import figure, share
from bot.reports.table import Array

KIOSK = "kiosk"
CELLS = 12
"""Counts of a stratum: of those not answered, then of the values 0 to 10."""


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
    return figure(value, nps_interval(given), given.n, it.responded("nps"), 100)


def ces(it: Answers) -> Figure:
    """The mean agreement on 1-7 with "it was easy", with Student's interval.

    M. Dixon, N. Toman, R. DeLisi, The Effortless Experience (2013): the customer effort score in its second version.
    """
    return mean(it, "ces")


def mean(it: Answers, metric: str = "csat") -> Figure:
    """Of the values on the metric's scale, with Student's interval as far as the scale goes."""
    given, scale = it.moments(metric), SCALES[metric]
    interval = mean_interval(given, (scale[0], scale[-1]))
    return figure(given.mean if given.n else None, interval, given.n, it.responded(metric))


def overall(it: Answers) -> Figure:
    """The satisfaction ratio: the share of satisfied answers (CSAT 4-5, NPS 9-10, CES 5-7) over all touchpoints, in %.

    Each touchpoint (moment, place and metric) weighs as much as its share of the askings, so that one where more
    people answer does not speak for the others; one that nobody answered is left out. With the interval of Yan and Su
    for strata with given weights (bot.reports.intervals.stratified).
    """
    strata = [stratum for _, _, stratum in it.strata()]
    found = stratified(strata)
    value, interval = found if found is not None else (None, None)
    return figure(value, interval, sum(stratum.n for stratum in strata), it.responded(), 100)


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


def number(it: Answers) -> Figure:
    answered, asked = it.responded()
    return Figure(value=it.all_answered, n=it.all_answered, asked=asked, answered=answered)


FIGURES: dict[str, Callable[[Answers], Figure]] = {
    "csat": csat, "nps": nps, "ces": ces, "overall": overall, "response": response, "rating": mean, "ratings": number,
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
