"""Recovery cases as they stand."""

from dataclasses import dataclass

from bot.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Waiting:
    """Open cases: past their deadline, with one later today, and whatever their deadline without an owner."""

    late: int
    today: int
    unowned: int


def late(tx: Tx, now: int) -> int:
    """How many are past their deadline."""
    return waiting(tx, now, now).late


def waiting(tx: Tx, now: int, tomorrow: int) -> Waiting:
    """A case that is resolved has no deadline any more (bot.recovery.case.Case.runs)."""
    row = tx.execute(
        "SELECT COUNT(CASE WHEN resolved_at IS NULL AND due_at <= :now THEN 1 END),"
        " COUNT(CASE WHEN resolved_at IS NULL AND due_at > :now AND due_at < :tomorrow THEN 1 END),"
        " COUNT(CASE WHEN owner IS NULL THEN 1 END) FROM cases WHERE closed_at IS NULL",
        {"now": now, "tomorrow": tomorrow},
    ).fetchone()
    return Waiting(*row)
