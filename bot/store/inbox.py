"""Telegram's updates, kept from the moment we have them until they are handled."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Update:
    update_id: int
    chat: str  # updates of one chat are handled in the order of their ids
    raw: str  # JSON, as it came
    tries: int = 0  # that have failed


def add(tx: Tx, updates: Iterable[Update], at: int) -> None:
    """Leaves out known ids, which are the only old ones: after a quiet week Telegram goes on from a random id."""
    for update in updates:
        tx.execute(
            "INSERT INTO telegram_updates (update_id, chat, raw, state, tries, next_at, at)"
            " VALUES (:id, :chat, :raw, 'pending', 0, :at, :at) ON CONFLICT (update_id) DO NOTHING",
            {"id": update.update_id, "chat": update.chat, "raw": update.raw, "at": at},
        )


def due(tx: Tx, now: int, limit: int) -> list[Update]:
    """The first open update of each chat, where it may be tried now."""
    rows = tx.execute(
        "SELECT update_id, chat, raw, tries FROM telegram_updates u WHERE state = 'pending' AND next_at <= :now"
        " AND NOT EXISTS (SELECT 1 FROM telegram_updates e"
        "  WHERE e.chat = u.chat AND e.update_id < u.update_id AND e.state = 'pending')"
        " ORDER BY at, update_id LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [Update(*row) for row in rows]


def done(tx: Tx, update_id: int) -> None:
    """The id stays, so that the update is known when it comes again; what people wrote is now in their conversation."""
    tx.execute("UPDATE telegram_updates SET state = 'done', raw = '' WHERE update_id = :id", {"id": update_id})


def put_off(tx: Tx, update_id: int, next_at: int) -> None:
    """Tries again later; this was no failure of the update."""
    tx.execute(
        "UPDATE telegram_updates SET next_at = :next WHERE update_id = :id",
        {"id": update_id, "next": next_at},
    )


def failed(tx: Tx, update_id: int, problem: str, next_at: int | None) -> None:
    """`next_at` None: it will not be tried again, and its chat goes on."""
    tx.execute(
        "UPDATE telegram_updates SET tries = tries + 1, problem = :problem, next_at = COALESCE(:next, next_at),"
        " state = CASE WHEN :next IS NULL THEN 'dead' ELSE state END WHERE update_id = :id",
        {"id": update_id, "problem": problem, "next": next_at},
    )


def forget(tx: Tx, before: int) -> None:
    """Drops what was handled and came before `before`. Telegram repeats an update for a day at most."""
    tx.execute("DELETE FROM telegram_updates WHERE state = 'done' AND at < :before", {"before": before})
