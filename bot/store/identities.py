"""By what else than a channel a contact is known: the shop's own number of them, an email address.

They stand among the addresses, under channels that nothing is sent through.
"""

from typing import Literal

from bot.model import Contact
from bot.secret import digest, new_secret
from bot.store import conversations, deeds
from bot.store.engine import Tx, one

Known = Literal["shop", "email"]


def contact_at(tx: Tx, known: Known, external_id: str) -> Contact | None:
    row = one(
        tx.query(
            "SELECT c.id, c.name, c.language FROM addresses a JOIN contacts c ON c.id = a.contact"
            " WHERE a.channel = :known AND a.external_id = :external_id",
            {"known": known, "external_id": external_id},
        )
    )
    return Contact(**row) if row else None


def of(tx: Tx, contact: str) -> dict[str, str]:
    """The shop's number and the email address, as far as they are known."""
    rows = tx.execute(
        "SELECT channel, external_id FROM addresses WHERE contact = :contact AND channel IN ('shop', 'email')",
        {"contact": contact},
    ).fetchall()
    return {str(row[0]): str(row[1]) for row in rows}


def give(tx: Tx, contact: str, known: Known, external_id: str) -> bool:
    """False where it is another's, or the contact has one already."""
    if known in of(tx, contact):
        return False
    given = tx.execute(
        "INSERT INTO addresses (channel, external_id, contact) VALUES (:known, :external_id, :contact)"
        " ON CONFLICT (channel, external_id) DO NOTHING",
        {"known": known, "external_id": external_id, "contact": contact},
    )
    return given.rowcount == 1


def present(tx: Tx, contact: str) -> str:
    """Who a contact is by now: itself, or who it has turned out to be."""
    row = tx.execute("SELECT same_as FROM contacts WHERE id = :id", {"id": contact}).fetchone()
    return str(row[0]) if row and row[0] else contact


# -- becoming one ------------------------------------------------------------------

THEIRS = (
    "addresses", "contact_tokens", "contact_links", "conversations", "rooms", "call_invitations", "rating_requests",
    "planned_askings", "booking_links", "bookings", "thank_you_codes", "thank_yous", "cases", "alerts", "touchpoints",
    "journey_steps",
)  # fmt: skip
"""Tables that say whose a row is in a column `contact`."""
_TOLD = (("planned_askings", "about"), ("alerts", "fact"))
"""And texts in which the contact's id stands."""


def channels(tx: Tx, contact: str) -> set[str]:
    """On which the contact has a conversation or an address."""
    rows = tx.execute(
        "SELECT channel FROM conversations WHERE contact = :contact"
        " UNION SELECT channel FROM addresses WHERE contact = :contact",
        {"contact": contact},
    ).fetchall()
    return {str(row[0]) for row in rows}


def unite(tx: Tx, contact: str, into: str) -> list[str]:
    """All of `contact` is of `into` from now on; the conversations that came to it.

    One contact has one conversation on each channel in which it goes on: of two, see `go_on` first.
    """
    ids = {"old": contact, "new": into}
    moved = tx.execute("SELECT id FROM conversations WHERE contact = :old", ids).fetchall()
    _move(tx, contact, into)
    return [str(row[0]) for row in moved]


def go_on(tx: Tx, former: str, conversation: str) -> None:
    """What was to go on in the conversation `former` goes on in `conversation`."""
    conversations.go_on(tx, former, conversation)
    for table, changes, where in _GO_ON:
        tx.execute(
            f"UPDATE {table} SET {changes} WHERE conversation = :former AND {where}",
            {"here": conversation, "former": former},
        )


_GO_ON = (
    ("bookings", "conversation = :here", "state = 'booked'"),
    ("booking_links", "conversation = :here", "1 = 1"),
    ("cases", "conversation = :here, episode = NULL", "closed_at IS NULL"),
)
"""What of these is not over."""


def _move(tx: Tx, contact: str, into: str) -> None:
    ids = {"old": contact, "new": into}
    for table, column in _TOLD:
        tx.execute(f"UPDATE {table} SET {column} = REPLACE({column}, :old, :new) WHERE contact = :old", ids)
    for table in THEIRS:
        tx.execute(f"UPDATE {table} SET contact = :new WHERE contact = :old", ids)
    tx.execute(
        "INSERT INTO permissions (contact, at, allowed, how) SELECT :new, at, allowed, how FROM permissions"
        " WHERE contact = :old ON CONFLICT (contact, at) DO NOTHING",
        ids,
    )
    tx.execute("DELETE FROM permissions WHERE contact = :old", ids)
    deeds.hand_over(tx, contact, into)
    tx.execute("UPDATE contacts SET same_as = :new WHERE id = :old OR same_as = :old", ids)
    _keep_best(tx, contact, into)


def _keep_best(tx: Tx, contact: str, into: str) -> None:
    """What only the one knew."""
    tx.execute(
        "UPDATE contacts SET name = COALESCE(name, (SELECT o.name FROM contacts o WHERE o.id = :old)),"
        " timezone = COALESCE(timezone, (SELECT o.timezone FROM contacts o WHERE o.id = :old)) WHERE id = :new",
        {"old": contact, "new": into},
    )


# -- links -------------------------------------------------------------------------


def link(tx: Tx, contact: str, at: int, expires_at: int) -> str:
    """The secret of a link with which somebody shows to be this contact, once."""
    secret = new_secret()
    tx.execute(
        "INSERT INTO contact_links (hash, contact, created_at, expires_at) VALUES (:hash, :contact, :at, :expires_at)",
        {"hash": digest(secret), "contact": contact, "at": at, "expires_at": expires_at},
    )
    return secret


def linked(tx: Tx, secret: str, now: int) -> str | None:
    """The contact; None: the link is not known, has run out or was used."""
    row = tx.execute(
        "SELECT contact FROM contact_links WHERE hash = :hash AND used_at IS NULL AND expires_at > :now",
        {"hash": digest(secret), "now": now},
    ).fetchone()
    return str(row[0]) if row else None


def use_link(tx: Tx, secret: str, now: int) -> None:
    tx.execute("UPDATE contact_links SET used_at = :now WHERE hash = :hash", {"hash": digest(secret), "now": now})
