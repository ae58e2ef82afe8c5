"""What became of the articles that the bot told, counted."""

from dataclasses import dataclass

from bot.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Told:
    """How often the bot told an article in a period, and what followed."""

    article: str
    shown: int
    helped: int  # "yes"
    not_helped: int  # "no"
    to_person: int  # a person had to after all
    ended: int  # of `shown`, those whose episode is over
    stuck: int  # of `ended`, those after which neither a "no" nor a person followed
    last_at: int  # UTC ms, when it was asked for last


def articles(tx: Tx, since: int) -> list[Told]:
    """Of the questions asked from `since` on (UTC ms), by article."""
    rows = tx.execute(
        """
        SELECT q.shown, COUNT(*), SUM(CASE WHEN q.helped = 1 THEN 1 ELSE 0 END),
            SUM(CASE WHEN q.helped = 0 THEN 1 ELSE 0 END), SUM(q.person),
            SUM(CASE WHEN p.resolved_at IS NOT NULL THEN 1 ELSE 0 END),
            SUM(CASE WHEN p.resolved_at IS NOT NULL AND q.person = 0 AND COALESCE(q.helped, 1) = 1 THEN 1 ELSE 0 END),
            MAX(q.at)
        FROM questions q JOIN episodes p ON p.conversation = q.conversation AND p.number = q.episode
        WHERE q.shown IS NOT NULL AND q.at >= :since GROUP BY q.shown ORDER BY q.shown
        """,
        {"since": since},
    ).fetchall()
    return [Told(*row) for row in rows]


def ever_shown(tx: Tx) -> set[str]:
    """Articles that the bot has told at any time."""
    return {row[0] for row in tx.execute("SELECT DISTINCT shown FROM questions WHERE shown IS NOT NULL").fetchall()}
