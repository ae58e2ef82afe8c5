"""What happens, as it stands in a stream's log."""

from typing import Literal

import msgspec

from bot.alerts.alert import Alert
from bot.model import Contact, Message, Note, Owner, Person, Struct, Summary, Traits
from bot.recovery.case import Case


class Said(Struct, frozen=True, kw_only=True, tag_field="kind", tag="message"):
    message: Message


class Changed(Struct, frozen=True, kw_only=True, tag_field="kind", tag="changed"):
    """A message as it reads now; `message.seq` names which."""

    message: Message


class OwnerChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="owner"):
    owner: Owner
    fence: int
    episode: int


class LanguageChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="language"):
    """The one that the conversation is held in."""

    language: str


class ContactChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="contact"):
    contact: Contact


class Continued(Struct, frozen=True, kw_only=True, tag_field="kind", tag="continued"):
    """The customer goes on in another conversation; nothing more is said in this one."""

    conversation: str


class Joined(Struct, frozen=True, kw_only=True, tag_field="kind", tag="former"):
    """What was said in another conversation of the customer is now part of this one."""

    conversation: str


class Noted(Struct, frozen=True, kw_only=True, tag_field="kind", tag="note"):
    note: Note


class RankedMatch(Struct, frozen=True, kw_only=True):
    article: str
    title: str  # in the fallback language
    confidence: float  # 0-1


class Ranked(Struct, frozen=True, kw_only=True, tag_field="kind", tag="ranked"):
    """What the bot found for a customer's message, and what it made of it."""

    seq: int  # of the message in the conversation
    verdict: str  # answered, choices, unknown, chosen
    tier: str = ""  # what ranked them: lexical, semantic; "": nothing was found
    matches: tuple[RankedMatch, ...] = ()  # best first


class TraitsChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="traits"):
    traits: Traits


class Listened(Struct, frozen=True, kw_only=True, tag_field="kind", tag="listened"):
    """A manager listens to a call unseen by those who are in it, or does so no longer."""

    room: str
    by: Person
    what: Literal["joined", "left"]
    at: int


class Unseen(Struct, frozen=True, kw_only=True, tag_field="kind", tag="unseen"):
    """In no log: stands in the place of an event that a reader may not see, so that the numbers go on without gaps."""


class Summarised(Struct, frozen=True, kw_only=True, tag_field="kind", tag="summary"):
    summary: Summary


class ArticleChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="article"):
    key: str


class WordsChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="words"):
    """The synonyms, the attributes or the categories; which, their readers find out."""


class Alerted(Struct, frozen=True, kw_only=True, tag_field="kind", tag="alerted"):
    """An entry behind the bell, new or as it reads now; it is unread."""

    alert: Alert


class AlertsRead(Struct, frozen=True, kw_only=True, tag_field="kind", tag="alerts_read"):
    ids: tuple[str, ...] | None = None  # None: all


class CaseChanged(Struct, frozen=True, kw_only=True, tag_field="kind", tag="case"):
    """A recovery case as it is now, or a new one."""

    case: Case


Event = (
    Said
    | Changed
    | OwnerChanged
    | LanguageChanged
    | ContactChanged
    | Continued
    | Joined
    | Noted
    | Ranked
    | TraitsChanged
    | Listened
    | Unseen
    | Summarised
    | ArticleChanged
    | WordsChanged
    | Alerted
    | AlertsRead
    | CaseChanged
)


class Recorded(msgspec.Struct, frozen=True):
    """An event with its place. `body` is its JSON as it was stored."""

    stream: str
    seq: int
    at: int
    body: bytes


def conversation_stream(conversation: str) -> str:
    return f"conversation:{conversation}"


def inside_stream(conversation: str) -> str:
    return f"inside:{conversation}"


def agent_stream(agent: str) -> str:
    """What one agent must know."""
    return f"agent:{agent}"


LINE = "line"
CASES = "cases"
FIGURES = "figures"
"""Has no events of its own: a hint of it says that figures may have changed."""
ARTICLES = "articles"
