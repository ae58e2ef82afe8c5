"""Messages to an agent, made durable by desk.receive, against the bare rows committed in groups by sqlite3 itself.

Both run on the same disk in turns. The bare side gets the very rows that the desk has written, in one thread and ready
made, and commits as many messages at a time as the desk has in flight. At the end both files must hold the same.
"""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.desk import Sender
from bot.model import Channel
from bot.store.sqlite import backup, connect
from tests.bench.figure import Figure, say
from tests.fakes.shop import Shop, shop

CONVERSATIONS = 500
ROUNDS = 7
MESSAGES = {50: 4_000, 500: 12_000}  # in a round, by how many are in flight
WORDS = "The parcel has arrived, but the lid of the box is broken. Can you send another one? Message {}."
LOGGED = ("deeds", "events", "messages")

ADD_DEED = "INSERT INTO deeds (sender, client_id, body_hash, result, at) VALUES (?, ?, ?, ?, ?)"
ADVANCE = "INSERT INTO streams (id, last_seq) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET last_seq = excluded.last_seq"
ADD_EVENT = "INSERT INTO events (stream, seq, at, body) VALUES (?, ?, ?, ?)"
ADD_MESSAGE = (
    "INSERT INTO messages (conversation, seq, episode, at, author, words, message) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
UPDATE_CONVERSATION = "UPDATE conversations SET last_at = ?, excerpt = ?, unanswered_since = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of one message."""

    deed: tuple[object, ...]
    events: tuple[tuple[object, ...], ...]
    message: tuple[object, ...]
    conversation: tuple[object, ...]  # last_at, excerpt, unanswered_since, id


async def measure() -> list[Figure]:
    return [await _ratio(in_flight, messages) for in_flight, messages in MESSAGES.items()]


async def _ratio(in_flight: int, messages: int) -> Figure:
    with TemporaryDirectory(dir=Path.cwd()) as name:  # where the data would be: /tmp may be memory
        folder = Path(name)
        async with shop(folder / "desk.sqlite") as desk:
            senders = [await _owned(desk, number) for number in range(CONVERSATIONS)]
            backup(folder / "desk.sqlite", folder / "bare.sqlite")
            bare = connect(folder / "bare.sqlite")
            rounds = [await _round(desk, bare, senders, in_flight, messages) for _ in range(ROUNDS)]
            await _compare(desk, bare)
            bare.close()
    ratios = [by_desk / by_bare for by_desk, by_bare in rounds]
    desk_per_s, bare_per_s = (median(side) for side in zip(*rounds, strict=True))
    say(f"{in_flight} in flight: desk {desk_per_s:.0f}, bare {bare_per_s:.0f} messages/s;")
    say(f"ratios {', '.join(f'{ratio:.2f}' for ratio in sorted(ratios))}")
    return Figure(f"durable_ratio_{in_flight}", round(median(ratios), 3), "ratio", ROUNDS * messages)


async def _owned(desk: Shop, number: int) -> Sender:
    """A customer whose conversation an agent has."""
    sender = await desk.desk.sender(Channel.WIDGET, f"visitor-{number}", name=None, language="en")
    receipt = await desk.desk.receive(sender, "first", "Where is my order?")
    await desk.desk.take(desk.agent, receipt.conversation)
    await desk.desk.receive(sender, "second", "Hello?")
    return sender


async def _round(
    desk: Shop, bare: sqlite3.Connection, senders: Sequence[Sender], in_flight: int, messages: int
) -> tuple[float, float]:
    """Messages a second: the desk's, the bare ones."""
    stand = await desk.rows(" UNION ALL ".join(f"SELECT max(rowid) AS last FROM {table}" for table in LOGGED))
    numbers = iter(range(stand[0]["last"], stand[0]["last"] + messages))

    async def keep_sending() -> None:
        for number in numbers:
            await desk.desk.receive(senders[number % len(senders)], f"m{number}", WORDS.format(number))

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(in_flight):
            group.create_task(keep_sending())
    by_desk = messages / (time.perf_counter() - began)
    written = await _written(desk, *(row["last"] for row in stand))
    began = time.perf_counter()
    for start in range(0, messages, in_flight):
        _commit(bare, written[start : start + in_flight])
    return by_desk, messages / (time.perf_counter() - began)


async def _written(desk: Shop, deed: int, event: int, message: int) -> list[Written]:
    """What the desk has added after these rows."""

    async def added(table: str, columns: str, after: int) -> list[tuple[object, ...]]:
        rows = await desk.rows(f"SELECT {columns} FROM {table} WHERE rowid > :after ORDER BY rowid", after=after)
        return [tuple(row.values()) for row in rows]

    deeds = await added("deeds", "sender, client_id, body_hash, result, at", deed)
    events = await added("events", "stream, seq, at, body", event)
    messages = await added("messages", "conversation, seq, episode, at, author, words, message", message)
    waiting = {
        row["id"]: row["since"] for row in await desk.rows("SELECT id, unanswered_since AS since FROM conversations")
    }
    each = len(events) // len(deeds)
    return [
        Written(
            deeds[n], tuple(events[each * n : each * (n + 1)]), it, (it[3], str(it[5])[:140], waiting[it[0]], it[0])
        )
        for n, it in enumerate(messages)
    ]


def _commit(bare: sqlite3.Connection, batch: Sequence[Written]) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for written in batch:
        bare.execute(ADD_DEED, written.deed)
        for event in written.events:
            bare.execute(ADVANCE, event[:2])
            bare.execute(ADD_EVENT, event)
        bare.execute(ADD_MESSAGE, written.message)
        bare.execute(UPDATE_CONVERSATION, written.conversation)
    bare.execute("COMMIT")


async def _compare(desk: Shop, bare: sqlite3.Connection) -> None:
    for table in (*LOGGED, "streams", "conversations"):
        sql = f"SELECT * FROM {table} ORDER BY 1, 2"
        ours = [tuple(row.values()) for row in await desk.rows(sql)]
        if ours != bare.execute(sql).fetchall():
            raise RuntimeError(f"the bare side has written other {table} than the desk")
