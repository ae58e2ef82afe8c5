"""Steps of journeys for contacts: planned, then done or skipped."""

from typing import Any

from bot.journeys.deciding import Reason
from bot.model import Struct
from bot.secret import new_id
from bot.store.engine import Tx, one


class PlannedStep(Struct, frozen=True, kw_only=True):
    id: str
    journey: str
    version: int
    step: int  # from 0
    touchpoint: str
    contact: str
    due_at: int
    state: str  # planned, done, skipped
    reason: Reason | None = None
    detail: str | None = None  # more of the reason, such as a kind of touchpoint
    settled_at: int | None = None
    conversation: str | None = None  # in which it was done
    seq: int | None = None


_COLUMNS = (
    "id, journey, version, step, touchpoint, contact, due_at, state, reason, detail, settled_at, conversation, seq"
)


def plan(
    tx: Tx, *, journey: str, version: int, step: int, touchpoint: str, contact: str, due_at: int, late_at: int | None
) -> None:
    """Once for each step and touchpoint. `late_at` (now): it is too late already."""
    tx.execute(
        "INSERT INTO journey_steps (id, journey, version, step, touchpoint, contact, due_at, look_at, state, reason,"
        " settled_at) VALUES (:id, :journey, :version, :step, :touchpoint, :contact, :due_at, :due_at, :state, :reason,"
        " :late_at) ON CONFLICT (journey, touchpoint, step) DO NOTHING",
        {
            "id": new_id("p"),
            "journey": journey,
            "version": version,
            "step": step,
            "touchpoint": touchpoint,
            "contact": contact,
            "due_at": due_at,
            "state": "planned" if late_at is None else "skipped",
            "reason": None if late_at is None else "late",
            "late_at": late_at,
        },
    )


def get(tx: Tx, step: str) -> PlannedStep | None:
    row = one(tx.query(f"SELECT {_COLUMNS} FROM journey_steps WHERE id = :id", {"id": step}))
    return PlannedStep(**row) if row else None


def due(tx: Tx, now: int, limit: int = 50) -> list[str]:
    """To be looked at now, the longest due first."""
    rows = tx.execute(
        "SELECT id FROM journey_steps WHERE state = 'planned' AND look_at <= :now ORDER BY look_at LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [str(row[0]) for row in rows]


def waiting(tx: Tx, contact: str, now: int) -> list[str]:
    """The contact's own that are due, by their time."""
    rows = tx.execute(
        "SELECT id FROM journey_steps WHERE contact = :contact AND state = 'planned' AND due_at <= :now"
        " ORDER BY due_at, step LIMIT 50",
        {"contact": contact, "now": now},
    ).fetchall()
    return [str(row[0]) for row in rows]


def of_contact(tx: Tx, contact: str, limit: int = 50) -> list[PlannedStep]:
    """What is planned first, soonest first; then what was done or skipped, newest first."""
    rows = tx.query(
        f"SELECT {_COLUMNS} FROM journey_steps WHERE contact = :contact"
        " ORDER BY CASE state WHEN 'planned' THEN 0 ELSE 1 END,"
        " CASE state WHEN 'planned' THEN due_at ELSE -settled_at END, step LIMIT :limit",
        {"contact": contact, "limit": limit},
    )
    return [PlannedStep(**row) for row in rows]


def wait(tx: Tx, step: str, until: int) -> None:
    tx.execute("UPDATE journey_steps SET look_at = :until WHERE id = :id", {"id": step, "until": until})


def done(tx: Tx, step: str, at: int, conversation: str | None, seq: int | None) -> None:
    tx.execute(
        "UPDATE journey_steps SET state = 'done', settled_at = :at, conversation = :conversation, seq = :seq"
        " WHERE id = :id",
        {"id": step, "at": at, "conversation": conversation, "seq": seq},
    )


def skip(tx: Tx, step: str, reason: Reason, at: int, detail: str | None = None) -> None:
    tx.execute(
        "UPDATE journey_steps SET state = 'skipped', reason = :reason, detail = :detail, settled_at = :at"
        " WHERE id = :id",
        {"id": step, "reason": reason, "detail": detail, "at": at},
    )


def stop(tx: Tx, contact: str, at: int) -> int:
    """All that is planned for the contact is skipped; how many that were."""
    stopped = tx.execute(
        "UPDATE journey_steps SET state = 'skipped', reason = 'stopped', settled_at = :at"
        " WHERE contact = :contact AND state = 'planned'",
        {"contact": contact, "at": at},
    )
    return stopped.rowcount


def resume(tx: Tx, contact: str, now: int) -> None:
    """What was skipped because the contact wished so, or had not allowed it, and is still to come, is planned again."""
    tx.execute(
        "UPDATE journey_steps SET state = 'planned', reason = NULL, settled_at = NULL, look_at = due_at"
        " WHERE contact = :contact AND state = 'skipped' AND reason IN ('stopped', 'not_allowed') AND due_at > :now",
        {"contact": contact, "now": now},
    )


def spoke_at(tx: Tx, it: PlannedStep) -> int | None:
    """When a step that was due at another moment was last done for the same contact; None: never."""
    row = tx.execute(
        "SELECT MAX(settled_at) FROM journey_steps WHERE contact = :contact AND state = 'done'"
        " AND NOT (journey = :journey AND touchpoint = :touchpoint AND due_at = :due_at)",
        {"contact": it.contact, "journey": it.journey, "touchpoint": it.touchpoint, "due_at": it.due_at},
    ).fetchone()
    return int(row[0]) if row and row[0] is not None else None


def began_lately(tx: Tx, it: PlannedStep, at: int, since: int) -> bool:
    """Whether the journey has spoken to the contact because of another touchpoint, which lies between `since` and `at`
    (both inclusive), the time of this one.
    """
    row = tx.execute(
        "SELECT 1 FROM journey_steps s JOIN touchpoints t ON t.id = s.touchpoint WHERE s.contact = :contact"
        " AND s.journey = :journey AND s.touchpoint <> :touchpoint AND s.state = 'done' AND t.at BETWEEN :since AND :at"
        " LIMIT 1",
        {"contact": it.contact, "journey": it.journey, "touchpoint": it.touchpoint, "since": since, "at": at},
    ).fetchone()
    return row is not None


def said(tx: Tx, conversation: str, seq: int) -> PlannedStep | None:
    """The step whose first message this is."""
    row = one(
        tx.query(
            f"SELECT {_COLUMNS} FROM journey_steps WHERE conversation = :conversation AND seq = :seq",
            {"conversation": conversation, "seq": seq},
        )
    )
    return PlannedStep(**row) if row else None


def counts(tx: Tx, since: int) -> list[dict[str, Any]]:
    """Of each journey: how many steps are planned, and of those that were settled since then how many by outcome."""
    return list(
        tx.query(
            "SELECT journey, step, state, reason, COUNT(*) AS n FROM journey_steps"
            " WHERE state = 'planned' OR settled_at >= :since GROUP BY journey, step, state, reason",
            {"since": since},
        )
    )
