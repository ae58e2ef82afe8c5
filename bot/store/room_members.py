"""Who was let into a room, asked into it, or sent out of it; and who is there."""

from dataclasses import dataclass
from typing import Literal

from bot.model import CallKind, Contact, Person
from bot.store.engine import Tx, one

Role = Literal["customer", "agent", "supervisor"]


@dataclass(frozen=True, slots=True)
class Member:
    room: str
    person: str
    role: Role
    name: str
    hidden: bool = False  # a supervisor of whom neither customer nor agent is told
    here: bool = False
    shares: bool = False  # a screen
    removed_at: int | None = None  # was sent out, and may not come back unasked


@dataclass(frozen=True, slots=True)
class Asking:
    """An agent who is asked into a colleague's call."""

    person: str
    by: Person
    room: str
    conversation: str
    contact: Contact
    media: CallKind
    expires_at: int


def get(tx: Tx, room: str, person: str) -> Member | None:
    row = one(
        tx.query(
            "SELECT room, person, role, name, hidden, here, shares, removed_at FROM room_members"
            " WHERE room = :room AND person = :person",
            {"room": room, "person": person},
        )
    )
    if row is None:
        return None
    return Member(**{**row, "hidden": bool(row["hidden"]), "here": bool(row["here"]), "shares": bool(row["shares"])})


def put(tx: Tx, member: Member, *, asked_by: str | None = None, rings_until: int | None = None) -> None:
    """In place of what was known of them; `rings_until`: an agent of whom `asked_by` wants that they come."""
    tx.execute(
        "INSERT INTO room_members (room, person, role, name, hidden, here, shares, removed_at, asked_by, rings_until)"
        " VALUES (:room, :person, :role, :name, :hidden, :here, :shares, :removed_at, :asked_by, :rings_until)"
        " ON CONFLICT (room, person) DO UPDATE SET role = :role, name = :name, hidden = :hidden, here = :here,"
        " shares = :shares, removed_at = :removed_at, asked_by = :asked_by, rings_until = :rings_until",
        {
            "room": member.room,
            "person": member.person,
            "role": member.role,
            "name": member.name,
            "hidden": int(member.hidden),
            "here": int(member.here),
            "shares": int(member.shares),
            "removed_at": member.removed_at,
            "asked_by": asked_by,
            "rings_until": rings_until,
        },
    )


def came(tx: Tx, room: str, person: str) -> None:
    tx.execute(
        "UPDATE room_members SET here = 1, rings_until = NULL WHERE room = :room AND person = :person",
        {"room": room, "person": person},
    )


def went(tx: Tx, room: str, person: str) -> None:
    tx.execute(
        "UPDATE room_members SET here = 0, shares = 0 WHERE room = :room AND person = :person",
        {"room": room, "person": person},
    )


def shares(tx: Tx, room: str, person: str, shares: bool) -> None:
    tx.execute(
        "UPDATE room_members SET shares = :shares WHERE room = :room AND person = :person",
        {"room": room, "person": person, "shares": int(shares)},
    )


def send_out(tx: Tx, room: str, person: str, at: int) -> None:
    """With the tokens by which they might come back."""
    params = {"room": room, "person": person, "at": at}
    tx.execute(
        "UPDATE room_members SET removed_at = :at, rings_until = NULL WHERE room = :room AND person = :person", params
    )
    tx.execute("DELETE FROM join_tokens WHERE room = :room AND person = :person", params)


def ask_back(tx: Tx, room: str, person: str) -> None:
    """Who was sent out may come again."""
    tx.execute(
        "UPDATE room_members SET removed_at = NULL WHERE room = :room AND person = :person",
        {"room": room, "person": person},
    )


def anybody(tx: Tx, room: str) -> bool:
    """Whether somebody is there."""
    row = tx.execute("SELECT 1 FROM room_members WHERE room = :room AND here = 1 LIMIT 1", {"room": room}).fetchone()
    return row is not None


def busy(tx: Tx) -> frozenset[str]:
    """Who is in a call."""
    rows = tx.execute(
        "SELECT m.person FROM rooms r JOIN room_members m ON m.room = r.id WHERE r.ended_at IS NULL AND m.here = 1"
    ).fetchall()
    return frozenset(row[0] for row in rows)


def asked(tx: Tx, now: int) -> list[Asking]:
    rows = tx.execute(
        "SELECT m.person, a.id, a.name, r.id, r.conversation, c.id, c.name, c.language, r.media, m.rings_until"
        " FROM rooms r JOIN room_members m ON m.room = r.id JOIN agents a ON a.id = m.asked_by"
        " JOIN contacts c ON c.id = r.contact WHERE r.ended_at IS NULL AND m.rings_until > :now AND m.here = 0"
        " ORDER BY m.rings_until, m.person",
        {"now": now},
    ).fetchall()
    return [
        Asking(
            person,
            Person(id=by, name=by_name),
            room,
            conversation,
            Contact(id=contact, name=name, language=language),
            media,
            expires_at,
        )
        for person, by, by_name, room, conversation, contact, name, language, media, expires_at in rows
    ]
