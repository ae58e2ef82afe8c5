"""An edit replayed on past questions: what it improves, what it breaks, what it only changes. Pure.

A question's right article is known where a customer chose or confirmed it, an agent sent it or a manager said so.
There an edit improves or breaks: an outright answer with the right article is best, choices among which it is come
next, then not knowing, then choices without it, and a wrong answer is worst. Where nobody knows what was right, a
question that comes out otherwise is a change, also when it was unanswered before and is answered surely now: a sure
answer may still be a wrong one, and whether this one is right is for the editor to see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from .doubt import Confident, Policy, Unsure, judge
from .embedder import Floats
from .match import Match
from .matcher import Matcher

Verdict = Literal["answered", "choices", "unknown"]


@dataclass(frozen=True, slots=True)
class Past:
    """A question that was asked."""

    text: str
    language: str
    at: int  # UTC ms
    conversation: str
    channel: str
    right: str | None  # the article that it meant; None: nobody knows
    meaning: Floats | None = field(default=None, compare=False)  # see Matcher.search


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the bot makes of a question."""

    verdict: Verdict
    articles: tuple[str, ...]  # the one that answers, or those that are offered, best first; none when unknown
    nearest: str | None  # the best match, however far; None: nothing came near
    confidence: float  # 0-1, of it

    def worth(self, right: str) -> int:
        """How good it is where `right` is the right article; higher is better."""
        if right in self.articles:
            return 2 if self.verdict == "answered" else 1
        return {"unknown": 0, "choices": -1, "answered": -2}[self.verdict]


@dataclass(frozen=True, slots=True)
class Case:
    """A question that comes out otherwise."""

    past: Past
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Rehearsal:
    replayed: int = 0
    improves: list[Case] = field(default_factory=list)
    breaks: list[Case] = field(default_factory=list)
    changes: list[Case] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stage:
    """What the bot knows, and how sure it has to be."""

    matcher: Matcher
    policy: Policy
    told: Callable[[str], Collection[str] | None]  # the articles that may be told on a channel; None = all

    def ask(self, question: Past) -> Outcome:
        matches = self.matcher.search(question.text, keys=self.told(question.channel), meaning=question.meaning)
        best: Match | None = matches[0] if matches else None
        nearest, confidence = (best.article, best.confidence) if best else (None, 0.0)
        match judge(matches, self.policy):
            case Confident(found):
                return Outcome("answered", (found.article,), nearest, confidence)
            case Unsure(offered):
                return Outcome("choices", tuple(match.article for match in offered), nearest, confidence)
        return Outcome("unknown", (), nearest, confidence)


def rehearse(before: Stage, after: Stage, questions: Iterable[Past]) -> Rehearsal:
    """Asks both; of questions with the same words and the same right article only the first, on each channel."""
    replayed = 0
    found = Rehearsal()
    seen: set[tuple[str, str, str | None]] = set()
    for past in questions:
        asked = (past.text.casefold(), past.channel, past.right)
        if asked in seen:
            continue
        seen.add(asked)
        replayed += 1
        case = Case(past, before.ask(past), after.ask(past))
        _sort(case, found)
    return Rehearsal(replayed, found.improves, found.breaks, found.changes)


def _sort(case: Case, found: Rehearsal) -> None:
    before, after, right = case.before, case.after, case.past.right
    if (before.verdict, before.articles) == (after.verdict, after.articles):
        return
    gained = after.worth(right) - before.worth(right) if right is not None else 0
    if gained > 0:
        found.improves.append(case)
    elif gained < 0:
        found.breaks.append(case)
    else:
        found.changes.append(case)
