"""Facts about this database."""

from bot.store.engine import Tx


def get(tx: Tx, name: str) -> str | None:
    row = tx.execute("SELECT value FROM meta WHERE name = :name", {"name": name}).fetchone()
    return str(row[0]) if row else None


def put(tx: Tx, name: str, value: str) -> None:
    tx.execute(
        "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": name, "value": value},
    )
