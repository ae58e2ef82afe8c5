"""From a ranking's figures to the chance that it is right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 300
_USUAL_SAMPLES = 300  # as many samples of its own outweigh the usual curve
_LEAST = 0.01  # score or nearness, below which all are alike
_EVEN = 0.5  # chance, from which on an answer is likelier right than wrong
_CROWD = 0.35  # for the logarithm of how many articles there are
_TRAINED = 1.6  # for the square of a trained layer's share
_FOREIGN = 1.0  # for a question that shares no letters with any phrasing …
_SHARED = 0.07  # … falling off with nearness by letters over this: in their language it is seldom below 0.2
_SPREAD = 0.15  # mean of chance * (1 - chance): what a sample tells of the curve


@dataclass(frozen=True, slots=True)
class Sample:
    """One rehearsed question: what the ranking said of its best article, and whether it was right."""

    score: float
    lead: float
    near: float  # of its nearest phrasing
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic curve over an article's score, its lead over the best other one, and its nearest phrasing's nearness.

    All are about 0-1; score and nearness count by their logarithms.
    """

    constant: float
    per_score: float
    per_lead: float
    per_near: float

    def __call__(self, score: float, lead: float, near: float) -> float:
        """The chance that the article is right, 0-1."""
        logit = self.constant + self.per_score * _scaled(score) + self.per_lead * lead + self.per_near * _scaled(near)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def among(self, articles: int) -> Confidence:
        """The curve in a store of so many articles, of the curve in a store of one.

        Of many an article comes out best by chance more often: the highest of n chance scores grows with log n.
        """
        return replace(self, constant=self.constant - _CROWD * math.log(max(1, articles)))

    def trained(self, share: float) -> Confidence:
        """The curve where a trained layer's opinion counts for this share of a score, 0-1, of the curve without one.

        The layer is trained to say 1 of its own article and 0 of all others, of which a weighing of neighbours falls
        short: the more it counts, the higher the scores of what is no surer.
        """
        return replace(self, constant=self.constant - _TRAINED * share**2)

    def foreign(self, letters: float) -> Confidence:
        """The curve for a question whose nearest phrasing is as near as this by letters, 0-1.

        One that shares no letters with any is in another language or script. Its score is of its meaning alone, and
        falls short of what as right an answer scores in the articles' own words, of which the curve was made.
        """
        return replace(self, constant=self.constant + _FOREIGN * math.exp(-letters / _SHARED))

    def fitted(self, samples: Sequence[Sample]) -> Confidence:
        """The curve that explains the samples best, staying near this one where they are few."""
        if not samples:
            return self
        features = np.array([(1.0, _scaled(each.score), each.lead, _scaled(each.near)) for each in samples])
        right = np.array([sample.right for sample in samples], float)
        weight = np.array([sample.weight for sample in samples], float)
        usual = np.array([self.constant, self.per_score, self.per_lead, self.per_near])
        hold = _USUAL_SAMPLES * _SPREAD / len(samples) * features.T @ features + 1e-3 * np.eye(len(usual))
        # a curvature that is nowhere exceeded (Böhning and Lindsay 1988): each step goes down, none overshoots
        bend = np.linalg.inv((features * weight[:, None]).T @ features / 4 + hold)
        found = usual
        for _ in range(_STEPS):
            chance = 1 / (1 + np.exp(-np.clip(features @ found, -30, 30)))
            found = found - bend @ (features.T @ (weight * (chance - right)) + hold @ (found - usual))
        return Confidence(*found.tolist())


def _scaled(figure: float) -> float:
    return math.log(max(_LEAST, figure))


# without a trained layer; fitted over about seventy sets of questions, from eight articles to a hundred and fifty, and
# held to what is told outright in stores of fewer
USUAL = Confidence(3.3, 2.4, 6.6, 0.5)
# the same where the ranking knows what is meant, `among` one article; fitted over about forty such sets
USUAL_SEMANTIC = Confidence(3.5, 3.5, 8.5, -0.7)


@dataclass(frozen=True)
class Trust:
    """A curve with the samples that it was fitted to; none where it is the usual one."""

    confidence: Confidence
    samples: tuple[Sample, ...] = ()

    @classmethod
    def fitted(cls, usual: Confidence, samples: Sequence[Sample]) -> Trust:
        return cls(usual.fitted(samples), tuple(samples))

    def threshold(self, wrong_rate: float) -> float:
        """The least confidence, 0-1, from which on answers are expected to be wrong at most at this rate, 0-1.

        By the curve, over questions as they were rehearsed: their own outcomes are too few to tell rates of a
        hundredth. At least a half, as rehearsals may be easier than what customers ask: what is more likely wrong than
        right is not to be told outright. 1.0 where no confidence keeps to the rate.
        """
        chances, rates = self._expected
        kept = int(np.searchsorted(rates, wrong_rate, side="right"))
        return max(_EVEN, float(chances[kept - 1])) if kept else 1.0

    @cached_property
    def _expected(self) -> tuple[Floats, Floats]:
        """The samples' confidences, falling, and the share of wrong answers when all from there on are given."""
        chance = np.array([self.confidence(sample.score, sample.lead, sample.near) for sample in self.samples])
        weight = np.array([sample.weight for sample in self.samples])
        order = np.argsort(-chance, kind="stable")
        rates = np.cumsum((weight * (1 - chance))[order]) / np.cumsum(weight[order])
        return chance[order], np.maximum.accumulate(rates)
