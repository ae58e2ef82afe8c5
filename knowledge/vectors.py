"""The vectors of an index's rows, in memory: 4 bytes a dimension, each different one once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .embedder import Floats

Rows = NDArray[np.intp]

BLOCK = 4_096  # vectors that lie together


class Vectors:
    """Rows may share a vector; a row may have none. A copy shares all full blocks. Not safe for two threads at once."""

    def __init__(self) -> None:
        self._blocks: list[Floats] = []  # only the last one is ever added to
        self._slot_of = np.zeros(0, np.int32)  # per row; -1: it has no vector
        self._used = 0

    def copy(self) -> Vectors:
        other = copy(self)
        other._blocks = [*self._blocks[:-1], *(block.copy() for block in self._blocks[-1:])]
        other._slot_of = self._slot_of.copy()
        return other

    def __len__(self) -> int:
        """Different vectors ever put."""
        return self._used

    @property
    def dimensions(self) -> int:
        """0 while there is no vector."""
        return self._blocks[0].shape[1] if self._blocks else 0

    def put(self, vectors: Floats, rows: Sequence[Sequence[int]]) -> None:
        """`rows[i]` have the vector `vectors[i]`. Raises ValueError when there are vectors of other dimensions."""
        if self.dimensions not in (0, vectors.shape[1]):
            raise ValueError(f"Vectors have {vectors.shape[1]} dimensions, those before have {self.dimensions}.")
        slots = np.arange(self._used, self._used + len(vectors), dtype=np.int32)
        self.share(np.fromiter(chain.from_iterable(rows), np.intp), np.repeat(slots, [len(each) for each in rows]))
        while len(vectors):
            vectors = vectors[self._append(vectors) :]

    def share(self, rows: Rows, slots: Sequence[int] | NDArray[np.int32]) -> None:
        """The rows have the vectors in these slots."""
        top = int(rows.max(initial=-1))
        if top >= len(self._slot_of):
            room = np.full(top + 1 + top // 8 - len(self._slot_of), -1, np.int32)
            self._slot_of = np.concatenate([self._slot_of, room])
        self._slot_of[rows] = slots

    def renumbered(self, rows: Rows) -> Vectors:
        """Of an index whose row i is this one's rows[i], without the vectors of other rows."""
        slots = self.slots(rows)
        kept, place = np.unique(slots[slots >= 0], return_inverse=True)
        other = Vectors()
        for part in np.array_split(kept, -(-len(kept) // BLOCK) or 1):
            other.put(self.at(part), [[] for _ in part])
        other.share(np.flatnonzero(slots >= 0), place.astype(np.int32))
        return other

    def slots(self, rows: Rows) -> NDArray[np.int32]:
        """Where the rows' vectors lie; -1 where there is none."""
        found = np.full(len(rows), -1, np.int32)
        known = rows < len(self._slot_of)
        found[known] = self._slot_of[rows[known]]
        return found

    def at(self, slots: NDArray[np.int32]) -> Floats:
        found = np.zeros((len(slots), self.dimensions), np.float32)
        for number in np.unique(slots // BLOCK).tolist():
            here = slots // BLOCK == number
            found[here] = self._blocks[number][slots[here] % BLOCK]
        return found

    def blocks(self, start: int = 0) -> Iterator[Floats]:
        """All vectors by slot from `start` on, in a few pieces."""
        for number in range(start // BLOCK, len(self._blocks)):
            first = number * BLOCK
            yield self._blocks[number][max(0, start - first) : self._used - first]

    def _append(self, vectors: Floats) -> int:
        """As many as the last block takes; how many that were."""
        at = self._used % BLOCK
        if at == 0:
            self._blocks.append(np.zeros((0, vectors.shape[1]), np.float32))
        taken = vectors[: BLOCK - at]
        last = self._blocks[-1]
        if len(last) < at + len(taken):
            room = min(BLOCK, max(2 * len(last), at + len(taken))) - len(last)
            last = self._blocks[-1] = np.concatenate([last, np.zeros((room, vectors.shape[1]), np.float32)])
        last[at : at + len(taken)] = taken
        self._used += len(taken)
        return len(taken)


def every(rows: Sequence[int] | range) -> Rows:
    return np.fromiter(rows, np.intp, len(rows))
