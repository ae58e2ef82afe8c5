"""How sure one may be of a figure: intervals at 95 %, and how much chance there is in a difference.

Proportions are 0-1 here; `None` where there is too little to say anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, inf, sqrt

from bot.reports.student import NORMAL, quantile, tail

Z_95 = 1.959963984540054
"""Quantile of the standard normal for a two-sided 95 % interval."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """`value` = a - b with its interval; `p`: how often chance alone would bring one as large, 0-1."""

    value: float
    low: float
    high: float
    p: float


# -- shares --------------------------------------------------------------------


def wilson(successes: int, n: int, z: float = Z_95) -> Interval | None:
    """The score interval of a proportion, 0-1; None where n is 0.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927), 209-212. Without continuity correction.
    """
    if n == 0:
        return None
    p = successes / n
    centre = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


@dataclass(frozen=True, slots=True)
class Stratum:
    successes: int
    n: int  # at least 1
    weight: float  # above 0; only their ratio counts


def stratified(strata: Sequence[Stratum], z: float = Z_95) -> tuple[float, Interval] | None:
    """A weighted mean of proportions with its score interval; None where there is no stratum.

    X. Yan, X. G. Su, Stratified Wilson and Newcombe confidence intervals for multiple binomial proportions,
    Statistics in Biopharmaceutical Research 2 (2010), 329-335, with given weights: each stratum gets its Wilson
    interval at the narrower z' = z · sqrt(Σ w²v) / Σ w·sqrt(v), v = p(1-p)/n, and the weighted limits add up to
    the whole's. One stratum: Wilson's own. Where all are 0 or 1, v would vanish; it is then taken at Wilson's
    centre, which never does.
    """
    if not strata:
        return None
    total = sum(it.weight for it in strata)
    weights = [it.weight / total for it in strata]
    spread = [w * sqrt(_variance(it)) for w, it in zip(weights, strata, strict=True)]
    if not any(spread):
        spread = [w * sqrt(_centred(it, z)) for w, it in zip(weights, strata, strict=True)]
    narrower = z * sqrt(sum(s * s for s in spread)) / sum(spread)
    limits = [wilson(it.successes, it.n, narrower) or (0.0, 1.0) for it in strata]
    value = sum(w * it.successes / it.n for w, it in zip(weights, strata, strict=True))
    low = sum(w * limit[0] for w, limit in zip(weights, limits, strict=True))
    high = sum(w * limit[1] for w, limit in zip(weights, limits, strict=True))
    return value, (low, min(high, 1.0))


def _variance(it: Stratum) -> float:
    p = it.successes / it.n
    return p * (1 - p) / it.n


def _centred(it: Stratum, z: float) -> float:
    p = (it.successes + z * z / 2) / (it.n + z * z)
    return p * (1 - p) / it.n


def newcombe(a: int, m: int, b: int, n: int) -> Difference | None:
    """Of the proportions a/m - b/n; None where m or n is 0.

    R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven
    methods, Statistics in Medicine 17 (1998), 873-890, method 10. The p is that of the score test with the pooled
    proportion (K. Pearson's chi-square with one degree of freedom).
    """
    first, second = wilson(a, m), wilson(b, n)
    if first is None or second is None:
        return None
    p, q = a / m, b / n
    low = p - q - sqrt((p - first[0]) ** 2 + (second[1] - q) ** 2)
    high = p - q + sqrt((first[1] - p) ** 2 + (q - second[0]) ** 2)
    pooled = (a + b) / (m + n)
    error = sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
    return Difference(p - q, max(-1.0, low), min(1.0, high), two_sided(p - q, error))


def two_sided(difference: float, error: float) -> float:
    """P of a difference this large by chance, normally distributed with the standard error `error`."""
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    return 2 * NORMAL.cdf(-abs(difference) / error)


# -- means -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moments:
    """What is to be known of numbers to compare their means."""

    n: int
    mean: float
    variance: float  # of the sample, over n - 1; 0 where n < 2


def moments(values: Sequence[float], counts: Sequence[int]) -> Moments:
    """Of numbers of which the i-th comes counts[i] times. Mean 0 where there is none."""
    n = sum(counts)
    if n == 0:
        return Moments(0, 0.0, 0.0)
    mean = sum(value * count for value, count in zip(values, counts, strict=True)) / n
    squares = sum(count * (value - mean) ** 2 for value, count in zip(values, counts, strict=True))
    return Moments(n, mean, squares / (n - 1) if n > 1 else 0.0)


def mean_interval(it: Moments, scale: Interval = (-inf, inf)) -> Interval | None:
    """Student's: mean ± t(0.975, n-1) · s / sqrt(n); None where n < 2.

    Of answers on a scale, from its least value to its greatest, it is cut off where that ends: no mean lies beyond, so
    the rest holds it as often as the whole. Few answers far apart would else promise a 9 on a scale up to 7.

    Student (W. S. Gosset), The probable error of a mean, Biometrika 6 (1908), 1-25.
    """
    if it.n < 2:
        return None
    half = quantile(0.975, it.n - 1) * sqrt(it.variance / it.n)
    return max(scale[0], it.mean - half), min(scale[1], it.mean + half)


def welch(a: Moments, b: Moments) -> Difference | None:
    """Of the means a - b, whose variances may differ; None where either has n < 2.

    B. L. Welch, The generalization of "Student's" problem when several different population variances are involved,
    Biometrika 34 (1947), 28-35, with the degrees of freedom of F. E. Satterthwaite (1946).
    """
    if a.n < 2 or b.n < 2:
        return None
    difference = a.mean - b.mean
    of_a, of_b = a.variance / a.n, b.variance / b.n
    error = sqrt(of_a + of_b)
    if error == 0:
        return Difference(difference, difference, difference, 1.0 if difference == 0 else 0.0)
    df = (of_a + of_b) ** 2 / (of_a**2 / (a.n - 1) + of_b**2 / (b.n - 1))
    half = quantile(0.975, df) * error
    return Difference(difference, difference - half, difference + half, tail(difference / error, df))


# -- the net promoter score --------------------------------------------------------

PSEUDO = 0.75
"""What the adjusted interval adds to promoters and to detractors, and twice to the passives."""


@dataclass(frozen=True, slots=True)
class Promoters:
    promoters: int
    passives: int
    detractors: int

    @property
    def n(self) -> int:
        return self.promoters + self.passives + self.detractors


def nps_interval(it: Promoters, z: float = Z_95) -> Interval | None:
    """Of (promoters - detractors) / n, -1 to 1; None where n is 0.

    B. Rocks, Interval estimation for the "Net Promoter Score", The American Statistician 70 (2016), 365-372: the
    adjusted Wald interval, best of those compared there. Three answers are added (3/4 each to promoters and
    detractors, 3/2 to passives), and the variance is that of a difference in a multinomial.
    """
    if it.n == 0:
        return None
    n = it.n + 4 * PSEUDO
    up, down = (it.promoters + PSEUDO) / n, (it.detractors + PSEUDO) / n
    half = z * sqrt((up + down - (up - down) ** 2) / n)
    return max(-1.0, up - down - half), min(1.0, up - down + half)


def scores(it: Promoters) -> Moments:
    """The answers as 1, 0 and -1, whose mean is the score: two of them are compared by Welch."""
    return moments((1, 0, -1), (it.promoters, it.passives, it.detractors))


# -- medians ----------------------------------------------------------------------


def median_ranks(n: int, z: float = Z_95) -> tuple[int, int] | None:
    """Between which of n numbers in order (1..n) the median lies; None below n = 6, where no such two give 95 %.

    M. J. Campbell, M. J. Gardner, Calculating confidence intervals for some non-parametric analyses, British Medical
    Journal 296 (1988), 1454-1456: n/2 - z·sqrt(n)/2 and 1 + n/2 + z·sqrt(n)/2, rounded.
    """
    return quantile_ranks(n, 0.5, z)


def quantile_ranks(n: int, q: float, z: float = Z_95) -> tuple[int, int] | None:
    """The same for the quantile `q`; None where either would lie beyond the numbers that there are."""
    half = z * sqrt(n * q * (1 - q))
    low, high = round(n * q - half), round(1 + n * q + half)
    return (low, high) if low >= 1 and high <= n else None


@dataclass(frozen=True, slots=True)
class Median:
    n: int
    value: float
    low: float  # the number in order at `spread_rank`, 1..n
    high: float  # its mirror image from the other end


def spread_rank(n: int) -> int:
    """Which number in order tells how far a median may vary, of n >= 2."""
    return max(1, round(n / 2 - sqrt(n)))


def medians_apart(a: Median, b: Median) -> Difference | None:
    """Of the medians a - b, whatever the numbers' distribution; None where either has n < 6.

    D. G. Bonett, R. M. Price, Statistical inference for a linear function of medians, Psychological Methods 7 (2002),
    370-383: the standard error of a median is the distance of two of its numbers in order over 2z, z belonging to how
    often these two enclose it.
    """
    if a.n < 6 or b.n < 6:
        return None
    difference = a.value - b.value
    error = sqrt(_error(a) ** 2 + _error(b) ** 2)
    return Difference(difference, difference - Z_95 * error, difference + Z_95 * error, two_sided(difference, error))


def _error(it: Median) -> float:
    return (it.high - it.low) / (2 * _enclosing_z(it.n))


def _enclosing_z(n: int) -> float:
    below = spread_rank(n) - 1
    if n > 1000:  # the binomial is normal by then
        return (n / 2 - below - 0.5) / (sqrt(n) / 2)
    return NORMAL.inv_cdf(1 - sum(comb(n, k) for k in range(below + 1)) / 2**n)
