"""A figure by who, where and when, and which of them differ from the others beyond chance."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from bot.reports import chance, choosing, evidence, tally
from bot.reports.books import Books
from bot.reports.evidence import Evidence
from bot.reports.filter import DIMENSIONS, OF_RATINGS, Filter
from bot.reports.intervals import Difference
from bot.reports.shapes import Group, Grouping, Groups
from bot.reports.table import Array
from bot.reports.tally import Answers, Handled, Recoveries

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
    rows = tally.rows_of(books, figure, where)
    told = [
        _grouping(books, figure, rows, dimension, names.get(dimension, {}))
        for dimension in by
        if tally.of_askings(figure) or dimension not in OF_RATINGS
    ]
    return Groups(figure=figure, unit=tally.UNITS[figure], of=told)


def _grouping(books: Books, figure: str, rows: Array, by: str, names: Mapping[str, str]) -> Grouping:
    keys, texts = _keys(books, figure, rows, by)
    figures = tally.figures(books, figure, rows, keys, len(texts))
    sizes = np.bincount(keys, minlength=len(texts))
    present = np.flatnonzero(sizes)
    order = present if by in CLOCK else present[np.lexsort((present, -sizes[present]))]
    shown = order[: len(order) if by in CLOCK else MOST].tolist()
    differs = _differing(shown, _differences(books, figure, rows, keys, len(texts), shown))
    return Grouping(
        by=by,
        all=tally.figures(books, figure, rows)[0],
        tested=len(differs),
        groups=[
            Group(
                key=texts[n],
                name=names.get(texts[n], texts[n]),
                figure=figures[n],
                few=figures[n].n < chance.ENOUGH,
                differs=differs.get(n),
            )
            for n in shown
        ],
        left_off=len(order) - len(shown),
    )


def _keys(books: Books, figure: str, rows: Array, by: str) -> tuple[Array, list[str]]:
    """The group of each row, and what the groups are called."""
    table = books.askings if tally.of_askings(figure) else books.episodes
    if by == "weekday":
        return choosing.weekdays(table["day"][rows]), [str(n) for n in range(7)]
    if by == "hour":
        return table["hour"][rows], [str(n) for n in range(24)]
    return table[by][rows], books.codes[by].texts


def _differing(
    shown: Sequence[int], differences: Sequence[Difference | None]
) -> dict[int, Literal["above", "below"] | None]:
    """Of the groups that could be tested."""
    tested = [(n, it) for n, it in zip(shown, differences, strict=True) if it is not None]
    adjusted = chance.adjusted([it.p for _, it in tested])
    return {
        n: None if p > chance.FALSE_DISCOVERIES else "above" if it.value > 0 else "below"
        for (n, it), p in zip(tested, adjusted, strict=True)
    }


def _differences(
    books: Books, figure: str, rows: Array, keys: Array, groups: int, shown: Sequence[int]
) -> list[Difference | None]:
    """Of each group shown from all the others together."""
    if figure in evidence.COUNTS or len(shown) < 2:
        return [None] * len(shown)
    pairs = _against_others(books, figure, rows, keys, groups, shown)
    return [evidence.apart(one, others) for one, others in pairs]


def _against_others(
    books: Books, figure: str, rows: Array, keys: Array, groups: int, shown: Sequence[int]
) -> list[tuple[Evidence, Evidence]]:
    if figure in tally.OF_RATINGS:
        of = tally.answers(books, rows, keys, groups)
        whole = np.sum([it.counts for it in of], axis=0)
        return [
            (
                evidence.of_answers(figure, of[n]),
                evidence.of_answers(figure, Answers(of[n].touches, whole - of[n].counts)),
            )
            for n in shown
        ]
    if figure in tally.TIMES:
        return _lengths_against_others(books, figure, rows, keys, shown)
    if figure == "recovered":
        cases = tally.recoveries(books, rows, keys, groups)
        (all_,) = tally.recoveries(books, rows)
        return [
            (evidence.of_recoveries(cases[n]), evidence.of_recoveries(_without_cases(all_, cases[n]))) for n in shown
        ]
    held = tally.handled(books, rows, keys, groups)
    (every,) = tally.handled(books, rows)
    return [
        (evidence.of_handled(figure, held[n]), evidence.of_handled(figure, _without(every, held[n]))) for n in shown
    ]


def _without(every: Handled, it: Handled) -> Handled:
    return Handled(
        every.n - it.n,
        every.contained - it.contained,
        every.answered - it.answered,
        every.stuck - it.stuck,
        every.again - it.again,
        every.settled - it.settled,
        every.solved - it.solved,
    )


def _without_cases(every: Recoveries, it: Recoveries) -> Recoveries:
    return Recoveries({state: n - it.counts[state] for state, n in every.counts.items()})


def _lengths_against_others(
    books: Books, figure: str, rows: Array, keys: Array, shown: Sequence[int]
) -> list[tuple[Evidence, Evidence]]:
    values = books.episodes[f"{figure}_ms"][rows]
    order = np.argsort(values, kind="stable")
    order = order[np.searchsorted(values[order], 0) :]
    ordered, owner = values[order], keys[order]
    found = []
    for n in shown:
        mine = owner == n
        found.append((evidence.of_lengths(ordered[mine]), evidence.of_lengths(ordered[~mine])))
    return found
