"""The rows that a filter leaves, as their numbers."""

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bot.reports.books import NEVER, Books
from bot.reports.filter import DIMENSIONS, LIMITS, MOODS, NONE, OF_RATINGS, REASK, Filter
from bot.reports.table import Array, Table

MONDAY = 3
"""What to add to a day since 1970 (a Thursday) to count from a Monday."""


def askings(books: Books, where: Filter) -> Array:
    """Without what was asked again after a recovery, unless `where` names that moment or says `again`: whoever was
    unhappy and is then won back would count twice. No figure of ratings has another way to its rows.
    """
    table = books.askings
    rows = _within(table["asked_at"], where)
    if not (where.again or where.moment):
        rows = rows[~_asked_again(books, rows)]
    rows = _dimensions(books, table, rows, where, (*DIMENSIONS, *OF_RATINGS))
    rows = _moments(table, rows, where)
    if where.answered is not None:
        rows = rows[(table["value"][rows] != NEVER) == where.answered]
    if where.commented is not None:
        rows = rows[(table["comment"][rows] != NEVER) == where.commented]
    if where.value:
        rows = rows[np.isin(table["value"][rows], where.value)]
    if where.mood:
        wanted = np.isin(np.arange(len(MOODS)), [MOODS.index(mood) for mood in where.mood])
        rows = rows[table["value"][rows] != NEVER]
        rows = rows[wanted[moods(books)[table["metric"][rows], table["value"][rows]]]]
    if where.reason:
        rows = rows[np.isin(rows, _with_reasons(books, where.reason))]
    return rows


def asked_again(books: Books, where: Filter) -> Array:
    """What `askings` leaves out; none where the moments are named."""
    if where.moment:
        return np.empty(0, np.intp)
    return askings(books, replace(where, moment=(REASK,)))


def episodes(books: Books, where: Filter) -> Array:
    """What the filter says of ratings alone narrows nothing here."""
    table = books.episodes
    rows = _dimensions(books, table, _within(table["resolved_at"], where), where, DIMENSIONS)
    return _moments(table, rows, where)


def moods(books: Books) -> NDArray[np.int8]:
    """By metric's code and value the number of its mood in MOODS."""
    found = np.zeros((len(books.codes["metric"]), 11), np.int8)
    for code, metric in enumerate(books.codes["metric"].texts):
        low, satisfied = LIMITS.get(metric, LIMITS["csat"])
        found[code, low + 1 :] = 1
        found[code, satisfied:] = 2
    return found


def weekdays(day: Array) -> Array:
    """0 Monday to 6 Sunday."""
    return (day + MONDAY) % 7


def _within(at: Array, where: Filter) -> Array:
    return np.flatnonzero((at >= where.since) & (at < where.until))


def _dimensions(books: Books, table: Table, rows: Array, where: Filter, names: tuple[str, ...]) -> Array:
    for name in names:
        keys = where.keys(name)
        if keys:
            chosen = books.codes[name].chosen("" if key == NONE else key for key in keys)
            rows = rows[chosen[table[name][rows]]]
    return rows


def _asked_again(books: Books, rows: Array) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = books.codes["moment"].chosen((REASK,))[books.askings["moment"][rows]]
    return found


def _moments(table: Table, rows: Array, where: Filter) -> Array:
    if where.hour:
        rows = rows[np.isin(table["hour"][rows], where.hour)]
    if where.weekday:
        rows = rows[np.isin(weekdays(table["day"][rows]), where.weekday)]
    return rows


def _with_reasons(books: Books, ids: tuple[str, ...]) -> Array:
    """`ids` of choices, whatever the question."""
    keys = books.codes["reason"].texts
    codes = [code for code, key in enumerate(keys) if key and key.rpartition("\n")[2] in ids]
    return books.reasons["row"][np.isin(books.reasons["reason"], codes)]
