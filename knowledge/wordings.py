"""The texts behind the rows of an index: what was read from disk as one block, what came later as it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import digest
from .phrasing import Phrasing

Array = NDArray[Any]


def said(words: Iterable[str]) -> int:
    """What stands for a wording: equal for the same words."""
    return digest(" ".join(words))


class Wordings:
    """Per row: the wording, its language, whether somebody asks so, and what stands for its words."""

    def __init__(self) -> None:
        self._block: bytes = b""
        self._ends = np.zeros(1, np.int64)  # row i is [ends[i]:ends[i + 1]] of the block, as UTF-8
        self._later: list[str] = []
        self._languages: list[str] = []
        self.language_of = np.zeros(0, np.int32)
        self.asked = np.zeros(0, bool)
        self.said = np.zeros(0, np.uint64)

    def __len__(self) -> int:
        return len(self.asked)

    def copy(self) -> Wordings:
        """One that is changed without changing this one."""
        other = copy(self)
        other._later, other._languages = self._later.copy(), self._languages.copy()
        return other

    def append(self, phrasings: Sequence[Phrasing]) -> None:
        self._later += [phrasing.wording for phrasing in phrasings]
        languages = np.array([self._language(phrasing.language) for phrasing in phrasings], np.int32)
        self.language_of = np.concatenate([self.language_of, languages])
        self.asked = np.concatenate([self.asked, np.array([phrasing.asked for phrasing in phrasings], bool)])
        spoken = np.array([said(phrasing.words) for phrasing in phrasings], np.uint64)
        self.said = np.concatenate([self.said, spoken])

    def wording(self, row: int) -> str:
        later = row - (len(self._ends) - 1)
        if later >= 0:
            return self._later[later]
        return self._block[int(self._ends[row]) : int(self._ends[row + 1])].decode()

    def language(self, row: int) -> str:
        return self._languages[int(self.language_of[row])]

    @property
    def tongue_of(self) -> NDArray[np.int32]:
        """Per row: a number that stands for its language, whatever the region."""
        tongues = [language.partition("-")[0] for language in self._languages]
        number = np.array([tongues.index(tongue) for tongue in tongues], np.int32)
        return number[self.language_of]

    def kept(self, rows: NDArray[np.intp]) -> Wordings:
        """Those of these rows, in this order, in one block."""
        other = Wordings()
        texts = [self.wording(row).encode() for row in rows.tolist()]
        other._block = b"".join(texts)
        other._ends = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
        other._languages, other.language_of = self._languages.copy(), self.language_of[rows]
        other.asked, other.said = self.asked[rows], self.said[rows]
        return other

    def arrays(self) -> dict[str, Array]:
        """All of it, after `kept`."""
        return {
            "block": np.frombuffer(self._block, np.uint8),
            "ends": self._ends,
            "languages": packed(self._languages),
            "language_of": self.language_of,
            "asked": self.asked,
            "said": self.said,
        }

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Wordings:
        other = cls()
        other._block, other._ends = arrays["block"].tobytes(), arrays["ends"].astype(np.int64, copy=False)
        other._languages, other.language_of = unpacked(arrays["languages"]), arrays["language_of"].astype(np.int32)
        other.asked, other.said = arrays["asked"].astype(bool), arrays["said"].astype(np.uint64)
        return other

    def _language(self, language: str) -> int:
        if language not in self._languages:
            self._languages.append(language)
        return self._languages.index(language)


def packed(texts: Iterable[str]) -> Array:
    """Texts without line ends as one array."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def unpacked(array: Array) -> list[str]:
    text = array.tobytes().decode()
    return text.split("\n") if text else []
