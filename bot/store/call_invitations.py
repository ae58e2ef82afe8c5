"""Invitations to rooms: links of which only hashes are kept, and the login of the browser that redeemed one."""

from dataclasses import dataclass

from bot.secret import digest, new_secret
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Invitation:
    hash: str
    room: str
    contact: str
    expires_at: int  # 0: its room has ended
    redeemed_at: int | None


_SELECT = "SELECT hash, room, contact, expires_at, redeemed_at FROM call_invitations "


def invite(tx: Tx, room: str, contact: str, expires_at: int) -> str:
    """The link's secret."""
    secret = new_secret()
    tx.execute(
        "INSERT INTO call_invitations (hash, room, contact, expires_at) VALUES (:hash, :room, :contact, :expires_at)",
        {"hash": digest(secret), "room": room, "contact": contact, "expires_at": expires_at},
    )
    return secret


def get(tx: Tx, secret: str) -> Invitation | None:
    row = one(tx.query(_SELECT + "WHERE hash = :hash", {"hash": digest(secret)}))
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


def pass_on(tx: Tx, secret: str) -> str:
    """The login of another browser, in place of the one that had it."""
    login = new_secret()
    tx.execute(
        "UPDATE call_invitations SET login_hash = :login WHERE hash = :hash AND redeemed_at IS NOT NULL",
        {"hash": digest(secret), "login": digest(login)},
    )
    return login


def of_login(tx: Tx, login: str) -> Invitation | None:
    row = one(tx.query(_SELECT + "WHERE login_hash = :hash", {"hash": digest(login)}))
    return Invitation(**row) if row else None
