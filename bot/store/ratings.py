"""Rating requests, one for an occasion, and what was answered: a rating, with answers to further questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bot.model import CardAnswer, Metric, Moment
from bot.secret import digest
from bot.store.engine import Tx, one
from bot.surveys.answering import Answered


@dataclass(frozen=True, slots=True)
class Request:
    id: str
    survey: str
    version: int
    metric: Metric
    moment: Moment
    subject: str  # with `occasion` and `moment` what is asked about; of an episode its conversation and number
    occasion: int
    contact: str  # "": not known
    conversation: str | None
    episode: int | None
    channel: str  # of the conversation, or `kiosk`, `link`
    language: str
    handler: str  # article, bot, agent, call, journey, kiosk; who spoke, as it was when the episode closed
    agent: str | None
    team: str | None
    article: str | None
    topic: str | None  # the article's category
    place: str | None
    seq: int  # of the message that asks; 0: there is none
    asked_at: int
    edit_until: int  # exclusive; after it the rating is frozen
    remind_at: int | None = None
    link: str | None = None  # the hash of its secret
    placeholders: Mapping[str, str] = field(default_factory=dict)  # what stood for them in its texts


_COLUMNS = tuple(Request.__slots__)
_NAMES = ", ".join(_COLUMNS)


def ask(tx: Tx, request: Request) -> bool:
    """False when this occasion has been asked about before."""
    values: dict[str, Any] = {name: getattr(request, name) for name in _COLUMNS}
    values["placeholders"] = msgspec.json.encode(request.placeholders).decode()
    added = tx.execute(
        f"INSERT INTO rating_requests ({_NAMES}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
        " ON CONFLICT DO NOTHING",
        values,
    )
    return added.rowcount == 1


def asked(tx: Tx, subject: str, occasion: int, *moments: Moment) -> bool:
    names = {f"moment{number}": moment for number, moment in enumerate(moments)}
    row = tx.execute(
        "SELECT 1 FROM rating_requests WHERE subject = :subject AND occasion = :occasion"
        f" AND moment IN ({', '.join(f':{name}' for name in names)})",
        {"subject": subject, "occasion": occasion, **names},
    ).fetchone()
    return row is not None


def get(tx: Tx, request: str) -> Request | None:
    return _one(tx, "id = :wanted", request)


def of_link(tx: Tx, secret: str) -> Request | None:
    return _one(tx, "link = :wanted", digest(secret))


def about(tx: Tx, moment: Moment, subject: str, occasion: int) -> Request | None:
    """What asks about this occasion."""
    row = tx.execute(
        "SELECT id FROM rating_requests WHERE subject = :subject AND occasion = :occasion AND moment = :moment",
        {"subject": subject, "occasion": occasion, "moment": moment},
    ).fetchone()
    return get(tx, row[0]) if row else None


def _one(tx: Tx, where: str, wanted: str) -> Request | None:
    row = one(tx.query(f"SELECT {_NAMES} FROM rating_requests WHERE {where}", {"wanted": wanted}))
    if row is None:
        return None
    return msgspec.convert({**row, "placeholders": msgspec.json.decode(row["placeholders"])}, Request)


def give_link(tx: Tx, request: str, secret: str) -> None:
    """In place of the one before, which leads nowhere any more."""
    tx.execute("UPDATE rating_requests SET link = :link WHERE id = :id", {"id": request, "link": digest(secret)})


def asked_since(tx: Tx, contact: str, since: int) -> int:
    """How often the contact was asked from then on (inclusive)."""
    row = tx.execute(
        "SELECT COUNT(*) FROM rating_requests WHERE contact = :contact AND asked_at >= :since",
        {"contact": contact, "since": since},
    ).fetchone()
    return int(row[0])


def unanswered(tx: Tx, contact: str, survey: str, now: int) -> bool:
    """Whether a card of this survey waits for the contact's answer."""
    row = tx.execute(
        "SELECT 1 FROM rating_requests q LEFT JOIN ratings r ON r.request = q.id WHERE q.contact = :contact"
        " AND q.survey = :survey AND q.seq > 0 AND q.edit_until > :now AND r.request IS NULL LIMIT 1",
        {"contact": contact, "survey": survey, "now": now},
    ).fetchone()
    return row is not None


# -- the answer ------------------------------------------------------------------------


def answered(tx: Tx, request: str) -> Answered:
    """What stands; nothing where nobody has answered."""
    row = tx.execute("SELECT value, comment FROM ratings WHERE request = :request", {"request": request}).fetchone()
    if row is None:
        return Answered()
    found: dict[str, CardAnswer] = {}
    rows = tx.execute(
        "SELECT question, choice, text, value FROM rating_answers WHERE request = :request ORDER BY question, choice",
        {"request": request},
    ).fetchall()
    for question, choice, text, value in rows:
        chosen = (*found[question].choices, choice) if question in found else (choice,) if choice else ()
        found[question] = CardAnswer(choices=chosen, text=text, value=value)
    return Answered(row[0], row[1], found)


def rate(tx: Tx, request: str, it: Answered, at: int) -> None:
    """In place of what stood. `it.value` is there. No reminder is needed any more."""
    tx.execute(
        "INSERT INTO ratings (request, value, comment, created_at, updated_at, revision)"
        " VALUES (:request, :value, :comment, :at, :at, 1) ON CONFLICT (request) DO UPDATE SET value = excluded.value,"
        " comment = excluded.comment, updated_at = excluded.updated_at, revision = ratings.revision + 1",
        {"request": request, "value": it.value, "comment": it.comment, "at": at},
    )
    tx.execute("DELETE FROM rating_answers WHERE request = :request", {"request": request})
    for question, answer in it.answers.items():
        for choice in answer.choices or ("",):
            tx.execute(
                "INSERT INTO rating_answers (request, question, choice, text, value, at)"
                " VALUES (:request, :question, :choice, :text, :value, :at)",
                {
                    "request": request,
                    "question": question,
                    "choice": choice,
                    "text": answer.text,
                    "value": answer.value,
                    "at": at,
                },
            )
    tx.execute("UPDATE rating_requests SET remind_at = NULL WHERE id = :request", {"request": request})


# -- what time brings ------------------------------------------------------------------


def to_remind(tx: Tx, now: int, limit: int = 50) -> list[str]:
    rows = tx.execute(
        "SELECT id FROM rating_requests WHERE remind_at <= :now ORDER BY remind_at LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [row[0] for row in rows]


def remind_later(tx: Tx, request: str, until: int) -> None:
    tx.execute("UPDATE rating_requests SET remind_at = :until WHERE id = :id", {"id": request, "until": until})


def no_reminder(tx: Tx, request: str, reminded_at: int | None = None) -> None:
    """`reminded_at`: it was sent then; None: there was no need."""
    tx.execute(
        "UPDATE rating_requests SET remind_at = NULL, reminded_at = :at WHERE id = :id",
        {"id": request, "at": reminded_at},
    )


def to_close(tx: Tx, now: int, limit: int = 50) -> list[str]:
    """Whose deadline is over and whose card still shows that one may answer."""
    rows = tx.execute(
        "SELECT id FROM rating_requests WHERE closed_at IS NULL AND edit_until <= :now ORDER BY edit_until"
        " LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [row[0] for row in rows]


def close(tx: Tx, request: str, at: int) -> None:
    tx.execute("UPDATE rating_requests SET closed_at = :at, remind_at = NULL WHERE id = :id", {"id": request, "at": at})
