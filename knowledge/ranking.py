"""Articles by the say that their phrasings have.

The phrasings nearest to a question are weighed against each other by a ridge regression: near-duplicates share their
say, and an article's score is the sum of what its phrasings explain.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .index import Floats


class Space(Protocol):
    """One question among the phrasings: how near they are to it, and to each other."""

    nearest: int  # phrasings that are weighed against each other
    ridge: float

    def survey(self) -> Floats:
        """About how near every row is, quickly: where the near ones are. The caller may change it."""
        ...

    def near(self, rows: NDArray[np.intp]) -> Floats:
        """How near these rows are."""
        ...

    def between(self, rows: NDArray[np.intp]) -> Floats:
        """Nearness of rows to each other: a square matrix, its rows and columns in the order given."""
        ...


class Opinion(Protocol):
    """Of one question: the scores that count for the articles with these labels, given those that they have."""

    def __call__(self, labels: NDArray[np.integer], scores: NDArray[np.floating], /) -> NDArray[np.floating]: ...


class Ranked(NamedTuple):
    """An article, named by its label, with its rows among the nearest, nearest first."""

    label: int
    rows: tuple[int, ...]
    near: tuple[float, ...]  # of each row to the question
    say: tuple[float, ...]  # of each row: what it adds to the score, before a wording that is the question's own counts
    second: float  # what the second opinion adds to their sum; below 0 where it takes away
    score: float  # about 0-1
    lead: float  # over the best other article; negative for all but the first


def rank(
    space: Space,
    survey: Floats,
    label_of: NDArray[np.int32],
    is_asked: Callable[[NDArray[np.intp]], NDArray[np.bool_]] | None = None,
    second: Opinion | None = None,
    limit: int | None = None,
) -> list[Ranked]:
    """Best first, of the articles that the survey finds near, at most `limit`; None: all.

    Rows that hold just the question's words (`is_asked`, of each row) decide alone. A `second` opinion has the last
    word on the others.
    """
    rows = (
        np.argpartition(-survey, space.nearest)[: space.nearest]
        if len(survey) > space.nearest
        else np.arange(len(survey))
    )
    rows = rows[survey[rows] > 1e-6]
    if not len(rows):
        return []
    near = space.near(rows)
    order = np.lexsort((rows, -near))
    rows, near = rows[order], near[order]
    between = space.between(rows)
    between[np.diag_indices(len(rows))] += space.ridge
    say = np.linalg.solve(between, near)
    labels, first, which = np.unique(label_of[rows], return_index=True, return_inverse=True)
    scores: NDArray[np.floating] = np.bincount(which, weights=say).astype(np.float64)
    said = scores.copy()
    if second is not None:
        scores = second(labels, scores)
    added = scores - said
    same = which[is_asked(rows)] if is_asked else which[:0]
    scores[same] = np.maximum(scores[same], 1.0)
    best_first = np.lexsort((first, -scores))
    best, runner_up = (*scores[best_first[:2]].tolist(), 0.0)[:2]
    ranked = []
    for place, at in enumerate(best_first[:limit].tolist()):
        its = (which == at).nonzero()[0]
        score = float(scores[at])
        ranked.append(
            Ranked(
                label=int(labels[at]),
                rows=tuple(rows[its].tolist()),
                near=tuple(near[its].tolist()),
                say=tuple(say[its].tolist()),
                second=float(added[at]),
                score=score,
                lead=score - (best if place else runner_up),
            )
        )
    return ranked
