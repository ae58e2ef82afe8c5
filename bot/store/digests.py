"""Who gets which digest where, and what is in one besides figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from bot.digests.digest import Item, Needs, Quote
from bot.digests.plan import Period, Plan
from bot.reports.filter import LIMITS
from bot.reports.risk import Candidates
from bot.secret import new_id
from bot.store import histories, notifications
from bot.store.engine import Tx

FEW = 3
"""Comments of each kind, and names of those who wait."""


@dataclass(frozen=True, slots=True)
class Ordered:
    id: str
    agent: str  # whose it is
    target: str
    plan: Plan
    created_at: int
    sent_for: int | None  # the end of the newest period that was sent, UTC ms


_SELECT = (
    "SELECT d.id, d.agent, d.target, d.definition, d.created_at, d.sent_for"
    " FROM digests d JOIN targets t ON t.id = d.target WHERE d.ended_at IS NULL AND t.ended_at IS NULL"
)


def _ordered(row: Sequence[Any]) -> Ordered:
    ident, agent, target, definition, created_at, sent_for = row
    plan = msgspec.json.decode(definition, type=Plan)
    return Ordered(ident, agent, target, plan, created_at, sent_for)


def every(tx: Tx) -> list[Ordered]:
    """Those that are sent, the oldest first."""
    return [_ordered(row) for row in tx.execute(_SELECT + " ORDER BY d.created_at, d.id").fetchall()]


def get(tx: Tx, digest: str) -> Ordered | None:
    row = tx.execute(_SELECT + " AND d.id = :id", {"id": digest}).fetchone()
    return _ordered(row) if row else None


def add(tx: Tx, *, agent: str, target: str, plan: Plan, sent_for: int, at: int) -> Ordered:
    """`sent_for`: the end of the newest period that is over already and will not be sent."""
    ident = new_id("g")
    tx.execute(
        "INSERT INTO digests (id, agent, target, every, definition, created_at, sent_for)"
        " VALUES (:id, :agent, :target, :every, :definition, :at, :sent_for)",
        {
            "id": ident,
            "agent": agent,
            "target": target,
            "every": plan.every,
            "definition": msgspec.json.encode(plan).decode(),
            "at": at,
            "sent_for": sent_for,
        },
    )
    return Ordered(ident, agent, target, plan, at, sent_for)


def change(tx: Tx, digest: str, *, target: str, plan: Plan, sent_for: int) -> None:
    tx.execute(
        "UPDATE digests SET target = :target, every = :every, definition = :definition, sent_for = :sent_for"
        " WHERE id = :id",
        {
            "id": digest,
            "target": target,
            "every": plan.every,
            "definition": msgspec.json.encode(plan).decode(),
            "sent_for": sent_for,
        },
    )


def end(tx: Tx, digest: str, at: int | None) -> bool:
    """`at` None brings it back. False: there is none such."""
    return tx.execute("UPDATE digests SET ended_at = :at WHERE id = :id", {"id": digest, "at": at}).rowcount == 1


def send(tx: Tx, digest: Ordered, period: Period, body: str, now: int) -> bool:
    """Once for each period: False where it was sent, or is being sent, before."""
    claimed = tx.execute(
        "UPDATE digests SET sent_for = :until WHERE id = :id AND ended_at IS NULL"
        " AND (sent_for IS NULL OR sent_for < :until)",
        {"id": digest.id, "until": period.until},
    )
    if claimed.rowcount != 1:
        return False
    notifications.add(tx, digest.target, "digest", body, now, now)
    return True


# -- what is in one ---------------------------------------------------------------------


def quotes(tx: Tx, period: Period, which: Literal["worst", "best"]) -> tuple[Quote, ...]:
    """Low (or satisfied) ratings of the period with words, the furthest out and newest first."""
    low, high = (_by_metric({metric: limits[place] for metric, limits in LIMITS.items()}) for place in (0, 1))
    # On 0-1, so that the scales can be told apart: CSAT 1-5, NPS 0-10, CES 1-7.
    share = "CASE q.metric WHEN 'csat' THEN (r.value - 1) / 4.0 WHEN 'nps' THEN r.value / 10.0"
    share += " ELSE (r.value - 1) / 6.0 END"
    bounds, order = (f"r.value <= {low}", "ASC") if which == "worst" else (f"r.value >= {high}", "DESC")
    rows = tx.execute(
        "SELECT q.metric, r.value, r.comment, r.updated_at, c.name, q.contact, q.conversation FROM rating_requests q"
        " JOIN ratings r ON r.request = q.id LEFT JOIN contacts c ON c.id = q.contact"
        f" WHERE q.asked_at >= :since AND q.asked_at < :until AND r.comment <> '' AND {bounds}"
        f" ORDER BY {share} {order}, r.updated_at DESC, q.id LIMIT :few",
        {"since": period.since, "until": period.until, "few": FEW},
    ).fetchall()
    return tuple(
        Quote(metric=metric, value=value, words=words, at=at, name=name, contact=contact, conversation=conversation)
        for metric, value, words, at, name, contact, conversation in rows
    )


def _by_metric(values: Mapping[str, int]) -> str:
    whens = " ".join(f"WHEN '{metric}' THEN {value}" for metric, value in values.items())
    return f"CASE q.metric {whens} END"


def needs(tx: Tx, candidates: Candidates, now: int) -> Needs:
    """As it is now. `candidates`: who can be at risk at all."""
    late, still = tx.execute(
        "SELECT COUNT(CASE WHEN due_at <= :now THEN 1 END), COUNT(CASE WHEN due_at > :now THEN 1 END)"
        " FROM cases WHERE closed_at IS NULL AND resolved_at IS NULL",
        {"now": now},
    ).fetchone()
    late_items = tx.execute(
        "SELECT c.name, k.contact, k.due_at, k.conversation, k.id FROM cases k LEFT JOIN contacts c ON c.id = k.contact"
        " WHERE k.closed_at IS NULL AND k.resolved_at IS NULL AND k.due_at <= :now ORDER BY k.due_at, k.id LIMIT :few",
        {"now": now, "few": FEW},
    ).fetchall()
    (unanswered,) = tx.execute(
        "SELECT COUNT(*) FROM conversations WHERE unanswered_since IS NOT NULL AND owner IN ('line', 'agent')"
    ).fetchone()
    waiting = tx.execute(
        "SELECT c.name, v.contact, v.unanswered_since, v.id FROM conversations v"
        " LEFT JOIN contacts c ON c.id = v.contact"
        " WHERE v.unanswered_since IS NOT NULL AND v.owner IN ('line', 'agent')"
        " ORDER BY v.unanswered_since, v.id LIMIT :few",
        {"few": FEW},
    ).fetchall()
    leaving = histories.at_risk(tx, candidates, now).told
    return Needs(
        late=late,
        open=still,
        unanswered=unanswered,
        risk=len(leaving),
        late_items=tuple(
            Item(name=row[0], contact=row[1], at=row[2], conversation=row[3], case=row[4]) for row in late_items
        ),
        unanswered_items=tuple(Item(name=row[0], contact=row[1], at=row[2], conversation=row[3]) for row in waiting),
        risk_items=tuple(
            Item(name=it.contact.name or None, at=it.history.last_at, contact=it.contact.id) for it, _ in leaving[:FEW]
        ),
    )
