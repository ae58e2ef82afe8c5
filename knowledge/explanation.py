"""Why a question found what it found, for those who keep the articles. Can be encoded as JSON as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .doubt import DEFAULT, Confident, Policy, Unsure, judge
from .match import Match
from .reading import Reading, Swap


@dataclass(frozen=True, slots=True)
class Nearest:
    """A phrasing of the article that is near the question."""

    wording: str  # of an answer's text: the title
    language: str
    near: float  # 0-1: how alike the two are
    say: float  # what it adds to the article's score, about 0-1; less than `near` where others say the same
    asked: bool  # False: it is the answer's text


@dataclass(frozen=True, slots=True)
class Considered:
    """An article that came near, and why it stands where it does."""

    article: str
    score: float  # 0-100
    lead: float  # over the best other article, on the score's scale; negative for all but the first
    confidence: float  # 0-1
    second: float  # of the score: what was added by training or, in the semantic tier, by what the whole article means
    nearest: tuple[Nearest, ...]  # nearest first


@dataclass(frozen=True, slots=True)
class Explanation:
    words: tuple[str, ...]  # as compared
    mended: dict[str, str]  # words that were read as others
    synonyms: tuple[Swap, ...]
    tier: str
    articles: tuple[Considered, ...]  # best first
    verdict: str  # "confident", "unsure" or "unknown": what the policy makes of it

    @classmethod
    def of(
        cls, reading: Reading, articles: tuple[Considered, ...], matches: Sequence[Match], policy: Policy = DEFAULT
    ) -> Explanation:
        match judge(matches, policy):
            case Confident():
                verdict = "confident"
            case Unsure():
                verdict = "unsure"
            case _:
                verdict = "unknown"
        tier = matches[0].tier if matches else "lexical"
        return cls(reading.typed, reading.spelling, reading.swaps, tier, articles, verdict)
