"""What has to leave for a target: alerts that gather into one message, or a digest."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from bot.alerts.fact import Fact
from bot.alerts.gathering import Group, joined
from bot.alerts.rule import Rule
from bot.clock import MINUTE_MS
from bot.secret import new_id
from bot.store.engine import Tx
from bot.store.targets import Target

Kind = Literal["alerts", "digest"]
State = Literal["gathering", "sending", "sent", "uncertain", "failed"]
"""`sending` is on disk before the call goes out, so that a crash in between can be told from one before."""

_OPEN = "state IN ('gathering', 'sending')"  # as the index notifications_open has it


@dataclass(frozen=True, slots=True)
class Notification:
    id: str
    target: Target
    kind: Kind
    body: str | None  # of a digest
    urgent: bool
    created_at: int
    due_at: int
    tries: int
    unsure: int
    first_try_at: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    state: State
    at: int  # gathering: when it is due again; else when it was settled
    tries: int
    unsure: int
    problem: str | None = None


def gather(tx: Tx, rule: Rule, alert: str, at: int) -> None:
    """Into what waits for each of the rule's targets, also where that could not be sent yet."""
    for target in _targets(tx, rule):
        row = tx.execute(
            "SELECT id, due_at, urgent FROM notifications WHERE target = :target AND kind = 'alerts'"
            f" AND state = 'gathering' AND unsure = 0 AND {_OPEN}",  # what may have arrived stays as it is
            {"target": target},
        ).fetchone()
        group = joined(Group(row[1], bool(row[2])) if row else None, at, rule.window_min * MINUTE_MS, rule.urgent)
        ident = row[0] if row else add(tx, target, "alerts", None, at, at)
        tx.execute(
            "UPDATE notifications SET due_at = :due_at, urgent = :urgent WHERE id = :id",
            {"id": ident, "due_at": group.due_at, "urgent": int(group.urgent)},
        )
        tx.execute(
            "INSERT INTO notified_alerts (notification, alert) VALUES (:notification, :alert)",
            {"notification": ident, "alert": alert},
        )


def _targets(tx: Tx, rule: Rule) -> Iterator[str]:
    for name in dict.fromkeys(rule.to):
        known = tx.execute("SELECT 1 FROM targets WHERE id = :id AND ended_at IS NULL", {"id": name}).fetchone()
        if known:
            yield name


def add(tx: Tx, target: str, kind: Kind, body: str | None, created_at: int, due_at: int) -> str:
    ident = new_id("n")
    tx.execute(
        "INSERT INTO notifications (id, target, kind, body, urgent, created_at, due_at, state)"
        " VALUES (:id, :target, :kind, :body, :urgent, :created_at, :due_at, 'gathering')",
        {
            "id": ident,
            "target": target,
            "kind": kind,
            "body": body,
            "urgent": int(kind == "digest"),  # its hour was chosen
            "created_at": created_at,
            "due_at": due_at,
        },
    )
    return ident


_SELECT = (
    "SELECT n.id, n.kind, n.body, n.urgent, n.created_at, n.due_at, n.tries, n.unsure, n.first_try_at,"
    " t.id, t.name, t.url, t.service, t.language, t.created_at, t.ended_at, t.problem, t.problem_at"
    f" FROM notifications n JOIN targets t ON t.id = n.target WHERE n.{_OPEN}"
)


def _notification(row: tuple[Any, ...]) -> Notification:
    ident, kind, body, urgent, *rest = row[:9]
    return Notification(ident, Target(*row[9:]), kind, body, bool(urgent), *rest)


def due(tx: Tx, now: int) -> list[Notification]:
    """Of each target to which none is under way the one that is due first."""
    rows = tx.execute(
        f"{_SELECT} AND n.state = 'gathering' AND n.due_at <= :now AND NOT EXISTS (SELECT 1 FROM notifications e"
        f" WHERE e.target = n.target AND e.{_OPEN} AND e.state = 'sending') ORDER BY n.due_at DESC, n.id DESC",
        {"now": now},
    ).fetchall()
    return list({it.target.id: it for it in map(_notification, rows)}.values())


def interrupted(tx: Tx) -> list[Notification]:
    """Those under way when the process ended: whether they arrived, nobody knows."""
    return [_notification(row) for row in tx.execute(_SELECT + " AND n.state = 'sending'").fetchall()]


def put_off(tx: Tx, notification: str, until: int) -> None:
    tx.execute(
        "UPDATE notifications SET due_at = :until WHERE id = :id AND state = 'gathering'",
        {"id": notification, "until": until},
    )


