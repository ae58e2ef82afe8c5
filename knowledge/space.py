"""A question among the phrasings by the letters that they share (ranking.Space)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .index import Index, Vector
from .segment import Floats


class Lexical:
    nearest = 50
    ridge = 0.7

    def __init__(self, index: Index, question: Vector) -> None:
        self.question = question
        self._index = index

    def survey(self) -> Floats:
        return self._index.survey(self.question)

    def near(self, rows: NDArray[np.intp]) -> Floats:
        return self._index.cosines(self.question, rows)

    def between(self, rows: NDArray[np.intp]) -> Floats:
        return self._index.between(rows)
