"""Askings to come, and what became of those whose time has come."""

from dataclasses import dataclass

import msgspec

from bot.model import Moment
from bot.secret import new_id
from bot.store.engine import Tx, one
from bot.surveys.deciding import Occasion, Reason


@dataclass(frozen=True, slots=True)
class Planned:
    id: str
    survey: str
    about: Occasion
    due_at: int
    created_at: int


def plan(tx: Tx, survey: str, about: Occasion, due_at: int, now: int) -> str | None:
    """Its id; None where one is planned for this occasion, or was."""
    ident = new_id("w")
    added = tx.execute(
        "INSERT INTO planned_askings (id, survey, subject, occasion, moment, contact, conversation, episode, about,"
        " due_at, state, created_at) VALUES (:id, :survey, :subject, :occasion, :moment, :contact, :conversation,"
        " :episode, :about, :due_at, 'planned', :now) ON CONFLICT (subject, occasion, moment) DO NOTHING",
        {
            "id": ident,
            "survey": survey,
            "subject": about.subject,
            "occasion": about.occasion,
            "moment": about.moment,
            "contact": about.contact,
            "conversation": about.conversation,
            "episode": about.episode,
            "about": msgspec.json.encode(about).decode(),
            "due_at": due_at,
            "now": now,
        },
    )
    return ident if added.rowcount == 1 else None


def due(tx: Tx, now: int, limit: int = 50) -> list[str]:
    """The longest due first."""
    rows = tx.execute(
        "SELECT id FROM planned_askings WHERE state = 'planned' AND due_at <= :now ORDER BY due_at LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [row[0] for row in rows]


def open_(tx: Tx, planned: str) -> Planned | None:
    """None: it is settled, or never was."""
    row = one(
        tx.query(
            "SELECT id, survey, about, due_at, created_at FROM planned_askings WHERE id = :id AND state = 'planned'",
            {"id": planned},
        )
    )
    return Planned(**{**row, "about": msgspec.json.decode(row["about"], type=Occasion)}) if row else None


def wait(tx: Tx, planned: str, until: int) -> None:
    tx.execute("UPDATE planned_askings SET due_at = :until WHERE id = :id", {"id": planned, "until": until})


def asked(tx: Tx, planned: str) -> None:
    tx.execute("UPDATE planned_askings SET state = 'asked' WHERE id = :id", {"id": planned})


def skip(tx: Tx, planned: str, reason: Reason) -> None:
    tx.execute(
        "UPDATE planned_askings SET state = 'skipped', reason = :reason WHERE id = :id AND state = 'planned'",
        {"id": planned, "reason": reason},
    )


def waits(tx: Tx, moment: Moment, subject: str, occasion: int) -> bool:
    """Whether an asking about this occasion is still to come."""
    row = tx.execute(
        "SELECT 1 FROM planned_askings WHERE moment = :moment AND subject = :subject AND occasion = :occasion"
        " AND state = 'planned'",
        {"moment": moment, "subject": subject, "occasion": occasion},
    ).fetchone()
    return row is not None


def skip_about(tx: Tx, moment: Moment, subject: str, occasion: int, reason: Reason) -> None:
    """What is planned about this occasion."""
    tx.execute(
        "UPDATE planned_askings SET state = 'skipped', reason = :reason WHERE moment = :moment"
        " AND subject = :subject AND occasion = :occasion AND state = 'planned'",
        {"moment": moment, "subject": subject, "occasion": occasion, "reason": reason},
    )


def skip_of(tx: Tx, contact: str, reason: Reason) -> int:
    """All that is planned for the contact; how many that were."""
    return tx.execute(
        "UPDATE planned_askings SET state = 'skipped', reason = :reason WHERE contact = :contact AND state = 'planned'",
        {"contact": contact, "reason": reason},
    ).rowcount
