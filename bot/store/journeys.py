"""Journeys and their versions: a step that was planned goes by the version by which it was."""

from functools import lru_cache

from bot.journeys import definition
from bot.journeys.definition import Journey
from bot.model import Struct
from bot.store.engine import Tx


class Stored(Struct, frozen=True, kw_only=True):
    journey: Journey
    version: int
    enabled: bool
    removed_at: int | None = None


class Version(Struct, frozen=True, kw_only=True):
    version: int
    journey: Journey
    created_at: int
    created_by: str | None = None  # an agent; None: came with the product


_SELECT = (
    "SELECT j.id, j.version, j.enabled, j.removed_at, v.definition FROM journeys j"
    " JOIN journey_versions v ON v.journey = j.id AND v.version = j.version"
)

# They are read for every touchpoint and every step; a definition never changes under its version.
_decoded = lru_cache(maxsize=256)(definition.decode)


def every(tx: Tx) -> list[Stored]:
    """Without those that were removed."""
    rows = tx.execute(f"{_SELECT} WHERE j.removed_at IS NULL ORDER BY j.position, j.id").fetchall()
    return [_stored(row) for row in rows]


def enabled(tx: Tx) -> list[Stored]:
    rows = tx.execute(f"{_SELECT} WHERE j.removed_at IS NULL AND j.enabled = 1 ORDER BY j.position, j.id").fetchall()
    return [_stored(row) for row in rows]


def get(tx: Tx, journey: str) -> Stored | None:
    """Also one that was removed."""
    row = tx.execute(f"{_SELECT} WHERE j.id = :id", {"id": journey}).fetchone()
    return _stored(row) if row else None


def version(tx: Tx, journey: str, number: int) -> Journey | None:
    row = tx.execute(
        "SELECT definition FROM journey_versions WHERE journey = :journey AND version = :version",
        {"journey": journey, "version": number},
    ).fetchone()
    return _decoded(row[0]) if row else None


def versions(tx: Tx, journey: str) -> list[Version]:
    """The newest first."""
    rows = tx.execute(
        "SELECT version, definition, created_at, created_by FROM journey_versions WHERE journey = :journey"
        " ORDER BY version DESC",
        {"journey": journey},
    ).fetchall()
    return [Version(version=row[0], journey=_decoded(row[1]), created_at=row[2], created_by=row[3]) for row in rows]


def put(tx: Tx, journey: Journey, by: str | None, at: int, *, enabled: bool = False) -> int:
    """The version under which it now stands; a journey that says the same keeps its own. A new one is `enabled` or not;
    one that was removed is there again.
    """
    known = get(tx, journey.id)
    if known is not None and known.journey == journey and known.removed_at is None:
        return known.version
    number = known.version + 1 if known else 1
    if known is None:
        tx.execute(
            "INSERT INTO journeys (id, version, enabled, position) VALUES (:id, :version, :enabled,"
            " (SELECT COALESCE(MAX(position), 0) + 1 FROM journeys))",
            {"id": journey.id, "version": number, "enabled": int(enabled)},
        )
    else:
        tx.execute(
            "UPDATE journeys SET version = :version, removed_at = NULL WHERE id = :id",
            {"id": journey.id, "version": number},
        )
    tx.execute(
        "INSERT INTO journey_versions (journey, version, definition, created_at, created_by)"
        " VALUES (:journey, :version, :definition, :at, :by)",
        {
            "journey": journey.id,
            "version": number,
            "definition": definition.encode(journey),
            "at": at,
            "by": by,
        },
    )
    return number


def switch(tx: Tx, journey: str, *, on: bool) -> None:
    tx.execute("UPDATE journeys SET enabled = :on WHERE id = :id", {"id": journey, "on": int(on)})


def remove(tx: Tx, journey: str, at: int | None) -> None:
    """`at` None brings it back."""
    tx.execute("UPDATE journeys SET removed_at = :at WHERE id = :id", {"id": journey, "at": at})


def _stored(row: tuple[str, int, int, int | None, str]) -> Stored:
    return Stored(journey=_decoded(row[4]), version=row[1], enabled=bool(row[2]), removed_at=row[3])
