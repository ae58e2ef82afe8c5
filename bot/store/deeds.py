"""What somebody sent us under an id of theirs: done once, the same result ever after."""

import hashlib

from bot.errors import Conflict
from bot.store.engine import Tx


def remembered(tx: Tx, sender: str, client_id: str, content: str, at: int) -> str | None:
    """Claims the id: None means that it is new, and `settle` must follow in this transaction.

    The earlier result where the same content was sent before. Raises Conflict for other content.
    """
    body_hash = hashlib.sha256(content.encode()).hexdigest()
    claimed = tx.execute(
        "INSERT INTO deeds (sender, client_id, body_hash, result, at) VALUES (:sender, :client_id, :body_hash, '', :at)"
        " ON CONFLICT (sender, client_id) DO NOTHING",
        {"sender": sender, "client_id": client_id, "body_hash": body_hash, "at": at},
    )
    if claimed.rowcount == 1:
        return None
    row = tx.execute(
        "SELECT body_hash, result FROM deeds WHERE sender = :sender AND client_id = :client_id",
        {"sender": sender, "client_id": client_id},
    ).fetchone()
    if row[0] != body_hash:
        raise Conflict("This client_message_id was used for another message. Choose a new one.")
    return str(row[1])


def settle(tx: Tx, sender: str, client_id: str, result: str) -> None:
    tx.execute(
        "UPDATE deeds SET result = :result WHERE sender = :sender AND client_id = :client_id",
        {"sender": sender, "client_id": client_id, "result": result},
    )


def hand_over(tx: Tx, sender: str, to: str) -> None:
    """What `sender` has sent counts as sent by `to`, who may send it again; of the same id theirs stands."""
    ids = {"old": sender, "new": to}
    tx.execute(
        "INSERT INTO deeds (sender, client_id, body_hash, result, at) SELECT :new, client_id, body_hash, result, at"
        " FROM deeds WHERE sender = :old ON CONFLICT (sender, client_id) DO NOTHING",
        ids,
    )
    tx.execute("DELETE FROM deeds WHERE sender = :old", ids)


def forget(tx: Tx, before: int) -> None:
    """Deeds older than `before` (exclusive, UTC ms) may happen again."""
    tx.execute("DELETE FROM deeds WHERE at < :before", {"before": before})
