"""All phrasings of a store in memory, row by row, and which of them are whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from . import saved
from .index import Index
from .meaning import Meanings
from .phrasing import Phrasing
from .reading import Reading, Synonyms, read, written
from .segment import Ints
from .spelling import Speller
from .wordings import Wordings, packed, unpacked


class Stock:
    """Articles come and go; a row that is left behind keeps its number until `compact`. Not safe for two threads."""

    def __init__(self, synonyms: Synonyms) -> None:
        self.synonyms = synonyms
        self.index = Index()
        self.wordings = Wordings()  # per row of the index
        self.label_of: Ints = np.zeros(0, np.int32)  # per row: its article's place in `keys`
        self.keys: list[str] = []
        self.labels: dict[str, int] = {}
        self.rows: dict[str, range] = {}
        self.speller = Speller(self.index, _words(synonyms))
        self.meanings = Meanings()

    def copy(self) -> Stock:
        """One that is changed without changing this one."""
        other = Stock(self.synonyms)
        other.index, other.wordings, other.label_of = self.index.copy(), self.wordings.copy(), self.label_of
        other.keys, other.labels, other.rows = self.keys.copy(), self.labels.copy(), self.rows.copy()
        other.speller = self.speller.copy(other.index)
        other.meanings = self.meanings.copy()
        return other

    def add(self, articles: Mapping[str, Sequence[Phrasing]]) -> None:
        """Articles by key, none of which is there."""
        rows = [(self._label(key), phrasing) for key, found_by in articles.items() for phrasing in found_by]
        start = len(self.wordings)
        for key, found_by in articles.items():
            self.rows[key] = range(start, start + len(found_by))
            start += len(found_by)
        self.index.append([phrasing.words for _, phrasing in rows])
        self.wordings.append([phrasing for _, phrasing in rows])
        self.label_of = np.concatenate([self.label_of, np.array([label for label, _ in rows], np.int32)])
        self.speller.add(chain.from_iterable(phrasing.words for _, phrasing in rows))

    def replace(self, key: str, found_by: Sequence[Phrasing]) -> None:
        """What the article is found by from now on; wordings that stay keep their vectors."""
        before = self.rows.get(key, range(0))
        self.discard(key)
        self.add({key: found_by})
        self._carry_over(before, self.rows[key])

    def discard(self, key: str) -> None:
        self.index.kill(self.rows.pop(key, range(0)))
        self.speller.changed()

    def use(self, synonyms: Synonyms) -> None:
        self.synonyms = synonyms
        self.speller = self.speller.compacted(self.index, _words(synonyms))

    def compact(self) -> None:
        """Leaves the rows that articles left behind, and numbers the others, and all terms, anew."""
        kept = np.flatnonzero(self.index.alive)
        self.meanings = self.meanings.renumbered(kept)
        self.index, self.wordings = self.index.compacted(), self.wordings.kept(kept)
        self.label_of = self.label_of[kept]
        self.speller = self.speller.compacted(self.index, _words(self.synonyms))
        self.rows = dict.fromkeys(self.rows, range(0)) | _ranges(self.label_of, self.keys)

    def arrays(self) -> dict[str, saved.Array]:
        """All but meanings and synonyms, of one that is compact."""
        return {
            "label_of": self.label_of,
            "keys": packed(self.keys),
            "wordless": packed(key for key, rows in self.rows.items() if not rows),
            "words": packed(self.speller.words()),
            **{f"index.{name}": array for name, array in self.index.arrays().items()},
            **{f"wordings.{name}": array for name, array in self.wordings.arrays().items()},
        }

    @classmethod
    def of(cls, arrays: Mapping[str, saved.Array], synonyms: Synonyms) -> Stock:
        """What `arrays` gave."""
        stock = cls(synonyms)
        stock.index = Index.of(saved.part("index", arrays))
        stock.wordings = Wordings.of(saved.part("wordings", arrays))
        stock.label_of, stock.keys = arrays["label_of"], unpacked(arrays["keys"])
        stock.labels = {key: label for label, key in enumerate(stock.keys)}
        stock.rows = dict.fromkeys(unpacked(arrays["wordless"]), range(0)) | _ranges(stock.label_of, stock.keys)
        stock.speller = Speller(stock.index, _words(synonyms))
        stock.speller.add(unpacked(arrays["words"]))
        return stock

    def read(self, question: str) -> Reading:
        return read(question, self.speller, self.synonyms, self.held)

    def held(self, word: str, language: str | None) -> int:
        """The number of phrasings of the language that hold the word; None: of all."""
        if language is None:
            return self.index.holds(word)
        return sum(self.wordings.language(row) == language for row in self.index.holding(word).tolist())

    def rows_of(self, label: int) -> range:
        return self.rows.get(self.keys[label], range(0))

    def texts(self, rows: NDArray[np.intp]) -> dict[str, list[int]]:
        """The rows of each wording."""
        found: dict[str, list[int]] = {}
        for row in rows.tolist():
            found.setdefault(self.wordings.wording(row), []).append(row)
        return found

    def written(self, word: str) -> str:
        """A folded word as a phrasing writes it, with its accents."""
        asked = (row for row in self.index.holders(word).tolist() if self.wordings.asked[row])
        row = next(asked, None)
        return word if row is None else written(word, self.wordings.wording(row))

    @property
    def asked(self) -> NDArray[np.intp]:
        """The rows that somebody asks so: not those of answers, nor those left behind."""
        return np.flatnonzero(self.index.alive & self.wordings.asked)

    @property
    def unread(self) -> NDArray[np.intp]:
        """Those of them that have no vector."""
        asked = self.asked
        return asked[self.meanings.vectors.slots(asked) < 0]

    def _carry_over(self, old: range, new: range) -> None:
        slots = self.meanings.vectors.slots(np.arange(old.start, old.stop))
        known = {self.wordings.wording(row): slot for row, slot in zip(old, slots.tolist(), strict=True) if slot >= 0}
        stayed = [row for row in new if self.wordings.asked[row] and self.wordings.wording(row) in known]
        self.meanings.share(stayed, [known[self.wordings.wording(row)] for row in stayed])

    def _label(self, key: str) -> int:
        if key not in self.labels:
            self.labels[key] = len(self.keys)
            self.keys.append(key)
        return self.labels[key]


def _words(synonyms: Synonyms) -> Iterator[str]:
    return chain.from_iterable(synonyms.vocabulary)


def _ranges(label_of: Ints, keys: Sequence[str]) -> dict[str, range]:
    """The rows of each article, which lie together."""
    ends = [*np.flatnonzero(np.diff(label_of, prepend=-1)).tolist(), len(label_of)]
    return {keys[label_of[start]]: range(start, end) for start, end in pairwise(ends)}
