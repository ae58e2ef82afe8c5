"""For how long which agent had a conversation."""

from bot.store.engine import Tx


def begin(tx: Tx, conversation: str, episode: int, agent: str, at: int) -> None:
    tx.execute(
        "INSERT INTO holdings (conversation, episode, agent, since) VALUES (:conversation, :episode, :agent, :at)",
        {"conversation": conversation, "episode": episode, "agent": agent, "at": at},
    )


def end(tx: Tx, conversation: str, at: int) -> None:
    """Whoever has it has it no longer."""
    tx.execute(
        "UPDATE holdings SET until = :at WHERE conversation = :conversation AND until IS NULL",
        {"conversation": conversation, "at": at},
    )
