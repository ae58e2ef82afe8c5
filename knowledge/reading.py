"""How a question's words are read: misspelt ones mended, synonyms put in each other's place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .normalize import APOSTROPHES, normalize, words
from .spelling import Speller
from .synonym import Synonym

OTHERS = 3  # terms of a synonym that are tried in the place of one, those that most phrasings hold
LONGEST = 2_000  # characters; what is beyond is not read
_WORD = re.compile(f"[^\\W_]+(?:[{APOSTROPHES}][^\\W_]+)*")  # as it is written

Words = tuple[str, ...]
Held = Callable[[str, str | None], int]
"""In how many phrasings of a language, or of all (None), a word stands."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A synonym that was found in a question."""

    term: str  # folded, as found
    others: tuple[str, ...]  # folded, what it was also read as


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as typed, and as what it may mean."""

    typed: Words
    mended: Words  # as many words
    swapped: tuple[Words, ...]  # the mended words with other terms in place of a synonym; one a term
    swaps: tuple[Swap, ...]

    @property
    def spelling(self) -> dict[str, str]:
        """The words that were read as others."""
        return {word: meant for word, meant in zip(self.typed, self.mended, strict=True) if word != meant}

    @property
    def wordings(self) -> frozenset[Words]:
        return frozenset((self.typed, self.mended, *self.swapped))


class Synonyms:
    """Terms by their first word. A term of one group is found once, the longest at its place."""

    def __init__(self, synonyms: Iterable[Synonym] = ()) -> None:
        self._by_first: dict[str, list[tuple[Words, tuple[Words, ...], str | None]]] = {}
        self.vocabulary: list[Words] = []
        for synonym in synonyms:
            terms = tuple(dict.fromkeys(filter(None, (tuple(words(term)) for term in synonym.terms))))
            self.vocabulary += terms
            for term in terms:
                others = tuple(other for other in terms if other != term)
                self._by_first.setdefault(term[0], []).append((term, others, synonym.language))

    def found(self, text: Words) -> Iterator[tuple[int, Words, tuple[Words, ...], str | None]]:
        """Each place where a term stands, the term, the others of its group, and the language in which they mean it."""
        at = 0
        while at < len(text):
            here = [each for each in self._by_first.get(text[at], ()) if text[at : at + len(each[0])] == each[0]]
            longest = max((len(term) for term, *_ in here), default=0)
            for term, others, language in here:
                if len(term) == longest and others:
                    yield at, term, others, language
            at += longest or 1


def read(question: str, speller: Speller, synonyms: Synonyms, held: Held) -> Reading:
    """At most LONGEST characters of it.

    Nobody says which language a question is in: a synonym of one counts where half of the other words that phrasings
    hold, or more, stand in phrasings of that language.
    """
    typed = tuple(words(question[:LONGEST]))
    mended = speller.mended(typed)
    swapped: list[Words] = []
    swaps: list[Swap] = []
    for at, term, others, language in synonyms.found(mended):
        if not _may_be(mended[:at] + mended[at + len(term) :], language, held):
            continue
        chosen = _best_known(others, language, held)
        swapped += [mended[:at] + other + mended[at + len(term) :] for other in chosen]
        if chosen:
            swaps.append(Swap(" ".join(term), tuple(" ".join(other) for other in chosen)))
    return Reading(typed, mended, tuple(swapped), tuple(swaps))


def respelt(question: str, mended: Mapping[str, str]) -> str:
    """At most LONGEST characters of the question with some of its words, folded, written as others.

    One that begins with a capital letter keeps it.
    """

    def meant(found: re.Match[str]) -> str:
        word = found.group()
        other = mended.get(normalize(word), word)
        return other[0].upper() + other[1:] if word[0].isupper() else other

    return _WORD.sub(meant, question[:LONGEST])


def written(word: str, wording: str) -> str:
    """A folded word as it is written in a wording, in small letters; the word itself where it does not stand there."""
    found = (each.group() for each in _WORD.finditer(wording))
    return next((each.lower() for each in found if normalize(each) == word), word)


def _may_be(text: Words, language: str | None, held: Held) -> bool:
    if language is None:
        return True
    known = [word for word in text if held(word, None)]
    return 2 * sum(held(word, language) > 0 for word in known) >= len(known)


def _best_known(terms: Sequence[Words], language: str | None, held: Held) -> list[Words]:
    """Those that phrasings of the language hold, the most common first."""
    ranked = sorted(
        ((min(held(word, language) for word in term), term) for term in terms), key=lambda it: (-it[0], it[1])
    )
    return [term for count, term in ranked if count][:OTHERS]
