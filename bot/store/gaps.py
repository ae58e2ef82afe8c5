"""Questions that nothing answered."""

from bot.store.engine import Tx


def note(tx: Tx, conversation: str, seq: int, language: str, question: str, at: int) -> None:
    tx.execute(
        "INSERT INTO gaps (conversation, seq, language, question, at) VALUES (:conversation, :seq,"
        " :language, :question, :at)",
        {"conversation": conversation, "seq": seq, "language": language, "question": question, "at": at},
    )
