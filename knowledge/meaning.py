"""What phrasings mean, as vectors: which of them are near a question that shares no word with them.

The vectors of a model lie in a narrow cone. Seen from the store's centre, what all its phrasings have in common counts
no more, and cosines tell them apart. Besides its nearest phrasings an article is judged by the mean of all of them, and
directions in which the phrasings of one article differ anyway count little (Fisher's discriminant, its covariance
shrunk towards the sphere, as a store has fewer phrasings than a vector has dimensions).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy

import numpy as np

from .embedder import Floats
from .ranking import Space
from .vectors import BLOCK, Rows, Vectors, every

WEIGHT = 2.5  # of the nearness in meaning, against that in letters
ARTICLE = 0.7  # of the nearness to an article's mean
NEAREST = 100  # phrasings that are weighed against each other
RIDGE = 0.3
_CENTRED = 0.9  # share of the centre that is taken away: the rest tells questions on other subjects
_SHRUNK = 0.7  # share of the sphere in the covariance
_READ = 4_000  # phrasings that the covariance is reckoned from
_BORROWED = 0.4  # nearness in meaning per nearness in letters, of a phrasing whose vector is not there yet


class Meanings:
    """The directions of an index's rows, seen from the store's centre. Not safe for two threads at once."""

    def __init__(self) -> None:
        self.vectors = Vectors()
        self._centre: Floats | None = None  # None: nothing was fitted yet
        self._scale = np.zeros(0, np.float32)  # per slot: 1 / distance from the centre
        self._metric: Floats = np.zeros((0, 0), np.float32)
        self._sums: dict[int, Floats] = {}  # per label: of its rows' directions

    def copy(self) -> Meanings:
        other = copy(self)
        other.vectors, other._sums = self.vectors.copy(), self._sums.copy()
        return other

    @property
    def fitted(self) -> bool:
        return self._centre is not None

    def put(self, vectors: Floats, rows: Sequence[Sequence[int]]) -> None:
        """`rows[i]` have the vector `vectors[i]`, of length 1. Raises ValueError for vectors of other dimensions."""
        self.vectors.put(vectors, rows)
        self._measure()
        self._sums.clear()

    def fit(self, articles: Mapping[int, Sequence[int]]) -> None:
        """Finds the centre and the covariance anew, from the rows of each article by its label."""
        held = [rows for each in articles.values() if len(rows := self._held(each))]
        if not held:
            return
        slots = np.unique(self.vectors.slots(np.concatenate(held)))
        parts = np.array_split(slots, -(-len(slots) // BLOCK))
        total = np.sum([self.vectors.at(part).sum(0) for part in parts], 0)
        self._centre = np.float32(_CENTRED / len(slots)) * total
        self._scale = np.zeros(0, np.float32)
        self._measure()
        self._sums.clear()
        self._metric = self._within(held)

    def question(self, readings: Floats) -> Floats | None:
        """The direction of a question, from the vectors of its readings; None where they do not fit the others."""
        if self._centre is None or readings.shape[1] != self.vectors.dimensions:
            return None
        away = readings - self._centre
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        total = away.sum(0)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)

    def stored(self, row: int) -> Floats | None:
        """A phrasing's direction; None where it has no vector."""
        direction = self.directions(np.array([row]))[0]
        return direction if direction.any() else None

    def cosines(self, question: Floats, rows: int) -> Floats:
        """Of all rows below `rows` with the question; nan where there is no vector."""
        assert self._centre is not None
        away = np.concatenate([block @ question for block in self.vectors.blocks()])
        # one more, which the rows without a vector, whose slot is -1, read
        by_slot = np.append((away - self._centre @ question) * self._scale, np.float32(np.nan))
        return by_slot[self.vectors.slots(np.arange(rows))]

    def directions(self, rows: Rows) -> Floats:
        """Of length 1; 0 where there is no vector."""
        found = np.zeros((len(rows), self.vectors.dimensions), np.float32)
        if self._centre is not None:
            slots = self.vectors.slots(rows)
            known = slots >= 0
            found[known] = (self.vectors.at(slots[known]) - self._centre) * self._scale[slots[known]][:, None]
        return found

    def to_mean(self, question: Floats, label: int, rows: Sequence[int], without: int | None) -> float:
        """The cosine of the question and an article's mean, its row `without` left out; 0 where it has no vector."""
        if label not in self._sums:
            self._sums[label] = self.directions(every(rows)).sum(0)
        total = self._sums[label]
        if without in rows:
            total = total - self.directions(np.array([without]))[0]
        seen = self._metric @ question
        lengths = float(total @ self._metric @ total) * float(question @ seen)
        return float(total @ seen) / float(np.sqrt(lengths)) if lengths > 1e-9 else 0.0

    def _held(self, rows: Sequence[int]) -> Rows:
        found = every(rows)
        return found[self.vectors.slots(found) >= 0]

    def _measure(self) -> None:
        """The distances of new vectors from the centre."""
        if self._centre is None:
            return
        new = [((block - self._centre) ** 2).sum(1) for block in self.vectors.blocks(len(self._scale))]
        self._scale = np.concatenate([self._scale, *(1 / np.sqrt(np.maximum(each, 1e-9)) for each in new)])

    def _within(self, held: Sequence[Rows]) -> Floats:
        """The inverse of the covariance within articles, of some scale."""
        drawn, count = [], 0
        for at in np.random.default_rng(0).permutation(len(held)).tolist():
            directions = self.directions(held[at])
            drawn.append(directions - directions.mean(0))
            count += len(directions)
            if count > _READ:
                break
        apart = np.concatenate(drawn)
        spread = apart.T @ apart
        size = float(np.trace(spread)) / len(spread)
        sphere = np.eye(len(spread), dtype=np.float32)
        if size < 1e-6:  # no article has a second phrasing
            return sphere
        return np.linalg.inv((1 - _SHRUNK) / size * spread + _SHRUNK * sphere).astype(np.float32)


