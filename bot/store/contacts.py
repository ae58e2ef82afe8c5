"""The people who ask, and where to reach them."""

from collections.abc import Iterable
from typing import Any

import msgspec

from bot.events import TraitsChanged, inside_stream
from bot.model import CallCheck, Channel, Contact, Traits
from bot.secret import digest, new_id, new_secret
from bot.store import log
from bot.store.engine import Tx, one


def get(tx: Tx, contact: str) -> Contact | None:
    row = one(tx.query("SELECT id, name, language FROM contacts WHERE id = :id", {"id": contact}))
    return Contact(**row) if row else None


def create(tx: Tx, *, name: str | None, language: str, at: int) -> Contact:
    contact = Contact(id=new_id("c"), name=name, language=language)
    tx.execute(
        "INSERT INTO contacts (id, name, language, created_at) VALUES (:id, :name, :language, :at)",
        {"id": contact.id, "name": name, "language": language, "at": at},
    )
    return contact


def at_address(tx: Tx, channel: Channel, external_id: str) -> Contact | None:
    row = one(
        tx.query(
            "SELECT c.id, c.name, c.language FROM addresses a JOIN contacts c ON c.id = a.contact"
            " WHERE a.channel = :channel AND a.external_id = :external_id",
            {"channel": channel, "external_id": external_id},
        )
    )
    return Contact(**row) if row else None


def give_address(tx: Tx, contact: str, channel: Channel, external_id: str) -> None:
    tx.execute(
        "INSERT INTO addresses (channel, external_id, contact) VALUES (:channel, :external_id, :contact)",
        {"channel": channel, "external_id": external_id, "contact": contact},
    )


def address(tx: Tx, contact: str, channel: Channel) -> str | None:
    """None: messages of this channel are read from the stream, not sent."""
    row = tx.execute(
        "SELECT external_id FROM addresses WHERE contact = :contact AND channel = :channel",
        {"contact": contact, "channel": channel},
    ).fetchone()
    return str(row[0]) if row else None


def address_in(tx: Tx, conversation: str, channel: Channel) -> str | None:
    """Where the messages of a conversation are sent to; None when it is held on another channel."""
    row = tx.execute(
        "SELECT a.external_id FROM conversations v JOIN addresses a ON a.contact = v.contact AND a.channel = v.channel"
        " WHERE v.id = :conversation AND v.channel = :channel",
        {"conversation": conversation, "channel": channel},
    ).fetchone()
    return str(row[0]) if row else None


def give_token(tx: Tx, contact: str, at: int) -> str:
    """The secret that a widget keeps to be this contact again."""
    token = new_secret()
    tx.execute(
        "INSERT INTO contact_tokens (hash, contact, created_at) VALUES (:hash, :contact, :at)",
        {"hash": digest(token), "contact": contact, "at": at},
    )
    return token


def has_token(tx: Tx, contact: str) -> bool:
    """Whether some browser is this contact."""
    row = tx.execute("SELECT 1 FROM contact_tokens WHERE contact = :contact LIMIT 1", {"contact": contact}).fetchone()
    return row is not None


def of_token(tx: Tx, token: str) -> Contact | None:
    row = one(
        tx.query(
            "SELECT c.id, c.name, c.language FROM contact_tokens t JOIN contacts c ON c.id = t.contact WHERE"
            " t.hash = :hash",
            {"hash": digest(token)},
        )
    )
    return Contact(**row) if row else None


def save(tx: Tx, contact: Contact, *, chosen: bool = False) -> None:
    """`chosen`: the language is what the customer has said or picked."""
    tx.execute(
        "UPDATE contacts SET name = :name, language = :language, language_chosen ="
        " CASE WHEN :chosen = 1 THEN 1 ELSE language_chosen END WHERE id = :id",
        {"id": contact.id, "name": contact.name, "language": contact.language, "chosen": int(chosen)},
    )


def timezone(tx: Tx, contact: str, otherwise: str) -> str:
    """IANA name, as the contact's browser told it; `otherwise` where it never did."""
    row = tx.execute("SELECT timezone FROM contacts WHERE id = :id", {"id": contact}).fetchone()
    return (row[0] if row else None) or otherwise


def lives_in(tx: Tx, contact: str, timezone: str) -> None:
    tx.execute("UPDATE contacts SET timezone = :timezone WHERE id = :id", {"id": contact, "timezone": timezone})


def chose_language(tx: Tx, contact: str) -> bool:
    row = tx.execute("SELECT language_chosen FROM contacts WHERE id = :id", {"id": contact}).fetchone()
    return bool(row and row[0])


def traits(tx: Tx, contact: str) -> Traits:
    """What is known of the contact; nothing of one that does not exist."""
    return _traits(tx.query("SELECT labels, attributes, call_check FROM contacts WHERE id = :id", {"id": contact}))


def traits_in(tx: Tx, conversation: str) -> Traits:
    """Of the contact whose conversation it is."""
    return _traits(
        tx.query(
            "SELECT c.labels, c.attributes, c.call_check FROM contacts c JOIN conversations v ON v.contact = c.id"
            " WHERE v.id = :id",
            {"id": conversation},
        )
    )


def _traits(rows: Iterable[dict[str, Any]]) -> Traits:
    row = one(rows)
    if row is None:
        return Traits()
    return Traits(
        labels=msgspec.json.decode(row["labels"], type=tuple[str, ...]),
        attributes=msgspec.json.decode(row["attributes"], type=dict[str, str]),
        check=msgspec.json.decode(row["call_check"], type=CallCheck) if row["call_check"] else None,
    )


def know(tx: Tx, contact: str, traits: Traits, at: int) -> tuple[str, ...]:
    """Keeps what is now known of the contact, in place of what was; the streams in which agents are told so."""
    tx.execute(
        "UPDATE contacts SET labels = :labels, attributes = :attributes, call_check = :check WHERE id = :id",
        {
            "id": contact,
            "labels": msgspec.json.encode(traits.labels).decode(),
            "attributes": msgspec.json.encode(traits.attributes).decode(),
            "check": msgspec.json.encode(traits.check).decode() if traits.check else None,
        },
    )
    threads = tx.query("SELECT id FROM conversations WHERE contact = :contact", {"contact": contact})
    streams = tuple(inside_stream(row["id"]) for row in threads)
    for stream in streams:
        log.append(tx, stream, at, TraitsChanged(traits=traits))
    return streams
