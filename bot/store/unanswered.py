"""Questions that the knowledge did not do for, with what they cost; what managers decide about them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.store.engine import Tx
from knowledge.gaps import Unanswered

NEWEST = 3_000
"""So many are looked at: those that were asked before them are an old story, and grouping them takes its time."""

_LACKS = """
    SELECT q.conversation, q.seq, q.part, q.episode, v.contact, q.language, COALESCE(q.text, m.words), q.at,
        CASE WHEN q.helped = 0 THEN 'unhelpful' WHEN q.verdict = 'unknown' THEN 'unknown' ELSE 'person' END,
        COALESCE((
            SELECT SUM(COALESCE(h.until, :now) - CASE WHEN h.since > q.at THEN h.since ELSE q.at END) FROM holdings h
            WHERE h.conversation = q.conversation AND h.episode = q.episode AND COALESCE(h.until, :now) > q.at), 0),
        EXISTS (
            SELECT 1 FROM rating_requests r JOIN ratings a ON a.request = r.id
            WHERE r.metric = 'csat' AND r.conversation = q.conversation AND r.episode = q.episode AND a.value <= 2),
        q.decided,
        CASE WHEN EXISTS (SELECT 1 FROM drafts d WHERE d.article = q.drafted)
            OR EXISTS (SELECT 1 FROM articles a WHERE a.key = q.drafted AND a.removed_at IS NULL) THEN q.drafted END,
        q.meant, q.wished_at, q.told_at
    FROM questions q JOIN messages m ON m.conversation = q.conversation AND m.seq = q.seq
    JOIN conversations v ON v.id = q.conversation
"""

# Where an agent sent an article, the question has its answer: what it lacks is a variant.
_WHERE = """
    WHERE q.decided = 'settled' OR (
        (q.verdict = 'unknown' OR q.helped = 0 OR q.person = 1) AND COALESCE(q.helped, 0) = 0
        AND (q.meant IS NULL OR q.meant = q.shown))
"""


def newest(tx: Tx, now: int, limit: int = NEWEST) -> list[Unanswered]:
    """The newest `limit`, settled ones and dismissed ones too, in the order of asking. `now`: UTC ms."""
    rows = tx.execute(
        f"{_LACKS} {_WHERE} ORDER BY q.at DESC, q.conversation DESC, q.seq DESC, q.part DESC LIMIT :limit",
        {"now": now, "limit": limit},
    ).fetchall()
    return [_unanswered(row) for row in reversed(rows)]


def published(tx: Tx) -> dict[str, int]:
    """Of the articles that were drafted for questions and are published, since when there they are, UTC ms."""
    rows = tx.execute(
        "SELECT key, created_at FROM articles WHERE removed_at IS NULL"
        " AND key IN (SELECT drafted FROM questions WHERE drafted IS NOT NULL)"
    ).fetchall()
    return {row[0]: row[1] for row in rows}


def _unanswered(row: Any) -> Unanswered:
    it = Unanswered(*row)
    return replace(it, rated_low=bool(it.rated_low))


def settle(tx: Tx, questions: Sequence[Unanswered], article: str) -> None:
    """They meant this article."""
    _decide(tx, questions, "decided = 'settled', meant = :article, weighed_at = NULL", article=article)


def dismiss(tx: Tx, questions: Sequence[Unanswered]) -> None:
    _decide(tx, questions, "decided = 'dismissed'")


def reopen(tx: Tx, questions: Sequence[Unanswered]) -> None:
    """Neither settled nor dismissed; what they meant is open again where only a manager had said so."""
    _decide(
        tx, questions, "meant = CASE WHEN decided = 'settled' THEN shown ELSE meant END, decided = NULL, drafted = NULL"
    )


def draft(tx: Tx, questions: Sequence[Unanswered], article: str) -> None:
    """This article is being written for them."""
    _decide(tx, questions, "drafted = :article", article=article)


def tell(tx: Tx, questions: Sequence[Unanswered], article: str) -> None:
    """Who wished to know is to be told this article."""
    wished = [it for it in questions if it.wished_at is not None and it.told_at is None]
    _decide(tx, wished, "telling = :article", article=article)


def _decide(tx: Tx, questions: Sequence[Unanswered], change: str, **values: str) -> None:
    for it in questions:
        tx.execute(
            f"UPDATE questions SET {change} WHERE conversation = :conversation AND seq = :seq AND part = :part",
            {"conversation": it.conversation, "seq": it.seq, "part": it.part, **values},
        )
