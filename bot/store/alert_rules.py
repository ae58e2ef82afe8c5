"""The rules of who must know what, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from bot.alerts.rule import Rule
from bot.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Kept:
    rule: Rule
    enabled: bool
    revision: int  # rises with every change


@lru_cache(maxsize=256)
def _rule(definition: str) -> Rule:
    return msgspec.json.decode(definition, type=Rule)


def every(tx: Tx) -> list[Kept]:
    rows = tx.execute("SELECT definition, enabled, revision FROM alert_rules ORDER BY position, id").fetchall()
    return [Kept(_rule(row[0]), bool(row[1]), row[2]) for row in rows]


def enabled(tx: Tx) -> list[Rule]:
    return [kept.rule for kept in every(tx) if kept.enabled]


def put(tx: Tx, rule: Rule, revision: int | None) -> int | None:
    """Over the `revision` that was read; None: it is new, and comes last. The new one; None: somebody was quicker."""
    definition = msgspec.json.encode(rule).decode()
    if revision is None:
        made = tx.execute(
            "INSERT INTO alert_rules (id, definition, enabled, position, revision) VALUES (:id, :definition, 1,"
            " (SELECT COALESCE(MAX(position), 0) + 1 FROM alert_rules), 1) ON CONFLICT (id) DO NOTHING",
            {"id": rule.id, "definition": definition},
        )
        return 1 if made.rowcount == 1 else None
    changed = tx.execute(
        "UPDATE alert_rules SET definition = :definition, revision = revision + 1"
        " WHERE id = :id AND revision = :revision",
        {"id": rule.id, "definition": definition, "revision": revision},
    )
    return revision + 1 if changed.rowcount == 1 else None


def enable(tx: Tx, rule: str, value: bool) -> bool:
    """False: there is none such."""
    changed = tx.execute("UPDATE alert_rules SET enabled = :value WHERE id = :id", {"id": rule, "value": int(value)})
    return changed.rowcount == 1


def remove(tx: Tx, rule: str) -> bool:
    return tx.execute("DELETE FROM alert_rules WHERE id = :id", {"id": rule}).rowcount == 1


def load(tx: Tx, rules: Sequence[Rule]) -> None:
    """Into an empty table."""
    for rule in rules:
        put(tx, rule, None)
