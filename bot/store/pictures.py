"""Pictures of conversations. Each belongs to one, and is given to nobody else."""

from dataclasses import dataclass, field

from bot.secret import new_id
from bot.store.engine import Tx, one
from knowledge.picture import Picture


@dataclass(frozen=True, slots=True)
class Kept:
    conversation: str
    at: int
    type: str  # such as "image/jpeg"
    data: bytes = field(repr=False)


def add(tx: Tx, conversation: str, picture: Picture, at: int) -> str:
    """Its id."""
    ident = new_id("p")
    tx.execute(
        "INSERT INTO conversation_pictures (id, conversation, type, bytes, at)"
        " VALUES (:id, :conversation, :type, :bytes, :at)",
        {"id": ident, "conversation": conversation, "type": picture.type, "bytes": picture.data, "at": at},
    )
    return ident


def get(tx: Tx, picture: str) -> Kept | None:
    row = one(
        tx.query("SELECT conversation, at, type, bytes FROM conversation_pictures WHERE id = :id", {"id": picture})
    )
    return Kept(row["conversation"], row["at"], row["type"], bytes(row["bytes"])) if row else None
