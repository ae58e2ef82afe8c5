"""A trained layer over the phrasings' features: what tells an article from all others.

For each article a linear support vector machine with squared hinge loss, one article against the rest, trained by dual
coordinate descent (Hsieh et al. 2008, A dual coordinate descent method for large-scale linear SVM, algorithm 1). The
machines are independent of each other, so that a step takes one phrasing and all articles at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .index import Index, Names, Vector
from .segment import Floats, Ints
from .wordings import Array, packed, unpacked

CELLS = 8_000_000  # of the largest matrix, 4 bytes each; beyond, only articles of MANY phrasings have a machine
FEATURES = 32_768  # those that most phrasings hold
ROWS = 32_768  # phrasings that are trained on
MANY = 30
FEW = 3  # phrasings of an article in a language: too few to train on, the neighbours know better
LEAST_HELD = 2  # phrasings; a feature of one alone tells nothing about another
PASSES = 10


@dataclass(frozen=True, slots=True)
class Layer:
    """Machines for some articles. Knows its features and articles by name, so that it outlives an index."""

    names: Names  # of its features, as the index names them
    keys: tuple[str, ...]  # of its articles
    weights: Floats  # a row a feature and one for the constant, a column an article
    share: float  # 0-1: for how much its opinion counts, the more the more phrasings it was trained on

    def arrays(self) -> dict[str, Array]:
        """All of it but the share."""
        return {"names": self.names, "keys": packed(self.keys), "weights": self.weights}

    @classmethod
    def of(cls, arrays: Mapping[str, Array], share: float) -> Layer:
        """What `arrays` gave."""
        return cls(arrays["names"], tuple(unpacked(arrays["keys"])), arrays["weights"], share)


class Opinion:
    """A layer, asked in an index's terms."""

    def __init__(self, layer: Layer, index: Index, labels: Mapping[str, int]) -> None:
        self.layer = layer
        self.bind(index)
        self._column = np.full(max(labels.values(), default=-1) + 1, -1, np.int32)
        self._grown = np.zeros(len(self._column), bool)
        for column, key in enumerate(layer.keys):
            if key in labels:
                self._column[labels[key]] = column

    def bind(self, index: Index) -> None:
        """Reads questions of this index from now on."""
        self._feature = np.full(index.terms, -1, np.int32)
        terms = index.find(self.layer.names)
        self._feature[terms[terms >= 0]] = np.flatnonzero(terms >= 0)

    def copy(self) -> Opinion:
        """One that is changed without changing this one."""
        other = copy(self)
        other._column, other._grown = self._column.copy(), self._grown.copy()
        return other

    def standing(self, labels: Mapping[str, int]) -> Layer:
        """The layer without the articles that are others now."""
        kept = [
            column
            for column, key in enumerate(self.layer.keys)
            if key in labels and self._column[labels[key]] == column
        ]
        keys = tuple(self.layer.keys[column] for column in kept)
        return Layer(self.layer.names, keys, self.layer.weights[:, kept], self.layer.share)

    def changed(self, label: int, *, grown: bool) -> None:
        """The article is another one than was trained on, or it has only got more phrasings (`grown`)."""
        if label < len(self._column):
            self._grown[label] = grown
            if not grown:
                self._column[label] = -1

    def __call__(
        self, question: Vector, labels: NDArray[np.integer], scores: NDArray[np.floating]
    ) -> NDArray[np.floating]:
        """The scores, about 0-1, with the layer's opinion of those articles that it can tell.

        Of an article that has grown since, the better of both counts.
        """
        terms = question.terms[question.terms < len(self._feature)]
        feature = self._feature[terms]
        weights = question.weights[: len(terms)][feature >= 0]  # terms ascend: those that came later are at the end
        rows = np.append(feature[feature >= 0], len(self.layer.weights) - 1)
        old = np.flatnonzero(labels < len(self._column))
        known = old[self._column[labels[old]] >= 0]
        margin = np.append(weights, np.float32(1)) @ self.layer.weights[np.ix_(rows, self._column[labels[known]])]
        fit = scores.copy()
        fit[known] = np.clip((margin + 1) / 2, 0, 1)
        grown = known[self._grown[labels[known]]]
        fit[grown] = np.maximum(fit[grown], scores[grown])
        return (1 - self.layer.share) * scores + self.layer.share * fit


