"""A figure made of a value and its interval."""

from bot.reports.intervals import Interval, wilson
from bot.reports.shapes import Figure

Responded = tuple[int, int]
"""How many of the asked have answered, and how many were asked."""


def share(good: int, n: int, responded: Responded | None = None) -> Figure:
    """In % with Wilson's interval."""
    interval = wilson(good, n)
    return figure(good / n if n else None, interval, n, responded, 100)


def figure(
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
