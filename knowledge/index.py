"""Phrasings as weighted features: which of them are near a question, and how near to each other.

A phrasing is the vector of its words, of their 2- and 3-grams, and of its pairs of words, weighted by (1 + ln count) *
idf and brought to length 1. Rows are only appended or marked dead; idf and lengths follow the living rows, so an index
that was changed in place ranks as one that was built afresh.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

SIZES = (2, 3)
_COMMON = 0.1  # features in more than this share of the phrasings tell little and cost most:
_COMMON_FROM = 1_000  # passed over once they are in more phrasings than this
_TAIL = 20_000  # features of appended rows that are read one after the other before they are sorted in
_FOREIGN = 0.5  # weight of the question's features that no phrasing holds, in the question's length


@dataclass(frozen=True, slots=True)
class Vector:
    """A question: the features of it that are known, ascending, with their weights (length 1 or less in all)."""

    terms: Ints
    weights: Floats

    def blended(self, other: Vector, share: float) -> Vector:
        """Between this and the other, which counts for `share` of it, 0-1."""
        both = np.concatenate([self.terms, other.terms])
        terms, place = np.unique(both, return_inverse=True)
        weights = np.concatenate([(1 - share) * self.weights, share * other.weights])
        return Vector(terms, np.bincount(place, weights, len(terms)).astype(np.float32))


class Index:
    """Rows of features with posting lists. Not safe for two threads at once."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._of_word: dict[str, list[int]] = {}
        self._held = np.zeros(0, np.int32)  # per term: living rows that hold it
        self._row_terms = np.zeros(0, np.int32)  # all rows' terms, row after row, ascending in each
        self._row_counts = np.zeros(0, np.float32)  # 1 + ln count of each
        self._starts = np.zeros(1, np.int64)  # row i is [starts[i]:starts[i + 1]] of both
        self._alive = np.zeros(0, bool)
        self._sorted = 0  # rows below are in the posting lists, the tail is not yet
        self._posts = np.zeros(0, np.int32)
        self._post_counts = np.zeros(0, np.float32)
        self._post_starts = np.zeros(1, np.int64)
        self._idf = np.zeros(0, np.float32)
        self._scale = np.zeros(0, np.float32)  # per row: 1 / length; 0 for dead rows
        self._place = np.zeros(0, np.intp)  # per term: room for _columns
        self._fresh = True

    def __len__(self) -> int:
        """Rows ever given, dead ones included: one more than the highest row number."""
        return len(self._alive)

    def copy(self) -> Index:
        """One that is changed without changing this one; the phrasings themselves are shared."""
        other = copy(self)
        other._terms, other._of_word = self._terms.copy(), self._of_word.copy()
        other._held, other._alive, other._place = self._held.copy(), self._alive.copy(), self._place.copy()
        return other

    @property
    def living(self) -> int:
        return int(self._alive.sum())

    def append(self, texts: Sequence[Sequence[str]]) -> range:
        """New rows, each given as its words; returns their numbers."""
        first = len(self)
        rows = [self._terms_of(words) for words in texts]
        width = max(1, len(self._terms))
        spoken = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        places, counts = np.unique(
            spoken * width + np.fromiter(chain.from_iterable(rows), np.int64), return_counts=True
        )
        terms = (places % width).astype(np.int32)
        lengths = np.bincount(places // width, minlength=len(rows))
        self._row_terms = np.concatenate([self._row_terms, terms])
        self._row_counts = np.concatenate([self._row_counts, (1 + np.log(counts)).astype(np.float32)])
        self._starts = np.concatenate([self._starts, self._starts[-1] + np.cumsum(lengths)])
        self._alive = np.concatenate([self._alive, np.ones(len(rows), bool)])
        self._held = np.concatenate([self._held, np.zeros(len(self._terms) - len(self._held), np.int32)])
        self._held += np.bincount(terms, minlength=len(self._terms)).astype(np.int32)
        self._fresh = False
        return range(first, len(self))

    def kill(self, rows: Sequence[int]) -> None:
        """The rows are found no more. Their numbers are never used again."""
        for row in rows:
            if self._alive[row]:
                self._alive[row] = False
                self._held[self._row_terms[self._span(row)]] -= 1
                self._fresh = False

    def vector(self, words: Sequence[str]) -> Vector:
        """A question's, in the weights of the stored phrasings."""
        self._refresh()
        counts = Counter(chain(pairs(words), *map(grams, words)))
        found = {self._terms[name]: count for name, count in counts.items() if name in self._terms}
        terms = np.fromiter(sorted(found), np.int32, len(found))
        held = self._held[terms]
        weights = np.fromiter((1 + math.log(found[term]) for term in terms.tolist()), np.float32) * self._idf[terms]
        rarest = math.log(1 + self.living) + 1
        alien = rarest**2 * (len(counts) - int((held > 0).sum()))
        return _vector(terms[held > 0], weights[held > 0], alien)

    def vector_of(self, row: int) -> Vector:
        """A stored phrasing's, as if asked and not stored: features that it alone has are foreign."""
        self._refresh()
        terms, weights = self._weighted(row)
        shared = self._held[terms] > 1
        return _vector(terms[shared], weights[shared], float((weights[~shared] ** 2).sum()))

    def cosines(self, question: Vector, rows: NDArray[np.intp]) -> Floats:
        """Nearness of these rows to the question, 0-1; 0 for dead rows."""
        self._refresh()
        weight = np.zeros(len(self._terms), np.float32)
        weight[question.terms] = question.weights * self._idf[question.terms]
        starts = self._starts[rows]
        lengths = self._starts[rows + 1] - starts
        at = _spans(starts, lengths)
        products = weight[self._row_terms[at]] * self._row_counts[at]
        near = np.bincount(np.repeat(np.arange(len(rows)), lengths), products, len(rows))
        return near.astype(np.float32) * self._scale[rows]

    def survey(self, question: Vector) -> Floats:
        """About the same of every row, quickly: where the near ones are."""
        self._refresh()
        telling = self._held[question.terms] <= max(_COMMON * self.living, _COMMON_FROM)
        terms = question.terms[telling]
        weights = question.weights[telling] * self._idf[terms]
        near = self._listed(terms, weights)
        near[self._sorted :] += self._tail(terms, weights)
        near *= self._scale
        return near

    def between(self, rows: NDArray[np.intp]) -> Floats:
        """Nearness of rows to each other: a square matrix, its rows and columns in the order given."""
        starts = self._starts[rows]
        lengths = self._starts[rows + 1] - starts
        at = _spans(starts, lengths)
        terms = self._row_terms[at]
        column, width = self._columns(terms)
        dense = np.zeros((len(rows), width), np.float32)
        dense[np.repeat(np.arange(len(rows)), lengths), column] = self._row_counts[at] * self._idf[terms]
        dense *= self._scale[rows][:, None]
        return dense @ dense.T

    def _columns(self, terms: Ints) -> tuple[NDArray[np.intp], int]:
        """Numbers the different terms from 0: each one's number, and how many there are."""
        places = np.arange(len(terms))
        self._place[terms] = places  # of equal terms the last one stays: it stands for all
        stands = self._place[terms]
        number = np.cumsum(stands == places) - 1
        return number[stands], int(number[-1]) + 1

    def _terms_of(self, words: Sequence[str]) -> list[int]:
        """The numbers of a text's features; new ones are numbered."""
        terms = [self._terms.setdefault(pair, len(self._terms)) for pair in pairs(words)]
        for word in words:
            if word not in self._of_word:
                self._of_word[word] = [self._terms.setdefault(gram, len(self._terms)) for gram in grams(word)]
            terms += self._of_word[word]
        return terms

    def _span(self, row: int) -> slice:
        return slice(int(self._starts[row]), int(self._starts[row + 1]))

    def _weighted(self, row: int) -> tuple[Ints, Floats]:
        span = self._span(row)
        terms = self._row_terms[span]
        return terms, self._row_counts[span] * self._idf[terms]

    def _listed(self, terms: Ints, weights: Floats) -> Floats:
        """What the rows in the posting lists have of the terms, each time its count and weight; 0 for the tail."""
        listed = terms < len(self._post_starts) - 1
        starts = self._post_starts[terms[listed]]
        lengths = self._post_starts[terms[listed] + 1] - starts
        posts = _spans(starts, lengths)
        products = self._post_counts[posts] * np.repeat(weights[listed], lengths)
        return np.bincount(self._posts[posts], products, len(self)).astype(np.float32)

    def _tail(self, terms: Ints, weights: Floats) -> Floats:
        """The same of the rows that are not in the posting lists yet."""
        start = self._starts[self._sorted]
        weight = np.zeros(len(self._terms), np.float32)
        weight[terms] = weights
        products = weight[self._row_terms[start:]] * self._row_counts[start:]
        rows = np.repeat(np.arange(len(self) - self._sorted), np.diff(self._starts[self._sorted :]))
        return np.bincount(rows, products, len(self) - self._sorted).astype(np.float32)

    def _refresh(self) -> None:
        if self._fresh:
            return
        self._place = np.zeros(len(self._terms), np.intp)
        self._idf = (np.log((1 + self.living) / (1 + self._held)) + 1).astype(np.float32)
        squares = (self._row_counts * self._idf[self._row_terms]) ** 2
        rows = np.repeat(np.arange(len(self)), np.diff(self._starts))
        length = np.sqrt(np.bincount(rows, squares, len(self)))
        self._scale = np.where(self._alive & (length > 0), 1 / np.maximum(length, 1e-9), 0).astype(np.float32)
        if len(self._row_terms) - self._starts[self._sorted] > max(_TAIL, self._starts[self._sorted] // 8):
            self._sort(rows)
        self._fresh = True

    def _sort(self, rows: NDArray[np.intp]) -> None:
        order = np.argsort(self._row_terms, kind="stable")
        self._posts = rows[order].astype(np.int32)
        self._post_counts = self._row_counts[order]
        held = np.bincount(self._row_terms, minlength=len(self._terms))
        self._post_starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(held)])
        self._sorted = len(self)


def grams(word: str) -> list[str]:
    """A word and its n-grams, its edges marked by spaces: "at" in "cat" is not the word "at"."""
    padded = f" {word} "
    found = [padded]
    for size in SIZES:
        if size < len(padded):
            found += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return found


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words, and which come first and last."""
    return [f"{one} {next}" for one, next in pairwise(("^", *words, "$"))] if words else []


def _spans(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of all places in [start, start + length), one span after the other."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)


def _vector(terms: Ints, weights: Floats, foreign: float) -> Vector:
    known = float((weights**2).sum())
    length = math.sqrt(known + _FOREIGN * foreign) or 1.0
    return Vector(terms, weights / np.float32(length))
