"""A figure over time, with its interval at each point."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from msgspec.structs import asdict

from bot.clock import DAY_MS, HOUR_MS
from bot.reports import choosing, durations, episodes, ratings, recoveries
from bot.reports.books import Books
from bot.reports.episodes import Handled
from bot.reports.figures import UNITS
from bot.reports.filter import Filter
from bot.reports.ratings import Answers
from bot.reports.shapes import Figure, Point, Series, SeriesReport
from bot.reports.table import Array
from bot.reports.zone import EPOCH, Step, Stretch

MOST_POINTS = 1_200
SHORTEST_MS: dict[Step, int] = {"day": 23 * HOUR_MS, "week": 7 * DAY_MS - HOUR_MS, "month": 28 * DAY_MS - HOUR_MS}


def series(books: Books, where: Filter, figures: Sequence[str], step: Step | None = None) -> SeriesReport:
    """`step` None: one that makes between 2 and a hundred points of most periods. An empty period has no points.

    Raises ValueError where there would be more than MOST_POINTS.
    """
    chosen = step or books.zone.fitting(where.since, where.until)
    if (where.until - where.since) / SHORTEST_MS[chosen] > MOST_POINTS:
        raise ValueError("There are too many points. Choose a longer step.")
    stretches = books.zone.stretches(where.since, where.until, chosen)
    counted = _Counted(books, where, stretches)
    told = []
    for figure in figures:
        found = counted.figures(figure) if stretches else []
        told.append(Series(figure=figure, unit=UNITS[figure], points=list(map(_point, found, stretches))))
    return SeriesReport(step=chosen, timezone=books.zone.name, series=told)


class _Counted:
    """What a filter leaves by stretch, counted once however many figures are made of it."""

    def __init__(self, books: Books, where: Filter, stretches: Sequence[Stretch]) -> None:
        self._books = books
        self._where = where
        self._begins = np.array([(books.zone.day(it.at) - EPOCH).days for it in stretches])

    def figures(self, figure: str) -> list[Figure]:
        """One for each stretch."""
        if figure in ratings.FIGURES:
            return [ratings.FIGURES[figure](it) for it in self._answers]
        if figure in episodes.FIGURES:
            return [episodes.FIGURES[figure](it) for it in self._handled]
        n = len(self._begins)
        if figure == "recovered":
            return [recoveries.recovered(it) for it in recoveries.recoveries(self._books, *self._askings, n)]
        rows, keys = self._episodes
        return [durations.median(it) for it in durations.lengths(self._books, rows, figure, keys, n)]

    @cached_property
    def _answers(self) -> list[Answers]:
        return ratings.answers(self._books, *self._askings, len(self._begins))

    @cached_property
    def _handled(self) -> list[Handled]:
        return episodes.handled(self._books, *self._episodes, len(self._begins))

    @cached_property
    def _askings(self) -> tuple[Array, Array]:
        """The rows, and of each its stretch."""
        rows = choosing.askings(self._books, self._where)
        return rows, self._stretch(self._books.askings["day"][rows])

    @cached_property
    def _episodes(self) -> tuple[Array, Array]:
        rows = choosing.episodes(self._books, self._where)
        return rows, self._stretch(self._books.episodes["day"][rows])

    def _stretch(self, days: Array) -> Array:
        """By a table of all days: much sooner than a search for each row."""
        first = self._begins[0]
        spans = np.diff(self._begins, append=max(int(days.max(initial=first)), self._begins[-1]) + 1)
        stretch_of: Array = np.repeat(np.arange(len(spans)), spans)
        taken: Array = np.take(stretch_of, days - first)
        return taken


def _point(it: Figure, stretch: Stretch) -> Point:
    return Point(at=stretch.at, until=stretch.until, **asdict(it))
