"""Rooms of live sessions: offered, joined, ended; invitations and join tokens, of which only hashes are kept."""

from dataclasses import dataclass

from bot.secret import digest, new_secret
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Room:
    id: str
    conversation: str
    seq: int  # of the message that shows it
    agent: str
    contact: str
    offered_at: int
    expires_at: int  # of the offer
    started_at: int | None
    ended_at: int | None


@dataclass(frozen=True, slots=True)
class Invitation:
    room: str
    contact: str
    expires_at: int
    redeemed_at: int | None


@dataclass(frozen=True, slots=True)
class JoinToken:
    room: str
    person: str
    role: str


def create(tx: Tx, room: Room) -> None:
    tx.execute(
        "INSERT INTO rooms (id, conversation, seq, agent, contact, offered_at, expires_at, started_at, ended_at) VALUES"
        " (:id, :conversation, :seq, :agent, :contact, :offered_at, :expires_at, :started_at, :ended_at)",
        {name: getattr(room, name) for name in Room.__slots__},
    )


def get(tx: Tx, room: str) -> Room | None:
    row = one(tx.query("SELECT * FROM rooms WHERE id = :id", {"id": room}))
    return Room(**row) if row else None


def shown_at(tx: Tx, room: str, seq: int) -> None:
    """The message that shows the room."""
    tx.execute("UPDATE rooms SET seq = :seq WHERE id = :id", {"id": room, "seq": seq})


def open_in(tx: Tx, conversation: str) -> Room | None:
    row = one(
        tx.query(
            "SELECT * FROM rooms WHERE conversation = :conversation AND ended_at IS NULL",
            {"conversation": conversation},
        )
    )
    return Room(**row) if row else None


def start(tx: Tx, room: str, at: int) -> None:
    tx.execute("UPDATE rooms SET started_at = :at WHERE id = :id AND started_at IS NULL", {"id": room, "at": at})


def end(tx: Tx, room: str, at: int) -> None:
    """Invitations and tokens of the room die with it."""
    params = {"id": room, "at": at}
    tx.execute("UPDATE rooms SET ended_at = :at WHERE id = :id AND ended_at IS NULL", params)
    tx.execute("UPDATE call_invitations SET expires_at = 0, login_hash = NULL WHERE room = :id", params)
    tx.execute("DELETE FROM join_tokens WHERE room = :id", params)


def missed(tx: Tx, now: int) -> list[str]:
    """Rooms that were offered in vain."""
    rows = tx.execute(
        "SELECT id FROM rooms WHERE ended_at IS NULL AND started_at IS NULL AND expires_at <= :now",
        {"now": now},
    ).fetchall()
    return [row[0] for row in rows]


def unended(tx: Tx) -> list[str]:
    return [
        row[0]
        for row in tx.execute("SELECT id FROM rooms WHERE ended_at IS NULL AND started_at IS NOT NULL").fetchall()
    ]


# -- invitations --------------------------------------------------------------


def invite(tx: Tx, room: Room) -> str:
    secret = new_secret()
    tx.execute(
        "INSERT INTO call_invitations (hash, room, contact, expires_at) VALUES (:hash, :room, :contact, :expires_at)",
        {"hash": digest(secret), "room": room.id, "contact": room.contact, "expires_at": room.expires_at},
    )
    return secret


def invitation(tx: Tx, secret: str) -> Invitation | None:
    row = one(
        tx.query(
            "SELECT room, contact, expires_at, redeemed_at FROM call_invitations WHERE hash = :hash",
            {"hash": digest(secret)},
        )
    )
    return Invitation(**row) if row else None


def redeem(tx: Tx, secret: str, now: int) -> str | None:
    """The login of the browser that pressed Join; None when the invitation is used, expired or unknown."""
    login = new_secret()
    won = tx.execute(
        "UPDATE call_invitations SET redeemed_at = :now, login_hash = :login"
        " WHERE hash = :hash AND redeemed_at IS NULL AND expires_at > :now",
        {"hash": digest(secret), "now": now, "login": digest(login)},
    )
    return login if won.rowcount == 1 else None


def of_login(tx: Tx, login: str) -> Invitation | None:
    row = one(
        tx.query(
            "SELECT room, contact, expires_at, redeemed_at FROM call_invitations WHERE login_hash = :hash",
            {"hash": digest(login)},
        )
    )
    return Invitation(**row) if row else None


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
