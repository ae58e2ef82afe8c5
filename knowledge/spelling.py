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
    """The vocabulary of a store, with the number of phrasings that hold each word; changed in place."""

    def __init__(self) -> None:
        self._known: Counter[str] = Counter()
        self._by_length: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._mended: dict[str, str | None] = {}

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
                del self._known[word], self._by_length[len(word)][word]
        self._mended.clear()

    def mend(self, word: str) -> str | None:
        """What an unknown word was probably meant to be; None for known words and where none is near.

        Near: one edit by optimal string alignment under 8 letters, two from there. Digits are left alone.
        """
        if word in self._known or len(word) < SHORTEST or any(c.isdigit() for c in word):
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
