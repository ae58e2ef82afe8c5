"""Rating requests as the reports read them."""

from bot.reports import Asking
from bot.store.engine import Tx


def between(
    tx: Tx,
    since: int,
    until: int,
    *,
    channel: str | None = None,
    language: str | None = None,
    agent: str | None = None,
) -> list[Asking]:
    """Asked from `since` (inclusive) to `until` (exclusive), UTC ms, in the order of asking."""
    wanted = {"channel": channel, "language": language, "agent": agent}
    clauses = "".join(f" AND q.{column} = :{column}" for column, value in wanted.items() if value is not None)
    rows = tx.execute(
        "SELECT q.id, q.subject, q.channel, q.language, q.agent, a.name, q.handler, q.asked_at, r.value,"
        " r.comment, r.updated_at"
        " FROM rating_requests q LEFT JOIN ratings r ON r.request = q.id LEFT JOIN agents a ON a.id = q.agent"
        f" WHERE q.asked_at >= :since AND q.asked_at < :until{clauses} ORDER BY q.asked_at, q.id",
        {
            "since": since,
            "until": until,
            **{column: value for column, value in wanted.items() if value is not None},
        },
    ).fetchall()
    return [Asking(*row) for row in rows]
