"""Surveys with all their versions: an answer keeps the question that it was given to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import msgspec

from bot.errors import NotFound
from bot.store.engine import Tx, one
from bot.surveys.definition import Survey
from bot.surveys.toml import Entry

Fate = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One as it is now."""

    survey: Survey
    version: int
    enabled: bool
    at: int  # of this version
    by: str | None  # the agent who wrote it; None: it came with the product, or by the command


@dataclass(frozen=True, slots=True)
class Version:
    version: int
    survey: Survey
    at: int
    by: str | None


_KEPT = """
    SELECT v.definition, v.version, s.enabled, v.created_at, v.created_by
    FROM surveys s JOIN survey_versions v ON v.survey = s.id AND v.version = s.version
    WHERE s.removed_at IS NULL
"""


@lru_cache(maxsize=256)
def _read(definition: str) -> Survey:
    """Not checked anew: what was valid when it was written is asked as it was."""
    return msgspec.json.decode(definition, type=Survey)


def every(tx: Tx) -> list[Kept]:
    """Those that were not removed, in the order of precedence."""
    rows = tx.execute(_KEPT + "ORDER BY s.position, s.id", {}).fetchall()
    return [Kept(_read(row[0]), row[1], bool(row[2]), row[3], row[4]) for row in rows]


def asking(tx: Tx) -> dict[str, tuple[Survey, int]]:
    """Those that are switched on, with their version, by id in the order of precedence."""
    return {kept.survey.id: (kept.survey, kept.version) for kept in every(tx) if kept.enabled}


def get(tx: Tx, survey: str) -> Kept | None:
    """None: there is none, or it was removed."""
    row = tx.execute(_KEPT + "AND s.id = :id", {"id": survey}).fetchone()
    return Kept(_read(row[0]), row[1], bool(row[2]), row[3], row[4]) if row else None


def ever(tx: Tx) -> bool:
    """Whether there is one, or was."""
    return tx.execute("SELECT 1 FROM surveys LIMIT 1", {}).fetchone() is not None


def at_version(tx: Tx, survey: str, version: int) -> Survey:
    """Also of one that was removed. Raises NotFound."""
    row = tx.execute(
        "SELECT definition FROM survey_versions WHERE survey = :survey AND version = :version",
        {"survey": survey, "version": version},
    ).fetchone()
    if row is None:
        raise NotFound("This survey is not known.")
    return _read(row[0])


def versions(tx: Tx, survey: str) -> list[Version]:
    """The newest first; none of one that never was."""
    rows = tx.execute(
        "SELECT version, definition, created_at, created_by FROM survey_versions WHERE survey = :survey"
        " ORDER BY version DESC",
        {"survey": survey},
    ).fetchall()
    return [Version(row[0], _read(row[1]), row[2], row[3]) for row in rows]


def save(tx: Tx, survey: Survey, by: str | None, at: int, *, enabled: bool = False) -> int:
    """Its version, a new one only where it reads differently now. `enabled`: of one that is new, or was removed;
    it goes to the end.
    """
    row = one(tx.query("SELECT version, removed_at FROM surveys WHERE id = :id", {"id": survey.id}))
    if row is None:
        tx.execute(
            "INSERT INTO surveys (id, version, enabled, position)"
            " SELECT :id, 0, :enabled, COALESCE(MAX(position), 0) + 1 FROM surveys",
            {"id": survey.id, "enabled": int(enabled)},
        )
    elif row["removed_at"] is not None:
        bring_back(tx, survey.id)
        enable(tx, survey.id, enabled)
    version = int(row["version"]) if row else 0
    if version and at_version(tx, survey.id, version) == survey:
        return version
    return _add(tx, survey, version + 1, by, at)


def _add(tx: Tx, survey: Survey, version: int, by: str | None, at: int) -> int:
    tx.execute(
        "INSERT INTO survey_versions (survey, version, definition, created_at, created_by)"
        " VALUES (:survey, :version, :definition, :at, :by)",
        {
            "survey": survey.id,
            "version": version,
            "definition": msgspec.json.encode(survey).decode(),
            "at": at,
            "by": by,
        },
    )
    tx.execute("UPDATE surveys SET version = :version WHERE id = :id", {"id": survey.id, "version": version})
    return version


def enable(tx: Tx, survey: str, enabled: bool) -> bool:
    """False when there is none."""
    changed = tx.execute(
        "UPDATE surveys SET enabled = :enabled WHERE id = :id AND removed_at IS NULL",
        {"id": survey, "enabled": int(enabled)},
    )
    return changed.rowcount == 1


def order(tx: Tx, wanted: Sequence[str]) -> None:
    """The named ones first, in this order; the others after them as they were."""
    present = [kept.survey.id for kept in every(tx)]
    named = [survey for survey in dict.fromkeys(wanted) if survey in present]
    for position, survey in enumerate([*named, *(each for each in present if each not in named)], 1):
        tx.execute("UPDATE surveys SET position = :position WHERE id = :id", {"id": survey, "position": position})


def remove(tx: Tx, survey: str, at: int) -> bool:
    """It asks no more; what was answered stays. False when there is none."""
    removed = tx.execute(
        "UPDATE surveys SET removed_at = :at WHERE id = :id AND removed_at IS NULL", {"id": survey, "at": at}
    )
    return removed.rowcount == 1


def bring_back(tx: Tx, survey: str) -> bool:
    """As it was when it was removed. False when there is nothing to bring back."""
    back = tx.execute("UPDATE surveys SET removed_at = NULL WHERE id = :id AND removed_at IS NOT NULL", {"id": survey})
    return back.rowcount == 1


# -- many at once ----------------------------------------------------------------------


def entries(tx: Tx) -> list[Entry]:
    """As a file holds them."""
    return [Entry(kept.survey, kept.enabled) for kept in every(tx)]


def fates(tx: Tx, wanted: Sequence[Entry]) -> list[tuple[Entry, Fate]]:
    """What `take_in` would make of each."""
    present = {entry.survey.id: entry for entry in entries(tx)}

    def fate(entry: Entry) -> Fate:
        before = present.get(entry.survey.id)
        return "new" if before is None else "same" if before == entry else "changed"

    return [(entry, fate(entry)) for entry in wanted]


def take_in(tx: Tx, wanted: Sequence[Entry], by: str | None, at: int) -> None:
    """In the place of those with the same ids, and in this order before the others."""
    for entry in wanted:
        save(tx, entry.survey, by, at, enabled=entry.enabled)
        enable(tx, entry.survey.id, entry.enabled)
    order(tx, [entry.survey.id for entry in wanted])


def places(tx: Tx) -> list[str]:
    """Where kiosks stand."""
    rows = tx.execute("SELECT DISTINCT place FROM kiosks WHERE ended_at IS NULL ORDER BY place", {}).fetchall()
    return [row[0] for row in rows]


def lately(tx: Tx, since: int) -> dict[str, tuple[int, int]]:
    """How often each has asked since then (inclusive), and how many of those were answered."""
    rows = tx.execute(
        "SELECT q.survey, COUNT(*), COUNT(r.request) FROM rating_requests q LEFT JOIN ratings r ON r.request = q.id"
        " WHERE q.asked_at >= :since GROUP BY q.survey",
        {"since": since},
    ).fetchall()
    return {row[0]: (row[1], row[2]) for row in rows}
