"""Comments, folded so that upper and lower case are the same, in one stretch of memory that is searched at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reports.table import Array, Table

_END = b"\0"  # in no comment: people's texts are refused with it


class Comments:
    def __init__(self, text: bytes = b"") -> None:
        self.text = bytearray(text)
        self.places = Table({"row": np.int32, "start": np.int64})

    def add(self, rows: list[int], texts: list[str]) -> NDArray[np.int32]:
        """Of these rows; the number of each comment."""
        folded = [text.casefold().encode() + _END for text in texts]
        lengths = np.array([len(it) for it in folded], np.int64)
        first = self.places.n
        starts = len(self.text) + np.concatenate(([0], np.cumsum(lengths)[:-1])) if folded else lengths
        self.text += b"".join(folded)
        self.places.add({"row": np.array(rows, np.int32), "start": starts})
        return np.arange(first, self.places.n, dtype=np.int32)

    def reads(self, number: int, text: str) -> bool:
        """Whether this comment is this text."""
        start, folded = int(self.places["start"][number]), text.casefold().encode() + _END
        return self.text[start : start + len(folded)] == folded

    def folded(self, number: int) -> str:
        """This comment, all in lower case."""
        start = int(self.places["start"][number])
        return self.text[start : self.text.index(_END, start)].decode()

    def search(self, words: str) -> Array:
        """Numbers of the comments that hold every one of the words, also as a part of longer ones; ascending."""
        found: Array | None = None
        for word in words.casefold().split():
            held = self._holding(word.encode())
            found = held if found is None else np.intersect1d(found, held, assume_unique=True)
        return found if found is not None else np.arange(self.places.n)

    def _holding(self, word: bytes) -> Array:
        hits: list[int] = []
        at = self.text.find(word)
        while at >= 0:
            hits.append(at)
            at = self.text.find(word, at + len(word))
        starts: NDArray[Any] = self.places["start"]
        return np.unique(np.searchsorted(starts, np.array(hits, np.int64), "right") - 1)
