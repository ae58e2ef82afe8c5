"""Rooms of live sessions: asked for or offered, joined, ended; and the join tokens, of which only hashes are kept."""

from dataclasses import dataclass
from typing import Any

from bot.model import CallKind, Contact
from bot.secret import digest, new_secret
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Room:
    id: str
    conversation: str
    contact: str
    media: CallKind
    offered_at: int
    expires_at: int  # of the offer, or of the ringing
    ringing: bool = False  # the customer has asked, and no agent has accepted yet
    seq: int = 0  # of the message that shows it
    started_at: int | None = None
    ended_at: int | None = None


@dataclass(frozen=True, slots=True)
class Ring:
    """A call that a customer has asked for, and whom it rings at."""

    room: str
    conversation: str
    contact: Contact
    media: CallKind
    expires_at: int
    seq: int  # of the message that shows it
    owner: str | None  # the agent who has the conversation, and whom alone it rings at; None: at all who are free


@dataclass(frozen=True, slots=True)
class JoinToken:
    room: str
    person: str
    role: str


_SELECT = (
    "SELECT id, conversation, contact, media, offered_at, expires_at, ringing, seq, started_at, ended_at FROM rooms "
)


def _room(row: dict[str, Any] | None) -> Room | None:
    return Room(**{**row, "ringing": bool(row["ringing"])}) if row else None


def create(tx: Tx, room: Room) -> None:
    tx.execute(
        "INSERT INTO rooms (id, conversation, contact, media, offered_at, expires_at, ringing, seq, started_at,"
        " ended_at) VALUES (:id, :conversation, :contact, :media, :offered_at, :expires_at, :ringing, :seq,"
        " :started_at, :ended_at)",
        {
            "id": room.id,
            "conversation": room.conversation,
            "contact": room.contact,
            "media": room.media,
            "offered_at": room.offered_at,
            "expires_at": room.expires_at,
            "ringing": int(room.ringing),
            "seq": room.seq,
            "started_at": room.started_at,
            "ended_at": room.ended_at,
        },
    )


def get(tx: Tx, room: str) -> Room | None:
    return _room(one(tx.query(_SELECT + "WHERE id = :id", {"id": room})))


def open_in(tx: Tx, conversation: str) -> Room | None:
    where = "WHERE conversation = :conversation AND ended_at IS NULL"
    return _room(one(tx.query(_SELECT + where, {"conversation": conversation})))


def newest_in(tx: Tx, conversation: str) -> Room | None:
    where = "WHERE conversation = :conversation ORDER BY seq DESC LIMIT 1"
    return _room(one(tx.query(_SELECT + where, {"conversation": conversation})))


def shown_at(tx: Tx, room: str, seq: int) -> None:
    """The message that shows the room."""
    tx.execute("UPDATE rooms SET seq = :seq WHERE id = :id", {"id": room, "seq": seq})


def offer(tx: Tx, room: str, expires_at: int) -> None:
    """An agent wants the customer in it, until then."""
    tx.execute(
        "UPDATE rooms SET ringing = 0, expires_at = :expires_at WHERE id = :id",
        {"id": room, "expires_at": expires_at},
    )


def start(tx: Tx, room: str, at: int) -> None:
    tx.execute("UPDATE rooms SET started_at = :at WHERE id = :id AND started_at IS NULL", {"id": room, "at": at})


def end(tx: Tx, room: str, at: int) -> None:
    """Invitations and tokens of the room die with it. Whoever has redeemed one may read on for a while."""
    params = {"id": room, "at": at}
    tx.execute("UPDATE rooms SET ended_at = :at, ringing = 0 WHERE id = :id AND ended_at IS NULL", params)
    tx.execute("UPDATE call_invitations SET expires_at = 0 WHERE room = :id", params)
    tx.execute("UPDATE room_members SET here = 0, shares = 0, rings_until = NULL WHERE room = :id", params)
    tx.execute("DELETE FROM join_tokens WHERE room = :id", params)


def missed(tx: Tx, now: int) -> list[str]:
    """Rooms that were offered, or asked for, in vain."""
    rows = tx.execute(
        "SELECT id FROM rooms WHERE ended_at IS NULL AND started_at IS NULL AND expires_at <= :now",
        {"now": now},
    ).fetchall()
    return [row[0] for row in rows]


def in_use(tx: Tx) -> list[str]:
    """Rooms that have begun, or that somebody waits in."""
    rows = tx.execute(
        "SELECT id FROM rooms WHERE ended_at IS NULL AND (started_at IS NOT NULL OR EXISTS"
        " (SELECT 1 FROM room_members m WHERE m.room = rooms.id AND m.here = 1))"
    ).fetchall()
    return [row[0] for row in rows]


def ringing(tx: Tx, now: int) -> list[Ring]:
    rows = tx.execute(
        "SELECT r.id, r.conversation, r.media, r.expires_at, r.seq, v.agent, c.id, c.name, c.language FROM rooms r"
        " JOIN conversations v ON v.id = r.conversation JOIN contacts c ON c.id = r.contact"
        " WHERE r.ended_at IS NULL AND r.ringing = 1 AND r.expires_at > :now ORDER BY r.offered_at, r.id",
        {"now": now},
    ).fetchall()
    return [
        Ring(room, conversation, Contact(id=contact, name=name, language=language), media, expires_at, seq, owner)
        for room, conversation, media, expires_at, seq, owner, contact, name, language in rows
    ]


# -- join tokens --------------------------------------------------------------


def give_token(tx: Tx, *, room: str, person: str, role: str, connection: str, expires_at: int) -> str:
    token = new_secret()
    tx.execute(
        "INSERT INTO join_tokens (hash, room, person, role, connection, expires_at)"
        " VALUES (:hash, :room, :person, :role, :connection, :expires_at)",
        {
            "hash": digest(token),
            "room": room,
            "person": person,
            "role": role,
            "connection": connection,
            "expires_at": expires_at,
        },
    )
    return token


def use_token(tx: Tx, token: str, connection: str, now: int) -> JoinToken | None:
    """None when it is used, expired, unknown or another connection's."""
    row = tx.execute(
        "UPDATE join_tokens SET used_at = :now WHERE hash = :hash AND connection = :connection AND used_at IS NULL"
        " AND expires_at > :now RETURNING room, person, role",
        {"hash": digest(token), "connection": connection, "now": now},
    ).fetchone()
    return JoinToken(*row) if row else None
