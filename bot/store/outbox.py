"""What has to leave for a channel's far side, written in the transaction of the message that it carries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bot.model import Channel
from bot.store.engine import Tx

Deed = Literal["send", "edit", "prompt"]
"""Send the message; show it again as it reads now; ask for the comment to its rating."""

State = Literal["pending", "sending", "sent", "uncertain", "failed"]
"""`sending` is on disk before the call goes out, so that a crash in between can be told from one before."""

# Repeated in the queries as the index outbox_open has it: only then do they read the open few, not all that ever left.
_OPEN = "state IN ('pending', 'sending')"
_COLUMNS = "channel, address, position, conversation, seq, deed, link, tries, unsure, parts, at"
_THIS = "channel = :channel AND address = :address AND position = :position"


@dataclass(frozen=True, slots=True)
class Parcel:
    channel: Channel
    address: str  # on the channel: a Telegram chat
    position: int  # rises within the address
    conversation: str
    seq: int
    deed: Deed
    link: str | None  # the secret link of an invitation, erased once sent
    tries: int  # that certainly did not arrive, since the first or the last retry by hand
    unsure: int  # that may have arrived
    parts: int  # of a long message that have arrived
    at: int  # when it was put here, or asked for again
    language: str = "en"  # from here on known once claimed
    provider_id: str | None = None  # the far side's name of the message; None: it has not arrived


@dataclass(frozen=True, slots=True)
class Outcome:
    state: State
    at: int  # pending: when it may be tried again; else when it was settled
    tries: int = 0
    unsure: int = 0
    parts: int = 0
    provider_id: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    conversation: str
    seq: int
    state: State


def add(
    tx: Tx,
    *,
    channel: Channel,
    address: str,
    conversation: str,
    seq: int,
    deed: Deed,
    at: int,
    link: str | None = None,
) -> None:
    """Nothing is added where an open parcel will show the message as it reads by then."""
    if deed != "send" and _will_show(tx, conversation, seq, deed):
        return
    tx.execute(
        "INSERT INTO outbox (channel, address, position, conversation, seq, deed, link, state, tries,"
        " unsure, parts, next_at, at)"
        " VALUES (:channel, :address, (SELECT COALESCE(MAX(position), 0) + 1 FROM outbox WHERE channel = :channel"
        " AND address = :address), :conversation, :seq, :deed, :link, 'pending', 0, 0, 0, :at, :at)",
        {
            "channel": channel,
            "address": address,
            "conversation": conversation,
            "seq": seq,
            "deed": deed,
            "link": link,
            "at": at,
        },
    )


def _will_show(tx: Tx, conversation: str, seq: int, deed: Deed) -> bool:
    row = tx.execute(
        "SELECT 1 FROM outbox WHERE conversation = :conversation AND seq = :seq AND state = 'pending'"
        " AND (deed = :deed OR deed = 'send' AND :deed = 'edit')",
        {"conversation": conversation, "seq": seq, "deed": deed},
    ).fetchone()
    return row is not None


def due(tx: Tx, now: int, limit: int) -> list[Parcel]:
    """The first open parcel of each address that has none under way, where it may be tried now."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM outbox o WHERE {_OPEN} AND state = 'pending' AND next_at <= :now"
        " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.channel = o.channel AND e.address = o.address"
        f"  AND e.{_OPEN} AND (e.state = 'sending' OR e.position < o.position))"
        " ORDER BY at, address, position LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [Parcel(Channel(row[0]), *row[1:]) for row in rows]


def claim(tx: Tx, parcels: Iterable[Parcel]) -> list[Parcel]:
    """Those that are ours to carry now."""
    return [
        replace(parcel, language=_language(tx, parcel), provider_id=_provider_id(tx, parcel))
        for parcel in parcels
        if tx.execute(f"UPDATE outbox SET state = 'sending' WHERE {_THIS} AND state = 'pending'", _key(parcel)).rowcount
    ]


def interrupted(tx: Tx) -> list[Parcel]:
    """Those under way when the process ended: whether they arrived, nobody knows."""
    rows = tx.execute(f"SELECT {_COLUMNS} FROM outbox WHERE {_OPEN} AND state = 'sending' ORDER BY at").fetchall()
    return [Parcel(Channel(row[0]), *row[1:]) for row in rows]


