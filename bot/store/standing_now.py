"""The line and the agents as they are at this moment."""

from dataclasses import dataclass

from bot.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Line:
    waiting: int
    longest_since: int | None  # None: nobody waits


@dataclass(frozen=True, slots=True)
class Busy:
    conversations: int
    unanswered: int
    longest_unanswered_since: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    line: Line
    with_bot: int
    with_agents: int
    calls: int  # that have begun
    busy: dict[str, Busy]  # of agents who have a conversation
    in_call: set[str]  # agents


def standing(tx: Tx) -> Standing:
    line = tx.execute("SELECT COUNT(*), MIN(queued_at) FROM escalations WHERE state = 'queued'").fetchone()
    bot = tx.execute("SELECT COUNT(*) FROM conversations WHERE owner = 'bot'").fetchone()
    busy = tx.execute(
        "SELECT agent, COUNT(*), COUNT(unanswered_since), MIN(unanswered_since) FROM conversations"
        " WHERE owner = 'agent' GROUP BY agent"
    ).fetchall()
    calls = tx.execute("SELECT COUNT(*) FROM rooms WHERE ended_at IS NULL AND started_at IS NOT NULL").fetchone()
    present = tx.execute(
        "SELECT m.person FROM rooms r JOIN room_members m ON m.room = r.id"
        " WHERE r.ended_at IS NULL AND m.here = 1 AND m.role = 'agent'"
    ).fetchall()
    return Standing(
        Line(*line),
        bot[0],
        sum(row[1] for row in busy),
        calls[0],
        {row[0]: Busy(*row[1:]) for row in busy},
        {row[0] for row in present},
    )
