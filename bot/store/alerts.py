"""What the rules have found, told in the transaction of the fact: nothing is left untold, and nothing told twice."""

from dataclasses import dataclass

import msgspec

from bot.alerts.fact import Fact
from bot.alerts.matching import Past, counted, days_looked_at, fits
from bot.alerts.rule import Rule
from bot.clock import DAY_MS
from bot.recovery import settings as recovery_settings
from bot.reports.filter import REASK
from bot.secret import new_id
from bot.store import alert_rules, desk_alerts, notifications, settings
from bot.store.engine import Tx, one

LATEST = 200  # of a contact's episodes and ratings that are looked at


@dataclass(frozen=True, slots=True)
class Found:
    """What one or several rules have found of the same subject."""

    ids: tuple[str, ...]
    rules: tuple[str, ...]
    names: tuple[str, ...]  # of the rules at that time, each once
    fact: Fact  # as the newest finding has it
    at: int  # of the newest


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a finding at one target."""

    notification: str
    target: str
    name: str
    state: str
    problem: str | None
    settled_at: int | None


def note(tx: Tx, fact: Fact) -> tuple[str, ...]:
    """Tells whoever the rules name. The streams that grew, whose readers are to be woken."""
    rules = [rule for rule in alert_rules.enabled(tx) if rule.on == fact.kind]
    if not rules:
        return ()
    fact = _introduced(tx, fact)
    past = _past(tx, fact, days_looked_at(rules))
    speaking = [(rule, counted(rule, fact, past)) for rule in rules if fits(rule, fact, past)]
    fresh = [(rule, told, alert) for rule, told in speaking if (alert := _found(tx, rule, told)) is not None]
    for rule, _, alert in fresh:
        notifications.gather(tx, rule, alert, fact.at)
    return desk_alerts.tell(tx, fact.subject, [(rule, told) for rule, told, _ in fresh], fact.at)


def _introduced(tx: Tx, fact: Fact) -> Fact:
    """With what is known of the contact."""
    row = one(tx.query("SELECT name, labels, attributes FROM contacts WHERE id = :id", {"id": fact.contact}))
    if row is None:
        return fact
    return msgspec.structs.replace(
        fact,
        name=row["name"],
        labels=msgspec.json.decode(row["labels"], type=tuple[str, ...]),
        attributes=msgspec.json.decode(row["attributes"], type=dict[str, str]),
    )


def _past(tx: Tx, fact: Fact, days: int) -> Past:
    if not days or not fact.contact:
        return Past()
    recovery = settings.get(tx, recovery_settings.NAME, recovery_settings.Settings)
    params = {"contact": fact.contact, "since": fact.at - days * DAY_MS, "limit": LATEST}
    episodes = tx.execute(
        "SELECT p.opened_at FROM episodes p JOIN conversations v ON v.id = p.conversation"
        " WHERE v.contact = :contact AND p.opened_at > :since ORDER BY p.opened_at DESC LIMIT :limit",
        params,
    ).fetchall()
    given = tx.execute(
        "SELECT r.updated_at, q.metric, r.value FROM rating_requests q JOIN ratings r ON r.request = q.id"
        " WHERE q.contact = :contact AND q.moment <> :reask AND r.updated_at > :since"
        " ORDER BY r.updated_at DESC LIMIT :limit",
        {**params, "reask": REASK},
    ).fetchall()
    return Past([row[0] for row in episodes], [row[0] for row in given if recovery.low(row[1], row[2])])


def _found(tx: Tx, rule: Rule, fact: Fact) -> str | None:
    """The finding's id; None where the rule has spoken of this before, whose words are then brought up to date."""
    ident = new_id("w")
    params = {
        "id": ident,
        "rule": rule.id,
        "name": rule.name,
        "subject": fact.subject,
        "contact": fact.contact,
        "conversation": fact.conversation,
        "fact": msgspec.json.encode(fact).decode(),
        "at": fact.at,
    }
    row = tx.execute(
        "INSERT INTO alerts (id, rule, name, subject, contact, conversation, fact, at) VALUES (:id, :rule, :name,"
        " :subject, :contact, :conversation, :fact, :at)"
        " ON CONFLICT (rule, subject) DO UPDATE SET fact = excluded.fact RETURNING id",
        params,
    ).fetchone()
    return ident if row[0] == ident else None


# -- the history ----------------------------------------------------------------------------


def page(tx: Tx, *, before: int | None, limit: int) -> list[Found]:
    """Each subject once, the newest first; `before` (ms, exclusive) goes on where a page ended."""
    rows = tx.execute(
        "SELECT subject, fact, at FROM alerts a WHERE at < :before AND NOT EXISTS (SELECT 1 FROM alerts b"
        " WHERE b.subject = a.subject AND (b.at > a.at OR (b.at = a.at AND b.id > a.id)))"
        " ORDER BY at DESC, id DESC LIMIT :limit",
        {"before": before if before is not None else 2**62, "limit": limit},
    ).fetchall()
    return [_gathered(tx, subject, msgspec.json.decode(fact, type=Fact), at) for subject, fact, at in rows]


def _gathered(tx: Tx, subject: str, fact: Fact, at: int) -> Found:
    rows = tx.execute(
        "SELECT id, rule, name FROM alerts WHERE subject = :subject ORDER BY at, name, id", {"subject": subject}
    ).fetchall()
    ids, rules, names = zip(*rows, strict=True)
    return Found(ids, rules, tuple(dict.fromkeys(names)), fact, at)


def sent(tx: Tx, found: Found) -> list[Sent]:
    """Where it went besides the desks, and whether it arrived."""
    told: dict[str, Sent] = {}
    for ident in found.ids:
        rows = tx.execute(
            "SELECT n.id, n.target, t.name, n.state, n.problem, n.settled_at FROM notified_alerts a"
            " JOIN notifications n ON n.id = a.notification JOIN targets t ON t.id = n.target"
            " WHERE a.alert = :alert ORDER BY n.created_at, n.id",
            {"alert": ident},
        ).fetchall()
        told |= {row[0]: Sent(*row) for row in rows}
    return list(told.values())
