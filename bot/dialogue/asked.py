"""What the bot decides by: a message as it stands in its conversation, and what the search found for it. Data only."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.context import NOTHING, Context
from knowledge.match import Match


@dataclass(frozen=True, slots=True)
class Option:
    """A value of the attribute that is asked for, or that the newest article depends on."""

    attribute: str
    value: str
    names: tuple[str, ...]  # the value itself and its labels in all languages


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    misses: int = 0  # questions in a row, in this episode, that nothing answered
    answered: bool = False  # an article has been sent in this episode
    context: Context = NOTHING
    options: tuple[Option, ...] = ()
    language: str = ""  # that the conversation is held in
    languages: tuple[str, ...] = ()  # that the bot speaks
    foreign: bool = False  # it is in none of these
    may_wait: bool = False  # nothing but the words themselves has been looked up, and further words may come
    burst: bool = False  # the customer may still be typing: doubt waits for further words
    waiting: bool = False  # earlier words wait for their reply already
    person_here: bool = False  # an agent is at the desk, and two misses lead to one


Parts = tuple[tuple[str, Sequence[Match]], ...]
"""Questions, and what the search found for each."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the search found, each best first."""

    whole: Sequence[Match] = ()  # for the message
    parts: Parts = ()  # for each of the questions that it may be made of
    clauses: Parts = ()  # likewise, where that is less likely
    before: Sequence[Match] = ()  # for the question that was answered last, without the articles that answered it
    leaning: Sequence[Match] = ()  # for that question and this message together, likewise
