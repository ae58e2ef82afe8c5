"""Many comparisons at once: which differences are more than chance, and when there is too little to say."""

from collections.abc import Sequence
from math import ceil

ENOUGH = 10
"""Answers that each side needs before it is compared at all."""

FALSE_DISCOVERIES = 0.05
"""The share of the differences shown as such that may be chance."""


def adjusted(ps: Sequence[float]) -> list[float]:
    """Each p for itself, such that those up to FALSE_DISCOVERIES have that rate of false ones among them.

    Y. Benjamini, Y. Hochberg, Controlling the false discovery rate: a practical and powerful approach to multiple
    testing, Journal of the Royal Statistical Society B 57 (1995), 289-300: the i-th smallest of m becomes
    min(p_j · m / j) over j >= i.
    """
    order = sorted(range(len(ps)), key=lambda i: ps[i], reverse=True)
    found = [0.0] * len(ps)
    least = 1.0
    for place, i in enumerate(order):
        least = min(least, ps[i] * len(ps) / (len(ps) - place))
        found[i] = least
    return found


def needed(difference: float, spread: float) -> int | None:
    """Answers that each of two sides would need for a true `difference` of means to be seen four times in five.

    `spread`: the standard deviation of one answer. n = 2 · ((1.96 + 0.84) · spread / difference)², see S.-C. Chow,
    J. Shao, H. Wang, Sample Size Calculations in Clinical Research (2008), 3.2. None where there is no difference, or
    one for which a million would not do.
    """
    if difference == 0:
        return None
    n = 2 * (2.8015852 * spread / difference) ** 2
    return max(ENOUGH, ceil(n)) if n <= 1_000_000 else None
