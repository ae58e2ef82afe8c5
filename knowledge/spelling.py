"""Words that the store does not know, mended against those that it does."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter words have too many neighbours, and are mended only where one fits the words beside it
SHORT = 3  # the same in a store that knows most words that it meets
LEAST = 2  # letters; shorter ones are left alone
_VERSED = 0.12  # novelty of such a store, at most
_USUAL_NOVELTY = 0.1
_RAREST = 0.01  # novelty that is reckoned with at least
LONG = 8  # letters; from here on two edits may be mended, one below
_REMEMBERED = 10_000  # words, known or not, and what they are near: a common one is looked up once
LIKELY = 0.15  # chance of having been meant, below which a word is left as it is
# the logarithm of the odds that a near word was meant, fitted over thirteen sets of questions, clean and misspelt
_MEANT = 1.07
_LETTER = 0.14  # for each letter of the misspelt word, up to ten
_EDIT = -1.35
_COMMON = 0.36  # for the logarithm of how many phrasings hold the near word
_BESIDE = 0.44  # for that of how many hold it beside the word that it stands beside here
_EDGE = 0.22  # the same of a question's begin and end
_NEVER = 0.05  # phrasings that hold two words side by side, where none of twenty or more does
_NOVEL = -0.55  # for the logarithm of the store's novelty
_CHOICE = -1.3  # for that of how many near words there are

Words = tuple[str, ...]


class Stored(Protocol):
    """The phrasings of a store."""

    @property
    def living(self) -> int:
        """How many there are."""
        ...

    def holds(self, word: str) -> int:
        """How many hold the word."""
        ...

    def holds_pair(self, one: str, other: str) -> int:
        """How many hold the two words side by side; "^" stands for a phrasing's begin and "$" for its end."""
        ...


class Speller:
    """The vocabulary of a store; grows in place. Words that no phrasing holds any more are passed over.

    `names`: further words that are right as they stand. `novelty` is the chance, 0-1, that the next word of a question
    is one that the store has not met, though nothing is wrong with it.
    """

    def __init__(self, stored: Stored, names: Iterable[str] = ()) -> None:
        self.stored = stored
        self.novelty = _USUAL_NOVELTY
        self._names = frozenset(names)
        self._by_length: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._neighbours: dict[str, list[tuple[float, str]]] = {}
        self._known: dict[str, bool] = {}
        self.add(sorted(self._names))

    def copy(self, stored: Stored) -> Speller:
        """One that is changed without changing this one, over other phrasings."""
        other = Speller(stored, self._names)
        other.novelty = self.novelty
        other._by_length = defaultdict(dict, {length: words.copy() for length, words in self._by_length.items()})
        return other

    def compacted(self, stored: Stored, names: Iterable[str] = ()) -> Speller:
        """One over other phrasings and with other names, without the words that none of these holds."""
        other = Speller(stored, names)
        other.novelty = self.novelty
        other.add(word for words in self._by_length.values() for word in words if stored.holds(word))
        return other

    def words(self) -> list[str]:
        """Those that phrasings hold."""
        return [word for words in self._by_length.values() for word in words if self.stored.holds(word)]

    def measured(self) -> float:
        """The novelty of the store as it is: the share of its words that stand there once (Good 1953, after Turing)."""
        held = [count for words in self._by_length.values() for word in words if (count := self.stored.holds(word))]
        return held.count(1) / sum(held) if held else _USUAL_NOVELTY

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            self._by_length[len(word)][word] = None
        self._forget()

    def changed(self) -> None:
        """Phrasings are gone, and maybe words with them."""
        self._forget()

    def mended(self, words: Sequence[str]) -> Words:
        """What was probably meant, word for word: words that are known, or that no known one is near, as they are.

        Near: one edit by optimal string alignment under 8 letters, two from there, or a space that slipped by a letter.
        Of the near words the one counts that fits best between the words beside it. Digits are left alone.
        """
        found = self._spaced(words)
        for at, word in enumerate(found):
            if len(word) >= LEAST and not self._knows(word) and not any(c.isdigit() for c in word):
                before, after = (found[at - 1] if at else "^"), (found[at + 1] if at + 1 < len(found) else "$")
                found[at] = self._fitting(before, word, after)
        return tuple(found)

    def _spaced(self, words: Sequence[str]) -> list[str]:
        """The words, and where two have a slipped space between them ("livin groom"), as they were meant."""
        found = list(words)
        for at in range(len(found) - 1):
            one, other = found[at : at + 2]
            if self._knows(one) and self._knows(other):
                continue
            for left, right in ((one + other[0], other[1:]), (one[:-1], one[-1] + other)):
                if self._knows(left) and self._knows(right) and self.stored.holds_pair(left, right):
                    found[at : at + 2] = left, right
                    break
        return found

    def _fitting(self, before: str, word: str, after: str) -> str:
        """The likeliest of the words near this one, which stands between these two; itself where none is likely."""
        crowded = len(word) < (SHORT if self.novelty <= _VERSED else SHORTEST)
        found = []
        for edits, known in self._near(word):
            count, other = self.stored.holds_pair(before, known), self.stored.holds_pair(known, after)
            if not crowded or (count and before != "^") or (other and after != "$"):
                common = _COMMON * math.log(max(1, self.stored.holds(known)))
                found.append((_EDIT * edits + common + self._told(before, count) + self._told(after, other), known))
        if not found:
            return word
        best, meant = max(found)
        usual = _MEANT + _LETTER * min(10, len(word)) + _NOVEL * math.log(max(_RAREST, self.novelty))
        odds = math.exp(usual + best + _CHOICE * math.log(len(found)))
        return meant if odds > LIKELY * (1 + odds) else word

    def _told(self, neighbour: str, count: int) -> float:
        """For a word that stands beside this neighbour in so many phrasings; that none does says little of few."""
        never = max(_NEVER, 1 / max(1, self.stored.living))
        return (_EDGE if neighbour in "^$" else _BESIDE) * math.log(count + never)

    def _knows(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = word in self._names or (word in self._by_length[len(word)] and self.stored.holds(word) > 0)
            self._known[word] = known
        return known

    def _forget(self) -> None:
        """What was remembered of words; the phrasings are others now."""
        self._neighbours.clear()
        self._known.clear()

    def _near(self, word: str) -> list[tuple[float, str]]:
        """Known words and how far they are, in edits; people seldom miss the first letter."""
        if word not in self._neighbours:
            if len(self._neighbours) >= _REMEMBERED:
                self._neighbours.clear()
            furthest = 1 if len(word) < LONG else 2
            self._neighbours[word] = [
                (distance + (known[0] != word[0]) / 2, known)
                for length in range(len(word) - furthest, len(word) + furthest + 1)
                for known, distance, _ in process.extract(
                    word, list(self._by_length[length]), scorer=OSA.distance, score_cutoff=furthest, limit=None
                )
                if self._knows(known)
            ]
        return self._neighbours[word]
