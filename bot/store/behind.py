"""What stands behind a figure: the askings and the conversations that it counts, with the words and the people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.model import Person
from bot.reports.books import episode, marks
from bot.reports.listing import Key
from bot.store.engine import Tx
from bot.store.log import batched

EXCERPT = 140  # characters


@dataclass(frozen=True, slots=True)
class Rated:
    """An asking with its answer, if there is one."""

    request: str
    asked_at: int
    answered_at: int | None
    metric: str
    value: int | None
    comment: str | None
    conversation: str | None
    episode: int | None
    contact: Person
    channel: str
    language: str
    agent: Person | None
    team: str | None
    handler: str
    moment: str
    place: str | None
    survey: str
    version: int
    article: str | None
    topic: str | None
    case: str | None
    reasons: list[tuple[str, str]]  # question and choice


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    step: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """An episode that has ended."""

    conversation: str
    episode: int
    opened_at: int
    resolved_at: int
    contact: Person
    channel: str
    language: str
    handler: str
    agent: Person | None
    team: str | None
    article: str | None
    topic: str | None
    person: bool
    first_bot_ms: int | None
    first_human_ms: int | None
    wait_ms: int | None
    handle_ms: int | None
    excerpt: str  # of the customer's first words
    ratings: list[Rated]
    case: Case | None


_RATED = """
    SELECT q.id, q.asked_at, r.updated_at, q.metric, r.value, r.comment, q.conversation, q.episode, q.contact, c.name,
        q.channel, q.language, q.agent, a.name, q.team, q.handler, q.moment, COALESCE(s.place, q.place),
        q.survey, q.version, q.article,
        q.topic, k.id
    FROM rating_requests q LEFT JOIN ratings r ON r.request = q.id LEFT JOIN contacts c ON c.id = q.contact
    LEFT JOIN agents a ON a.id = q.agent LEFT JOIN cases k ON k.request = q.id
    LEFT JOIN kiosks s ON s.id = q.place
"""

_TALK = """
    SELECT e.conversation, e.number, e.opened_at, e.resolved_at, v.contact, c.name, e.channel, e.language, e.handler,
        e.agent, a.name, e.team, e.article, e.topic, e.person, e.first_bot_ms, e.first_human_ms, e.wait_ms, e.handle_ms
    FROM episodes e JOIN conversations v ON v.id = e.conversation JOIN contacts c ON c.id = v.contact
    LEFT JOIN agents a ON a.id = e.agent
"""


def rated(tx: Tx, keys: Sequence[Key]) -> list[Rated]:
    """The askings of a page of the reports, in its order, without those that are gone."""
    return list(keyed(tx, keys).values())


def keyed(tx: Tx, keys: Sequence[Key]) -> dict[Key, Rated]:
    """As `rated`, each by its key."""
    found = {}
    for names, holes in _times(keys):
        for row in tx.execute(f"{_RATED} WHERE q.asked_at IN ({holes})", names).fetchall():
            found[row[1], row[0]] = row
    rows = _by_mark(found, [ident for _, ident in found])
    return {key: _rated(tx, rows[key.mark]) for key in keys if key.mark in rows}


def talks(tx: Tx, keys: Sequence[Key]) -> list[Talk]:
    """The episodes of a page of the reports, in its order."""
    found = {}
    for names, holes in _times(keys):
        for row in tx.execute(f"{_TALK} WHERE e.resolved_at IN ({holes})", names).fetchall():
            found[row[3], episode(row[0], row[1])] = row
    rows = _by_mark(found, [ident for _, ident in found])
    return [_talk(tx, rows[key.mark]) for key in keys if key.mark in rows]


def talk(tx: Tx, conversation: str, number: int) -> Talk | None:
    """None where it has not ended."""
    row = tx.execute(
        f"{_TALK} WHERE e.conversation = :conversation AND e.number = :number AND e.resolved_at IS NOT NULL",
        {"conversation": conversation, "number": number},
    ).fetchone()
    return _talk(tx, row) if row else None


def _times(keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], str]]:
    for some in batched([str(at) for at in dict.fromkeys(key.at for key in keys)], 200):
        names = {f"t{n}": int(at) for n, at in enumerate(some)}
        yield names, ", ".join(f":{name}" for name in names)


def _by_mark(found: dict[tuple[int, str], Any], ids: list[str]) -> dict[int, Any]:
    return dict(zip(marks(ids).tolist(), found.values(), strict=True)) if found else {}


def _rated(tx: Tx, row: Any) -> Rated:
    reasons = tx.execute(
        "SELECT question, choice FROM rating_answers WHERE request = :request AND choice <> ''"
        " ORDER BY question, choice",
        {"request": row[0]},
    ).fetchall()
    contact, agent = Person(id=row[8], name=row[9] or ""), _person(row[12], row[13])
    columns = [*row[:8], contact, *row[10:12], agent, *row[14:], [tuple(reason) for reason in reasons]]
    return Rated(*columns)


def _talk(tx: Tx, row: Any) -> Talk:
    key = {"conversation": row[0], "number": row[1]}
    asked = tx.execute(f"{_RATED} WHERE q.conversation = :conversation AND q.episode = :number", key).fetchall()
    said = tx.execute(
        "SELECT words FROM messages WHERE conversation = :conversation AND episode = :number AND author = 'contact'"
        " AND words <> '' ORDER BY seq LIMIT 1",
        key,
    ).fetchone()
    case = tx.execute(
        "SELECT id, step, outcome FROM cases WHERE conversation = :conversation AND episode = :number"
        " ORDER BY opened_at DESC LIMIT 1",
        key,
    ).fetchone()
    contact, agent = Person(id=row[4], name=row[5] or ""), _person(row[9], row[10])
    excerpt = said[0][:EXCERPT] if said else ""
    ratings = [_rated(tx, each) for each in asked]
    opened = Case(*case) if case else None
    columns = [*row[:4], contact, *row[6:9], agent, *row[11:14], bool(row[14]), *row[15:], excerpt, ratings, opened]
    return Talk(*columns)


def _person(ident: str | None, name: str | None) -> Person | None:
    return Person(id=ident, name=name or "") if ident else None
