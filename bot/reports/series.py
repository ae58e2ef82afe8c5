"""A figure over time, with its interval at each point."""

from collections.abc import Sequence

import numpy as np

from bot.reports import tally
from bot.reports.books import Books
from bot.reports.filter import Filter
from bot.reports.shapes import Figure, Point, Series, SeriesReport
from bot.reports.zone import DAY_MS, EPOCH, HOUR_MS, Step, Stretch

MOST_POINTS = 1_200
SHORTEST_MS: dict[Step, int] = {"day": 23 * HOUR_MS, "week": 7 * DAY_MS - HOUR_MS, "month": 28 * DAY_MS - HOUR_MS}


def series(books: Books, where: Filter, figures: Sequence[str], step: Step | None = None) -> SeriesReport:
    """`step` None: one that makes between 2 and a hundred points of most periods.

    Raises ValueError where there would be more than MOST_POINTS.
    """
    chosen = step or books.zone.fitting(where.since, where.until)
    if (where.until - where.since) / SHORTEST_MS[chosen] > MOST_POINTS:
        raise ValueError("There are too many points. Choose a longer step.")
    stretches = books.zone.stretches(where.since, where.until, chosen)
    told = [
        Series(figure=figure, unit=tally.UNITS[figure], points=_points(books, where, figure, stretches))
        for figure in figures
    ]
    return SeriesReport(step=chosen, timezone=books.zone.name, series=told)


def _points(books: Books, where: Filter, figure: str, stretches: Sequence[Stretch]) -> list[Point]:
    rows = tally.rows_of(books, figure, where)
    days = (books.askings if tally.of_askings(figure) else books.episodes)["day"][rows]
    begins = np.array([(books.zone.day(it.at) - EPOCH).days for it in stretches])
    keys = np.searchsorted(begins, days, "right") - 1
    return [
        _point(told, stretch)
        for told, stretch in zip(tally.figures(books, figure, rows, keys, len(stretches)), stretches, strict=True)
    ]


def _point(it: Figure, stretch: Stretch) -> Point:
    return Point(at=stretch.at, until=stretch.until, value=it.value, low=it.low, high=it.high, n=it.n, asked=it.asked)
