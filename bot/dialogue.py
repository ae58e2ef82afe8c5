"""What the bot does about a message. Pure: the desk loads, this decides, the desk does."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.phrases import Meaning, meaning
from knowledge.doubt import Confident, Policy, Unknown, Unsure, judge
from knowledge.matcher import Match


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    misses: int  # questions in a row, in this episode, that nothing answered
    answered: bool  # an article has been sent in this episode


@dataclass(frozen=True, slots=True)
class SendArticle:
    key: str


@dataclass(frozen=True, slots=True)
class AskWhich:
    """One to three articles that may be meant, best first, each under the customers' wording."""

    choices: tuple[tuple[str, str], ...]  # (article key, wording)


@dataclass(frozen=True, slots=True)
class AdmitNotKnowing:
    """Says so and offers a person; `again` where it has just said so."""

    again: bool


@dataclass(frozen=True, slots=True)
class Greet:
    pass


@dataclass(frozen=True, slots=True)
class Handoff:
    reason: str


@dataclass(frozen=True, slots=True)
class Solve:
    pass


@dataclass(frozen=True, slots=True)
class NoteGap:
    question: str


Action = SendArticle | AskWhich | AdmitNotKnowing | Greet | Handoff | Solve | NoteGap


def decide(asked: Asked, matches: Sequence[Match], policy: Policy) -> list[Action]:
    """`matches` are the search's, best first."""
    match meaning(asked.text):
        case Meaning.PERSON:
            return [Handoff("asked")]
        case Meaning.SOLVED if asked.answered:
            return [Solve()]
        case Meaning.GREETING | Meaning.SOLVED:
            return [Greet()]
    match judge(matches, policy):
        case Confident(found):
            return [SendArticle(found.article)]
        case Unsure(found):
            return [AskWhich(tuple((match.article, match.variant) for match in found))]
        case Unknown():
            return [NoteGap(asked.text), AdmitNotKnowing(again=asked.misses > 0)]
