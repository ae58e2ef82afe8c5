"""All that happened with one contact, on one line of time: touchpoints, conversations, calls, ratings, cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.model import Person, Traits
from bot.reports.filter import mood_of
from bot.store import contacts
from bot.store.engine import Tx, one

Moment = dict[str, Any]
"""`kind` and `at` (UTC ms), and what belongs to the kind."""


@dataclass(frozen=True, slots=True)
class Whose:
    id: str
    name: str | None
    language: str
    timezone: str | None
    created_at: int
    traits: Traits
    addresses: list[str]  # channels on which they can be reached, shop: a customer's number


def whose(tx: Tx, contact: str) -> Whose | None:
    row = one(
        tx.query(
            "SELECT id, name, language, timezone, created_at FROM contacts WHERE id = :contact", {"contact": contact}
        )
    )
    if row is None:
        return None
    channels = tx.execute(
        "SELECT channel FROM addresses WHERE contact = :contact ORDER BY channel", {"contact": contact}
    ).fetchall()
    return Whose(**row, traits=contacts.traits(tx, contact), addresses=[channel for (channel,) in channels])


def moments(tx: Tx, contact: str, before: int, limit: int) -> list[Moment]:
    """The newest that were before that time (exclusive), the newest first: about `limit`, as those of the same
    millisecond stay together.
    """
    params = {"contact": contact, "before": before, "limit": limit + 1}
    found = [_told(tx, kind, row) for kind, sql in _KINDS.items() for row in tx.query(sql, params)]
    found.sort(key=lambda moment: (-moment["at"], moment["kind"]))
    if len(found) <= limit:
        return found
    last = found[limit - 1]["at"]
    return [moment for moment in found if moment["at"] >= last]


_PAGE = "AND {at} < :before ORDER BY {at} DESC LIMIT :limit"

_KINDS = {
    "touchpoint": "SELECT at, id, kind AS touchpoint, product, place, facts FROM touchpoints WHERE contact = :contact "
    + _PAGE.format(at="at"),
    "conversation": "SELECT e.opened_at AS at, e.conversation, e.number AS episode, v.channel, e.handler,"
    " e.agent AS agent_id, a.name AS agent_name, e.article, e.person, e.resolved_at, e.resolved_by,"
    " (SELECT m.words FROM messages m WHERE m.conversation = e.conversation AND m.episode = e.number"
    "  AND m.author = 'contact' AND m.words <> '' ORDER BY m.seq LIMIT 1) AS excerpt"
    " FROM conversations v JOIN episodes e ON e.conversation = v.id LEFT JOIN agents a ON a.id = e.agent"
    " WHERE v.contact = :contact "
    + _PAGE.format(at="e.opened_at"),
    "call": "SELECT r.started_at AS at, r.id AS room, r.conversation, r.ended_at AS until, r.media,"
    " (SELECT MIN(m.person) FROM room_members m WHERE m.room = r.id AND m.role = 'agent') AS agent_id,"
    " (SELECT MIN(m.name) FROM room_members m WHERE m.room = r.id AND m.role = 'agent') AS agent_name"
    " FROM rooms r WHERE r.contact = :contact AND r.started_at IS NOT NULL " + _PAGE.format(at="r.started_at"),
    "asking": "SELECT q.asked_at AS at, q.id AS request, q.metric, q.moment, q.survey, q.version, q.place,"
    " q.conversation, q.episode, r.value, r.created_at AS answered_at, r.comment FROM rating_requests q"
    " LEFT JOIN ratings r ON r.request = q.id WHERE q.contact = :contact " + _PAGE.format(at="q.asked_at"),
    "case": 'SELECT opened_at AS at, id AS "case", step, outcome, closed_at, cause, conversation, value, metric'
    " FROM cases WHERE contact = :contact " + _PAGE.format(at="opened_at"),
    "journey": "SELECT COALESCE(settled_at, due_at) AS at, journey, step, state, reason FROM journey_steps"
    " WHERE contact = :contact " + _PAGE.format(at="COALESCE(settled_at, due_at)"),
    "booking": "SELECT b.since AS at, b.id AS booking, b.conversation, b.state, b.until, b.agent AS agent_id,"
    " a.name AS agent_name FROM bookings b LEFT JOIN agents a ON a.id = b.agent"
    " WHERE b.contact = :contact " + _PAGE.format(at="b.since"),
    "thanks": "SELECT at, kind AS what FROM thank_yous WHERE contact = :contact " + _PAGE.format(at="at"),
    "permission": "SELECT at, allowed, how FROM permissions WHERE contact = :contact " + _PAGE.format(at="at"),
}  # fmt: skip


def _told(tx: Tx, kind: str, row: dict[str, Any]) -> Moment:
    if "agent_id" in row:
        agent, name = row.pop("agent_id"), row.pop("agent_name")
        row["agent"] = Person(id=agent, name=name or "") if agent else None
    finish = _FINISH.get(kind)
    return {"kind": kind, **(finish(tx, row) if finish else row)}


def _touchpoint(tx: Tx, row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "facts": msgspec.json.decode(row["facts"])}


def _conversation(tx: Tx, row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "person": bool(row["person"]), "excerpt": (row["excerpt"] or "")[:140]}


def _asking(tx: Tx, row: dict[str, Any]) -> dict[str, Any]:
    chosen = tx.execute(
        "SELECT question, choice FROM rating_answers WHERE request = :request AND choice <> ''"
        " ORDER BY question, choice",
        {"request": row["request"]},
    ).fetchall()
    mood = mood_of(row["metric"], row["value"]) if row["value"] is not None else None
    return {**row, "mood": mood, "reasons": [tuple(each) for each in chosen]}


def _permission(tx: Tx, row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "allowed": bool(row["allowed"])}


_FINISH: dict[str, Callable[[Tx, dict[str, Any]], dict[str, Any]]] = {
    "touchpoint": _touchpoint, "conversation": _conversation, "asking": _asking, "permission": _permission,
}  # fmt: skip
