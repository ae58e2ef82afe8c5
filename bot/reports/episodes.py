"""Episodes counted, and what they tell of how well customers are helped."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.clock import DAY_MS
from bot.reports.books import Books
from bot.reports.shapes import Figure
from bot.reports.share import share
from bot.reports.table import Array

SETTLED_MS = 7 * DAY_MS
"""After which a contact who has not come back had no reason to."""


@dataclass(frozen=True, slots=True)
class Handled:
    """Episodes counted."""

    n: int
    contained: int  # without a person
    answered: int  # questions that got an article
    stuck: int  # of these
    again: int
    settled: int  # those that ended so long ago that the contact would be back by now
    solved: int  # of these, where they did not come back


def contained(it: Handled) -> Figure:
    """Containment: the share of resolved episodes in which no person was wanted and none stepped in, in %."""
    return share(it.contained, it.n)


def stick(it: Handled) -> Figure:
    """Stick rate: of the articles that the bot told, the share after which neither a "no" nor a person followed, in %.

    Those of one episode count each for itself, as if they had nothing to do with each other.
    """
    return share(it.stuck, it.answered)


def repeat(it: Handled) -> Figure:
    """Repeat contacts: the share of episodes that began within 7 days after the contact's last had ended, in %.

    First contact resolution turned around: what is not solved comes back.
    """
    return share(it.again, it.n)


def solved(it: Handled) -> Figure:
    """Solved for good: of the episodes that ended 7 days ago or earlier the share after which the contact did not come
    back within 7 days, in %. Known as first contact resolution, here by what customers do, not by what they say.
    """
    return share(it.solved, it.settled)


def conversations(it: Handled) -> Figure:
    return Figure(value=it.n, n=it.n)


FIGURES: dict[str, Callable[[Handled], Figure]] = {
    "contained": contained, "stick": stick, "repeat": repeat, "solved": solved, "conversations": conversations,
}  # fmt: skip


def handled(books: Books, rows: Array, keys: Array | None = None, groups: int = 1) -> list[Handled]:
    """The episodes `rows` counted by group, as in `answers`."""
    return handled_of(facts_of(books, rows), np.zeros(len(rows), np.int64) if keys is None else keys, groups)


BITS = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of each of some episodes."""

    bits: Array  # contained, again, settled, solved: as the bits of a number, so that all is counted at once
    told: Array  # the places of those with answers by articles, and how many these are
    answered: Array
    stuck: Array


def facts_of(books: Books, rows: Array) -> Facts:
    table = books.episodes
    settled = table["resolved_at"][rows] <= books.at - SETTLED_MS
    solved = settled & ~table["returned"][rows]
    bits = np.zeros(len(rows), np.uint8)
    for place, it in enumerate((~table["person"][rows], table["again"][rows], settled, solved)):
        bits |= it.view(np.uint8) << place
    told = np.flatnonzero(table["answered"][rows])
    return Facts(bits, told, table["answered"][rows[told]], table["stuck"][rows[told]])


def handled_of(facts: Facts, keys: Array, groups: int) -> list[Handled]:
    """As `handled`."""
    cells = keys.astype(np.int64) << BITS | facts.bits
    counts = np.bincount(cells, minlength=groups << BITS).reshape(groups, 1 << BITS)
    flags = [counts[:, _having(place)].sum(axis=1) for place in range(BITS)]
    articles = (np.bincount(keys[facts.told], it, groups) for it in (facts.answered, facts.stuck))
    columns = (counts.sum(axis=1), flags[0], *articles, *flags[1:])
    return [Handled(*map(int, it)) for it in zip(*(column.tolist() for column in columns), strict=True)]


def _having(place: int) -> Array:
    """The numbers of BITS bits in which the one at `place` is set."""
    numbers = np.arange(1 << BITS)
    found: Array = numbers[numbers >> place & 1 == 1]
    return found
