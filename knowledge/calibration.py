"""The store asked about itself: what its ranking says of questions of which the right answer is known.

Sampled phrasings are asked as if they were not stored, with the rest of their article (which may come out right) and
without all of it (which cannot). The linear layer is trained anew without them each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from . import ranking
from .confidence import Sample
from .index import Index
from .linear import Opinion, train
from .meaning import Means, Semantic
from .ranking import Space
from .space import Lexical
from .stock import Stock

SAMPLES = 200  # of each kind
UNKNOWN_WEIGHT = 0.3  # of a question without its article, against one with it
AWAY = 8  # one article in so many is left out at a time
_FOLDS = (2, 8)  # fewest and most; the smaller the store the more
_FOLDED = 8_000  # phrasings that are trained on in all


Asking = Callable[[int, Opinion | None], tuple[Space, ranking.Opinion | None]]
"""How a stored row is asked, given a linear layer that was trained without it."""


def lexically(index: Index) -> Asking:
    def asking(row: int, layer: Opinion | None) -> tuple[Space, ranking.Opinion | None]:
        space = Lexical(index, index.vector_of(row))
        return space, partial(layer, space.question) if layer else None

    return asking


def meaningly(stock: Stock) -> Asking:
    index, meanings, tongue_of = stock.index, stock.meanings, stock.wordings.tongue_of

    def asking(row: int, layer: Opinion | None) -> tuple[Space, ranking.Opinion | None]:
        question = meanings.directions(np.array([row]))[0]
        space = Semantic(Lexical(index, index.vector_of(row)), meanings, question, index.alive, tongue_of)
        return space, Means(meanings, question, stock.rows_of, without=row)

    return asking


def rehearsed(stock: Stock, asked: NDArray[np.bool_], asking: Asking, *, layered: bool = True) -> Iterator[Sample]:
    """`asked` is per row: False for those that nobody asks, such as an answer's text.

    `layered` False: `asking` needs no linear layer, and none is trained.
    """
    index, label_of, keys = stock.index, stock.label_of, stock.keys
    rng = np.random.default_rng(0)
    living = np.flatnonzero(index.alive & asked)
    if not len(living):
        return
    labels, held = np.unique(label_of[living], return_counts=True)
    order = rng.permutation(labels)
    folds = int(np.clip(_FOLDED // len(living), *_FOLDS))
    for fold in range(folds):
        away = np.isin(label_of, order[fold::AWAY])
        several = np.isin(label_of, labels[held > 1])
        shuffled = rng.permutation(living)
        here = shuffled[several[shuffled] & ~away[shuffled]]
        spared = here[np.unique(label_of[here], return_index=True)[1]]  # one of each article
        without = [*np.flatnonzero(away).tolist(), *spared.tolist()]
        layer = train(index, label_of, stock.wordings.language_of, keys, without) if layered else None
        opinion = Opinion(layer, index, stock.labels) if layer else None
        known = rng.permutation(spared)[: SAMPLES // folds + 1]
        strange = shuffled[away[shuffled]][: SAMPLES // folds + 1]
        for rows, weight in ((known, 1.0), (strange, UNKNOWN_WEIGHT)):
            for row in rows.tolist():
                space, second = asking(row, opinion)
                survey = space.survey()
                survey[row] = 0
                survey[away] = 0
                for best in ranking.rank(space, survey, label_of, second=second, limit=1):
                    yield Sample(best.score, best.lead, best.near[0], bool(best.label == label_of[row]), weight)
