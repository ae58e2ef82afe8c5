"""The line: one waiting request per conversation at most."""

from dataclasses import dataclass

from bot.secret import new_id
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Waiting:
    conversation: str
    queued_at: int
    reason: str


def queue(tx: Tx, conversation: str, episode: int, reason: str, at: int) -> None:
    """Joins the line; where this episode has waited before, at the old place."""
    row = one(
        tx.query(
            "SELECT MIN(queued_at) AS first FROM escalations WHERE conversation = :conversation AND episode = :episode"
            " AND state = 'taken'",
            {"conversation": conversation, "episode": episode},
        )
    )
    first = row["first"] if row and row["first"] is not None else at
    tx.execute(
        "INSERT INTO escalations (id, conversation, episode, reason, queued_at, state)"
        " VALUES (:id, :conversation, :episode, :reason, :at, 'queued')",
        {"id": new_id("e"), "conversation": conversation, "episode": episode, "reason": reason, "at": first},
    )


def leave(tx: Tx, conversation: str, state: str, agent: str | None, at: int) -> None:
    """`state` is taken (by `agent`) or abandoned. Nothing happens to one that does not wait."""
    tx.execute(
        "UPDATE escalations SET state = :state, agent = :agent, ended_at = :at"
        " WHERE conversation = :conversation AND state = 'queued'",
        {"conversation": conversation, "state": state, "agent": agent, "at": at},
    )


def hand_over(tx: Tx, conversation: str, to: str) -> None:
    """Who waits in `conversation` waits in `to` from now on: one place, the earlier one."""
    ids = {"here": conversation, "there": to}
    tx.execute(
        "UPDATE escalations SET queued_at = (SELECT MIN(queued_at) FROM escalations WHERE state = 'queued'"
        " AND conversation IN (:here, :there)) WHERE conversation = :there AND state = 'queued'",
        ids,
    )
    tx.execute("DELETE FROM escalations WHERE conversation = :here AND state = 'queued'", ids)


def waiting(tx: Tx, conversation: str) -> Waiting | None:
    row = one(
        tx.query(
            "SELECT conversation, queued_at, reason FROM escalations WHERE conversation = :conversation AND"
            " state = 'queued'",
            {"conversation": conversation},
        )
    )
    return Waiting(**row) if row else None


def line(tx: Tx) -> list[str]:
    """Conversations that wait, the next first."""
    rows = tx.execute("SELECT conversation FROM escalations WHERE state = 'queued' ORDER BY queued_at, id").fetchall()
    return [row[0] for row in rows]


def length(tx: Tx) -> tuple[int, int | None]:
    """How many wait, and since when the longest does; None: nobody waits."""
    row = tx.execute("SELECT COUNT(*), MIN(queued_at) FROM escalations WHERE state = 'queued'").fetchone()
    return int(row[0]), row[1]
