"""What is known of a figure for comparing it with the same figure of others."""

from dataclasses import dataclass
from math import sqrt

from bot.reports import chance, durations
from bot.reports.durations import Ordered
from bot.reports.episodes import Handled
from bot.reports.intervals import (
    Z_95,
    Difference,
    Interval,
    Median,
    Moments,
    medians_apart,
    newcombe,
    scores,
    spread_rank,
    stratified,
    two_sided,
    welch,
)
from bot.reports.ratings import Answers
from bot.reports.recoveries import Recoveries


@dataclass(frozen=True, slots=True)
class Proportion:
    good: int
    n: int


@dataclass(frozen=True, slots=True)
class Weighted:
    """A proportion over strata, 0-1."""

    n: int
    value: float
    interval: Interval


Evidence = Proportion | Weighted | Moments | Median

COUNTS = ("ratings", "conversations")
"""Figures that are compared with nothing: how much there was is no sample of anything."""

_NOTHING = Proportion(0, 0)


def of_answers(figure: str, it: Answers) -> Evidence:
    match figure:
        case "csat":
            return Proportion(*it.satisfied("csat"))
        case "nps":
            return scores(it.promoters())
        case "ces":
            return it.moments("ces")
        case "rating":
            return it.moments("csat")
        case "response":
            return Proportion(*it.responded())
    strata = [stratum for _, _, stratum in it.strata()]
    found = stratified(strata)
    return Weighted(sum(stratum.n for stratum in strata), *found) if found else _NOTHING


def of_handled(figure: str, it: Handled) -> Evidence:
    match figure:
        case "contained":
            return Proportion(it.contained, it.n)
        case "stick":
            return Proportion(it.stuck, it.answered)
        case "solved":
            return Proportion(it.solved, it.settled)
    return Proportion(it.again, it.n)


def of_recoveries(it: Recoveries) -> Evidence:
    return Proportion(it.of("recovered"), it.of("recovered", "not_recovered"))


def of_lengths(ordered: Ordered) -> Evidence:
    n = len(ordered)
    if n < 2:
        return _NOTHING
    rank = spread_rank(n)
    return Median(n, durations.quantile(ordered, 0.5), float(ordered[rank - 1]), float(ordered[n - rank]))


def apart(a: Evidence, b: Evidence) -> Difference | None:
    """Of a - b, on the scale of the evidence; None where there is too little on either side."""
    if min(a.n, b.n) < chance.ENOUGH:
        return None
    match a, b:
        case Proportion(), Proportion():
            return newcombe(a.good, a.n, b.good, b.n)
        case Moments(), Moments():
            return welch(a, b)
        case Median(), Median():
            return medians_apart(a, b)
        case Weighted(), Weighted():
            return _weighted(a, b)
    return None


def _weighted(a: Weighted, b: Weighted) -> Difference:
    """G. Y. Zou, A. Donner, Construction of confidence limits about effect measures: a general approach, Statistics in
    Medicine 27 (2008), 1693-1702: each limit is as far away as the two intervals' limits on that side together.
    """
    value = a.value - b.value
    low = value - sqrt((a.value - a.interval[0]) ** 2 + (b.interval[1] - b.value) ** 2)
    high = value + sqrt((a.interval[1] - a.value) ** 2 + (b.value - b.interval[0]) ** 2)
    return Difference(value, low, high, two_sided(value, (high - low) / (2 * Z_95)))


def needed(a: Evidence, b: Evidence, difference: Difference | None) -> int | None:
    """Answers that each side would need for this difference to be told from chance; None: nobody can say."""
    if difference is None:
        return chance.ENOUGH
    return chance.needed(difference.value, max(_spread(a), _spread(b)))


def _spread(it: Evidence) -> float:
    """The standard deviation of one answer."""
    match it:
        case Proportion(good, n):
            return sqrt(good / n * (1 - good / n))
        case Weighted(n, value, _):
            return sqrt(value * (1 - value))
        case Moments(_, _, variance):
            return sqrt(variance)
    return (it.high - it.low) / 4 * sqrt(it.n)
