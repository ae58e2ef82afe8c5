"""Recovery cases, one for each rating request at most, with their history."""

from dataclasses import dataclass
from typing import Any

import msgspec

from bot.model import Contact, Person
from bot.recovery.case import Case, CaseMoment, Outcome, Step
from bot.recovery.due import wake_at
from bot.recovery.outcome import Course
from bot.recovery.settings import NAME, Settings
from bot.store import settings
from bot.store.engine import Tx, one

MOST_OPEN = 1000
"""Open cases that are told at once; a team with more has another problem than this list."""
WORDS = 280  # characters of the customer's comment that go with a case


@dataclass(frozen=True, slots=True)
class Kept:
    case: Case
    revision: int  # rises with every change


_PLAIN = (
    "id", "request", "conversation", "episode", "metric", "value", "channel", "language", "opened_at", "round", "step",
    "due_at", "remind_at", "reminded_at", "escalated_at", "touched_at", "heard_at", "apologised_at", "resolved_at",
    "diagnosed_at", "closed_at", "cause", "article", "lack", "note", "reask_at", "reasked_at", "reask_until", "reask",
    "reask_value", "outcome",
)  # fmt: skip
"""Columns that are fields as they are."""

_SELECT = (
    f"SELECT {', '.join(f'k.{name}' for name in _PLAIN)}, k.revision, k.tags, k.contact, k.agent, k.owner,"
    " c.name AS contact_name, c.language AS contact_language, a.name AS agent_name, o.name AS owner_name,"
    " r.comment FROM cases k LEFT JOIN contacts c ON c.id = k.contact LEFT JOIN agents a ON a.id = k.agent"
    " LEFT JOIN agents o ON o.id = k.owner LEFT JOIN ratings r ON r.request = k.request"
)


