"""Recordings of calls: the files, and who agreed to being recorded when, to which words. The latter stay when a file
goes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.model import Person
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer to one question, which is told by its room and `asked_at`; `text`: the words shown."""

    person: str
    name: str
    role: str
    agree: bool
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Recording:
    """`ended_at` and what follows: None while it runs. `removed_by` None with a `removed_at`: its time was over."""

    id: str
    room: str
    asked_at: int
    conversation: str
    contact: str
    contact_name: str | None
    by: Person
    file: str
    started_at: int
    ended_at: int | None
    reason: str | None
    length_ms: int | None
    size: int | None
    removed_at: int | None
    removed_by: Person | None


_SELECT = (
    "SELECT r.id, r.room, r.asked_at, r.conversation, v.contact, c.name AS contact_name, r.started_by, a.name AS"
    " agent_name, r.file, r.started_at, r.ended_at, r.reason, r.length_ms, r.size, r.removed_at, r.removed_by,"
    " m.name AS remover_name FROM recordings r JOIN conversations v ON v.id = r.conversation"
    " JOIN contacts c ON c.id = v.contact LEFT JOIN agents a ON a.id = r.started_by"
    " LEFT JOIN agents m ON m.id = r.removed_by "
)


def _recording(row: dict[str, Any]) -> Recording:
    by = Person(id=row.pop("started_by"), name=row.pop("agent_name") or "")
    remover, name = row.pop("removed_by"), row.pop("remover_name")
    return Recording(by=by, removed_by=Person(id=remover, name=name or "") if remover else None, **row)


def start(tx: Tx, *, id: str, room: str, asked_at: int, conversation: str, file: str, by: str, at: int) -> None:
    tx.execute(
        "INSERT INTO recordings (id, room, asked_at, conversation, file, started_by, started_at)"
        " VALUES (:id, :room, :asked_at, :conversation, :file, :by, :at)",
        {"id": id, "room": room, "asked_at": asked_at, "conversation": conversation, "file": file, "by": by, "at": at},
    )


def finish(tx: Tx, file: str, *, now_called: str, reason: str, length_ms: int, size: int, at: int) -> None:
    """Of the one that began with this file."""
    tx.execute(
        "UPDATE recordings SET file = :now_called, reason = :reason, length_ms = :length_ms, size = :size,"
        " ended_at = :at WHERE file = :file AND ended_at IS NULL",
        {"file": file, "now_called": now_called, "reason": reason, "length_ms": length_ms, "size": size, "at": at},
    )


def remove(tx: Tx, recording: str, at: int, by: str | None) -> None:
    """Its file is gone. `by` None: its time was over."""
    tx.execute(
        "UPDATE recordings SET removed_at = :at, removed_by = :by WHERE id = :id AND removed_at IS NULL",
        {"id": recording, "at": at, "by": by},
    )


def get(tx: Tx, recording: str) -> Recording | None:
    row = one(tx.query(_SELECT + "WHERE r.id = :id", {"id": recording}))
    return _recording(row) if row else None


def unfinished(tx: Tx, room: str | None = None) -> list[Recording]:
    """Those that run; of one room or of all."""
    rows = tx.query(_SELECT + "WHERE r.ended_at IS NULL AND (:room IS NULL OR r.room = :room)", {"room": room})
    return [_recording(row) for row in rows]


def outlived(tx: Tx, ended_before: int) -> list[Recording]:
    """Whose time is over, and whose file may be there still."""
    rows = tx.query(_SELECT + "WHERE r.removed_at IS NULL AND r.ended_at < :before", {"before": ended_before})
    return [_recording(row) for row in rows]


def page(tx: Tx, *, room: str | None, before: int | None, limit: int) -> list[Recording]:
    """The newest first; of one room or of all, those that began before a time."""
    rows = tx.query(
        _SELECT + "WHERE (:room IS NULL OR r.room = :room) AND (:before IS NULL OR r.started_at < :before)"
        " ORDER BY r.started_at DESC, r.id LIMIT :limit",
        {"room": room, "before": before, "limit": limit},
    )
    return [_recording(row) for row in rows]


# -- consents -----------------------------------------------------------------


def consented(tx: Tx, room: str, asked_at: int, consent: Consent) -> None:
    tx.execute(
        "INSERT INTO recording_consents (room, asked_at, person, name, role, agree, at, text)"
        " VALUES (:room, :asked_at, :person, :name, :role, :agree, :at, :text)",
        {
            "room": room,
            "asked_at": asked_at,
            "person": consent.person,
            "name": consent.name,
            "role": consent.role,
            "agree": int(consent.agree),
            "at": consent.at,
            "text": consent.text,
        },
    )


def consents(tx: Tx, recordings: Iterable[Recording]) -> dict[str, list[Consent]]:
    """In the order in which they were given, by recording."""
    return {each.id: _consents(tx, each) for each in recordings}


def _consents(tx: Tx, recording: Recording) -> list[Consent]:
    rows = tx.query(
        "SELECT person, name, role, agree, at, text FROM recording_consents"
        " WHERE room = :room AND asked_at = :asked_at ORDER BY at, person",
        {"room": recording.room, "asked_at": recording.asked_at},
    )
    return [Consent(**{**row, "agree": bool(row["agree"])}) for row in rows]
