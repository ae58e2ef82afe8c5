"""Wordings of customers that were suggested as variants of articles, each once."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from bot.secret import new_id
from bot.store.engine import Tx, one
from knowledge.normalize import normalize

Source = Literal["chosen", "helped", "agent", "gap"]
"""Why it means the article: the customer chose it, said that it helped, an agent sent it, a manager said so."""


class State(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Suggested:
    id: str
    article: str
    language: str
    text: str
    source: Source
    conversation: str
    seq: int
    at: int  # when somebody asked so last
    count: int  # how often
    state: State
    decided_by: str | None  # an agent's id, or "bot"


_COLUMNS = "id, article, language, text, source, conversation, seq, at, count, state, decided_by"


def _suggested(row: dict[str, Any]) -> Suggested:
    return Suggested(**{**row, "state": State(row["state"])})


@dataclass(frozen=True, slots=True)
class Learnt:
    """A question of which it is now known what it meant."""

    conversation: str
    seq: int
    part: int
    language: str
    text: str
    at: int
    article: str
    source: Source


def unweighed(tx: Tx, limit: int = 50) -> list[Learnt]:
    """The oldest first."""
    rows = tx.execute(
        """
        SELECT q.conversation, q.seq, q.part, q.language, COALESCE(q.text, m.words), q.at, q.meant,
            CASE WHEN q.decided = 'settled' THEN 'gap' WHEN q.helped = 1 THEN 'helped'
                WHEN q.meant = q.shown THEN 'chosen' ELSE 'agent' END
        FROM questions q JOIN messages m ON m.conversation = q.conversation AND m.seq = q.seq
        WHERE q.meant IS NOT NULL AND q.weighed_at IS NULL ORDER BY q.at, q.conversation, q.seq LIMIT :limit
        """,
        {"limit": limit},
    ).fetchall()
    return [Learnt(*row) for row in rows]


def weighed(tx: Tx, it: Learnt, at: int) -> None:
    tx.execute(
        "UPDATE questions SET weighed_at = :at WHERE conversation = :conversation AND seq = :seq AND part = :part",
        {"conversation": it.conversation, "seq": it.seq, "part": it.part, "at": at},
    )


def suggest(tx: Tx, it: Learnt) -> str | None:
    """The id of the suggestion; None when the same wording had been suggested before, which counts there."""
    row = tx.execute(
        """
        INSERT INTO suggested_variants (
            id, article, language, wording, text, source, conversation, seq, at, count, state)
        VALUES (:id, :article, :language, :wording, :text, :source, :conversation, :seq, :at, 1, 'open')
        ON CONFLICT (article, language, wording) DO UPDATE SET count = suggested_variants.count + 1,
            conversation = excluded.conversation, seq = excluded.seq, at = excluded.at
        RETURNING id, count
        """,
        {
            "id": new_id("w"),
            "article": it.article,
            "language": it.language,
            "wording": normalize(it.text),
            "text": it.text,
            "source": it.source,
            "conversation": it.conversation,
            "seq": it.seq,
            "at": it.at,
        },
    ).fetchone()
    return str(row[0]) if row[1] == 1 else None


def get(tx: Tx, ident: str) -> Suggested | None:
    row = one(tx.query(f"SELECT {_COLUMNS} FROM suggested_variants WHERE id = :id", {"id": ident}))
    return _suggested(row) if row else None


def listed(tx: Tx, state: State, article: str | None, limit: int, offset: int = 0) -> tuple[list[Suggested], int]:
    """The most often asked first, and how many there are in all. `article` None: of all."""
    where = "WHERE state = :state" + (" AND article = :article" if article is not None else "")
    params: dict[str, Any] = {"state": state, "limit": limit, "offset": offset}
    if article is not None:
        params["article"] = article
    rows = tx.query(
        f"SELECT {_COLUMNS} FROM suggested_variants {where} ORDER BY count DESC, at DESC, id"
        " LIMIT :limit OFFSET :offset",
        params,
    )
    found = [_suggested(row) for row in rows]
    (total,) = tx.execute(f"SELECT COUNT(*) FROM suggested_variants {where}", params).fetchone()
    return found, int(total)


def decide(tx: Tx, ident: str, state: State, by: str | None, at: int) -> None:
    tx.execute(
        "UPDATE suggested_variants SET state = :state, decided_by = :by, decided_at = :at WHERE id = :id",
        {"id": ident, "state": state, "by": by, "at": at},
    )


def withdraw(tx: Tx, conversation: str, before: int, article: str) -> None:
    """Who asked so has said that the article did not help: nothing is suggested for that any more.

    `before`: the seq of the message that told it (exclusive).
    """
    tx.execute(
        """
        DELETE FROM suggested_variants WHERE state = 'open' AND count = 1 AND article = :article
        AND conversation = :conversation AND seq < :before
        """,
        {"conversation": conversation, "before": before, "article": article},
    )
