"""The rows that the reports' books are made of, and what has changed of them."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.reports.books import Asked, Ended
from bot.store.engine import Tx

_ASKED = """
    SELECT q.id, q.asked_at, r.value, q.metric, q.channel, q.language, q.agent, q.team, q.handler, q.article, q.topic,
        q.moment, q.place, q.survey, r.comment,
        CASE WHEN c.id IS NOT NULL THEN
            CASE WHEN c.closed_at IS NULL THEN 'open ' ELSE '' END || COALESCE(c.outcome, 'undecided') END
    FROM rating_requests q LEFT JOIN ratings r ON r.request = q.id LEFT JOIN cases c ON c.request = q.id
"""
_ENDED = """
    SELECT conversation, number, resolved_at, opened_at, channel, language, agent, team, handler, article, topic,
        person, again, CASE WHEN returned_at IS NULL THEN 0 ELSE 1 END, answered, stuck,
        first_bot_ms, first_human_ms, wait_ms, handle_ms
    FROM episodes
"""


class Reason(NamedTuple):
    request: str
    question: str
    choice: str


class Asking(NamedTuple):
    """Rating requests with the choices that were made in their answers."""

    rows: list[Asked]
    reasons: list[Reason]


# -- all of them, the newest first ---------------------------------------------------


def asked_before(tx: Tx, before: int, limit: int) -> Asking:
    """The newest `limit` asked before that time (exclusive), and all that were asked at the same moment as the last."""
    rows = tx.execute(
        f"{_ASKED} WHERE q.asked_at < :before AND q.asked_at >= COALESCE((SELECT asked_at FROM rating_requests"
        " WHERE asked_at < :before ORDER BY asked_at DESC LIMIT 1 OFFSET :last), 0) ORDER BY q.asked_at DESC",
        {"before": before, "last": limit - 1},
    ).fetchall()
    asked = [Asked._make(row) for row in rows]
    if not asked:
        return Asking([], [])
    reasons = tx.execute(
        "SELECT a.request, a.question, a.choice FROM rating_answers a JOIN rating_requests q ON q.id = a.request"
        " WHERE q.asked_at < :before AND q.asked_at >= :since AND a.choice <> ''",
        {"before": before, "since": asked[-1].asked_at},
    ).fetchall()
    return Asking(asked, [Reason._make(row) for row in reasons])


def ended_before(tx: Tx, before: int, limit: int) -> list[Ended]:
    """As `asked_before`, by when they were resolved."""
    rows = tx.execute(
        f"{_ENDED} WHERE channel IS NOT NULL AND resolved_at < :before AND resolved_at >= COALESCE((SELECT resolved_at"
        " FROM episodes WHERE resolved_at < :before ORDER BY resolved_at DESC LIMIT 1 OFFSET :last), 0)"
        " ORDER BY resolved_at DESC",
        {"before": before, "last": limit - 1},
    ).fetchall()
    return [Ended._make(row) for row in rows]


# -- what has changed ------------------------------------------------------------------


def asked_since(tx: Tx, since: int) -> Asking:
    """Asked, answered, or something done about their case from then on (inclusive), by this server's clock."""
    rows = tx.execute(
        f"""{_ASKED} WHERE q.id IN (
            SELECT id FROM rating_requests WHERE asked_at >= :since
            UNION SELECT request FROM ratings WHERE updated_at >= :since
            UNION SELECT c.request FROM case_moments m JOIN cases c ON c.id = m.case_id WHERE m.at >= :since)""",
        {"since": since},
    ).fetchall()
    return _with_reasons(tx, [Asked._make(row) for row in rows])


def ended_since(tx: Tx, since: int) -> list[Ended]:
    """Resolved, or their contact back, from then on (inclusive)."""
    rows = tx.execute(
        f"{_ENDED} WHERE channel IS NOT NULL AND resolved_at >= :since UNION {_ENDED} WHERE returned_at >= :since",
        {"since": since},
    ).fetchall()
    return [Ended._make(row) for row in rows]


def of_episodes(tx: Tx, keys: Sequence[tuple[str, int]]) -> tuple[Asking, list[Ended]]:
    """These episodes (conversation and number) and what was asked about them."""
    asked: list[Asked] = []
    ended: list[Ended] = []
    for conversation, number in keys:
        key = {"conversation": conversation, "number": number}
        rows = tx.execute(f"{_ENDED} WHERE conversation = :conversation AND number = :number", key).fetchall()
        ended += [Ended._make(row) for row in rows]
        rows = tx.execute(f"{_ASKED} WHERE q.conversation = :conversation AND q.episode = :number", key).fetchall()
        asked += [Asked._make(row) for row in rows]
    return _with_reasons(tx, asked), ended


def _with_reasons(tx: Tx, asked: list[Asked]) -> Asking:
    found: list[Reason] = []
    for row in asked:
        if row.value is not None:
            chosen = tx.execute(
                "SELECT request, question, choice FROM rating_answers WHERE request = :request AND choice <> ''",
                {"request": row.id},
            ).fetchall()
            found += [Reason._make(each) for each in chosen]
    return Asking(asked, found)
