"""Rating requests, each unique by (survey, subject, occasion), and what was answered."""

from dataclasses import dataclass

from bot.store.engine import Tx, one

CSAT = "csat"


@dataclass(frozen=True, slots=True)
class Request:
    id: str
    subject: str  # the conversation
    occasion: int  # its episode
    contact: str
    channel: str
    language: str
    agent: str | None
    handler: str
    seq: int  # of the message that asks
    asked_at: int
    edit_until: int  # exclusive; after it the rating is frozen


def ask(tx: Tx, request: Request) -> bool:
    """False when this episode has been asked about before."""
    return (
        tx.execute(
            "INSERT INTO rating_requests (id, survey, subject, occasion, contact, channel, language, agent,"
            " handler, seq,"
            " asked_at, edit_until) VALUES (:id, 'csat', :subject, :occasion, :contact, :channel, :language, :agent,"
            " :handler, :seq, :asked_at, :edit_until) ON CONFLICT (survey, subject, occasion) DO NOTHING",
            {name: getattr(request, name) for name in Request.__slots__},
        ).rowcount
        == 1
    )


def asked(tx: Tx, conversation: str, episode: int) -> bool:
    row = tx.execute(
        "SELECT 1 FROM rating_requests WHERE survey = 'csat' AND subject = :subject AND occasion = :occasion",
        {"subject": conversation, "occasion": episode},
    ).fetchone()
    return row is not None


def get(tx: Tx, request: str) -> Request | None:
    names = ", ".join(Request.__slots__)
    row = one(tx.query(f"SELECT {names} FROM rating_requests WHERE id = :id", {"id": request}))
    return Request(**row) if row else None


def rate(tx: Tx, request: str, value: int, comment: str | None, at: int) -> None:
    """Again changes the value; a comment of None keeps the one that is there."""
    tx.execute(
        "INSERT INTO ratings (request, value, comment, created_at, updated_at, revision)"
        " VALUES (:request, :value, :comment, :at, :at, 1) ON CONFLICT (request) DO UPDATE SET value = excluded.value,"
        " comment = COALESCE(excluded.comment, ratings.comment), updated_at = excluded.updated_at,"
        " revision = ratings.revision + 1",
        {"request": request, "value": value, "comment": comment, "at": at},
    )
