"""The event log: streams of events numbered 1, 2, 3 …, written with the rows that they change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from bot.events import Event, Recorded
from bot.store.engine import Tx

_encoder = msgspec.json.Encoder()


def next_seq(tx: Tx, stream: str) -> int:
    """Takes the next number of `stream`; the caller records an event under it in the same transaction."""
    row = tx.execute(
        "INSERT INTO streams (id, last_seq) VALUES (:id, 1)"
        " ON CONFLICT (id) DO UPDATE SET last_seq = streams.last_seq + 1 RETURNING last_seq",
        {"id": stream},
    ).fetchone()
    return int(row[0])


def record(tx: Tx, stream: str, seq: int, at: int, event: Event) -> None:
    tx.execute(
        "INSERT INTO events (stream, seq, at, body) VALUES (:stream, :seq, :at, :body)",
        {"stream": stream, "seq": seq, "at": at, "body": _encoder.encode(event).decode()},
    )


def append(tx: Tx, stream: str, at: int, event: Event) -> int:
    seq = next_seq(tx, stream)
    record(tx, stream, seq, at, event)
    return seq


def last_seq(tx: Tx, stream: str) -> int:
    """0 for a stream in which nothing has happened."""
    row = tx.execute("SELECT last_seq FROM streams WHERE id = :id", {"id": stream}).fetchone()
    return int(row[0]) if row else 0


def after(tx: Tx, stream: str, seq: int, limit: int) -> list[Recorded]:
    """Events past `seq` (exclusive), at most `limit`, in order."""
    rows = tx.execute(
        "SELECT seq, at, body FROM events WHERE stream = :stream AND seq > :seq ORDER BY seq LIMIT :limit",
        {"stream": stream, "seq": seq, "limit": limit},
    ).fetchall()
    return [Recorded(stream, row[0], row[1], row[2].encode()) for row in rows]


def newest(tx: Tx, stream: str, kind: str, limit: int) -> list[bytes]:
    """The newest `limit` events of this kind as they were stored, oldest first."""
    rows = tx.execute(
        "SELECT body FROM events WHERE stream = :stream AND body LIKE :start ORDER BY seq DESC LIMIT :limit",
        {"stream": stream, "start": f'{{"kind":"{kind}"%', "limit": limit},  # the encoder writes the tag first
    ).fetchall()
    return [row[0].encode() for row in reversed(rows)]


@dataclass(frozen=True)
class Position:
    stream: str
    last_seq: int


def positions(tx: Tx, streams: Sequence[str]) -> list[Position]:
    """Where each of `streams` stands; those in which nothing has happened are left out."""
    found: list[Position] = []
    for some in batched(streams, 500):
        names = {f"s{n}": stream for n, stream in enumerate(some)}
        holes = ", ".join(f":{name}" for name in names)
        rows = tx.execute(f"SELECT id, last_seq FROM streams WHERE id IN ({holes})", names).fetchall()
        found += [Position(row[0], row[1]) for row in rows]
    return found


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
