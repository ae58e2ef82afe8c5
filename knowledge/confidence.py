"""From a ranking's figures to the chance that it is right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_STEPS = 25  # of Newton's method; it settles in under ten
_TRUST = 0.5  # how much the usual weights hold against a store's own samples: with few samples they decide


@dataclass(frozen=True, slots=True)
class Sample:
    """One rehearsed question: what the ranking said of its best article, and whether it was right."""

    score: float
    nearest: float
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic curve over an article's score and its nearest phrasing, both about 0-1."""

    constant: float
    per_score: float
    per_nearest: float

    def __call__(self, score: float, nearest: float) -> float:
        """The chance that the article is right, 0-1."""
        logit = self.constant + self.per_score * score + self.per_nearest * nearest
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def fitted(self, samples: Sequence[Sample]) -> Confidence:
        """The curve that explains the samples best, staying near this one where they are few."""
        features = np.array([(1.0, sample.score, sample.nearest) for sample in samples]).reshape(-1, 3)
        right = np.array([sample.right for sample in samples], float)
        weight = np.array([sample.weight for sample in samples], float)
        prior = np.array([self.constant, self.per_score, self.per_nearest])
        found = _newton(features, right, weight, prior)
        return Confidence(*found.tolist())


USUAL = Confidence(-4.0, 4.0, 4.0)


def _newton(
    features: NDArray[np.float64],
    right: NDArray[np.float64],
    weight: NDArray[np.float64],
    prior: NDArray[np.float64],
) -> NDArray[np.float64]:
    found = prior.copy()
    hold = np.diag([_TRUST] * 3)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(features @ found, -30, 30)))
        slope = features.T @ (weight * (chance - right)) + hold @ (found - prior)
        bend = (features * (weight * chance * (1 - chance))[:, None]).T @ features + hold
        step = np.linalg.solve(bend, slope)
        found = found - step
        if np.abs(step).max() < 1e-6:
            break
    return found
