"""Which article answers a question, and how sure that is.

The phrasings nearest to the question (index.py) are weighed against each other (ranking.py). A logistic curve
(confidence.py) turns an article's score and lead into a chance of being right, fitted on the store itself: sampled
phrasings are asked as if they were not stored, once with the rest of their article (which may come out right) and
once without (which cannot).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from .article import Article
from .calibration import lexically, rehearsed
from .confidence import USUAL, Sample, least_for
from .explanation import Considered, Explanation, Nearest
from .index import Index, Vector
from .linear import Opinion, train
from .phrasing import Phrasing, phrasings
from .ranking import Ranked, rank
from .reading import Reading, Synonyms, read
from .space import Lexical
from .spelling import Speller
from .synonym import Synonym

READ = 0.7  # weight of the question as it is read, mended and with synonyms, against the question as typed
WASTE = 1_000  # rows of changed articles that are carried along whatever the store's size
TOLD = 5  # nearest phrasings of an article that an explanation names


@dataclass(frozen=True, slots=True)
class Match:
    """An article that may answer the question."""

    article: str  # its key
    variant: str  # the stored wording that comes nearest to the question
    language: str  # of that wording, which need not be the customer's
    score: float  # 0-100, orders the matches of one question
    confidence: float  # 0-1, the chance that this article is the right one
    tier: str = "lexical"  # what ranked it: "lexical", by its letters, or "semantic", by its meaning too


class Matcher:
    """All articles of a store in memory. Safe to search in one thread while another changes it."""

    def __init__(self, synonyms: Iterable[Synonym] = ()) -> None:
        self._lock = threading.Lock()
        self._confidence = USUAL
        self._samples: list[Sample] = []
        self._opinion: Opinion | None = None
        self._synonyms = Synonyms(synonyms)
        self._clear()

    def _clear(self) -> None:
        self._index = Index()
        self._speller = Speller(word for term in self._synonyms.vocabulary for word in term)
        self._phrasings: list[Phrasing] = []  # per row of the index
        self._label_of = np.zeros(0, np.int32)  # per row: its article's place in _keys
        self._keys: list[str] = []
        self._labels: dict[str, int] = {}
        self._rows: dict[str, range] = {}

    @classmethod
    def build(
        cls, articles: Iterable[Article], synonyms: Sequence[Synonym] = (), *, calibrated: bool = True
    ) -> Matcher:
        """A matcher of these articles; of two with the same key the later one counts.

        `calibrated` False: it answers sooner, by the usual confidence, until `calibrate` is called.
        """
        matcher = cls(synonyms)
        matcher._add({article.key: phrasings(article) for article in articles})
        if calibrated:
            matcher.calibrate()
        return matcher

    def copy(self) -> Matcher:
        """One to try changes on: they leave this one as it is. Calibrated as this one is."""
        other = Matcher()
        with self._lock:
            other._confidence, other._samples = self._confidence, self._samples
            other._synonyms = self._synonyms
            other._opinion = self._opinion.copy() if self._opinion else None
            other._index, other._speller = self._index.copy(), self._speller.copy()
            other._phrasings, other._label_of = self._phrasings.copy(), self._label_of
            other._keys, other._labels, other._rows = self._keys.copy(), self._labels.copy(), self._rows.copy()
        return other

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._rows)

    def put(self, article: Article) -> None:
        """Found from now on, in place of what had its key."""
        found_by = phrasings(article)
        with self._lock:
            before = {self._phrasings[row].words for row in self._rows.get(article.key, ())}
            self._discard(article.key)
            self._add({article.key: found_by})
            if self._opinion:
                grown = bool(before) and before <= {each.words for each in found_by}
                self._opinion.changed(self._labels[article.key], grown=grown)
            if len(self._index) > WASTE + 2 * self._index.living:
                self._compact()

    def remove(self, key: str) -> None:
        """Found no more; nothing happens where there is no such article."""
        with self._lock:
            self._discard(key)

    def search(self, question: str, *, limit: int = 5, keys: Collection[str] | None = None) -> list[Match]:
        """The articles that come nearest, best first; none where nothing stored shares anything with it.

        `keys`: only these articles are looked at; None = all.
        """
        with self._lock:
            ranked = self._ranked(read(question, self._speller, self._synonyms), keys)
            return list(self._matches(ranked[:limit]))

    def explain(self, question: str, *, limit: int = 5, keys: Collection[str] | None = None) -> Explanation:
        """What `search` did with the question, and why."""
        with self._lock:
            reading = read(question, self._speller, self._synonyms)
            ranked = self._ranked(reading, keys)[:limit]
            matches = list(self._matches(ranked))
            considered = tuple(self._considered(*each) for each in zip(ranked, matches, strict=True))
        return Explanation.of(reading, considered, matches)

    def mended(self, question: str) -> dict[str, str]:
        """The question's words that are read as others that the articles know."""
        with self._lock:
            return read(question, self._speller, self._synonyms).spelling

    def calibrate(self) -> None:
        """Trains the linear layer and fits the confidence to the articles as they are now.

        Due after many changes, not after each. Takes 0.1 s for a hundred phrasings, seconds for ten thousand; searches
        and changes in other threads go on meanwhile.
        """
        still = self.copy()
        asked = np.fromiter((each.asked for each in still._phrasings), bool, len(still._phrasings))
        samples = list(rehearsed(still._index, still._label_of, asked, still._keys, lexically(still._index)))
        layer = train(still._index, still._label_of, still._keys)
        with self._lock:
            self._samples = samples
            self._confidence = USUAL.fitted(samples)
            self._opinion = Opinion(layer, self._index, self._labels) if layer else None
            for key, rows in self._rows.items():
                if self._opinion and still._rows.get(key) != rows:
                    self._opinion.changed(self._labels[key], grown=False)

    def threshold(self, wrong_rate: float) -> float:
        """The least confidence, 0-1, from which on at most this share (0-1) of the rehearsed answers is wrong.

        1.0 where no confidence keeps to it.
        """
        return least_for(wrong_rate, self._confidence, self._samples)

    def _ranked(self, reading: Reading, keys: Collection[str] | None) -> list[Ranked]:
        space = Lexical(self._index, self._vector(reading))
        survey = space.survey()
        if keys is not None:
            shown = np.zeros(len(self._keys), bool)
            shown[[self._labels[key] for key in keys if key in self._labels]] = True
            survey[~shown[self._label_of]] = 0
        wordings = reading.wordings
        second = partial(self._opinion, space.question) if self._opinion else None
        return rank(space, survey, self._label_of, lambda row: self._phrasings[row].words in wordings, second)

    def _vector(self, reading: Reading) -> Vector:
        question = self._index.vector(reading.typed)
        # a small store mends words that are right but unknown to it, so what was typed keeps a say
        if reading.mended != reading.typed:
            question = question.blended(self._index.vector(reading.mended), READ)
        for number, swapped in enumerate(reading.swapped):
            question = question.blended(self._index.vector(swapped), READ / (number + 1))
        return question

    def _matches(self, ranked: Sequence[Ranked]) -> Iterator[Match]:
        sure = 1.0
        for each in ranked:
            phrasing = self._phrasings[each.rows[0]]
            sure = min(sure, self._confidence(each.score, each.lead))
            score = 100 * min(1.0, max(0.0, each.score))
            yield Match(self._keys[each.label], phrasing.wording, phrasing.language, score, sure)

    def _considered(self, ranked: Ranked, match: Match) -> Considered:
        nearest = zip(ranked.rows[:TOLD], ranked.near, ranked.say, strict=False)
        return Considered(
            article=match.article,
            score=match.score,
            lead=100 * ranked.lead,
            confidence=match.confidence,
            nearest=tuple(
                Nearest(
                    self._phrasings[row].wording, self._phrasings[row].language, near, say, self._phrasings[row].asked
                )
                for row, near, say in nearest
            ),
        )

    def _add(self, articles: dict[str, list[Phrasing]]) -> None:
        rows = [(self._label(key), phrasing) for key, found_by in articles.items() for phrasing in found_by]
        start = len(self._phrasings)
        for key, found_by in articles.items():
            self._rows[key] = range(start, start + len(found_by))
            start += len(found_by)
        self._index.append([phrasing.words for _, phrasing in rows])
        self._phrasings += [phrasing for _, phrasing in rows]
        self._label_of = np.concatenate([self._label_of, np.array([label for label, _ in rows], np.int32)])
        for _, phrasing in rows:
            self._speller.add(phrasing.words)

    def _discard(self, key: str) -> None:
        rows = self._rows.pop(key, range(0))
        self._index.kill(rows)
        for row in rows:
            self._speller.remove(self._phrasings[row].words)

    def _compact(self) -> None:
        """Starts afresh without the rows that articles left behind."""
        standing = {key: [self._phrasings[row] for row in rows] for key, rows in self._rows.items()}
        labels, keys = self._labels, self._keys
        self._clear()
        self._labels, self._keys = labels, keys  # by which the linear layer knows the articles
        self._add(standing)
        if self._opinion:
            self._opinion.bind(self._index)

    def _label(self, key: str) -> int:
        if key not in self._labels:
            self._labels[key] = len(self._keys)
            self._keys.append(key)
        return self._labels[key]
