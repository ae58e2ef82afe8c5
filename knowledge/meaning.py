"""What phrasings mean, as vectors: which of them are near a question that shares no word with them.

The vectors of a model lie in a narrow cone. Seen from the store's centre, what all its phrasings have in common counts
no more, and cosines tell them apart. Besides its nearest phrasings an article is judged by the mean of all of them, and
directions in which the phrasings of one article differ anyway count little (Fisher's discriminant, its covariance
shrunk towards the sphere, as a store has fewer phrasings than a vector has dimensions).

A model reads a misspelt word as pieces of other words, while most of its n-grams are still those of the right one: the
more of a question's words are misspelt, the more its letters count.

Letters that a question shares with phrasings of another language are mostly accidents ("many" and the Indonesian
"mana"), and a model knows what both mean without them. Which language a question is in, the store itself tells: it is
nearer to that one's phrasings on average than to those of others (the centroid classifier of Han and Karypis 2000).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .embedder import Floats
from .ranking import Space
from .vectors import BLOCK, Rows, Vectors, every

WEIGHT = 0.7  # of the nearness in meaning; the rest is for that in letters
BLURRED = 0.7  # share of it that is lost where all of a question's words are misspelt
ARTICLE = 0.5  # of the nearness to an article's mean; the rest is for the say of its nearest phrasings
_CENTRED = 0.85  # share of the centre that is taken away: the rest tells questions on other subjects
_SHRUNK = 0.77  # share of the sphere in the covariance
_READ = 4_000  # phrasings that the covariance is reckoned from
_BORROWED = 0.4  # nearness in meaning per nearness in letters, of a phrasing whose vector is not there yet
_CLEAR = 6  # power of a language's nearness to the question, against the nearest one's, that its letters count by
_FEW = 5  # phrasings of a language, whose mean nearness is worth no more than that of all


class Meanings:
    """The directions of an index's rows, seen from the store's centre. Not safe for two threads at once."""

    def __init__(self) -> None:
        self.vectors = Vectors()
        self._centre: Floats | None = None  # None: nothing was fitted yet
        self._scale = np.zeros(0, np.float32)  # per slot: 1 / distance from the centre
        self._metric: Floats = np.zeros((0, 0), np.float32)
        self._means: dict[int, tuple[Floats, float]] = {}  # per label

    def copy(self) -> Meanings:
        other = copy(self)
        other.vectors, other._means = self.vectors.copy(), self._means.copy()
        return other

    @property
    def fitted(self) -> bool:
        return self._centre is not None

    def put(self, vectors: Floats, rows: Sequence[Sequence[int]]) -> None:
        """`rows[i]` have the vector `vectors[i]`, of length 1. Raises ValueError for vectors of other dimensions."""
        self.vectors.put(vectors, rows)
        self._measure()
        self._means.clear()

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
        self._means.clear()
        self._metric = self._within(held)

    def question(self, readings: Floats, mended: float = 0.5) -> Floats | None:
        """The direction of a question, from the vectors of its readings; None where they do not fit the others.

        `mended`: share, 0-1, of the second reading, with its spelling mended, against the first, as typed.
        """
        if self._centre is None or readings.shape[1] != self.vectors.dimensions:
            return None
        away = readings - self._centre
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        total = (1 - mended) * away[0] + mended * away[1] if len(away) > 1 else away[0]
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)

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

    def to_means(
        self, question: Floats, labels: Sequence[int], rows_of: Callable[[int], Sequence[int]], without: int | None
    ) -> Floats:
        """The cosines of the question and the means of articles, row `without` left out; 0 where one has no vectors."""
        means = [self._mean(label, rows_of(label), without) for label in labels]
        seen = self._metric @ question
        lengths = np.array([length for _, length in means], np.float32) * float(question @ seen)
        near = np.array([total for total, _ in means], np.float32) @ seen
        return np.asarray(np.where(lengths > 1e-9, near / np.sqrt(np.maximum(lengths, 1e-9)), 0), np.float32)

    def _mean(self, label: int, rows: Sequence[int], without: int | None) -> tuple[Floats, float]:
        """The sum of the rows' directions, and the square of its length."""
        if without in rows:
            return self._measured(self.directions(every([row for row in rows if row != without])).sum(0))
        if label not in self._means:
            self._means[label] = self._measured(self.directions(every(rows)).sum(0))
        return self._means[label]

    def _measured(self, total: Floats) -> tuple[Floats, float]:
        return total, float(total @ self._metric @ total)

    def attune(self, other: Meanings) -> None:
        """Sees the vectors from the centre that was found for the other, and by its covariance."""
        self._centre, self._metric = other._centre, other._metric
        self._scale = np.zeros(0, np.float32)
        self._measure()
        self._means.clear()

    def renumbered(self, rows: Rows) -> Meanings:
        """Of an index whose row i is this one's rows[i]; vectors of other rows are left behind."""
        other = copy(self)
        other.vectors = self.vectors.renumbered(rows)
        other._scale, other._means = np.zeros(0, np.float32), {}
        other._measure()
        return other

    def share(self, rows: Sequence[int], slots: Sequence[int]) -> None:
        """The rows have the vectors that lie in these slots already."""
        self.vectors.share(every(rows), slots)
        self._means.clear()

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
    """A question among the phrasings by their letters and by what they mean (ranking.Space)."""

    nearest = 100
    ridge = 0.085

    def __init__(
        self,
        lexical: Space,
        meanings: Meanings,
        question: Floats,
        alive: NDArray[np.bool_],
        tongue_of: NDArray[np.int32],
        misspelt: float = 0.0,
    ) -> None:
        """`alive`: per row, False for those of articles that are gone, whose vectors stay for a while.

        `tongue_of`: per row, a number that stands for its language. `misspelt`: share, 0-1, of the question's words
        that are not the right ones.
        """
        self._lexical = lexical
        self._alive = alive
        self._meanings = meanings
        self._question = question
        self._weight = np.float32(WEIGHT * (1 - BLURRED * misspelt))
        letters = lexical.survey()
        self._telling = telling(letters, alive, tongue_of)[tongue_of]
        self._letters = letters * self._telling

    @property
    def letters(self) -> float:
        """The nearness by letters of the phrasing that is nearest by them, 0-1."""
        return float(self._letters.max(initial=0))

    def survey(self) -> Floats:
        near = self._both(self._letters, self._meanings.cosines(self._question, len(self._letters)))
        near[~self._alive] = 0
        return near

    def near(self, rows: Rows) -> Floats:
        return self._both(self._telling[rows] * self._lexical.near(rows), self._directions(rows) @ self._question)

    def between(self, rows: Rows) -> Floats:
        directions = self._directions(rows)
        return self._both(self._lexical.between(rows), directions @ directions.T)

    def _directions(self, rows: Rows) -> Floats:
        directions = self._meanings.directions(rows)
        directions[~directions.any(axis=1)] = np.nan
        return directions

    def _both(self, letters: Floats, cosines: Floats) -> Floats:
        """Nearness in letters and in meaning together, up to 1; a cosine that is nan is guessed from the letters.

        By the exponential one near phrasing counts more than many half near ones; it leaves 0 and 1 where they are.
        """
        meaning = np.expm1(cosines) / np.float32(np.e - 1)
        known = np.where(np.isnan(meaning), np.float32(_BORROWED) * letters, meaning)
        return np.asarray((1 - self._weight) * letters + self._weight * known, np.float32)


def telling(letters: Floats, alive: NDArray[np.bool_], tongue_of: NDArray[np.int32]) -> Floats:
    """How much shared letters tell, 0-1, by language: 1 in the one that the question is in most likely.

    `letters`: the nearness of all rows, 0 for those that are not `alive`.
    """
    living = np.bincount(tongue_of, alive)
    usual = letters.sum() / max(1, len(letters))
    mean = (np.bincount(tongue_of, letters) + _FEW * usual) / (living + _FEW)
    return np.asarray((mean / max(float(mean.max(initial=0)), 1e-9)) ** _CLEAR, np.float32)


@dataclass(frozen=True, slots=True)
class Means:
    """What the means of whole articles say (ranking.Opinion).

    `without`: a row that its article's mean leaves out, as it is rehearsed as the question.
    """

    meanings: Meanings
    question: Floats
    rows_of: Callable[[int], Sequence[int]]  # an article's, by its label
    without: int | None = None

    def __call__(self, labels: NDArray[np.integer], scores: NDArray[np.floating]) -> NDArray[np.floating]:
        near = self.meanings.to_means(self.question, labels.tolist(), self.rows_of, self.without)
        return np.asarray((1 - ARTICLE) * scores + ARTICLE * near)