def claim(tx: Tx, notification: str, now: int) -> bool:
    """False: it is not ours to send any more."""
    claimed = tx.execute(
        "UPDATE notifications SET state = 'sending', first_try_at = COALESCE(first_try_at, :now)"
        " WHERE id = :id AND state = 'gathering'",
        {"id": notification, "now": now},
    )
    return claimed.rowcount == 1


def settle(tx: Tx, notification: str, outcome: Outcome) -> None:
    tx.execute(
        "UPDATE notifications SET state = :state, due_at = CASE WHEN :state = 'gathering' THEN :at ELSE due_at END,"
        " settled_at = CASE WHEN :state = 'gathering' THEN NULL ELSE :at END, tries = :tries, unsure = :unsure,"
        " problem = :problem WHERE id = :id",
        {
            "id": notification,
            "state": outcome.state,
            "at": outcome.at,
            "tries": outcome.tries,
            "unsure": outcome.unsure,
            "problem": outcome.problem,
        },
    )


def spare(tx: Tx, notification: str, since: int, now: int) -> None:
    """What came after `since` is taken out of a message that is given up, and gathers anew."""
    (target,) = tx.execute("SELECT target FROM notifications WHERE id = :id", {"id": notification}).fetchone()
    params = {"id": notification, "since": since}
    younger = "FROM alerts WHERE at > :since"
    if not tx.execute(
        f"SELECT 1 FROM notified_alerts WHERE notification = :id AND alert IN (SELECT id {younger}) LIMIT 1", params
    ).fetchone():
        return
    fresh = add(tx, target, "alerts", None, now, now)
    tx.execute(
        f"UPDATE notified_alerts SET notification = :fresh WHERE notification = :id AND alert IN (SELECT id {younger})",
        {**params, "fresh": fresh},
    )


def merge(tx: Tx, notification: str) -> None:
    """What has gathered for its target while it was tried leaves with it, unless it may have arrived already."""
    params = {"id": notification}
    others = (
        "SELECT o.id FROM notifications o JOIN notifications n ON n.id = :id AND n.target = o.target WHERE o.id <> :id"
        " AND n.unsure = 0 AND o.unsure = 0 AND n.kind = 'alerts' AND o.kind = 'alerts' AND o.state = 'gathering'"
    )
    for (other,) in tx.execute(others, params).fetchall():
        moved = {**params, "other": other}
        tx.execute("UPDATE notified_alerts SET notification = :id WHERE notification = :other", moved)
        tx.execute(
            "UPDATE notifications SET urgent = CASE WHEN (SELECT urgent FROM notifications WHERE id = :other) = 1"
            " THEN 1 ELSE urgent END WHERE id = :id",
            moved,
        )
        tx.execute("DELETE FROM notifications WHERE id = :other", {"other": other})


def hurry(tx: Tx, target: str, now: int) -> None:
    """What could not be sent is tried at once: the target works again."""
    tx.execute(
        f"UPDATE notifications SET due_at = :now WHERE target = :target AND {_OPEN} AND state = 'gathering'"
        " AND tries > 0 AND due_at > :now",
        {"target": target, "now": now},
    )


def retry(tx: Tx, notification: str, now: int) -> bool:
    """Tries anew, for another day, what failed or may have. False: it did not."""
    changed = tx.execute(
        "UPDATE notifications SET state = 'gathering', due_at = :now, tries = 0, unsure = 0, first_try_at = NULL,"
        " problem = NULL, settled_at = NULL, urgent = 1 WHERE id = :id AND state IN ('failed', 'uncertain')",
        {"id": notification, "now": now},
    )
    return changed.rowcount == 1


def facts(tx: Tx, notification: str) -> list[tuple[str, Fact]]:
    """What a message is about, oldest first: the rule's name, and the fact as it stands now."""
    rows = tx.execute(
        "SELECT a.name, a.fact FROM notified_alerts m JOIN alerts a ON a.id = m.alert"
        " WHERE m.notification = :id ORDER BY a.at, a.id",
        {"id": notification},
    ).fetchall()
    return [(row[0], msgspec.json.decode(row[1], type=Fact)) for row in rows]


def waiting(tx: Tx) -> dict[str, int]:
    """How many messages have not left yet, by target."""
    rows = tx.execute(f"SELECT target, COUNT(*) FROM notifications WHERE {_OPEN} GROUP BY target").fetchall()
    return {row[0]: row[1] for row in rows}
