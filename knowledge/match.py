"""What a search finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """An article that may answer the question."""

    article: str  # its key
    variant: str  # the stored wording that comes nearest to the question
    language: str  # of that wording, which need not be the customer's
    score: float  # 0-100, orders the matches of one question
    confidence: float  # 0-1, the chance that this article is the right one
    tier: str = "lexical"  # what ranked it: "lexical", by its letters, or "semantic", by its meaning too
