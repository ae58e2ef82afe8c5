"""Customers who want to be told when there is an answer. The wish stands with the question, with the time of it."""

from dataclasses import dataclass

from bot.store.engine import Tx

_IN_VAIN = "(verdict = 'unknown' OR helped = 0 OR person = 1)"
_NEWEST = (
    "conversation = :conversation AND seq = (SELECT MAX(seq) FROM questions WHERE conversation = :conversation"
    f" AND seq < :before AND {_IN_VAIN})"
)


@dataclass(frozen=True, slots=True)
class Wish:
    conversation: str
    article: str  # that is to be told
    text: str  # what was asked, last where there were several questions


def asked_in_vain(tx: Tx, conversation: str, before: int) -> bool:
    """Whether the customer asked anything before the message `before` that had no answer."""
    row = tx.execute(
        f"SELECT 1 FROM questions WHERE {_NEWEST}", {"conversation": conversation, "before": before}
    ).fetchone()
    return row is not None


def wish(tx: Tx, conversation: str, before: int, at: int) -> bool:
    """To be told of an answer to the newest of these; False where that was wished before."""
    wished = tx.execute(
        f"UPDATE questions SET wished_at = :at WHERE wished_at IS NULL AND {_NEWEST}",
        {"conversation": conversation, "before": before, "at": at},
    )
    return wished.rowcount > 0


def left_open(tx: Tx, conversation: str, episode: int) -> bool:
    """Whether a question of the episode has no answer, and its customer has not been asked for a wish and had one."""
    row = tx.execute(
        """
        SELECT 1 FROM questions WHERE conversation = :conversation AND episode = :episode
        AND verdict = 'unknown' AND meant IS NULL AND wished_at IS NULL
        """,
        {"conversation": conversation, "episode": episode},
    ).fetchone()
    return row is not None


def due(tx: Tx, limit: int = 100) -> list[Wish]:
    """Those whose article managers want to be told, where no person has the conversation; each pair once."""
    rows = tx.execute(
        """
        SELECT q.conversation, q.telling, COALESCE(q.text, m.words) FROM questions q
        JOIN messages m ON m.conversation = q.conversation AND m.seq = q.seq
        JOIN conversations a ON a.id = q.conversation
        JOIN conversations v ON v.id = COALESCE(a.continues_in, a.id)
        WHERE q.telling IS NOT NULL AND q.told_at IS NULL AND v.owner NOT IN ('line', 'agent')
        ORDER BY q.at LIMIT :limit
        """,
        {"limit": limit},
    ).fetchall()
    return list({(row[0], row[1]): Wish(*row) for row in rows}.values())


def progress(tx: Tx, article: str) -> tuple[set[str], set[str]]:
    """Conversations in which the article has been told, and those in which it is still to be."""
    rows = tx.execute(
        "SELECT conversation, told_at FROM questions WHERE telling = :article", {"article": article}
    ).fetchall()
    return {row[0] for row in rows if row[1] is not None}, {row[0] for row in rows if row[1] is None}


def put_back(tx: Tx, conversation: str, article: str) -> None:
    """The article cannot be told there: the wish stands as before."""
    tx.execute(
        "UPDATE questions SET telling = NULL WHERE conversation = :conversation AND telling = :article"
        " AND told_at IS NULL",
        {"conversation": conversation, "article": article},
    )


def lost(tx: Tx, conversation: str, at: int) -> None:
    """What was told at `at` has not arrived: the wish stands as before."""
    tx.execute(
        "UPDATE questions SET told_at = NULL, telling = NULL WHERE conversation = :conversation AND told_at = :at",
        {"conversation": conversation, "at": at},
    )


def told(tx: Tx, conversation: str, article: str, at: int, *, by_bot: bool = True) -> bool:
    """The article is told now, for all the questions that it answers; False where none waits for it any more."""
    changed = tx.execute(
        """
        UPDATE questions SET told_at = :at, shown = CASE WHEN :by_bot = 1 THEN :article ELSE shown END
        WHERE conversation = :conversation AND telling = :article AND told_at IS NULL
        """,
        {"conversation": conversation, "article": article, "at": at, "by_bot": int(by_bot)},
    )
    return changed.rowcount > 0