def train(
    index: Index,
    label_of: Ints,
    language_of: Ints,
    keys: Sequence[str],
    without: Collection[int] = (),
) -> Layer | None:
    """A layer for the articles of the living rows but those `without`; None where there is nothing to tell apart."""
    rows = np.array(sorted(set(np.flatnonzero(index.alive).tolist()) - set(without)), np.intp)
    features = index.common(LEAST_HELD, FEATURES)
    labels = _chosen(label_of[rows], max(len(features), min(len(rows), ROWS)))
    share = _share(label_of[rows], language_of[rows], labels)
    if len(labels) < 2 or share <= 0:
        return None
    if len(rows) > ROWS:
        rows = _sampled(rows, np.isin(label_of[rows], labels))
    place = np.full(index.terms, -1, np.int32)
    place[features] = np.arange(len(features))
    column = np.full(int(label_of.max()) + 1, -1, np.int32)
    column[labels] = np.arange(len(labels))
    cost = 1 + share**2  # of few phrasings each stands for others; of many each may be followed more closely
    weights = _descend(index, rows, place, column[label_of[rows]], (len(features), len(labels)), cost)
    return Layer(index.names(features), tuple(keys[label] for label in labels), weights, share)


def _share(label_of: Ints, language_of: Ints, labels: Sequence[int]) -> float:
    """By the mean number of an article's phrasings in a language: half of ten, most of hundreds."""
    trained = np.isin(label_of, labels)
    told = np.unique(np.stack([label_of[trained], language_of[trained].astype(np.int32)]), axis=1).shape[1]
    phrasings = np.count_nonzero(trained) / max(1, told)
    return float((phrasings - FEW) / (phrasings + FEW + 2))


def _chosen(label_of: Ints, rows: int) -> list[int]:
    """The articles that get a machine: all where there is room, else those of many phrasings, the most first."""
    labels, held = np.unique(label_of, return_counts=True)
    room = CELLS // max(1, rows)
    if len(labels) <= room:
        return [int(label) for label in labels]
    order = np.lexsort((labels, -held))[:room]
    return sorted(int(labels[at]) for at in order if held[at] >= MANY)


def _sampled(rows: NDArray[np.intp], chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
    """At most ROWS: of the articles that have a machine first."""
    order = np.concatenate([np.random.default_rng(0).permutation(np.flatnonzero(part)) for part in (chosen, ~chosen)])
    sampled: NDArray[np.intp] = np.sort(rows[order[:ROWS]])
    return sampled


def _descend(
    index: Index, rows: NDArray[np.intp], place: Ints, column: Ints, shape: tuple[int, int], cost: float
) -> Floats:
    weights = np.zeros((shape[0] + 1, shape[1]), np.float32)
    duals = np.zeros((len(rows), shape[1]), np.float32)
    asked = []
    for row in rows.tolist():
        stored = index.stored(row)
        feature = place[stored.terms]
        known = feature >= 0
        asked.append((np.append(feature[known], shape[0]), np.append(stored.weights[known], np.float32(1))))
    soft = np.float32(1 / (2 * cost))
    rng = np.random.default_rng(0)
    for _ in range(PASSES):
        for at in rng.permutation(len(rows)).tolist():
            features, given = asked[at]
            slope = given @ weights[features]
            mine = int(column[at])
            # against the rest: the sign is -1 but for the phrasing's own article
            np.negative(slope, out=slope)
            if mine >= 0:
                slope[mine] = -slope[mine]
            before = duals[at]
            after = np.maximum(before - (slope - 1 + soft * before) / (given @ given + soft), 0)
            step = before - after
            if mine >= 0:
                step[mine] = -step[mine]
            duals[at] = after
            weights[features] += given[:, None] * step
    return weights
