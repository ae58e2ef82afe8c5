"""What changed between two articles, field by field and word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from rapidfuzz.distance import Levenshtein

from .article import Article

What = Literal["same", "added", "removed"]

# Thai, Lao, Tibetan and Burmese; Khmer; kana; Han: no spaces between words, so that a letter counts as one.
_UNSPACED = (
    (0x0E00, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Stretch:
    what: What
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Of a field of Article, or with a language of a field of that Translation.

    Lists stand a line each, moments in ISO 8601; what is absent is "". `translations`: the languages, the one that
    others fall back on first. Stretches that are same or removed make up the text before, same or added the one after.
    """

    field: str
    language: str | None
    pieces: tuple[Stretch, ...]


def changes(before: Article | None, after: Article | None) -> list[Change]:
    """Of the whole article first, then language by language; None = there was none, or is none any more."""
    old, new = (dict(_texts(article)) if article else {} for article in (before, after))
    return [
        Change(*place, tuple(stretches(old.get(place, ""), new.get(place, ""))))
        for place in dict.fromkeys([*new, *old])
        if old.get(place, "") != new.get(place, "")
    ]


def stretches(before: str, after: str) -> list[Stretch]:
    """Neighbours differ in `what`; where one text stands for another the removed one comes first."""
    old, new = list(words(before)), list(words(after))
    numbers: dict[str, int] = {}
    codes = Levenshtein.opcodes(*([numbers.setdefault(word, len(numbers)) for word in text] for text in (old, new)))
    removed: list[str] = []
    added: list[str] = []
    found: list[Stretch] = []
    for place, code in enumerate(codes, 1):
        gone = "".join(old[code.src_start : code.src_end])
        come = "".join(new[code.dest_start : code.dest_end])
        # a space that two changes have between them is no news: they read better as one
        between = 1 < place < len(codes) and gone.isspace() and "\n" not in gone
        if code.tag == "equal" and not between:
            found += [*_settled(removed, added), Stretch("same", gone)]
        else:
            removed.append(gone)
            added.append(come)
    return [*found, *_settled(removed, added)]


def words(text: str) -> Iterator[str]:
    """What a reader sees change as a whole: words, runs of space, signs, and the letters of some scripts."""
    word, last = "", ""
    for letter in text:
        kind = last if _clings(letter, word) else _kind(letter)
        if word and (kind != last or kind in _ALONE) and not _clings(letter, word):
            yield word
            word = ""
        word += letter
        last = kind
    if word:
        yield word


_ALONE = ("sign", "letter")


def _kind(letter: str) -> str:
    if letter.isspace():
        return "space"
    if any(first <= ord(letter) <= last for first, last in _UNSPACED):
        return "letter"
    return "word" if letter.isalnum() or letter == "_" else "sign"


def _clings(letter: str, word: str) -> bool:
    """Whether it is part of what stands before it: an accent, a vowel sign, an emoji joined to another."""
    joined = letter == _JOINER or word.endswith(_JOINER)
    return bool(word) and not word[-1].isspace() and (joined or unicodedata.category(letter)[0] == "M")


def _settled(removed: list[str], added: list[str]) -> list[Stretch]:
    """Empties both."""
    texts: tuple[tuple[What, str], ...] = (("removed", "".join(removed)), ("added", "".join(added)))
    removed.clear()
    added.clear()
    return [Stretch(what, text) for what, text in texts if text]


def _texts(article: Article) -> Iterator[tuple[tuple[str, str | None], str]]:
    yield ("category", None), article.category or ""
    for field in ("tags", "channels", "audience", "needs"):
        yield (field, None), "\n".join(getattr(article, field))
    yield ("link", None), article.link or ""
    yield ("valid_from", None), _moment(article.valid_from)
    yield ("valid_until", None), _moment(article.valid_until)
    yield ("confident", None), "" if article.confident is None else f"{article.confident:g}"
    yield ("translations", None), "\n".join(told.language for told in article.translations)
    for told in article.translations:
        for field in ("title", "answer", "link", "video"):
            yield (field, told.language), getattr(told, field) or ""
        yield ("variants", told.language), "\n".join(told.variants)


def _moment(at: int | None) -> str:
    return "" if at is None else datetime.fromtimestamp(at / 1000, UTC).isoformat().replace("+00:00", "Z")
