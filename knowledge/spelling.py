"""Words that the store does not know, mended against those that it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter words have too many neighbours
SHORT = 3  # the same in a store that knows most words that it meets
_VERSED = 0.12  # novelty of such a store, at most
_USUAL_NOVELTY = 0.1
LONG = 8  # letters; from here on two edits may be mended, one below
_REMEMBERED = 10_000  # mended words kept, so that a common misspelling is looked up once


class Speller:
    """The vocabulary of a store; grows in place. Words that no phrasing holds any more are passed over.

    `held` tells how many phrasings hold a word. `names`: further words that are right as they stand. `novelty` is the
    chance, 0-1, that the next word of a question is one that the store has not met, though nothing is wrong with it.
    """

    def __init__(self, held: Callable[[str], int], names: Iterable[str] = ()) -> None:
        self.held = held
        self.novelty = _USUAL_NOVELTY
        self._names = frozenset(names)
        self._by_length: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._mended: dict[str, str | None] = {}
        self.add(sorted(self._names))

    def copy(self, held: Callable[[str], int]) -> Speller:
        """One that is changed without changing this one, over other phrasings."""
        other = Speller(held, self._names)
        other.novelty = self.novelty
        other._by_length = defaultdict(dict, {length: words.copy() for length, words in self._by_length.items()})
        return other

    def compacted(self, held: Callable[[str], int], names: Iterable[str] = ()) -> Speller:
        """One over other phrasings and with other names, without the words that none of these holds."""
        other = Speller(held, names)
        other.novelty = self.novelty
        other.add(word for words in self._by_length.values() for word in words if held(word))
        return other

    def words(self) -> list[str]:
        """Those that phrasings hold."""
        return [word for words in self._by_length.values() for word in words if self.held(word)]

    def measured(self) -> float:
        """The novelty of the store as it is: the share of its words that stand there once (Good 1953, after Turing)."""
        held = [count for words in self._by_length.values() for word in words if (count := self.held(word))]
        return held.count(1) / sum(held) if held else _USUAL_NOVELTY

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            self._by_length[len(word)][word] = None
        self._mended.clear()

    def changed(self) -> None:
        """Phrasings are gone, and maybe words with them."""
        self._mended.clear()

    def mend(self, word: str) -> str | None:
        """What an unknown word was probably meant to be; None for known words and where none is near.

        Near: one edit by optimal string alignment under 8 letters, two from there. Digits are left alone.
        """
        if len(word) < (SHORT if self.novelty <= _VERSED else SHORTEST) or any(c.isdigit() for c in word):
            return None
        if word not in self._mended:
            if len(self._mended) >= _REMEMBERED:
                self._mended.clear()
            self._mended[word] = None if self._knows(word) else self._nearest(word)
        return self._mended[word]

    def _knows(self, word: str) -> bool:
        return word in self._names or (word in self._by_length[len(word)] and self.held(word) > 0)

    def _nearest(self, word: str) -> str | None:
        furthest = 1 if len(word) < LONG else 2
        near = [
            # people seldom miss the first letter; of equals the more common word, then the alphabet decides
            (distance + (known[0] != word[0]) / 2, -self.held(known), known)
            for length in range(len(word) - furthest, len(word) + furthest + 1)
            for known, distance, _ in process.extract(
                word, list(self._by_length[length]), scorer=OSA.distance, score_cutoff=furthest, limit=None
            )
            if self._knows(known)
        ]
        return min(near)[2] if near else None
