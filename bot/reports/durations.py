"""How long customers waited and conversations took: medians and 90th percentiles."""

from typing import Any, Protocol

import numpy as np

from bot.reports.books import NEVER, Books
from bot.reports.intervals import median_ranks, quantile_ranks, spread_rank
from bot.reports.shapes import Figure, Times
from bot.reports.table import Array

FIGURES = ("first_bot", "first_human", "wait", "handle", "resolution")


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