class Semantic:
    """A question among the phrasings by their letters and by what they mean (ranking.Space).

    `without`: a row that its article's mean leaves out, when that row is rehearsed as the question.
    """

    nearest = NEAREST
    ridge = RIDGE

    def __init__(
        self,
        lexical: Space,
        meanings: Meanings,
        question: Floats,
        rows_of: Callable[[int], Sequence[int]],
        without: int | None = None,
    ) -> None:
        self._lexical = lexical
        self._meanings = meanings
        self._question = question
        self._rows_of = rows_of
        self._without = without

    def survey(self) -> Floats:
        letters = self._lexical.survey()
        return _both(letters, self._meanings.cosines(self._question, len(letters)))

    def near(self, rows: Rows) -> Floats:
        directions = self._directions(rows)
        return _both(self._lexical.near(rows), directions @ self._question)

    def between(self, rows: Rows) -> Floats:
        directions = self._directions(rows)
        return _both(self._lexical.between(rows), directions @ directions.T)

    def bonus(self, labels: Sequence[int]) -> Floats:
        """What the articles have besides the say of their nearest phrasings."""
        near = [self._meanings.to_mean(self._question, label, self._rows_of(label), self._without) for label in labels]
        return np.float32(ARTICLE) * np.array(near, np.float32)

    def _directions(self, rows: Rows) -> Floats:
        directions = self._meanings.directions(rows)
        directions[~directions.any(axis=1)] = np.nan
        return directions


def _both(letters: Floats, cosines: Floats) -> Floats:
    """Nearness in letters, 0-1, and in meaning; a cosine that is nan is guessed from the letters.

    The exponential makes near ones count more than many half near ones; it is scaled to leave 0 and 1 where they are.
    """
    meaning = np.expm1(cosines) / np.float32(np.e - 1)
    guessed = np.where(np.isnan(meaning), np.float32(_BORROWED) * letters, meaning)
    return np.asarray(letters + np.float32(WEIGHT) * guessed, np.float32)
