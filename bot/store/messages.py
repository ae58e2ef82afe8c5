"""Messages as they read now; how they came to is in the log."""

import msgspec

from bot.model import ArticleReply, Choices, Message, Note, PictureCard, Text, Unsupported
from bot.store.engine import Tx

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Message).decode
_decode_note = msgspec.json.Decoder(Note).decode


def add(tx: Tx, conversation: str, message: Message) -> None:
    tx.execute(
        "INSERT INTO messages (conversation, seq, episode, at, author, words, message)"
        " VALUES (:conversation, :seq, :episode, :at, :author, :words, :message)",
        {
            "conversation": conversation,
            "seq": message.seq,
            "episode": message.episode,
            "at": message.at,
            "author": message.author.kind,
            "words": words(message),
            "message": _encode(message).decode(),
        },
    )


def words(message: Message) -> str:
    """What a search looks through."""
    match message.body:
        case Text(text=text) | Choices(text=text) | Unsupported(text=text):
            return text
        case ArticleReply(title=title):
            return title
        case PictureCard(alt=alt):
            return alt
    return ""


def replace(tx: Tx, conversation: str, message: Message) -> None:
    tx.execute(
        "UPDATE messages SET message = :message WHERE conversation = :conversation AND seq = :seq",
        {"conversation": conversation, "seq": message.seq, "message": _encode(message).decode()},
    )


def remove(tx: Tx, conversation: str, seq: int) -> None:
    """It is said elsewhere."""
    tx.execute(
        "DELETE FROM messages WHERE conversation = :conversation AND seq = :seq",
        {"conversation": conversation, "seq": seq},
    )


def get(tx: Tx, conversation: str, seq: int) -> Message | None:
    row = tx.execute(
        "SELECT message FROM messages WHERE conversation = :conversation AND seq = :seq",
        {"conversation": conversation, "seq": seq},
    ).fetchone()
    return _decode(row[0]) if row else None


def newest(tx: Tx, conversation: str, limit: int, before: int | None = None) -> list[Message]:
    """The newest `limit` with a seq below `before` (exclusive; None: all), oldest first."""
    rows = tx.execute(
        "SELECT message FROM messages WHERE conversation = :conversation AND seq < :before ORDER BY seq DESC"
        " LIMIT :limit",
        {"conversation": conversation, "before": before if before is not None else 2**62, "limit": limit},
    ).fetchall()
    return [_decode(row[0]) for row in reversed(rows)]


def since(tx: Tx, conversation: str, seq: int) -> list[Message]:
    """From `seq` (inclusive) on, oldest first."""
    rows = tx.execute(
        "SELECT message FROM messages WHERE conversation = :conversation AND seq >= :seq ORDER BY seq",
        {"conversation": conversation, "seq": seq},
    ).fetchall()
    return [_decode(row[0]) for row in rows]


def of_episode(tx: Tx, conversation: str, episode: int) -> list[Message]:
    """Oldest first."""
    rows = tx.execute(
        "SELECT message FROM messages WHERE conversation = :conversation AND episode = :episode ORDER BY seq",
        {"conversation": conversation, "episode": episode},
    ).fetchall()
    return [_decode(row[0]) for row in rows]


def of_agents(tx: Tx, conversation: str, episode: int, after: int, limit: int = 10) -> list[Message]:
    """What agents said in an episode past `after` (exclusive), the first `limit`, oldest first."""
    rows = tx.execute(
        "SELECT message FROM messages WHERE conversation = :conversation AND seq > :after AND episode = :episode"
        " AND author = 'agent' ORDER BY seq LIMIT :limit",
        {"conversation": conversation, "after": after, "episode": episode, "limit": limit},
    ).fetchall()
    return [_decode(row[0]) for row in rows]


def add_note(tx: Tx, conversation: str, note: Note) -> None:
    tx.execute(
        "INSERT INTO notes (conversation, seq, note) VALUES (:conversation, :seq, :note)",
        {"conversation": conversation, "seq": note.seq, "note": _encode(note).decode()},
    )


def notes(tx: Tx, conversation: str) -> list[Note]:
    rows = tx.execute(
        "SELECT note FROM notes WHERE conversation = :conversation ORDER BY seq",
        {"conversation": conversation},
    ).fetchall()
    return [_decode_note(row[0]) for row in rows]


def contact_wrote_at(tx: Tx, conversation: str) -> int | None:
    """When the contact wrote last; None: never."""
    row = tx.execute(
        "SELECT at FROM messages WHERE conversation = :conversation AND author = 'contact' ORDER BY seq DESC LIMIT 1",
        {"conversation": conversation},
    ).fetchone()
    return int(row[0]) if row else None
