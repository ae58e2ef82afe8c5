"""Student's t distribution, for the intervals of means."""

from functools import lru_cache
from math import exp, isinf, lgamma, log, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
LARGE = 200.0
"""Degrees of freedom from which the expansion is exact to nine digits."""

_TINY = 1e-300
_STEPS = 300


def tail(t: float, df: float) -> float:
    """P(|T| > |t|), 0-1. `df` > 0, not necessarily whole.

    M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.1: the regularised incomplete beta
    function I_x(df/2, 1/2) at x = df / (df + t²).
    """
    if isinf(t):
        return 0.0
    return _beta(df / 2, 0.5, df / (df + t * t), t * t / (df + t * t))


@lru_cache(maxsize=4096)
def quantile(p: float, df: float) -> float:
    """t below which lies the share `p` (0.5 < p < 1) of the distribution.

    From LARGE on the expansion in powers of 1/df (Abramowitz and Stegun, 26.7.5), else bisection of `tail`.
    """
    if df >= LARGE:
        return _expanded(NORMAL.inv_cdf(p), df)
    low, high = 0.0, 1.0
    while tail(high, df) > 2 * (1 - p):
        low, high = high, 2 * high
    for _ in range(100):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if tail(middle, df) > 2 * (1 - p):
            low = middle
        else:
            high = middle
    return high


def _expanded(x: float, df: float) -> float:
    g1 = (x**3 + x) / 4
    g2 = (5 * x**5 + 16 * x**3 + 3 * x) / 96
    g3 = (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384
    g4 = (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160
    return x + g1 / df + g2 / df**2 + g3 / df**3 + g4 / df**4


def _beta(a: float, b: float, x: float, y: float) -> float:
    """I_x(a, b) by its continued fraction (Abramowitz and Stegun, 26.5.8), on the side where that converges fast.

    `y` is 1 - x, handed in because a small one would be lost in the subtraction.
    """
    if x <= 0 or y <= 0:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, y, x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """By the modified method of Lentz: I. J. Thompson, A. R. Barnett, J. Comput. Phys. 64 (1986), 490-509."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS + int(sqrt(max(a, b)))):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _away(1 + term * d), _away(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _away(value: float) -> float:
    """From zero."""
    return value if abs(value) > _TINY else _TINY
