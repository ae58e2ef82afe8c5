"""A figure by who, where and when, and which of them differ from the others beyond chance."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from bot.reports import chance, choosing, durations, episodes, evidence, figures, ratings, recoveries
from bot.reports.books import NEVER, Books
from bot.reports.episodes import Handled
from bot.reports.evidence import Evidence
from bot.reports.filter import DIMENSIONS, OF_RATINGS, Filter
from bot.reports.intervals import Difference
from bot.reports.ratings import Answers
from bot.reports.recoveries import Recoveries
from bot.reports.rest import Rest
from bot.reports.shapes import Figure, Group, Grouping, Groups
from bot.reports.table import Array

MOST = 100
CLOCK = {"hour": 24, "weekday": 7}
BY = (*DIMENSIONS, *OF_RATINGS, *CLOCK)

Names = Mapping[str, Mapping[str, str]]
"""Of dimensions whose keys are ids: what the keys are called."""


def groups(books: Books, where: Filter, by: Sequence[str], figure: str, names: Names) -> Groups:
    """The largest first, MOST at most; hours and weekdays in their order.

    Each with ENOUGH answers is held against all the others together; of those told to differ at most one in twenty
    does so by chance (bot.reports.chance.adjusted over the table).
    """
    counted = _Counted(books, figure, figures.rows_of(books, figure, where))
    told = [
        _grouping(counted, dimension, names.get(dimension, {}))
        for dimension in by
        if figures.of_askings(figure) or dimension not in OF_RATINGS
    ]
    return Groups(figure=figure, unit=figures.UNITS[figure], of=told)


def _grouping(counted: "_Counted", by: str, names: Mapping[str, str]) -> Grouping:
    keys, texts = _keys(counted.books, counted.figure, counted.rows, by)
    sizes = np.bincount(keys, minlength=len(texts))
    present = np.flatnonzero(sizes)
    order = present if by in CLOCK else present[np.lexsort((present, -sizes[present]))]
    shown = order[: len(order) if by in CLOCK else MOST].tolist()
    whole, told = counted.told(keys, len(texts), shown)
    compared = counted.figure not in evidence.COUNTS and len(shown) > 1
    differences = [evidence.apart(it.mine, it.others) if compared else None for it in told]
    return Grouping(
        by=by,
        all=whole,
        tested=sum(it is not None for it in differences),
        groups=[
            Group(
                key=texts[n],
                name=names.get(texts[n], texts[n]),
                figure=it.figure,
                few=it.figure.n < chance.ENOUGH,
                differs=differs,
            )
            for n, it, differs in zip(shown, told, _differing(differences), strict=True)
        ],
        left_off=len(order) - len(shown),
    )


def _keys(books: Books, figure: str, rows: Array, by: str) -> tuple[Array, list[str]]:
    """The group of each row, and what the groups are called."""
    table = books.askings if figures.of_askings(figure) else books.episodes
    if by == "weekday":
        return choosing.weekdays(table["day"][rows]), [str(n) for n in range(7)]
    if by == "hour":
        return table["hour"][rows], [str(n) for n in range(24)]
    return table[by][rows], books.codes[by].texts


def _differing(differences: Sequence[Difference | None]) -> list[Literal["above", "below"] | None]:
    """Of each group; None where it could not be tested, or may differ by chance."""
    adjusted = iter(chance.adjusted([it.p for it in differences if it is not None]))
    return [
        None if it is None or next(adjusted) > chance.FALSE_DISCOVERIES else "above" if it.value > 0 else "below"
        for it in differences
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    figure: Figure
    mine: Evidence
    others: Evidence  # of all the other groups together


class _Counted:
    """What a filter leaves, made ready once however many dimensions it is grouped by."""

    def __init__(self, books: Books, figure: str, rows: Array) -> None:
        self.books = books
        self.figure = figure
        self.rows = rows

    def told(self, keys: Array, groups: int, shown: Sequence[int]) -> tuple[Figure, list[_Told]]:
        """The figure of all, and of each group shown; `keys` holds the group of each row."""
        if self.figure in ratings.FIGURES:
            return _of_ratings(self.figure, ratings.answers_of(self.books, self._cells, keys, groups), shown)
        if self.figure in durations.FIGURES:
            order, values = self._lengths
            return _of_lengths(values, durations.parted(values, keys[order], groups), shown)
        if self.figure == "recovered":
            return _of_recoveries(recoveries.recoveries(self.books, self.rows, keys, groups), shown)
        return _of_handled(self.figure, episodes.handled_of(self._facts, keys, groups), shown)

    @cached_property
    def _cells(self) -> Array:
        return ratings.cells_of(self.books, self.rows)

    @cached_property
    def _facts(self) -> episodes.Facts:
        return episodes.facts_of(self.books, self.rows)

    @cached_property
    def _lengths(self) -> tuple[Array, Array]:
        """Of those rows that have one, the shortest first, and the lengths."""
        values = self.books.episodes[f"{self.figure}_ms"][self.rows]
        there = np.flatnonzero(values != NEVER)
        order = there[np.argsort(values[there])]
        return order, values[order].astype(np.int64)


def _of_ratings(figure: str, of: Sequence[Answers], shown: Sequence[int]) -> tuple[Figure, list[_Told]]:
    make = ratings.FIGURES[figure]
    every = Answers(of[0].touches, np.sum([it.counts for it in of], axis=0))
    others = (Answers(every.touches, every.counts - of[n].counts) for n in shown)
    told = [
        _Told(make(of[n]), evidence.of_answers(figure, of[n]), evidence.of_answers(figure, rest))
        for n, rest in zip(shown, others, strict=True)
    ]
    return make(every), told


def _of_recoveries(of: Sequence[Recoveries], shown: Sequence[int]) -> tuple[Figure, list[_Told]]:
    every = Recoveries({state: sum(it.counts[state] for it in of) for state in of[0].counts})
    told = []
    for n in shown:
        rest = Recoveries({state: count - of[n].counts[state] for state, count in every.counts.items()})
        told.append(_Told(recoveries.recovered(of[n]), evidence.of_recoveries(of[n]), evidence.of_recoveries(rest)))
    return recoveries.recovered(every), told


def _of_handled(figure: str, of: Sequence[Handled], shown: Sequence[int]) -> tuple[Figure, list[_Told]]:
    make = episodes.FIGURES[figure]
    every = Handled(*(sum(column) for column in zip(*map(astuple, of), strict=True)))
    told = []
    for n in shown:
        rest = Handled(*(a - b for a, b in zip(astuple(every), astuple(of[n]), strict=True)))
        told.append(_Told(make(of[n]), evidence.of_handled(figure, of[n]), evidence.of_handled(figure, rest)))
    return make(every), told


def _of_lengths(every: Array, parts: Sequence[Array], shown: Sequence[int]) -> tuple[Figure, list[_Told]]:
    """All of them ascending."""
    told = [
        _Told(durations.median(parts[n]), evidence.of_lengths(parts[n]), evidence.of_lengths(Rest(every, parts[n])))
        for n in shown
    ]
    return durations.median(every), told
