"""Columns that grow: a few bytes a row, so that a million rows are counted in a moment."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Codes:
    """Texts as small numbers, in the order in which they came; 0 is the absent one."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = ["", *texts]
        self._codes = {text: code for code, text in enumerate(self.texts)}

    def code(self, text: str | None) -> int:
        """A new one gets the next number."""
        code = self._codes.get(text or "")
        if code is None:
            assert text is not None
            code = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return code

    def chosen(self, texts: Iterable[str]) -> NDArray[np.bool_]:
        """By number, whether it is one of `texts`."""
        mask = np.zeros(len(self.texts), np.bool_)
        mask[[self._codes[text] for text in texts if text in self._codes]] = True
        return mask

    def __len__(self) -> int:
        return len(self.texts)


class Table:
    """Rows are added at the end and never move. Not for several threads at once."""

    def __init__(self, kinds: Mapping[str, Any]) -> None:
        """By name what a column holds, as numpy names it."""
        self._held: dict[str, Array] = {name: np.empty(0, kind) for name, kind in kinds.items()}
        self.n = 0

    def __getitem__(self, name: str) -> Array:
        return self._held[name][: self.n]

    def add(self, rows: Mapping[str, Array]) -> None:
        more = len(next(iter(rows.values())))
        for name, held in self._held.items():
            column = _roomy(held, self.n + more)
            column[self.n : self.n + more] = rows[name]
            self._held[name] = column
        self.n += more

    def change(self, at: Array, rows: Mapping[str, Array]) -> None:
        """The rows numbered `at` become these."""
        for name, held in self._held.items():
            held[at] = rows[name]

    @property
    def columns(self) -> dict[str, Array]:
        return {name: self[name] for name in self._held}

    @property
    def nbytes(self) -> int:
        return sum(column.nbytes for column in self._held.values())


def _roomy(held: Array, size: int) -> Array:
    if size <= len(held):
        return held
    grown = np.empty(max(size, len(held) * 5 // 4), held.dtype)
    grown[: len(held)] = held
    return grown
