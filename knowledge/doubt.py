"""Whether to answer, to ask which of a few articles is meant, or to admit not knowing. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .match import Match


@dataclass(frozen=True, slots=True)
class Policy:
    """From which confidence on, all 0-1.

    Measured on the sample shop with the 360 questions of tests/knowledge/supportmini.tsv that it answers: the
    defaults answer 76 % of them rightly at once and 1 % wrongly, offer the right choice to 10 %, and meet 21 of 25
    questions on other subjects with "I don't know".
    """

    confident: float = 0.65  # answer outright
    margin: float = 0.1  # but ask where the runner-up is nearer than this
    unsure: float = 0.28  # ask which of a few is meant, when the best match is at least this likely
    choice: float = 0.1  # what is then worth offering
    choices: int = 3  # at most
    own: Mapping[str, float] = field(default_factory=dict)  # in place of `confident`, for the articles of these keys


@dataclass(frozen=True, slots=True)
class Confident:
    """The article is the right one."""

    match: Match


@dataclass(frozen=True, slots=True)
class Unsure:
    """One of these may be meant, best first; 1 to `Policy.choices`."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No article comes near."""


DEFAULT = Policy()
WRONG_RATE = 0.05
"""Share of the outright answers that may be wrong, where nobody states another."""
_SUREST = 0.95  # however few answers may be wrong: from this confidence on an article is the answer
_EVEN = 0.5  # the least of it, in a store of many articles
_FEWNESS = 50  # articles, of which it lies half way between the two


def confident_from(articles: int, rehearsed: float) -> float:
    """The confidence, 0-1, from which on an article is told outright in a store of so many.

    `rehearsed`: what the store's own rehearsals ask for (Matcher.threshold). A small store rehearses its few topics,
    and what its customers ask is mostly none of them: a third of what ten articles told outright by that alone was told
    to strange questions.
    """
    least = _EVEN + (_SUREST - _EVEN) * _FEWNESS / (_FEWNESS + articles)
    return min(_SUREST, max(least, rehearsed))


def judge(matches: Sequence[Match], policy: Policy = DEFAULT) -> Confident | Unsure | Unknown:
    """What to make of a search's matches, which are best first."""
    if not matches or matches[0].confidence < policy.unsure:
        return Unknown()
    best, second = matches[0].confidence, matches[1].confidence if len(matches) > 1 else 0.0
    if best >= policy.own.get(matches[0].article, policy.confident) and best - second >= policy.margin:
        return Confident(matches[0])
    likely = tuple(match for match in matches[1 : policy.choices] if match.confidence >= policy.choice)
    return Unsure((matches[0], *likely))
