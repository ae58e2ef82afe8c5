"""What of a phrasing is compared: its words, their 2- and 3-grams, and its pairs of neighbouring words.

A feature is kept as 64 bits of a digest of its name: in a million stores two share one, and nothing breaks then.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SIZES = (2, 3)


def digests(words: Sequence[str]) -> NDArray[np.uint64]:
    """Of a text's features, each as often as it is there."""
    return np.concatenate([np.array([digest(name) for name in pairs(words)], np.uint64), *map(_of_word, words)])


@lru_cache(maxsize=2_048)  # most questions are made of few words
def _of_word(word: str) -> NDArray[np.uint64]:
    return np.array([digest(name) for name in grams(word)], np.uint64)


def grams(word: str) -> list[str]:
    """A word and its n-grams, its edges marked by spaces: "at" in "cat" is not the word "at"."""
    padded = whole(word)
    found = [padded]
    for size in SIZES:
        if size < len(padded):
            found += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return found


def whole(word: str) -> str:
    """The feature that is the word itself."""
    return f" {word} "


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbouring words, and which come first and last."""
    return [pair(one, other) for one, other in pairwise(("^", *words, "$"))] if words else []


def pair(one: str, other: str) -> str:
    """The feature that is these words side by side; "^" stands for a text's begin and "$" for its end."""
    return f"{one} {other}"


@lru_cache(maxsize=8_192)  # the n-grams of a language are few
def digest(name: str) -> int:
    """64 bits that stand for a feature, or for a wording, the same in every process."""
    return int.from_bytes(blake2b(name.encode(errors="replace"), digest_size=8).digest(), "little")