def _kept(row: dict[str, Any]) -> Kept:
    case = Case(
        **{name: row[name] for name in _PLAIN if name not in ("step", "outcome")},
        step=Step(row["step"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        contact=Contact(
            id=row["contact"], name=row["contact_name"], language=row["contact_language"] or row["language"]
        ),
        agent=_person(row["agent"], row["agent_name"]),
        owner=_person(row["owner"], row["owner_name"]),
        tags=tuple(msgspec.json.decode(row["tags"], type=list[str])),
        words=(row["comment"] or "")[:WORDS],
    )
    return Kept(case, row["revision"])


def _person(ident: str | None, name: str | None) -> Person | None:
    return Person(id=ident, name=name or "") if ident else None


def _columns(case: Case) -> dict[str, Any]:
    return {
        **{name: getattr(case, name) for name in _PLAIN},
        "contact": case.contact.id,
        "agent": case.agent.id if case.agent else None,
        "owner": case.owner.id if case.owner else None,
        "tags": msgspec.json.encode(case.tags).decode(),
        "wake_at": wake_at(case),
    }


def wanted(tx: Tx) -> Settings:
    """What managers have set about recovery."""
    return settings.get(tx, NAME, Settings)


# -- one case ------------------------------------------------------------------------------


def create(tx: Tx, case: Case) -> bool:
    """False where its request has one."""
    columns = {**_columns(case), "revision": 1}
    names = ", ".join(columns)
    added = tx.execute(
        f"INSERT INTO cases ({names}) VALUES ({', '.join(f':{name}' for name in columns)})"
        " ON CONFLICT (request) DO NOTHING",
        columns,
    )
    return added.rowcount == 1


def get(tx: Tx, case: str) -> Kept | None:
    return _one(tx, "k.id = :wanted", case)


def of_request(tx: Tx, request: str) -> Kept | None:
    return _one(tx, "k.request = :wanted", request)


def _one(tx: Tx, where: str, wanted: str) -> Kept | None:
    row = one(tx.query(f"{_SELECT} WHERE {where}", {"wanted": wanted}))
    return _kept(row) if row else None


_FIXED = {"id", "request", "contact", "conversation", "episode", "metric", "channel", "language", "agent", "opened_at"}


def save(tx: Tx, before: Kept, case: Case) -> bool:
    """False when somebody else has changed it since `before` was read."""
    columns = {name: value for name, value in _columns(case).items() if name not in _FIXED}
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    saved = tx.execute(
        f"UPDATE cases SET {changes}, revision = revision + 1 WHERE id = :id AND revision = :revision",
        {**columns, "id": case.id, "revision": before.revision},
    )
    return saved.rowcount == 1


# -- history -------------------------------------------------------------------------------


def tell(tx: Tx, case: str, moment: CaseMoment) -> None:
    tx.execute(
        "INSERT INTO case_moments (case_id, number, at, what, by_agent, text) SELECT :case, COALESCE(MAX(number), 0)"
        " + 1, :at, :what, :by, :text FROM case_moments WHERE case_id = :case",
        {
            "case": case,
            "at": moment.at,
            "what": moment.what,
            "by": moment.by.id if moment.by else None,
            "text": moment.text,
        },
    )


def moments(tx: Tx, case: str) -> list[CaseMoment]:
    """In the order in which they happened."""
    rows = tx.query(
        "SELECT m.at, m.what, m.by_agent, a.name, m.text FROM case_moments m LEFT JOIN agents a ON a.id = m.by_agent"
        " WHERE m.case_id = :case ORDER BY m.number",
        {"case": case},
    )
    return [
        CaseMoment(at=row["at"], what=row["what"], by=_person(row["by_agent"], row["name"]), text=row["text"])
        for row in rows
    ]


# -- many ----------------------------------------------------------------------------------


def _many(tx: Tx, where: str, params: dict[str, Any]) -> list[Case]:
    return [_kept(row).case for row in tx.query(f"{_SELECT} WHERE {where}", params)]


def every_open(tx: Tx) -> list[Case]:
    """What is due first comes first; at most MOST_OPEN."""
    return _many(tx, "k.closed_at IS NULL ORDER BY k.due_at, k.id LIMIT :most", {"most": MOST_OPEN})


def closed(tx: Tx, *, words: str, offset: int, limit: int) -> tuple[list[Case], int]:
    """The newest first, and how many there are; `words` stand in the comment or in the contact's name."""
    where, params = "k.closed_at IS NOT NULL", dict[str, Any](offset=offset, limit=limit)
    if words:
        where += " AND (c.name LIKE :pattern ESCAPE '\\' OR r.comment LIKE :pattern ESCAPE '\\')"
        params["pattern"] = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    page = _many(tx, f"{where} ORDER BY k.closed_at DESC, k.id LIMIT :limit OFFSET :offset", params)
    row = tx.execute(
        "SELECT COUNT(*) FROM cases k LEFT JOIN contacts c ON c.id = k.contact"
        f" LEFT JOIN ratings r ON r.request = k.request WHERE {where}",
        {name: value for name, value in params.items() if name == "pattern"},
    ).fetchone()
    return page, int(row[0])


def of_contact(tx: Tx, contact: str, limit: int = 20) -> list[Case]:
    """The newest first."""
    where = "k.contact = :contact ORDER BY k.opened_at DESC, k.id LIMIT :limit"
    return _many(tx, where, {"contact": contact, "limit": limit})


def asked_between(tx: Tx, since: int, until: int) -> list[Course]:
    """Of those opened by the answers to what was asked from `since` (inclusive) to `until` (exclusive), UTC ms."""
    rows = tx.execute(
        f"SELECT {', '.join(f'k.{name}' for name in Course._fields)} FROM cases k"
        " JOIN rating_requests q ON q.id = k.request"
        " WHERE k.opened_at >= :since AND q.asked_at >= :since AND q.asked_at < :until",
        {"since": since, "until": until},
    )
    return [Course._make(row) for row in rows.fetchall()]


def asks_later(tx: Tx, conversation: str) -> bool:
    """Whether a case of this conversation is being worked on, or resolved, and its customer is to be asked again."""
    row = tx.execute(
        "SELECT 1 FROM cases WHERE conversation = :conversation AND ((closed_at IS NULL AND touched_at IS NOT NULL"
        " AND resolved_at IS NULL) OR reask_at IS NOT NULL) LIMIT 1",
        {"conversation": conversation},
    ).fetchone()
    return row is not None and wanted(tx).reask_h is not None


def woken(tx: Tx, now: int, limit: int = 100) -> list[str]:
    """Cases in which time has brought something about, the longest due first."""
    rows = tx.execute(
        "SELECT id FROM cases WHERE wake_at <= :now ORDER BY wake_at LIMIT :limit", {"now": now, "limit": limit}
    ).fetchall()
    return [row[0] for row in rows]
