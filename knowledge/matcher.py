"""Which article answers a question, and how sure that is.

The phrasings nearest to the question (index.py) are weighed against each other (ranking.py). A logistic curve
(confidence.py) turns an article's score and lead into a chance of being right, fitted on the store itself: sampled
phrasings are asked as if they were not stored, once with the rest of their article (which may come out right) and
once without (which cannot).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import ranking, saved
from .article import Article
from .calibration import lexically, meaningly, rehearsed
from .confidence import USUAL, USUAL_SEMANTIC, Confidence, Sample, least_for
from .doubt import DEFAULT, Policy
from .embedder import Floats
from .explanation import Considered, Explanation, Nearest
from .index import Index, Vector
from .linear import Layer, Opinion, train
from .meaning import Meanings, Means, Semantic
from .phrasing import Phrasing, phrasings
from .ranking import Ranked, Space, rank
from .reading import Reading, Synonyms, read, respelt
from .segment import Ints
from .space import Lexical
from .spelling import Speller
from .synonym import Synonym
from .wordings import Wordings, packed, said, unpacked

SLIPS = 0.2  # words that are misspelt, against `novelty` of those that the store does not know and that are right
SWAPPED = 0.7  # weight of a question with another term of a synonym in place, against the question without
WASTE = 1_000  # rows of changed articles that are carried along whatever the store's size
ENOUGH = 0.8  # share of the phrasings that must have a vector before questions are ranked by what they mean
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
        self._meanings = Meanings()
        self._semantic_confidence = USUAL_SEMANTIC
        self._semantic_samples: list[Sample] = []
        self._synonyms = Synonyms(synonyms)
        self._clear()

    def _clear(self) -> None:
        self._index = Index()
        self._speller = Speller(self._index.holds, _words(self._synonyms))
        self._wordings = Wordings()  # per row of the index
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
        matcher._compact()
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
            other._meanings = self._meanings.copy()
            other._semantic_confidence, other._semantic_samples = self._semantic_confidence, self._semantic_samples
            other._index, other._wordings, other._label_of = self._index.copy(), self._wordings.copy(), self._label_of
            other._speller = self._speller.copy(other._index.holds)
            other._keys, other._labels, other._rows = self._keys.copy(), self._labels.copy(), self._rows.copy()
        return other

    def save(self, path: Path, stand: str = "") -> None:
        """Writes all but vectors and synonyms, in place of what is there.

        `stand` names the state of the articles. Takes a second for 100,000 phrasings; searches and changes in other
        threads go on meanwhile. Raises OSError.
        """
        still = self.copy()
        still._compact()
        layer = still._opinion.standing(still._labels) if still._opinion else None
        head = {
            "stand": stand,
            "confidence": astuple(still._confidence),
            "samples": [astuple(sample) for sample in still._samples],
            "novelty": still._speller.novelty,
            "share": layer.share if layer else None,
            "wordless": [key for key, rows in still._rows.items() if not rows],
        }
        trained = {"names": layer.names, "keys": packed(layer.keys), "weights": layer.weights} if layer else {}
        arrays = {
            "label_of": still._label_of,
            "keys": packed(still._keys),
            "words": packed(still._speller.words()),
            **{f"index.{name}": array for name, array in still._index.arrays().items()},
            **{f"wordings.{name}": array for name, array in still._wordings.arrays().items()},
            **{f"layer.{name}": array for name, array in trained.items()},
        }
        saved.write(path, head, arrays)

    @classmethod
    def load(cls, path: Path, synonyms: Sequence[Synonym] = ()) -> tuple[Matcher, str]:
        """What was saved, as calibrated as it was, and the `stand` that it was saved with. Raises NotSaved."""
        head, arrays = saved.read(path)
        matcher = cls(synonyms)
        try:
            matcher._restore(head, arrays)
        except (KeyError, ValueError, TypeError, IndexError, UnicodeDecodeError) as error:
            raise saved.NotSaved("It is not whole.") from error
        return matcher, str(head["stand"])

    def _restore(self, head: Mapping[str, Any], arrays: Mapping[str, saved.Array]) -> None:
        self._index = Index.of(saved.part("index", arrays))
        self._wordings = Wordings.of(saved.part("wordings", arrays))
        self._label_of, self._keys = arrays["label_of"], unpacked(arrays["keys"])
        self._labels = {key: label for label, key in enumerate(self._keys)}
        self._rows = dict.fromkeys(head["wordless"], range(0)) | _ranges(self._label_of, self._keys)
        self._speller = Speller(self._index.holds, _words(self._synonyms))
        self._speller.add(unpacked(arrays["words"]))
        self._speller.novelty = head["novelty"]
        self._confidence = Confidence(*head["confidence"])
        self._samples = [Sample(*each) for each in head["samples"]]
        if head["share"] is not None:
            trained = saved.part("layer", arrays)
            layer = Layer(trained["names"], tuple(unpacked(trained["keys"])), trained["weights"], head["share"])
            self._opinion = Opinion(layer, self._index, self._labels)

    @property
    def keys(self) -> frozenset[str]:
        """Of all articles."""
        return frozenset(self._rows)

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._rows)

    def put(self, article: Article) -> None:
        """Found from now on, in place of what had its key."""
        found_by = phrasings(article)
        with self._lock:
            replaced = self._rows.get(article.key, range(0))
            before = {int(self._wordings.said[row]) for row in replaced}
            self._discard(article.key)
            self._add({article.key: found_by})
            self._carry_over(replaced, self._rows[article.key])
            if self._opinion:
                grown = bool(before) and before <= {said(each.words) for each in found_by}
                self._opinion.changed(self._labels[article.key], grown=grown)
            if len(self._index) > WASTE + 2 * self._index.living:
                self._compact()

    def remove(self, key: str) -> None:
        """Found no more; nothing happens where there is no such article."""
        with self._lock:
            self._discard(key)

    def use(self, synonyms: Sequence[Synonym]) -> None:
        """Reads questions with these from now on."""
        known = Synonyms(synonyms)
        with self._lock:
            self._synonyms = known
            self._speller = self._speller.compacted(self._index.holds, _words(known))

    def search(
        self, question: str, *, limit: int = 5, keys: Collection[str] | None = None, meaning: Floats | None = None
    ) -> list[Match]:
        """The articles that come nearest, best first; none where nothing stored comes near.

        `keys`: only these articles are looked at; None = all. `meaning`: the vectors of the question's `readings`, by
        the model that `understand` was given the phrasings' of; None = it is ranked by its letters.
        """
        with self._lock:
            ranked, tier = self._ranked(read(question, self._speller, self._synonyms), keys, meaning)
            return list(self._matches(ranked[:limit], tier))

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
            reading = read(question, self._speller, self._synonyms)
            ranked, tier = self._ranked(reading, keys, meaning)
            matches = list(self._matches(ranked[:limit], tier))
            considered = tuple(self._considered(*each) for each in zip(ranked, matches, strict=False))
        return Explanation.of(reading, considered, matches, policy)

    @property
    def attuned(self) -> bool:
        """Whether questions are ranked by what they mean, when that is told."""
        return self._meanings.fitted

    def directions(self, vectors: Floats) -> Floats | None:
        """Texts' vectors seen from the store's centre, where they can be told apart; None where that is not known."""
        with self._lock:
            found = [self._meanings.question(vector[None]) for vector in vectors]
        known = [direction for direction in found if direction is not None]
        return np.array(known, np.float32) if len(known) == len(found) else None

    def readings(self, question: str) -> list[str]:
        """The texts whose vectors tell what a question means: as typed, and with its spelling mended."""
        mended = self.mended(question)
        return [question, respelt(question, mended)] if mended else [question]

    def unread(self) -> list[str]:
        """Phrasings without a vector, each once."""
        still = self.copy()  # whose many texts are read without keeping questions waiting
        return list(still._texts(still._unread_rows()))

    def texts(self) -> list[str]:
        """All phrasings that have a vector or are to get one, each once."""
        still = self.copy()
        return list(still._texts(np.flatnonzero(still._index.alive & still._wordings.asked)))

    def understand(self, texts: Sequence[str], vectors: Floats) -> None:
        """Vectors of length 1, by one model, for `unread` texts; used once there are enough and `attune` was called.

        Raises ValueError when there are vectors of other dimensions.
        """
        with self._lock:
            rows_of = self._texts(self._unread_rows())
            known = [at for at, text in enumerate(texts) if text in rows_of]
            self._meanings.put(vectors[np.array(known, np.intp)], [rows_of[texts[at]] for at in known])

    def forget_vectors(self) -> None:
        """Questions are ranked by their letters until phrasings have vectors again."""
        with self._lock:
            self._meanings = Meanings()

    def attune(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Measures the vectors, and fits the confidence to what is ranked by them; due after many were added.

        Nothing happens while too few phrasings have one, nor when it is `given_up` on the way. Takes a second for a
        thousand phrasings, ten for a hundred thousand; searches and changes in other threads go on meanwhile.
        """
        still = self.copy()
        if len(still._unread_rows()) > (1 - ENOUGH) * np.count_nonzero(still._index.alive & still._wordings.asked):
            return
        still._meanings.fit({still._labels[key]: rows for key, rows in still._rows.items()})
        asking = meaningly(still._index, still._meanings, still._rows_of)
        embedded = still._wordings.asked & (still._meanings.vectors.slots(np.arange(len(still._index))) >= 0)
        samples: list[Sample] = []
        for sample in rehearsed(
            still._index, still._label_of, still._wordings.language_of, embedded, still._keys, asking, layered=False
        ):
            if given_up():
                return
            samples.append(sample)
        with self._lock:
            self._meanings.attune(still._meanings)
            self._semantic_samples = samples
            self._semantic_confidence = USUAL_SEMANTIC.fitted(samples)

    def mended(self, question: str) -> dict[str, str]:
        """The question's words that are read as others that the articles know."""
        with self._lock:
            return read(question, self._speller, self._synonyms).spelling

    def calibrate(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Trains the linear layer and fits the confidence to the articles as they are now.

        Due after many changes, not after each. Nothing happens when it is `given_up` on the way. Takes 0.1 s for a
        hundred phrasings, seconds for ten thousand; searches and changes in other threads go on meanwhile.
        """
        still = self.copy()
        novelty = still._speller.measured()
        samples: list[Sample] = []
        for sample in rehearsed(
            still._index,
            still._label_of,
            still._wordings.language_of,
            still._wordings.asked,
            still._keys,
            lexically(still._index),
        ):
            if given_up():
                return
            samples.append(sample)
        layer = train(still._index, still._label_of, still._wordings.language_of, still._keys)
        with self._lock:
            self._samples = samples
            self._confidence = USUAL.fitted(samples)
            self._speller.novelty = novelty
            self._speller.changed()
            self._opinion = Opinion(layer, self._index, self._labels) if layer else None
            for key, rows in self._rows.items():
                if self._opinion and still._rows.get(key) != rows:
                    self._opinion.changed(self._labels[key], grown=False)

    def threshold(self, wrong_rate: float) -> float:
        """The least confidence, 0-1, from which on at most this share (0-1) of the rehearsed answers is wrong.

        1.0 where no confidence keeps to it. Of the answers ranked by what they mean, once there are such.
        """
        if self.attuned:
            return least_for(wrong_rate, self._semantic_confidence, self._semantic_samples)
        return least_for(wrong_rate, self._confidence, self._samples)

    def _ranked(
        self, reading: Reading, keys: Collection[str] | None, meaning: Floats | None
    ) -> tuple[list[Ranked], str]:
        space, second, tier = self._asking(reading, meaning)
        survey = space.survey()
        if keys is not None:
            shown = np.zeros(len(self._keys), bool)
            shown[[self._labels[key] for key in keys if key in self._labels]] = True
            survey[~shown[self._label_of]] = 0
        asked = {said(wording) for wording in reading.wordings}
        return rank(space, survey, self._label_of, lambda row: int(self._wordings.said[row]) in asked, second), tier

    def _asking(self, reading: Reading, meaning: Floats | None) -> tuple[Space, ranking.Opinion | None, str]:
        lexical = Lexical(self._index, self._vector(reading))
        direction = None if meaning is None else self._meanings.question(meaning)
        if direction is None:
            return lexical, partial(self._opinion, lexical.question) if self._opinion else None, "lexical"
        space = Semantic(lexical, self._meanings, direction, self._index.alive)
        return space, Means(self._meanings, direction, self._rows_of), "semantic"

    def _vector(self, reading: Reading) -> Vector:
        question = self._index.vector(reading.typed)
        # a small store mends words that are right but unknown to it, so what was typed keeps a say
        if reading.mended != reading.typed:
            mended = SLIPS / (SLIPS + self._speller.novelty)
            question = question.blended(self._index.vector(reading.mended), mended)
        for number, swapped in enumerate(reading.swapped):
            question = question.blended(self._index.vector(swapped), SWAPPED / (number + 1))
        return question

    def _matches(self, ranked: Sequence[Ranked], tier: str) -> Iterator[Match]:
        sure = 1.0
        confidence = self._semantic_confidence if tier == "semantic" else self._confidence
        for each in ranked:
            row = each.rows[0]
            sure = min(sure, confidence(each.score, each.lead))
            score = 100 * min(1.0, max(0.0, each.score))
            wording, language = self._wordings.wording(row), self._wordings.language(row)
            yield Match(self._keys[each.label], wording, language, score, sure, tier)

    def _considered(self, ranked: Ranked, match: Match) -> Considered:
        nearest = zip(ranked.rows[:TOLD], ranked.near, ranked.say, strict=False)
        return Considered(
            article=match.article,
            score=match.score,
            lead=100 * ranked.lead,
            confidence=match.confidence,
            nearest=tuple(
                Nearest(
                    self._wordings.wording(row),
                    self._wordings.language(row),
                    near,
                    say,
                    bool(self._wordings.asked[row]),
                )
                for row, near, say in nearest
            ),
        )

    def _add(self, articles: dict[str, list[Phrasing]]) -> None:
        rows = [(self._label(key), phrasing) for key, found_by in articles.items() for phrasing in found_by]
        start = len(self._wordings)
        for key, found_by in articles.items():
            self._rows[key] = range(start, start + len(found_by))
            start += len(found_by)
        self._index.append([phrasing.words for _, phrasing in rows])
        self._wordings.append([phrasing for _, phrasing in rows])
        self._label_of = np.concatenate([self._label_of, np.array([label for label, _ in rows], np.int32)])
        self._speller.add(chain.from_iterable(phrasing.words for _, phrasing in rows))

    def _discard(self, key: str) -> None:
        self._index.kill(self._rows.pop(key, range(0)))
        self._speller.changed()

    def _compact(self) -> None:
        """Leaves the rows that articles left behind, and numbers the others anew."""
        kept = np.flatnonzero(self._index.alive)
        self._meanings = self._meanings.renumbered(kept)
        self._index, self._wordings = self._index.compacted(), self._wordings.kept(kept)
        self._label_of = self._label_of[kept]
        self._speller = self._speller.compacted(self._index.holds, _words(self._synonyms))
        self._rows = dict.fromkeys(self._rows, range(0)) | _ranges(self._label_of, self._keys)
        if self._opinion:
            self._opinion.bind(self._index)

    def _rows_of(self, label: int) -> range:
        return self._rows.get(self._keys[label], range(0))

    def _unread_rows(self) -> NDArray[np.intp]:
        slots = self._meanings.vectors.slots(np.arange(len(self._index)))
        return np.flatnonzero(self._index.alive & self._wordings.asked & (slots < 0))

    def _texts(self, rows: NDArray[np.intp]) -> dict[str, list[int]]:
        """The rows of each wording."""
        found: dict[str, list[int]] = {}
        for row in rows.tolist():
            found.setdefault(self._wordings.wording(row), []).append(row)
        return found

    def _carry_over(self, old: range, new: range) -> None:
        """Of an article that was changed, the wordings that stayed keep their vectors."""
        slots = self._meanings.vectors.slots(np.arange(old.start, old.stop))
        known = {self._wordings.wording(row): slot for row, slot in zip(old, slots.tolist(), strict=True) if slot >= 0}
        stayed = [row for row in new if self._wordings.asked[row] and self._wordings.wording(row) in known]
        self._meanings.share(stayed, [known[self._wordings.wording(row)] for row in stayed])

    def _label(self, key: str) -> int:
        if key not in self._labels:
            self._labels[key] = len(self._keys)
            self._keys.append(key)
        return self._labels[key]


def _words(synonyms: Synonyms) -> Iterator[str]:
    return chain.from_iterable(synonyms.vocabulary)


def _ranges(label_of: Ints, keys: Sequence[str]) -> dict[str, range]:
    """The rows of each article, which lie together."""
    ends = [*np.flatnonzero(np.diff(label_of, prepend=-1)).tolist(), len(label_of)]
    return {keys[label_of[start]]: range(start, end) for start, end in pairwise(ends)}
