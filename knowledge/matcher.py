"""Which article answers a question, and how sure that is.

The 50 phrasings nearest to the question (index.py) are weighed against each other by a ridge regression:
near-duplicates share their say, and an article's score is the sum of what its phrasings explain. A logistic
curve (confidence.py) turns score and lead into a chance of being right, fitted on the store itself:
sampled phrasings are asked as if they were not stored, once with the rest of their article (which may come
out right) and once without (which cannot).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .article import Article
from .confidence import USUAL, Sample
from .index import Floats, Index, Vector
from .normalize import words
from .spelling import Speller

NEAREST = 50  # phrasings that are weighed against each other
RIDGE = 0.7
MENDED = 0.7  # weight of the question with its spelling mended, against the question as typed
SAMPLES = 200  # phrasings rehearsed to fit the confidence
UNKNOWN_WEIGHT = 0.3  # of a rehearsed question without its article, against one with it
WASTE = 1_000  # rows of changed articles that are carried along whatever the store's size
QUESTION_LENGTH = 2_000  # characters; what is beyond is not read
FEW_VARIANTS = 3  # below, the answer's text helps to find the article
ANSWER_WORDS = 150  # of it that are read


@dataclass(frozen=True, slots=True)
class Match:
    """An article that may answer the question."""

    article: str  # its key
    variant: str  # the stored wording that comes nearest to the question
    language: str  # of that wording, which need not be the customer's
    score: float  # 0-100, orders the matches of one question
    confidence: float  # 0-1, the chance that this article is the right one


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A row of the index: a way of asking, or the answer's text, which stands for the title."""

    words: tuple[str, ...]
    wording: str
    language: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class _Ranked:
    label: int
    row: int  # of its nearest phrasing
    score: float  # about 0-1
    lead: float  # over the best other article; negative for all but the first


