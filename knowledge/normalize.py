"""What is compared instead of the text: words without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

_INDIC = map(chr, range(0x0900, 0x1D00))  # Indic scripts, Thai, Khmer …: vowel signs are neither letters nor accents
_VOWELS = "".join(c for c in _INDIC if unicodedata.category(c).startswith("M") and not unicodedata.combining(c))
_WORDS = re.compile(rf"(?:[^\W_]+[{_VOWELS}]*)+").findall
APOSTROPHES = "'`´’ʼʹ＇"  # don't = dont; the Belarusian apostrophe has six shapes
_INNER = re.compile(f"(?<=\\w)[{APOSTROPHES}](?=\\w)")
_LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


class _Folded(dict[int, str]):
    """What each character becomes, found when it is met first: no character's folding depends on its neighbours."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        seen = (c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
        self[code] = "".join(seen).translate(_LETTERS)
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case without accents: people type Slovenian without č š ž and Russian without ё.

    Without what nobody sees either, such as the zero-width spaces and soft hyphens of text copied from pages.
    """
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """The words of a text in their order, folded; digits are letters, apostrophes inside a word vanish."""
    return _WORDS(fold(_INNER.sub("", text)))


def normalize(text: str) -> str:
    """Two texts with the same result are the same question. Normalising twice changes nothing."""
    return " ".join(words(text))
