"""Questions that nothing answered, grouped by what they ask, the dearest group first. Pure.

A question joins the group whose members are nearest to it on the mean, if they are near enough, in the order of
asking; otherwise it begins one. So groups do not chain ("my card" - "card reader" - "read my mail"), and which group
there is depends on the questions alone, not on the order in which they are handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .embedder import Floats
from .index import Index
from .meaning import WEIGHT
from .normalize import words

Reason = Literal["unknown", "unhelpful", "person"]
"""No article came near; the one that was told did not help; a person had to."""


class State(StrEnum):
    OPEN = "open"
    SETTLED = "settled"  # there is an article that answers it
    DISMISSED = "dismissed"  # there need not be one


NEAR = 0.3  # nearness in letters, 0-1, to a group's members on the mean from which a question is one of them
NEAR_IN_MEANING = 0.35  # the same where it is that in letters and in meaning together: as few strangers get in
COMPARED = 100  # wordings of a group that are compared to find the most typical
LOW_RATING_MIN = 10.0  # minutes of an agent that a rating of 1 or 2 weighs as much as
QUESTION_MIN = 1.0  # the same for a question by itself
HELD_MOST_MS = 3_600_000  # of an agent's time counted for one episode: one left open overnight cost no night


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question of the past that the knowledge did not do for."""

    conversation: str
    seq: int
    part: int  # 0, 1 … of the questions in one message
    episode: int
    contact: str
    language: str
    text: str
    at: int
    reason: Reason
    held_ms: int = 0  # for how long agents had the episode after it
    rated_low: bool = False  # 1 or 2 of 5
    decided: Literal["settled", "dismissed"] | None = None  # by a manager
    drafted: str | None = None  # the article that was drafted of it
    meant: str | None = None  # the article that it is known to mean
    wished_at: int | None = None  # since when the customer wants to be told of an answer
    told_at: int | None = None

    @property
    def id(self) -> str:
        return f"{self.conversation}.{self.seq}.{self.part}"


