"""What became of the cases that answers have opened, counted."""

from dataclasses import dataclass

import numpy as np

from bot.reports.books import CASES, OPEN, Books
from bot.reports.shapes import Figure
from bot.reports.share import share
from bot.reports.table import Array

ASKED_AGAIN = ("recovered", "not_recovered")
"""What came of the cases whose customers have answered when asked again: first of the content ones."""


def states(*outcomes: str) -> list[int]:
    """The codes of the cases that ended so, also of those that were opened once more."""
    return [CASES.index(state) for outcome in outcomes for state in (outcome, OPEN + outcome)]


@dataclass(frozen=True)
class Recoveries:
    """Askings by what became of the case that their answer opened; those without one are not among them."""

    counts: dict[str, int]  # by the state of bot.reports.books.CASES

    def of(self, *outcomes: str) -> int:
        """With one of bot.reports.books.OUTCOMES, closed or open once more."""
        return sum(self.counts.get(outcome, 0) + self.counts.get(OPEN + outcome, 0) for outcome in outcomes)

    @property
    def opened(self) -> int:
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        """Of these, how many are worked on."""
        return sum(count for state, count in self.counts.items() if state.startswith(OPEN))


def recovered(it: Recoveries) -> Figure:
    """Of the customers who answered when asked again after their case the share who were content, in %. A case that
    the answer opened once more is not recovered until a better one comes.
    """
    return won_back(it.of("recovered"), it.of("not_recovered"), it.of("unanswered"))


def won_back(content: int, unhappy: int, silent: int) -> Figure:
    """In %, with Wilson's interval. The silent are in `asked` alone: silence is not failure, nor is it hidden."""
    answered = content + unhappy
    return share(content, answered, (answered, answered + silent))


def recoveries(books: Books, rows: Array, keys: Array | None = None, groups: int = 1) -> list[Recoveries]:
    """By group, as in `answers`."""
    cells = books.askings["case"][rows].astype(np.int64)
    if keys is not None:
        cells += keys.astype(np.int64) * len(CASES)
    counts = np.bincount(cells, minlength=groups * len(CASES)).reshape(groups, len(CASES))
    return [Recoveries(dict(zip(CASES[1:], counted[1:].tolist(), strict=True))) for counted in counts]
