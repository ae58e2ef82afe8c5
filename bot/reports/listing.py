"""The rows behind a figure, page by page."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from msgspec.structs import replace

from bot.reports import choosing, durations, ratings
from bot.reports.books import Books
from bot.reports.episodes import SETTLED_MS
from bot.reports.filter import METRICS, SCALES, Filter
from bot.reports.recoveries import ASKED_AGAIN, states
from bot.reports.table import Array

Order = Literal["newest", "worst", "best", "longest"]

_AT_BITS = 42
"""Enough for a time in ms; what rows are put in order by first stands above."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where a row is found in the database: when it was asked or resolved, and the mark of its id."""

    at: int
    mark: int


@dataclass(frozen=True, slots=True)
class Page:
    n: int  # of all pages
    keys: list[Key]
    next: str | None  # the cursor of what follows; None: nothing does


def askings(books: Books, where: Filter, order: Order, before: str | None, limit: int, words: str = "") -> Page:
    """`words`: those with a comment that holds all of them. Raises ValueError for a cursor that is none."""
    rows = choosing.askings(books, where)
    if words.strip():
        rows = rows[np.isin(books.askings["comment"][rows], books.comments.search(words))]
    return _page(rows, _by_value(books, rows, order), books.askings["asked_at"], books.askings["mark"], before, limit)


def episodes(
    books: Books, where: Filter, figure: str, hit: bool | None, order: Order, before: str | None, limit: int
) -> Page:
    """Those that `figure` counts; `hit`: only those (not) in its numerator. Raises ValueError for a bad cursor."""
    table = books.episodes
    rows = _counted(books, choosing.episodes(books, where), figure, hit)
    above = np.zeros(len(rows), np.int64)
    if order == "longest":
        lengths = table[f"{figure}_ms" if figure in durations.FIGURES else "resolution_ms"][rows]
        above = np.minimum(lengths.astype(np.int64) // 1000, 2**20)
    return _page(rows, above, table["resolved_at"], table["mark"], before, limit)


def rated(
    books: Books, where: Filter, figure: str, hit: bool | None, order: Order, before: str | None, limit: int
) -> Page:
    """The askings that `figure` counts, of those that `narrowed` leaves. Raises ValueError for a bad cursor."""
    rows = _rated(books, choosing.askings(books, where), figure, hit)
    return _page(rows, _by_value(books, rows, order), books.askings["asked_at"], books.askings["mark"], before, limit)


def narrowed(where: Filter, figure: str, hit: bool | None, answered: bool | None = True) -> Filter:
    """To the askings that a figure of ratings counts; `hit`: only the satisfied ones, or the others. `answered`: None
    for all askings, as in the filter of a figure that counts those.
    """
    change: dict[str, Any] = {"answered": answered}
    if figure in METRICS:
        change["metric"] = (figure,)
    elif figure == "rating":
        change["metric"] = ("csat",)
    if figure == "response":
        change["answered"] = hit if hit is not None else where.answered
    elif figure != "recovered" and hit is not None and not where.mood:
        change["mood"] = ("satisfied",) if hit else ("low", "middle")
    return replace(where, **change)


def _rated(books: Books, rows: Array, figure: str, hit: bool | None) -> Array:
    match figure:
        case "response":
            return rows[ratings.could_stay_silent(books, rows)]
        case "recovered":
            outcomes = ASKED_AGAIN if hit is None else ASKED_AGAIN[:1] if hit else ASKED_AGAIN[1:]
            return rows[np.isin(books.askings["case"][rows], states(*outcomes))]
    return rows


def _counted(books: Books, rows: Array, figure: str, hit: bool | None) -> Array:
    table = books.episodes
    if figure in durations.FIGURES:
        return rows[table[f"{figure}_ms"][rows] >= 0]
    if figure == "stick":
        rows = rows[table["answered"][rows] > 0]
    elif figure == "solved":
        rows = rows[table["resolved_at"][rows] <= books.at - SETTLED_MS]
    if hit is None:
        return rows
    if figure == "contained":
        rows = rows[table["person"][rows] != hit]
    elif figure == "stick":
        rows = rows[(table["stuck"][rows] == table["answered"][rows]) == hit]
    elif figure == "repeat":
        rows = rows[table["again"][rows] == hit]
    elif figure == "solved":
        rows = rows[table["returned"][rows] != hit]
    return rows


def _by_value(books: Books, rows: Array, order: Order) -> Array:
    """0-100, how good the answer is on its own scale, or how bad."""
    if order not in ("worst", "best"):
        return np.zeros(len(rows), np.int64)
    codes = books.codes["metric"].texts
    good = np.zeros((len(codes), 12), np.int64)
    for code, metric in enumerate(codes):
        scale = SCALES.get(metric, SCALES["csat"])
        for value in scale:
            good[code, value + 1] = 100 * (value - scale.start) // (len(scale) - 1)
    found = good[books.askings["metric"][rows], books.askings["value"][rows].astype(np.int64) + 1]
    return 100 - found if order == "worst" else found


def _page(rows: Array, above: Array, at: Array, marks: Array, before: str | None, limit: int) -> Page:
    """The largest (above, time, mark) first."""
    place = (above << _AT_BITS) | at[rows]
    n = len(rows)
    if before is not None:
        last, _, mark = before.partition(".")
        follows = (place < int(last)) | ((place == int(last)) & (marks[rows] < np.uint64(int(mark))))
        rows, place = rows[follows], place[follows]
    more = len(rows) > limit
    if more:
        least = np.partition(place, len(place) - limit)[len(place) - limit]
        rows, place = rows[place >= least], place[place >= least]
    shown = np.lexsort((marks[rows], place))[::-1][:limit]
    keys = [Key(int(at[row]), int(marks[row])) for row in rows[shown]]
    return Page(n, keys, f"{int(place[shown[-1]])}.{keys[-1].mark}" if more else None)
