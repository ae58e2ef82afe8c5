"""Episodes: from opened to resolved, and who it was that helped."""

from dataclasses import dataclass

from bot.store import episode_figures
from bot.store.engine import Tx, one


@dataclass(frozen=True, slots=True)
class Episode:
    conversation: str
    number: int
    opened_at: int
    article: str | None  # the last that was sent
    agent: str | None  # the last who had it
    handler: str  # bot, agent, call: the most personal that took part; once ended article where only the bot's did
    resolved_at: int | None
    resolved_by: str | None  # customer, silence, agent
    team: str | None  # the agent's, as it was at the end; None: not ended, or of none
    topic: str | None  # the article's category, as it was at the end


def open_(tx: Tx, conversation: str, number: int, at: int) -> None:
    tx.execute(
        "INSERT INTO episodes (conversation, number, opened_at, handler) VALUES (:conversation, :number, :at, 'bot')",
        {"conversation": conversation, "number": number, "at": at},
    )


def get(tx: Tx, conversation: str, number: int) -> Episode | None:
    names = ", ".join(Episode.__slots__)
    row = one(
        tx.query(
            f"SELECT {names} FROM episodes WHERE conversation = :conversation AND number = :number",
            {"conversation": conversation, "number": number},
        )
    )
    return Episode(**row) if row else None


def answered(tx: Tx, conversation: str, number: int, article: str) -> None:
    tx.execute(
        "UPDATE episodes SET article = :article WHERE conversation = :conversation AND number = :number",
        {"conversation": conversation, "number": number, "article": article},
    )


def handled(tx: Tx, conversation: str, number: int, agent: str, handler: str) -> None:
    """A call outranks a chat with an agent, and that the bot."""
    tx.execute(
        "UPDATE episodes SET agent = :agent, handler = CASE WHEN handler = 'call' THEN 'call' ELSE :handler END"
        " WHERE conversation = :conversation AND number = :number",
        {"conversation": conversation, "number": number, "agent": agent, "handler": handler},
    )


def resolve(tx: Tx, conversation: str, number: int, by: str, at: int) -> None:
    """It has ended; from now on its figures and who handled it are fixed."""
    tx.execute(
        "UPDATE episodes SET resolved_at = :at, resolved_by = :by WHERE conversation = :conversation AND"
        " number = :number",
        {"conversation": conversation, "number": number, "by": by, "at": at},
    )
    episode_figures.fix(tx, conversation, number)
