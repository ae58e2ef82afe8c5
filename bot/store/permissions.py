"""Whether contacts want to hear from us unasked: what they said, how and when. What was said last counts."""

from bot.model import Struct
from bot.store.engine import Tx


class Permission(Struct, frozen=True, kw_only=True):
    at: int
    allowed: bool
    how: str  # such as "checkbox at checkout", or "stop" for the word written to us


def say(tx: Tx, contact: str, *, allowed: bool, how: str, at: int) -> None:
    """`at`: when it was said, which may lie before what is known already."""
    tx.execute(
        "INSERT INTO permissions (contact, at, allowed, how) VALUES (:contact, :at, :allowed, :how)"
        " ON CONFLICT (contact, at) DO UPDATE SET allowed = excluded.allowed, how = excluded.how",
        {"contact": contact, "at": at, "allowed": int(allowed), "how": how},
    )


def newest(tx: Tx, contact: str) -> Permission | None:
    """None: never said, so nothing may be sent unasked."""
    row = tx.execute(
        "SELECT at, allowed, how FROM permissions WHERE contact = :contact ORDER BY at DESC LIMIT 1",
        {"contact": contact},
    ).fetchone()
    return Permission(at=row[0], allowed=bool(row[1]), how=row[2]) if row else None


def allowed(tx: Tx, contact: str) -> bool | None:
    """None: never said."""
    said = newest(tx, contact)
    return said.allowed if said else None
