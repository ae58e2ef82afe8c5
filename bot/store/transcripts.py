"""What was said in an episode, and what had happened to the contact elsewhere, as files hold it."""

from typing import Any

import msgspec

from bot.clock import DAY_MS
from bot.journeys.touchpoint import Fact
from bot.model import (
    ArticleReply,
    AuthorKind,
    Body,
    CallCard,
    Choices,
    Message,
    Note,
    Notice,
    PictureCard,
    RatingCard,
    Text,
    Unsupported,
)
from bot.store import messages
from bot.store.engine import Tx

LOOKED_BACK_MS = 30 * DAY_MS
"""What happened so long before an episode began still has to do with it."""

Row = dict[str, Any]

_HAPPENED = """
    SELECT id, kind, at, product, place, facts FROM touchpoints WHERE contact = :contact AND (
        at > :since AND at <= :until
        OR id IN (SELECT s.touchpoint FROM journey_steps s JOIN messages m ON m.conversation = s.conversation
            AND m.seq = s.seq WHERE s.contact = :contact AND s.conversation = :conversation AND m.episode = :number)
        OR id IN (SELECT COALESCE(s.touchpoint, q.subject) FROM rating_requests q LEFT JOIN journey_steps s
            ON s.id = q.subject WHERE q.conversation = :conversation AND q.episode = :number
            AND q.moment = 'touchpoint'))
    ORDER BY at, id
"""


def said(tx: Tx, conversation: str, number: int, since: int, until: int) -> list[Row]:
    """In the order of time: the messages of the episode, and what agents noted from `since` to `until` (exclusive)."""
    found = [_message(it) for it in messages.of_episode(tx, conversation, number)]
    noted = [_note(it) for it in messages.notes(tx, conversation) if since <= it.at < until]
    return sorted(found + noted, key=lambda row: int(row["at"])) if noted else found


def happened(tx: Tx, contact: str, conversation: str, number: int, since: int, until: int) -> list[Row]:
    """After `since` up to `until` (inclusive), and what a message or a question of the episode was about."""
    rows = tx.query(
        _HAPPENED,
        {"contact": contact, "conversation": conversation, "number": number, "since": since, "until": until},
    )
    return [{**row, "facts": _facts(row["facts"])} for row in rows]


def _message(it: Message) -> Row:
    agent = it.author if it.author.kind is AuthorKind.AGENT else None
    return {
        "at": it.at,
        "author": it.author.kind,
        "agent": agent and agent.id,
        "agent_name": agent and agent.name,
        "kind": it.body.__struct_config__.tag,
        "text": _text(it.body),
        "article": it.body.article if isinstance(it.body, ArticleReply) else None,
        "attachment": _attachment(it.body),
    }


def _note(it: Note) -> Row:
    return {
        "at": it.at,
        "author": AuthorKind.AGENT,
        "agent": it.author.id,
        "agent_name": it.author.name,
        "kind": "note",
        "text": it.text,
        "article": None,
        "attachment": None,
    }


def _text(body: Body) -> str:
    """Of an article its title: the words are known by its key, and would stand in the file thousands of times."""
    match body:
        case Text(text=text) | Choices(text=text) | Unsupported(text=text) | RatingCard(text=text):
            return text
        case ArticleReply(title=text) | PictureCard(alt=text) | CallCard(state=text) | Notice(code=text):
            return text


def _attachment(body: Body) -> str | None:
    """What it is; None: words alone."""
    match body:
        case PictureCard():
            return "picture"
        case Unsupported(what=what):
            return what
    return None


def _facts(text: str) -> list[Row]:
    """Each value as text: a column has one type."""
    facts: dict[str, Fact] = msgspec.json.decode(text)
    return [
        {"name": name, "value": value if isinstance(value, str) else msgspec.json.encode(value).decode()}
        for name, value in facts.items()
    ]