def settle(tx: Tx, parcel: Parcel, outcome: Outcome) -> None:
    tx.execute(
        "UPDATE outbox SET state = :state, next_at = :at, tries = :tries, unsure = :unsure, parts = :parts,"
        " provider_id = COALESCE(:provider_id, provider_id), link = CASE WHEN :state = 'sent' THEN NULL ELSE link END"
        f" WHERE {_THIS}",
        {
            **_key(parcel),
            "state": outcome.state,
            "at": outcome.at,
            "tries": outcome.tries,
            "unsure": outcome.unsure,
            "parts": outcome.parts,
            "provider_id": outcome.provider_id,
        },
    )


def prompted(tx: Tx, conversation: str, seq: int, since: int) -> bool:
    """Whether words about the message were asked for at `since` or later."""
    row = tx.execute(
        "SELECT 1 FROM outbox WHERE conversation = :conversation AND seq = :seq AND deed = 'prompt' AND at >= :since",
        {"conversation": conversation, "seq": seq, "since": since},
    ).fetchone()
    return row is not None


def retry(tx: Tx, conversation: str, seq: int, at: int) -> bool:
    """Puts a message that failed, or may have, back in line. False: there was none."""
    cursor = tx.execute(
        "UPDATE outbox SET state = 'pending', tries = 0, unsure = 0, next_at = :at, at = :at"
        " WHERE conversation = :conversation AND seq = :seq AND deed = 'send' AND state IN ('failed', 'uncertain')",
        {"conversation": conversation, "seq": seq, "at": at},
    )
    return cursor.rowcount > 0


@dataclass(frozen=True, slots=True)
class Failed:
    conversation: str
    seq: int
    at: int  # when it was given up


def last_failed(tx: Tx, channel: Channel, address: str) -> Failed | None:
    """What was sent to the address last, where that has failed; None: it arrived, may have, or is on its way."""
    row = tx.execute(
        "SELECT conversation, seq, next_at, state FROM outbox WHERE channel = :channel AND address = :address"
        " AND deed = 'send' AND state IN ('sent', 'uncertain', 'failed') ORDER BY position DESC LIMIT 1",
        {"channel": channel, "address": address},
    ).fetchone()
    return Failed(*row[:3]) if row and row[3] == "failed" else None


def settled(tx: Tx, limit: int) -> list[Settled]:
    """The messages settled last, newest first."""
    rows = tx.execute(
        "SELECT conversation, seq, state FROM outbox WHERE deed = 'send' AND state IN ('sent', 'uncertain', 'failed')"
        " ORDER BY next_at DESC LIMIT :limit",
        {"limit": limit},
    ).fetchall()
    return [Settled(*row) for row in rows]


def conversation_of(tx: Tx, channel: Channel, address: str, seq: int) -> str | None:
    """The conversation whose message `seq` was for this address; None when it never had one."""
    row = tx.execute(
        "SELECT conversation FROM outbox WHERE channel = :channel AND address = :address AND seq = :seq LIMIT 1",
        {"channel": channel, "address": address, "seq": seq},
    ).fetchone()
    return row[0] if row else None


def shown_as(tx: Tx, channel: Channel, address: str, provider_id: str) -> tuple[str, int] | None:
    """Conversation and seq of what the far side calls `provider_id`; a prompt counts as the rating it asks about."""
    row = tx.execute(
        "SELECT conversation, seq FROM outbox WHERE channel = :channel AND address = :address AND"
        " provider_id = :id LIMIT 1",
        {"channel": channel, "address": address, "id": provider_id},
    ).fetchone()
    return (row[0], row[1]) if row else None


def _language(tx: Tx, parcel: Parcel) -> str:
    row = tx.execute("SELECT language FROM conversations WHERE id = :id", {"id": parcel.conversation}).fetchone()
    return str(row[0])


def _provider_id(tx: Tx, parcel: Parcel) -> str | None:
    row = tx.execute(
        "SELECT provider_id FROM outbox WHERE conversation = :conversation AND seq = :seq AND deed = 'send'"
        " AND channel = :channel AND address = :address",
        {
            "conversation": parcel.conversation,
            "seq": parcel.seq,
            "channel": parcel.channel,
            "address": parcel.address,
        },
    ).fetchone()
    return row[0] if row else None


def _key(parcel: Parcel) -> dict[str, object]:
    return {"channel": parcel.channel, "address": parcel.address, "position": parcel.position}
