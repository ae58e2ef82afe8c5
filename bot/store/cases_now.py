"""Recovery cases as they stand."""

from bot.store.engine import Tx


def late(tx: Tx, now: int) -> int:
    """Open ones past their deadline."""
    row = tx.execute("SELECT COUNT(*) FROM cases WHERE closed_at IS NULL AND due_at < :now", {"now": now}).fetchone()
    return int(row[0])