class Matcher:
    """All articles of a store in memory. Safe to search in one thread while another changes it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._confidence = USUAL
        self._clear()

    def _clear(self) -> None:
        self._index = Index()
        self._speller = Speller()
        self._phrasings: list[Phrasing] = []  # per row of the index
        self._label_of = np.zeros(0, np.int32)  # per row: its article's place in _keys
        self._keys: list[str] = []
        self._labels: dict[str, int] = {}
        self._rows: dict[str, range] = {}

    @classmethod
    def build(cls, articles: Iterable[Article]) -> Matcher:
        """A calibrated matcher of these articles; of two with the same key the later one counts."""
        matcher = cls()
        matcher._add({article.key: phrasings(article) for article in articles})
        matcher.calibrate()
        return matcher

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._rows)

    def put(self, article: Article) -> None:
        """Found from now on, in place of what had its key."""
        found_by = phrasings(article)
        with self._lock:
            self._discard(article.key)
            self._add({article.key: found_by})
            if len(self._index) > WASTE + 2 * self._index.living:
                self._compact()

    def remove(self, key: str) -> None:
        """Found no more; nothing happens where there is no such article."""
        with self._lock:
            self._discard(key)

    def search(self, question: str, *, limit: int = 5) -> list[Match]:
        """The articles that come nearest, best first; none where nothing stored shares anything with it."""
        typed = words(question[:QUESTION_LENGTH])
        with self._lock:
            mended = [self._speller.mend(word) or word for word in typed]
            vector = self._vector(typed, mended)
            near = self._index.survey(vector)
            ranked = self._rank(vector, near, {tuple(typed), tuple(mended)})
            return list(self._matches(ranked[:limit]))

    def mended(self, question: str) -> dict[str, str]:
        """The question's words that are read as others that the articles know."""
        with self._lock:
            mended = {word: self._speller.mend(word) for word in words(question[:QUESTION_LENGTH])}
        return {word: meant for word, meant in mended.items() if meant}

    def calibrate(self) -> None:
        """Fits the confidence to the articles as they are now: due after many changes, not after each.

        Takes 0.1-0.5 s; searches in other threads go on meanwhile.
        """
        with self._lock:
            pool = [row for rows in self._rows.values() for row in rows if self._phrasings[row].asked]
        drawn = np.random.default_rng(0).permutation(len(pool))[:SAMPLES]
        samples: list[Sample] = []
        for at in drawn.tolist():
            with self._lock:
                samples += self._rehearse(pool[at])
        self._confidence = USUAL.fitted(samples)

    def _vector(self, typed: list[str], mended: list[str]) -> Vector:
        question = self._index.vector(typed)
        if mended != typed:
            # a small store mends words that are right but unknown to it, so what was typed keeps a say
            question = question.blended(self._index.vector(mended), MENDED)
        return question

    def _rank(self, question: Vector, survey: Floats, asked: Collection[tuple[str, ...]] = ()) -> list[_Ranked]:
        """Articles by the say that their phrasings have, of those that the survey finds near.

        A phrasing that is one of `asked`, the question's own words, decides alone.
        """
        rows = np.argpartition(-survey, NEAREST)[:NEAREST] if len(survey) > NEAREST else np.arange(len(survey))
        rows = rows[survey[rows] > 1e-6]
        if not len(rows):
            return []
        near = self._index.cosines(question, rows)
        order = np.lexsort((rows, -near))
        rows, near = rows[order], near[order]
        between = self._index.between(rows)
        between[np.diag_indices(len(rows))] += RIDGE
        say = np.linalg.solve(between, near)
        labels, first, which = np.unique(self._label_of[rows], return_index=True, return_inverse=True)
        scores = np.bincount(which, say)
        same = [article for article, row in zip(which, rows, strict=True) if self._phrasings[row].words in asked]
        scores[same] = np.maximum(scores[same], 1.0)
        best_first = np.lexsort((first, -scores)).tolist()
        best, second = (*scores[best_first[:2]].tolist(), 0.0)[:2]
        return [
            _Ranked(
                label=int(labels[at]),
                row=int(rows[first[at]]),
                score=float(scores[at]),
                lead=float(scores[at]) - (second if place == 0 else best),
            )
            for place, at in enumerate(best_first)
        ]

    def _matches(self, ranked: Sequence[_Ranked]) -> Iterator[Match]:
        sure = 1.0
        for each in ranked:
            phrasing = self._phrasings[each.row]
            sure = min(sure, self._confidence(each.score, each.lead))
            score = 100 * min(1.0, max(0.0, each.score))
            yield Match(self._keys[each.label], phrasing.wording, phrasing.language, score, sure)

    def _rehearse(self, row: int) -> Iterator[Sample]:
        if row >= len(self._phrasings):
            return  # the store was made smaller since it was drawn
        label = int(self._label_of[row])
        own = self._rows.get(self._keys[label], range(0))
        if row not in own:
            return  # its article was changed since
        question = self._index.vector_of(row)
        survey = self._index.survey(question)
        survey[row] = 0
        if len(own) > 1:
            for best in self._rank(question, survey)[:1]:
                yield Sample(best.score, best.lead, best.label == label)
        survey[own.start : own.stop] = 0
        for best in self._rank(question, survey)[:1]:
            yield Sample(best.score, best.lead, False, UNKNOWN_WEIGHT)

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
        self._clear()
        self._add(standing)

    def _label(self, key: str) -> int:
        if key not in self._labels:
            self._labels[key] = len(self._keys)
            self._keys.append(key)
        return self._labels[key]


def phrasings(article: Article) -> list[Phrasing]:
    """What the article is found by, each wording once: titles, variants, and answers that have few."""
    found: dict[tuple[str, ...], Phrasing] = {}
    for told in article.translations:
        for wording in (told.title, *told.variants):
            asked = tuple(words(wording))
            found.setdefault(asked, Phrasing(asked, wording, told.language))
    for told in article.translations:
        if len(told.variants) < FEW_VARIANTS:
            answer = tuple(words(told.answer)[:ANSWER_WORDS])
            found.setdefault(answer, Phrasing(answer, told.title, told.language, asked=False))
    return [phrasing for spoken, phrasing in found.items() if spoken]
