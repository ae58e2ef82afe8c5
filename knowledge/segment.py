"""Rows of features with their posting lists: a part of an index, never changed, only merged into a larger one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

MOST = 255  # times that a row may hold a feature; more count as this
WEIGHT = np.concatenate([[0], 1 + np.log(np.arange(1, MOST + 1))]).astype(np.float32)
"""By the number of times that a row holds a feature: 1 + its natural logarithm."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows `first`, `first` + 1, … of an index. Row `first` + i is [starts[i]:starts[i + 1]] of terms and counts."""

    first: int
    starts: Longs
    terms: Ints  # of a row in any order
    counts: Bytes  # how often the row holds each
    listed: Ints  # the terms that have a list, ascending; list j is [post_starts[j]:post_starts[j + 1]]
    post_starts: Longs
    posts: Ints  # rows, counted from `first`
    post_counts: Bytes

    @classmethod
    def of(cls, first: int, starts: Longs, terms: Ints, counts: Bytes) -> Segment:
        """Makes the posting lists."""
        order = np.argsort(terms, kind="stable")
        ordered = terms[order]
        places = np.flatnonzero(np.diff(ordered, prepend=-1))
        listed = ordered[places]
        rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        return cls(
            first=first,
            starts=starts,
            terms=terms,
            counts=counts,
            listed=listed,
            post_starts=np.append(places, len(terms)).astype(np.int64),
            posts=rows[order],
            post_counts=counts[order],
        )

    @classmethod
    def merged(cls, neighbours: Sequence[Segment]) -> Segment:
        """One of several that follow each other."""
        offsets = np.cumsum([0, *(len(each.terms) for each in neighbours)])
        starts = [each.starts[:-1] + offset for each, offset in zip(neighbours, offsets, strict=False)]
        return cls.of(
            neighbours[0].first,
            np.concatenate([*starts, offsets[-1:]]).astype(np.int64),
            np.concatenate([each.terms for each in neighbours]),
            np.concatenate([each.counts for each in neighbours]),
        )

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def kept(self, alive: NDArray[np.bool_], number: Ints) -> tuple[Longs, Ints, Bytes]:
        """How many terms each living row has, the terms, how often it has each; `number` renames the terms."""
        rows = np.flatnonzero(alive)
        lengths = self.starts[rows + 1] - self.starts[rows]
        at = spans(self.starts[rows], lengths)
        return lengths, number[self.terms[at]], self.counts[at]

    def row(self, row: int) -> tuple[Ints, Floats]:
        """A row's terms and their weights, without idf."""
        span = slice(int(self.starts[row - self.first]), int(self.starts[row - self.first + 1]))
        return self.terms[span], WEIGHT[self.counts[span]]

    def rows(self, rows: NDArray[np.intp]) -> tuple[Longs, Ints, Floats]:
        """Of each of the rows one after the other: how many terms it has, its terms, their weights without idf."""
        starts = self.starts[rows - self.first]
        lengths = self.starts[rows - self.first + 1] - starts
        at = spans(starts, lengths)
        return lengths, self.terms[at], WEIGHT[self.counts[at]]

    def holders(self, term: int) -> Ints:
        """The rows that have the term, ascending."""
        place = int(np.searchsorted(self.listed, term))
        if place == len(self.listed) or self.listed[place] != term:
            return np.zeros(0, np.int32)
        return self.posts[int(self.post_starts[place]) : int(self.post_starts[place + 1])] + np.int32(self.first)

    def holding(self, term: int) -> NDArray[np.intp]:
        """The rows that hold the term, counted from `first`."""
        place = int(np.searchsorted(self.listed, term))
        if place == len(self.listed) or self.listed[place] != term:
            return np.zeros(0, np.intp)
        return self.posts[int(self.post_starts[place]) : int(self.post_starts[place + 1])].astype(np.intp)

    def products(self, terms: Ints, weights: Floats) -> Floats:
        """Of every row: the sum over these terms (ascending) of its weight times the one given."""
        place = np.searchsorted(self.listed, terms)
        place[place == len(self.listed)] = 0
        known = self.listed[place] == terms if len(self.listed) else np.zeros(len(terms), bool)
        starts = self.post_starts[place[known]]
        lengths = self.post_starts[place[known] + 1] - starts
        at = spans(starts, lengths)
        products = WEIGHT[self.post_counts[at]] * np.repeat(weights[known], lengths)
        return np.bincount(self.posts[at], products, len(self)).astype(np.float32)

    def lengths(self, idf: Floats) -> Floats:
        """Of every row: its length as a vector."""
        squares = np.zeros(len(self), np.float64)
        step = 1 << 16  # rows at a time: what is worked on stays small
        for first in range(0, len(self), step):
            starts = self.starts[first : first + step + 1]
            span = slice(int(starts[0]), int(starts[-1]))
            square = (WEIGHT[self.counts[span]] * idf[self.terms[span]]) ** 2
            rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
            squares[first : first + step] = np.bincount(rows, square, len(starts) - 1)
        return np.sqrt(squares).astype(np.float32)


def spans(starts: Longs, lengths: Longs) -> Longs:
    """The numbers of all places in [start, start + length), one span after the other."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)
