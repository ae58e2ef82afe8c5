"""Words that the store does not know, mended against those that it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter words have too many neighbours
LONG = 8  # letters; from here on two edits may be mended, one below
_REMEMBERED = 10_000  # mended words kept, so that a common misspelling is looked up once


class Speller:
    """The vocabulary of a store, with the number of phrasings that hold each word; changed in place.

    `names`: further words that are right as they stand.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._known: Counter[str] = Counter()
        self._names = frozenset(names)
        self._by_length: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._mended: dict[str, str | None] = {}
        for word in sorted(self._names):
            self._by_length[len(word)][word] = None

    def copy(self) -> Speller:
        """One that is changed without changing this one."""
        other = Speller(self._names)
        other._known = self._known.copy()
        other._by_length = defaultdict(dict, {length: words.copy() for length, words in self._by_length.items()})
        return other

    def held(self, word: str) -> int:
        """The number of phrasings that hold it."""
        return self._known[word]

    def add(self, words: Iterable[str]) -> None:
        """The words of one phrasing."""
        for word in set(words):
            self._known[word] += 1
            self._by_length[len(word)][word] = None
        self._mended.clear()

    def remove(self, words: Iterable[str]) -> None:
        """What `add` was given for a phrasing that is gone."""
        for word in set(words):
            self._known[word] -= 1
            if not self._known[word]:
                del self._known[word]
                if word not in self._names:
                    del self._by_length[len(word)][word]
        self._mended.clear()

    def mend(self, word: str) -> str | None:
        """What an unknown word was probably meant to be; None for known words and where none is near.

        Near: one edit by optimal string alignment under 8 letters, two from there. Digits are left alone.
        """
        if word in self._known or word in self._names or len(word) < SHORTEST or any(c.isdigit() for c in word):
            return None
        if word not in self._mended:
            if len(self._mended) >= _REMEMBERED:
                self._mended.clear()
            self._mended[word] = self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> str | None:
        furthest = 1 if len(word) < LONG else 2
        near = [
            # people seldom miss the first letter; of equals the more common word, then the alphabet decides
            (distance + (known[0] != word[0]) / 2, -self._known[known], known)
            for length in range(len(word) - furthest, len(word) + furthest + 1)
            for known, distance, _ in process.extract(
                word, list(self._by_length[length]), scorer=OSA.distance, score_cutoff=furthest, limit=5
            )
        ]
        return min(near)[2] if near else None
