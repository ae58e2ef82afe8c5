"""Whether to answer, to ask which of a few articles is meant, or to admit not knowing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .matcher import Match


@dataclass(frozen=True, slots=True)
class Policy:
    """From which confidence on, all 0-1."""

    confident: float = 0.6  # answer outright
    unsure: float = 0.2  # offer the article as a choice
    margin: float = 0.05  # but ask first where the runner-up is this close
    choices: int = 3  # at most


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


def judge(matches: Sequence[Match], policy: Policy = DEFAULT) -> Confident | Unsure | Unknown:
    """What to make of a search's matches, which are best first."""
    likely = tuple(match for match in matches[: policy.choices] if match.confidence >= policy.unsure)
    if not likely:
        return Unknown()
    best = likely[0].confidence
    second = likely[1].confidence if len(likely) > 1 else 0.0
    if best >= policy.confident and best - second >= policy.margin:
        return Confident(likely[0])
    return Unsure(likely)
