"""What stands behind the bell of each agent's desk, and what of it has been read."""

from collections.abc import Collection, Sequence

import msgspec

from bot.alerts.alert import Alert, Gone, alert
from bot.alerts.fact import Fact
from bot.alerts.rule import Rule
from bot.events import Alerted, AlertsRead, agent_stream
from bot.store import bookings, log
from bot.store.engine import Tx

NEWEST = 50
"""How many a desk shows."""


def tell(tx: Tx, subject: str, spoken: Sequence[tuple[Rule, Fact]], at: int) -> tuple[str, ...]:
    """Whoever's desk these rules name is told once, of all of them; the streams that grew."""
    if not spoken:
        return ()
    told: dict[str, Fact] = {}
    for rule, fact in spoken:
        told |= dict.fromkeys(_agents(tx, rule.to, fact.agent), fact)
    for agent, fact in told.items():
        tx.execute(
            "INSERT INTO desk_alerts (agent, subject, at) VALUES (:agent, :subject, :at)"
            " ON CONFLICT (agent, subject) DO UPDATE SET at = excluded.at, read_at = NULL",
            {"agent": agent, "subject": subject, "at": at},
        )
        log.append(tx, agent_stream(agent), at, Alerted(alert=alert(fact, _rules(tx, subject), at)))
    return tuple(agent_stream(agent) for agent in told)


def _agents(tx: Tx, desks: Collection[str], theirs: str | None) -> list[str]:
    """Who can still sign in, of those whose desks are named."""
    rows = tx.execute("SELECT id, role FROM agents WHERE disabled_at IS NULL ORDER BY created_at, id").fetchall()
    return [
        agent
        for agent, role in rows
        if "desk:everyone" in desks
        or ("desk:managers" in desks and role == "manager")
        or ("desk:theirs" in desks and agent == theirs)
        or f"desk:{agent}" in desks
    ]


def _rules(tx: Tx, subject: str) -> list[str]:
    """Names of the rules that have spoken of it, in the order in which they did."""
    rows = tx.execute("SELECT name FROM alerts WHERE subject = :subject ORDER BY at, name", {"subject": subject})
    return list(dict.fromkeys(row[0] for row in rows.fetchall()))


def newest(tx: Tx, agent: str) -> list[Alert]:
    rows = tx.execute(
        "SELECT d.subject, d.at, d.read_at, (SELECT fact FROM alerts a WHERE a.subject = d.subject ORDER BY a.at DESC,"
        " a.id DESC LIMIT 1) FROM desk_alerts d WHERE d.agent = :agent ORDER BY d.at DESC, d.subject LIMIT :limit",
        {"agent": agent, "limit": NEWEST},
    ).fetchall()
    told = [
        (it[0], it[1], it[2] is not None, msgspec.json.decode(it[3], type=Fact)) for it in rows if it[3] is not None
    ]
    return [alert(fact, _rules(tx, subject), at, gone=gone(tx, fact), read=read) for subject, at, read, fact in told]


def gone(tx: Tx, fact: Fact) -> Gone | None:
    """None: it still holds, or is of no call."""
    if fact.kind not in ("booking", "booking_moved"):
        return None
    booking, _, rest = fact.subject.partition("/")
    moves = rest.partition("/")[0]
    return bookings.fate(tx, booking, int(moves) if moves.isdigit() else 0)


def unread(tx: Tx, agent: str) -> int:
    row = tx.execute(
        "SELECT COUNT(*) FROM desk_alerts WHERE agent = :agent AND read_at IS NULL", {"agent": agent}
    ).fetchone()
    return int(row[0])


def read(tx: Tx, agent: str, ids: Sequence[str] | None, at: int) -> bool:
    """`ids` None: all. False: none of them was unread."""
    if ids is None:
        marked = tx.execute(
            "UPDATE desk_alerts SET read_at = :at WHERE agent = :agent AND read_at IS NULL", {"agent": agent, "at": at}
        ).rowcount
    else:
        marked = sum(_read_one(tx, agent, ident, at) for ident in dict.fromkeys(ids))
    if marked:
        log.append(tx, agent_stream(agent), at, AlertsRead(ids=tuple(ids) if ids is not None else None))
    return bool(marked)


def _read_one(tx: Tx, agent: str, subject: str, at: int) -> int:
    return tx.execute(
        "UPDATE desk_alerts SET read_at = :at WHERE agent = :agent AND subject = :subject AND read_at IS NULL",
        {"agent": agent, "subject": subject, "at": at},
    ).rowcount
