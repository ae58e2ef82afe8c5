"""What managers set on pages, each a struct whose every field has a default."""

from typing import TypeVar

import msgspec

from bot.store.engine import Tx

K = TypeVar("K", bound=msgspec.Struct)


def get(tx: Tx, name: str, kind: type[K]) -> K:
    """As it was put; `kind()` where it never was."""
    row = tx.execute("SELECT value FROM settings WHERE name = :name", {"name": name}).fetchone()
    return msgspec.json.decode(row[0], type=kind) if row else kind()


def put(tx: Tx, name: str, value: msgspec.Struct, by: str | None, at: int) -> None:
    """`by`: the agent; None: nobody has."""
    tx.execute(
        "INSERT INTO settings (name, value, changed_at, changed_by) VALUES (:name, :value, :at, :by)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,"
        " changed_by = excluded.changed_by",
        {"name": name, "value": msgspec.json.encode(value).decode(), "at": at, "by": by},
    )