@dataclass(frozen=True)
class Gap:
    """Questions that ask the same; at least one, in the order of asking."""

    questions: tuple[Unanswered, ...]
    wording: str  # the one most like all others, of those in the language
    language: str  # in which most of them were asked
    state: State = State.OPEN
    article: str | None = None  # that answers them, or is being written to; None: there is none

    @property
    def id(self) -> str:
        """Its first question's. Groups grow and merge, so a gap is found again by any question of its own."""
        return self.questions[0].id

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The most used first."""
        return tuple(language for language, _ in Counter(it.language for it in self.questions).most_common())

    @cached_property
    def people(self) -> int:
        return len({it.contact for it in self.questions})

    @cached_property
    def agent_ms(self) -> int:
        """What agents spent, an hour an episode at most; an episode with several of the questions counts once."""
        held: dict[tuple[str, int], int] = {}
        for it in self.questions:
            episode = (it.conversation, it.episode)
            held[episode] = max(held.get(episode, 0), min(it.held_ms, HELD_MOST_MS))
        return sum(held.values())

    @cached_property
    def low_ratings(self) -> int:
        return len({(it.conversation, it.episode) for it in self.questions if it.rated_low})

    @property
    def wish_to_know(self) -> int:
        """People who want to be told of an answer and have not been."""
        return len({it.contact for it in self.questions if it.wished_at is not None and it.told_at is None})

    @cached_property
    def score(self) -> float:
        """The cost in minutes of an agent: those spent, 10 for each rating of 1 or 2, and 1 for each question."""
        spent = self.agent_ms / 60_000
        return spent + LOW_RATING_MIN * self.low_ratings + QUESTION_MIN * len(self.questions)

    def reasons(self) -> dict[Reason, int]:
        counted = Counter(it.reason for it in self.questions)
        return {"unknown": counted["unknown"], "unhelpful": counted["unhelpful"], "person": counted["person"]}


def gaps(
    questions: Iterable[Unanswered], published: Mapping[str, int], meanings: Mapping[str, Floats] | None = None
) -> list[Gap]:
    """The dearest first. `published`: of articles that were drafted for questions, since when there they are, UTC ms.

    `meanings`: what texts mean, as directions of length 1 (Matcher.directions), which bring languages together; texts
    that have none there are compared by their letters.

    A settled question stays with those that were settled: when the same is asked again and nothing answers it, the
    article that should have is not found or does not do, so that is a new gap. With an article that was drafted for
    a gap and published that is the same. What was dismissed, on the other hand, nobody wants to hear of again: the
    next who asks so joins it.
    """
    asked = sorted(questions, key=lambda it: (it.at, it.id))
    found: list[Gap] = []
    for settled in (False, True):
        some = [it for it in asked if (it.decided == "settled") is settled]
        for numbers in group([it.text for it in some], meanings or {}):
            found += _sorted_out([some[number] for number in numbers], published)
    return sorted(found, key=lambda gap: (-gap.score, -gap.questions[-1].at, gap.id))


def _sorted_out(questions: Sequence[Unanswered], published: Mapping[str, int]) -> Iterator[Gap]:
    """The gap that they are; two where an article came in between."""
    drafted = next((it.drafted for it in questions if it.drafted is not None), None)
    if questions[0].decided == "settled":
        yield _gap(questions, State.SETTLED, questions[-1].meant)
    elif any(it.decided == "dismissed" for it in questions):
        yield _gap(questions, State.DISMISSED, None)
    elif drafted is None or drafted not in published:
        yield _gap(questions, State.OPEN, drafted)
    else:
        before = [it for it in questions if it.at <= published[drafted]]
        since = [it for it in questions if it.at > published[drafted]]
        if before:
            yield _gap(before, State.SETTLED, drafted)
        if since:
            yield _gap(since, State.OPEN, None)


def _gap(questions: Sequence[Unanswered], state: State, article: str | None) -> Gap:
    language = Counter(it.language for it in questions).most_common(1)[0][0]
    wording = typical([it.text for it in questions if it.language == language])
    return Gap(tuple(questions), wording, language, state, article)


def find(found: Iterable[Gap], question: str) -> Gap | None:
    """The gap that a question with this id belongs to."""
    return next((gap for gap in found if any(it.id == question for it in gap.questions)), None)


def group(texts: Sequence[str], meanings: Mapping[str, Floats]) -> list[list[int]]:
    """Numbers of texts that ask the same, each group ascending, in the order of their first ones."""
    first: dict[tuple[str, ...], str] = {}
    spoken = [tuple(words(text)) or (text,) for text in texts]
    for wording, text in zip(spoken, texts, strict=True):
        first.setdefault(wording, text)
    group_of = dict(zip(first, _groups(list(first), _directions(list(first.values()), meanings)), strict=True))
    groups: dict[int, list[int]] = {}
    for at, wording in enumerate(spoken):
        groups.setdefault(group_of[wording], []).append(at)
    return list(groups.values())


def _directions(texts: Sequence[str], meanings: Mapping[str, Floats]) -> Floats:
    """A row a text, 0 where nobody knows what it means; no columns where that is so of all."""
    width = len(next(iter(meanings.values()), ()))
    found = np.zeros((len(texts), width), np.float32)
    for at, text in enumerate(texts):
        found[at] = meanings.get(text, 0)
    return found


def _groups(wordings: Sequence[tuple[str, ...]], directions: Floats) -> list[int]:
    """Of each wording the number of its group."""
    known = np.abs(directions).sum(axis=1) > 0
    index = Index()
    index.append(wordings)
    group_of = np.zeros(len(wordings), np.intp)
    sizes: list[int] = []
    for row in range(len(wordings)):
        near = index.survey(index.vector_of(row))[:row]
        if known[row]:
            meant = WEIGHT * (directions[:row] @ directions[row]) + (1 - WEIGHT) * near
            near = np.where(known[:row], meant * (NEAR / NEAR_IN_MEANING), near)
        joined = _nearest(near, group_of[:row], np.array(sizes))
        if joined is None:
            joined = len(sizes)
            sizes.append(0)
        group_of[row] = joined
        sizes[joined] += 1
    return group_of.tolist()


def _nearest(near: Floats, group_of: NDArray[np.intp], sizes: NDArray[np.intp]) -> int | None:
    """The group whose members are nearest on the mean; None where none is near enough."""
    if not len(near):
        return None
    mean = np.bincount(group_of, near, len(sizes)) / sizes
    best = int(mean.argmax())
    return best if mean[best] >= NEAR else None


def typical(texts: Sequence[str]) -> str:
    """The one that is most like all others, of the newest; of equals the earliest."""
    newest = texts[-COMPARED:]
    index = Index()
    rows = np.arange(len(index.append([words(text) for text in newest])))
    return newest[int(np.argmax([index.cosines(index.vector_of(row), rows).sum() for row in rows.tolist()]))]
