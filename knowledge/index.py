"""Phrasings as weighted features: which of them are near a question, and how near to each other.

A phrasing is the vector of its features (features.py), weighted by (1 + ln count) * idf and brought to length 1. Rows
are only appended or marked dead. Weights follow the living rows: at once in a small index, in a large one as soon as a
hundredth of it has changed, so that an index that was changed in place ranks as one that was built afresh.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import digest, digests, grams, pair, pairs, whole
from .segment import MOST, Ints, Segment
from .segment import Floats as Floats

Names = NDArray[np.uint64]
Array = NDArray[Any]

_COMMON = 0.1  # features in more than this share of the phrasings tell little and cost most:
_COMMON_FROM = 1_000  # passed over once they are in more phrasings than this
_FOREIGN = 0.5  # weight of the question's features that no phrasing holds, in the question's length
_SMALL = 2_000  # rows up to which every change is reckoned in at once
_DRIFT = 0.01  # share of a larger index that may have changed before its weights are reckoned anew
_BATCH = 4_096  # texts that are worked on at a time
_GROWTH = 2  # a segment is merged into the one before it unless that is more than so many times its size


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
    """Not safe for two threads at once."""

    def __init__(self) -> None:
        self._names: Names = np.zeros(0, np.uint64)  # of terms 0, 1, …, ascending; of those that came later:
        self._later: dict[int, int] = {}  # name -> term
        self._segments: list[Segment] = []
        self._alive = np.zeros(0, bool)
        self._held = np.zeros(0, np.int32)  # per term: living rows that hold it
        self._idf = np.zeros(0, np.float32)
        self._scale = np.zeros(0, np.float32)  # per row: 1 / length; 0 for dead rows
        self._changed = 0  # rows appended or killed since idf and scale were reckoned for all
        self._place = np.zeros(0, np.int32)  # per term: room for _columns

    def copy(self) -> Index:
        """One that is changed without changing this one; the phrasings themselves are shared."""
        other = copy(self)
        other._later, other._segments = self._later.copy(), self._segments.copy()
        other._held, other._alive, other._scale = self._held.copy(), self._alive.copy(), self._scale.copy()
        other._place = self._place.copy()
        return other

    def compacted(self) -> Index:
        """The living rows alone, numbered from 0 in their order, in one segment; its weights are exact."""
        held = np.flatnonzero(self._held > 0).astype(np.int32)
        names = self.names(held)
        order = np.argsort(names)
        number = np.full(self.terms, -1, np.int32)
        number[held[order]] = np.arange(len(held))
        kept = [
            segment.kept(self._alive[segment.first : segment.first + len(segment)], number)
            for segment in self._segments
        ]
        other = Index()
        if not self.living:
            return other
        lengths, terms, counts = (np.concatenate(each) for each in zip(*kept, strict=True))
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        other._take(names[order], Segment.of(0, starts, terms, counts))
        other._changed = len(other)
        other._refresh(exactly=True)
        return other

    def arrays(self) -> dict[str, Array]:
        """All of it, of a compacted index."""
        arrays: dict[str, Array] = {"names": self._names, "idf": self._idf, "scale": self._scale}
        for segment in self._segments:
            arrays |= {
                "starts": segment.starts,
                "terms": segment.terms,
                "counts": segment.counts,
                "post_starts": segment.post_starts,
                "posts": segment.posts,
                "post_counts": segment.post_counts,
            }
        return arrays

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> Index:
        """What `arrays` gave."""
        other = cls()
        if not len(arrays["names"]):
            return other
        listed = np.arange(len(arrays["names"]), dtype=np.int32)
        lists = (arrays[name] for name in ("post_starts", "posts", "post_counts"))
        other._take(arrays["names"], Segment(0, arrays["starts"], arrays["terms"], arrays["counts"], listed, *lists))
        other._idf, other._scale = arrays["idf"], arrays["scale"]
        return other

    def _take(self, names: Names, only: Segment) -> None:
        self._names, self._segments = names, [only]
        self._alive = np.ones(len(only), bool)
        self._held = np.diff(only.post_starts).astype(np.int32)
        self._place = np.zeros(len(names), np.int32)

    def __len__(self) -> int:
        """Rows ever given, dead ones included: one more than the highest row number."""
        return len(self._alive)

    @property
    def living(self) -> int:
        return int(np.count_nonzero(self._alive))

    def append(self, texts: Sequence[Sequence[str]]) -> range:
        """New rows, each given as its words; returns their numbers."""
        first = len(self)
        if not texts:
            return range(first, first)
        segment = self._segment(first, texts)
        self._alive = np.concatenate([self._alive, np.ones(len(texts), bool)])
        self._scale = np.concatenate([self._scale, np.zeros(len(texts), np.float32)])
        new = np.zeros(len(self._names) + len(self._later) - len(self._held))
        self._held = np.concatenate([self._held, new.astype(np.int32)])
        np.add.at(self._held, segment.listed, np.diff(segment.post_starts).astype(np.int32))
        self._place = np.zeros(len(self._held), np.int32)
        self._segments.append(segment)
        while len(self._segments) > 1 and len(self._segments[-2].terms) <= _GROWTH * len(self._segments[-1].terms):
            self._segments[-2:] = [Segment.merged(self._segments[-2:])]
        self._changed += len(texts)
        self._weigh_new(segment, len(new))
        return range(first, len(self))

    def kill(self, rows: Sequence[int]) -> None:
        """The rows are found no more. Their numbers are never used again."""
        for row in rows:
            if self._alive[row]:
                self._alive[row] = False
                self._scale[row] = 0
                self._held[self._row(row)[0]] -= 1
                self._changed += 1

    @property
    def alive(self) -> NDArray[np.bool_]:
        """Per row, dead ones False. Not to be changed."""
        return self._alive

    @property
    def terms(self) -> int:
        """One more than the highest number of a term."""
        return len(self._held)

    def holds(self, word: str) -> int:
        """The number of living rows that hold the word."""
        term = self._term(whole(word))
        return int(self._held[term]) if term >= 0 else 0

    def holds_pair(self, one: str, other: str) -> int:
        """The number of living rows that hold the words side by side; "^" is a row's begin, "$" its end."""
        term = self._term(pair(one, other))
        return int(self._held[term]) if term >= 0 else 0

    def holders(self, word: str) -> NDArray[np.intp]:
        """The living rows that hold the word, ascending."""
        term = self._term(whole(word))
        rows = np.concatenate([np.zeros(0, np.intp), *(segment.holders(term) for segment in self._segments)])
        return np.asarray(rows[self.alive[rows]], np.intp)

    def holding(self, word: str) -> NDArray[np.intp]:
        """The living rows that hold the word."""
        term = self._term(whole(word))
        rows = [each.first + each.holding(term) for each in self._segments]
        found: NDArray[np.intp] = np.concatenate([np.zeros(0, np.intp), *rows])
        living: NDArray[np.intp] = found[self._alive[found]]
        return living

    def names(self, terms: Ints) -> Names:
        """What stands for the terms in every index."""
        later = np.fromiter(self._later, np.uint64, len(self._later))
        return np.concatenate([self._names, later])[terms] if len(later) else self._names[terms]

    def find(self, names: Names) -> Ints:
        """The terms of these names; -1 for those that are not known."""
        found = np.full(len(names), -1, np.int32)
        if len(self._names):
            place = np.minimum(np.searchsorted(self._names, names), len(self._names) - 1)
            known = self._names[place] == names
            found[known] = place[known]
        if self._later:
            for at in np.flatnonzero(found < 0).tolist():
                found[at] = self._later.get(int(names[at]), -1)
        return found

    def vector(self, words: Sequence[str]) -> Vector:
        """A question's, in the weights of the stored phrasings."""
        self._refresh()
        names, counts = np.unique(digests(words), return_counts=True)
        found = self.find(names)
        known = found >= 0
        known[known] = self._held[found[known]] > 0
        terms, times = found[known], counts[known]
        weights = ((1 + np.log(times)) * self._idf[terms]).astype(np.float32)
        rarest = math.log(1 + self.living) + 1
        alien = rarest**2 * (len(names) - len(terms))
        return _vector(terms, weights, alien)

    def vector_of(self, row: int) -> Vector:
        """A stored phrasing's, as if asked and not stored: features that it alone has are foreign."""
        self._refresh()
        terms, weights = self._weighted(row)
        shared = self._held[terms] > 1
        return _vector(terms[shared], weights[shared], float((weights[~shared] ** 2).sum()))

    def stored(self, row: int) -> Vector:
        """A stored phrasing's, of length 1."""
        self._refresh()
        return _vector(*self._weighted(row), 0.0)

    def common(self, least: int, most: int) -> Ints:
        """The terms of `least` living rows or more, ascending; of more than `most` terms those of the most rows."""
        terms = np.flatnonzero(self._held >= least)
        return np.sort(terms[np.argsort(-self._held[terms], kind="stable")[:most]]).astype(np.int32)

    def cosines(self, question: Vector, rows: NDArray[np.intp]) -> Floats:
        """Nearness of these rows to the question, 0-1; 0 for dead rows."""
        self._refresh()
        weight = np.zeros(len(self._held), np.float32)
        weight[question.terms] = question.weights * self._idf[question.terms]
        places, terms, weights = self._gathered(rows)
        return np.bincount(places, weight[terms] * weights, len(rows)).astype(np.float32) * self._scale[rows]

    def survey(self, question: Vector) -> Floats:
        """About the same of every row, quickly: where the near ones are."""
        self._refresh()
        telling = self._held[question.terms] <= max(_COMMON * self.living, _COMMON_FROM)
        terms = question.terms[telling]
        weights = question.weights[telling] * self._idf[terms]
        near = [segment.products(terms, weights) for segment in self._segments]
        return np.concatenate([np.zeros(0, np.float32), *near]) * self._scale

    def between(self, rows: NDArray[np.intp]) -> Floats:
        """Nearness of rows to each other: a square matrix, its rows and columns in the order given."""
        places, terms, weights = self._gathered(rows)
        column, width = self._columns(terms)
        dense = np.zeros((len(rows), width), np.float32)
        dense[places, column] = weights * self._idf[terms]
        dense *= self._scale[rows][:, None]
        return dense @ dense.T

    def _term(self, name: str) -> int:
        """As `find`, for one: called for each word of a question and its neighbours."""
        wanted = digest(name)
        place = int(self._names.searchsorted(np.uint64(wanted)))
        if place < len(self._names) and self._names[place] == wanted:
            return place
        return self._later.get(wanted, -1)

    def _segment(self, first: int, texts: Sequence[Sequence[str]]) -> Segment:
        batches = [self._counted(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        lengths, terms, counts = (np.concatenate(each) for each in zip(*batches, strict=True))
        return Segment.of(first, np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), terms, counts)

    def _counted(self, texts: Sequence[Sequence[str]]) -> tuple[Ints, Ints, NDArray[np.uint8]]:
        """Of each text: how many terms it has, its terms, how often it has each."""
        names: dict[str, int] = {}
        of_word: dict[str, list[int]] = {}
        rows = []
        for words in texts:
            row = [names.setdefault(name, len(names)) for name in pairs(words)]
            for word in words:
                if word not in of_word:
                    of_word[word] = [names.setdefault(name, len(names)) for name in grams(word)]
                row += of_word[word]
            rows.append(row)
        term = self._numbered(_digests(names))
        width = max(1, len(self._names) + len(self._later))
        spoken = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        named = term[np.fromiter(chain.from_iterable(rows), np.int64, len(spoken))]
        places, counts = np.unique(spoken * width + named, return_counts=True)
        lengths = np.bincount(places // width, minlength=len(rows)).astype(np.int32)
        return lengths, (places % width).astype(np.int32), np.minimum(counts, MOST).astype(np.uint8)

    def _numbered(self, names: Names) -> Ints:
        """Their terms; new ones are numbered."""
        terms = self.find(names)
        for at in np.flatnonzero(terms < 0).tolist():
            terms[at] = self._later.setdefault(int(names[at]), len(self._names) + len(self._later))
        return terms

    def _columns(self, terms: Ints) -> tuple[NDArray[np.intp], int]:
        """Numbers the different terms from 0: each one's number, and how many there are."""
        places = np.arange(len(terms), dtype=np.int32)
        self._place[terms] = places  # of equal terms the last one stays: it stands for all
        stands = self._place[terms]
        number = np.cumsum(stands == places) - 1
        return number[stands], int(number[-1]) + 1 if len(number) else 0

    def _of(self, row: int) -> Segment:
        return next(each for each in reversed(self._segments) if each.first <= row)

    def _row(self, row: int) -> tuple[Ints, Floats]:
        return self._of(row).row(row)

    def _weighted(self, row: int) -> tuple[Ints, Floats]:
        terms, weights = self._row(row)
        return terms, weights * self._idf[terms]

    def _gathered(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], Ints, Floats]:
        """Of all terms of the rows: whose it is (the place in `rows`), the term, its weight without idf."""
        places, terms, weights = [np.zeros(0, np.intp)], [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
        for segment in self._segments:
            here = np.flatnonzero((rows >= segment.first) & (rows < segment.first + len(segment)))
            if len(here):
                lengths, its_terms, its_weights = segment.rows(rows[here])
                places.append(np.repeat(here, lengths))
                terms.append(its_terms)
                weights.append(its_weights)
        return np.concatenate(places), np.concatenate(terms), np.concatenate(weights)

    def _weigh_new(self, segment: Segment, terms: int) -> None:
        """Weights for rows and terms that came just now, the others' left as they are."""
        fresh = self._held[len(self._held) - terms :]
        self._idf = np.concatenate([self._idf, self._idf_of(fresh)])
        length = segment.lengths(self._idf)
        self._scale[segment.first :] = np.where(length > 0, 1 / np.maximum(length, 1e-9), 0)

    def _idf_of(self, held: Ints) -> Floats:
        return (np.log((1 + self.living) / (1 + held)) + 1).astype(np.float32)

    def _refresh(self, *, exactly: bool = False) -> None:
        drifted = len(self) <= _SMALL or exactly or self._changed >= _DRIFT * len(self)
        if not (self._changed and drifted):
            return
        self._idf = self._idf_of(self._held)
        length = np.concatenate([np.zeros(0, np.float32), *(each.lengths(self._idf) for each in self._segments)])
        self._scale = np.where(self._alive & (length > 0), 1 / np.maximum(length, 1e-9), 0).astype(np.float32)
        self._changed = 0


def _digests(names: Collection[str]) -> Names:
    return np.fromiter(map(digest, names), np.uint64, len(names))


def _vector(terms: Ints, weights: Floats, foreign: float) -> Vector:
    order = np.argsort(terms)
    known = float((weights**2).sum())
    length = math.sqrt(known + _FOREIGN * foreign) or 1.0
    return Vector(terms[order], weights[order] / np.float32(length))
