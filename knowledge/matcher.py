"""Which article answers a question, and how sure that is.

The phrasings nearest to the question (index.py) are weighed against each other (ranking.py). A logistic curve
(confidence.py) turns an article's score and lead into a chance of being right, fitted on the store itself: sampled
phrasings are asked as if they were not stored, once with the rest of their article (which may come out right) and
once without (which cannot).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import ranking, saved
from .article import Article
from .calibration import lexically, meaningly, rehearsed
from .confidence import USUAL, USUAL_SEMANTIC, Confidence, Sample, Trust
from .doubt import DEFAULT, Policy
from .embedder import Floats
from .explanation import Considered, Explanation, Nearest
from .index import Vector
from .linear import Layer, Opinion, train
from .match import Match
from .meaning import Meanings, Means, Semantic
from .phrasing import phrasings
from .ranking import Ranked, Space, rank
from .reading import Reading, Synonyms, Words, respelt
from .space import Lexical
from .stock import Stock
from .synonym import Synonym
from .wordings import said

SLIPS = 0.2  # words that are misspelt, against `novelty` of those that the store does not know and that are right
SLIPS_READ = 0.14  # the same where a model reads the words, which understands many a misspelt one
SWAPPED = 0.7  # weight of a question with another term of a synonym in place, against the question without
WASTE = 1_000  # rows of changed articles that are carried along whatever the store's size
ENOUGH = 0.8  # share of the phrasings that must have a vector before questions are ranked by what they mean
TOLD = 5  # nearest phrasings of an article that an explanation names


class _Asked(NamedTuple):
    """How a question is ranked, and how far that is trusted."""

    space: Space
    second: ranking.Opinion | None
    tier: str
    confidence: Confidence


class Matcher:
    """All articles of a store in memory. Safe to search in one thread while another changes it."""

    def __init__(self, synonyms: Iterable[Synonym] = ()) -> None:
        self._lock = threading.Lock()
        self._stock = Stock(Synonyms(synonyms))
        self._opinion: Opinion | None = None
        self._trust = {"lexical": Trust(USUAL), "semantic": Trust(USUAL_SEMANTIC)}  # by tier

    @classmethod
    def build(
        cls, articles: Iterable[Article], synonyms: Sequence[Synonym] = (), *, calibrated: bool = True
    ) -> Matcher:
        """A matcher of these articles; of two with the same key the later one counts.

        `calibrated` False: it answers sooner, by the usual confidence, until `calibrate` is called.
        """
        matcher = cls(synonyms)
        matcher._stock.add({article.key: phrasings(article) for article in articles})
        matcher._stock.compact()
        if calibrated:
            matcher.calibrate()
        return matcher

    def copy(self) -> Matcher:
        """One to try changes on: they leave this one as it is. Calibrated as this one is."""
        other = Matcher()
        with self._lock:
            other._stock = self._stock.copy()
            other._opinion = self._opinion.copy() if self._opinion else None
            other._trust = self._trust.copy()
        return other

    def save(self, path: Path, stand: str = "") -> None:
        """Writes all but vectors and synonyms, in place of what is there.

        `stand` names the state of the articles. Takes a second for 100,000 phrasings; searches and changes in other
        threads go on meanwhile. Raises OSError.
        """
        still = self.copy()
        still._compact()
        stock, trust = still._stock, still._trust["lexical"]
        layer = still._opinion.standing(stock.labels) if still._opinion else None
        head = {
            "stand": stand,
            "confidence": astuple(trust.confidence),
            "samples": [astuple(sample) for sample in trust.samples],
            "novelty": stock.speller.novelty,
            "share": layer.share if layer else None,
        }
        trained = layer.arrays() if layer else {}
        saved.write(path, head, stock.arrays() | {f"layer.{name}": array for name, array in trained.items()})

    @classmethod
    def load(cls, path: Path, synonyms: Sequence[Synonym] = ()) -> tuple[Matcher, str]:
        """What was saved, as calibrated as it was, and the `stand` that it was saved with. Raises NotSaved."""
        head, arrays = saved.read(path)
        matcher = cls()
        try:
            matcher._stock = Stock.of(arrays, Synonyms(synonyms))
            matcher._stock.speller.novelty = head["novelty"]
            samples = tuple(Sample(*each) for each in head["samples"])
            matcher._trust["lexical"] = Trust(Confidence(*head["confidence"]), samples)
            if head["share"] is not None:
                layer = Layer.of(saved.part("layer", arrays), head["share"])
                matcher._opinion = Opinion(layer, matcher._stock.index, matcher._stock.labels)
        except (KeyError, ValueError, TypeError, IndexError, UnicodeDecodeError) as error:
            raise saved.NotSaved("It is not whole.") from error
        return matcher, str(head["stand"])

    @property
    def keys(self) -> frozenset[str]:
        """Of all articles."""
        return frozenset(self._stock.rows)

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._stock.rows)

    def put(self, article: Article) -> None:
        """Found from now on, in place of what had its key."""
        found_by = phrasings(article)
        with self._lock:
            stock = self._stock
            before = {int(stock.wordings.said[row]) for row in stock.rows.get(article.key, ())}
            stock.replace(article.key, found_by)
            if self._opinion:
                grown = bool(before) and before <= {said(each.words) for each in found_by}
                self._opinion.changed(stock.labels[article.key], grown=grown)
            if len(stock.index) > WASTE + 2 * stock.index.living:
                self._compact()

    def remove(self, key: str) -> None:
        """Found no more; nothing happens where there is no such article."""
        with self._lock:
            self._stock.discard(key)

    def use(self, synonyms: Sequence[Synonym]) -> None:
        """Reads questions with these from now on."""
        known = Synonyms(synonyms)
        with self._lock:
            self._stock.use(known)

    def search(
        self, question: str, *, limit: int = 5, keys: Collection[str] | None = None, meaning: Floats | None = None
    ) -> list[Match]:
        """The articles that come nearest, best first; none where nothing stored comes near.

        `keys`: only these articles are looked at; None = all. `meaning`: the vectors of the question's `readings`, by
        the model that `understand` was given the phrasings' of; None = it is ranked by its letters.
        """
        with self._lock:
            return list(self._matches(*self._ranked(self._read(question), limit, keys, meaning)))

    def explain(
        self,
        question: str,
        *,
        limit: int = 5,
        keys: Collection[str] | None = None,
        meaning: Floats | None = None,
        policy: Policy = DEFAULT,
    ) -> Explanation:
        """What `search` did with the question, and why; the verdict is what `policy` makes of it."""
        with self._lock:
            reading = self._read(question)
            ranked, asked = self._ranked(reading, limit, keys, meaning)
            matches = list(self._matches(ranked, asked))
            considered = tuple(self._considered(*each) for each in zip(ranked, matches, strict=False))
        return Explanation.of(reading, considered, matches, policy)

    @property
    def attuned(self) -> bool:
        """Whether questions are ranked by what they mean, when that is told."""
        return self._stock.meanings.fitted

    def directions(self, vectors: Floats) -> Floats | None:
        """Texts' vectors seen from the store's centre, where they can be told apart; None where that is not known."""
        with self._lock:
            found = [self._stock.meanings.question(vector[None]) for vector in vectors]
        known = [direction for direction in found if direction is not None]
        return np.array(known, np.float32) if len(known) == len(found) else None

    def readings(self, question: str) -> list[str]:
        """The texts whose vectors tell what a question means: as typed, and with its spelling mended."""
        with self._lock:
            mended = self._read(question).spelling
            spelt = {word: self._stock.written(meant) for word, meant in mended.items()}
        return [question, respelt(question, spelt)] if spelt else [question]

    def unread(self) -> list[str]:
        """Phrasings without a vector, each once."""
        still = self.copy()._stock  # whose many texts are read without keeping questions waiting
        return list(still.texts(still.unread))

    def texts(self) -> list[str]:
        """All phrasings that have a vector or are to get one, each once."""
        still = self.copy()._stock
        return list(still.texts(still.asked))

    def understand(self, texts: Sequence[str], vectors: Floats) -> None:
        """Vectors of length 1, by one model, for `unread` texts; used once there are enough and `attune` was called.

        Raises ValueError when there are vectors of other dimensions.
        """
        with self._lock:
            rows_of = self._stock.texts(self._stock.unread)
            known = [at for at, text in enumerate(texts) if text in rows_of]
            self._stock.meanings.put(vectors[np.array(known, np.intp)], [rows_of[texts[at]] for at in known])

    def forget_vectors(self) -> None:
        """Questions are ranked by their letters until phrasings have vectors again."""
        with self._lock:
            self._stock.meanings = Meanings()

    def attune(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Measures the vectors, and fits the confidence to what is ranked by them; due after many were added.

        Nothing happens while too few phrasings have one, nor when it is `given_up` on the way. Takes a second for a
        thousand phrasings, ten for a hundred thousand; searches and changes in other threads go on meanwhile.
        """
        still = self.copy()._stock
        if len(still.unread) > (1 - ENOUGH) * len(still.asked):
            return
        still.meanings.fit({still.labels[key]: rows for key, rows in still.rows.items()})
        asking = meaningly(still)
        embedded = still.wordings.asked & (still.meanings.vectors.slots(np.arange(len(still.index))) >= 0)
        samples = _until(given_up, rehearsed(still, embedded, asking, layered=False))
        if samples is None:
            return
        with self._lock:
            self._stock.meanings.attune(still.meanings)
            self._trust["semantic"] = Trust.fitted(USUAL_SEMANTIC.among(len(still.rows)), samples)

    def mended(self, question: str) -> dict[str, str]:
        """The question's words that are read as others that the articles know."""
        with self._lock:
            return self._read(question).spelling

    def calibrate(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Trains the linear layer and fits the confidence to the articles as they are now.

        Due after many changes, not after each. Nothing happens when it is `given_up` on the way. Takes 0.1 s for a
        hundred phrasings, seconds for ten thousand; searches and changes in other threads go on meanwhile.
        """
        still = self.copy()._stock
        novelty = still.speller.measured()
        samples = _until(given_up, rehearsed(still, still.wordings.asked, lexically(still.index)))
        if samples is None:
            return
        layer = train(still.index, still.label_of, still.wordings.language_of, still.keys)
        with self._lock:
            stock = self._stock
            self._trust["lexical"] = Trust.fitted(USUAL.trained(layer.share if layer else 0.0), samples)
            stock.speller.novelty = novelty
            stock.speller.changed()
            self._opinion = Opinion(layer, stock.index, stock.labels) if layer else None
            for key, rows in stock.rows.items():
                if self._opinion and still.rows.get(key) != rows:
                    self._opinion.changed(stock.labels[key], grown=False)

    def threshold(self, wrong_rate: float) -> float:
        """The least confidence, 0-1, from which on answers are expected to be wrong at most at this rate, 0-1.

        1.0 where no confidence keeps to it. Of the answers ranked by what they mean, once there are such.
        """
        return self._trust["semantic" if self.attuned else "lexical"].threshold(wrong_rate)

    def _read(self, question: str) -> Reading:
        return self._stock.read(question)

    def _ranked(
        self, reading: Reading, limit: int, keys: Collection[str] | None, meaning: Floats | None
    ) -> tuple[list[Ranked], _Asked]:
        asked = self._asking(reading, meaning)
        survey = asked.space.survey()
        if keys is not None:
            shown = np.ones(len(self._stock.keys), bool)  # nearly all are, mostly: those that are not are named
            shown[[self._stock.labels[key] for key in self._stock.labels.keys() - keys]] = False
            survey[~shown[self._stock.label_of]] = 0
        wordings = {said(wording) for wording in reading.wordings}

        def is_asked(rows: NDArray[np.intp]) -> NDArray[np.bool_]:
            return np.array([each in wordings for each in self._stock.wordings.said[rows].tolist()], bool)

        return rank(asked.space, survey, self._stock.label_of, is_asked, asked.second, limit), asked

    def _asking(self, reading: Reading, meaning: Floats | None) -> _Asked:
        lexical = Lexical(self._stock.index, self._vector(reading))
        direction = None if meaning is None else self._stock.meanings.question(meaning, self._mended(SLIPS_READ))
        if direction is None:
            opinion = partial(self._opinion, lexical.question) if self._opinion else None
            return _Asked(lexical, opinion, "lexical", self._trust["lexical"].confidence)
        space = Semantic(
            lexical,
            self._stock.meanings,
            direction,
            self._stock.index.alive,
            self._stock.wordings.tongue_of,
            self._misspelt(reading.mended),
        )
        means = Means(self._stock.meanings, direction, self._stock.rows_of)
        return _Asked(space, means, "semantic", self._trust["semantic"].confidence.foreign(space.letters))

    def _vector(self, reading: Reading) -> Vector:
        question = self._stock.index.vector(reading.typed)
        # a small store mends words that are right but unknown to it, so what was typed keeps a say
        if reading.mended != reading.typed:
            question = question.blended(self._stock.index.vector(reading.mended), self._mended(SLIPS))
        for number, swapped in enumerate(reading.swapped):
            question = question.blended(self._stock.index.vector(swapped), SWAPPED / (number + 1))
        return question

    def _misspelt(self, words: Words) -> float:
        """About the share, 0-1, of these words that are misspelt still: of those that no phrasing holds, some are."""
        strange = [word for word in words if word.isalpha() and not self._stock.index.holds(word)]
        return self._mended(SLIPS_READ) * len(strange) / max(1, len(words))

    def _mended(self, slips: float) -> float:
        """The share, 0-1, of the mended words against the typed ones."""
        return slips / (slips + self._stock.speller.novelty)

    def _matches(self, ranked: Sequence[Ranked], asked: _Asked) -> Iterator[Match]:
        sure = 1.0
        for each in ranked:
            row = each.rows[0]
            sure = min(sure, asked.confidence(each.score, each.lead, each.near[0]))
            score = 100 * min(1.0, max(0.0, each.score))
            wording, language = self._stock.wordings.wording(row), self._stock.wordings.language(row)
            yield Match(self._stock.keys[each.label], wording, language, score, sure, asked.tier)

    def _considered(self, ranked: Ranked, match: Match) -> Considered:
        nearest = zip(ranked.rows[:TOLD], ranked.near, ranked.say, strict=False)
        return Considered(
            article=match.article,
            score=match.score,
            lead=100 * ranked.lead,
            confidence=match.confidence,
            second=100 * ranked.second,
            nearest=tuple(
                Nearest(
                    self._stock.wordings.wording(row),
                    self._stock.wordings.language(row),
                    near,
                    say,
                    bool(self._stock.wordings.asked[row]),
                )
                for row, near, say in nearest
            ),
        )

    def _compact(self) -> None:
        self._stock.compact()
        if self._opinion:
            self._opinion.bind(self._stock.index)


def _until(given_up: Callable[[], bool], samples: Iterable[Sample]) -> list[Sample] | None:
    """All of them; None where it was given up on the way."""
    taken: list[Sample] = []
    for sample in samples:
        if given_up():
            return None
        taken.append(sample)
    return taken
