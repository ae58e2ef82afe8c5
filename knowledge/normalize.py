"""What is compared instead of the text: words without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+").findall
APOSTROPHES = "'`´’ʼʹ＇"  # don't = dont; the Belarusian apostrophe has six shapes
_INNER = re.compile(f"(?<=\\w)[{APOSTROPHES}](?=\\w)")
_LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


class _Folded(dict[int, str]):
    """What each character becomes, found when it is met first: no character's folding depends on its neighbours."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        self[code] = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case without accents: people type Slovenian without č š ž and Russian without ё."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """The words of a text in their order, folded; digits are letters, apostrophes inside a word vanish."""
    return _WORDS(fold(_INNER.sub("", text)))


def normalize(text: str) -> str:
    """Two texts with the same result are the same question. Normalising twice changes nothing."""
    return " ".join(words(text))
