"""Killed again and again under load: what was acknowledged is there, and nothing is there twice."""

import asyncio
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from tests.client import Client, Closed, Refused, browser
from tests.fakes.shop import until
from tests.process import Process

SENDERS = 8
LOST = (OSError, aiohttp.ClientError, Closed, TimeoutError)

SABOTAGED = """
import time
from bot.commands import main
from bot.store import sqlite

def acknowledge_before_commit(self, conn, tx, batch):
    conn.execute("BEGIN IMMEDIATE")
    for job in batch:
        self._run(conn, tx, job)
    self._loop.call_soon_threadsafe(sqlite._settle, batch)
    time.sleep(0.2)
    conn.execute("COMMIT")

sqlite.SqliteEngine._commit = acknowledge_before_commit
main()
"""


@dataclass
class Sender:
    """A customer who sends one message after the other, each until it is acknowledged."""

    name: int
    token: str
    sent: list[str] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)  # by client_message_id, the seq

    async def run(self, server: Process, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                async with browser(server.port, server.url) as page:
                    await self._talk(await page.contact_again(self.token), stop)
            except (*LOST, Refused):  # refused: a server that acknowledges too early does not know the token yet
                await asyncio.sleep(0.02)

    async def _talk(self, socket: Client, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if not self.sent or self.sent[-1] in self.acknowledged:
                self.sent.append(f"{self.name}-{len(self.sent)}")
            try:
                receipt = await socket.ask("where is my order", ident=self.sent[-1])
                self.acknowledged[self.sent[-1]] = receipt["seq"]
            except Refused as refused:
                if refused.code != "too_many":
                    raise
                await asyncio.sleep(0.05)


async def kill_under_load(
    server: Process, kills: int, enough: Callable[[list[Sender]], bool] = lambda senders: False
) -> list[Sender]:
    """The senders, once the server runs for the last time and all have been answered by it, or once it is `enough`."""
    chance = random.Random(20)
    await start(server)
    async with browser(server.port, server.url) as page:
        senders = [
            Sender(n, (await page.post("/api/widget/start", {"language": "en"}))["token"]) for n in range(SENDERS)
        ]
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for sender in senders:
            group.create_task(sender.run(server, stop))
        for _ in range(kills):
            await answered(senders)
            await asyncio.sleep(chance.uniform(0, 0.15))
            server.kill()
            if enough(senders):
                break
            await start(server)
        else:
            await answered(senders)
        stop.set()
    server.close()
    return senders


async def start(server: Process) -> None:
    server.start()
    await asyncio.to_thread(server.wait_healthy)


async def answered(senders: list[Sender]) -> None:
    """Waits until each has had three more messages acknowledged."""
    wanted = {sender.name: len(sender.acknowledged) + 3 for sender in senders}
    await until(lambda: all(len(sender.acknowledged) >= wanted[sender.name] for sender in senders), within_s=60)


def stored(database: Path) -> list[tuple[str, int]]:
    """Client ids with their seqs."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(
            "SELECT json_extract(message, '$.client_message_id'), seq FROM messages WHERE author = 'contact'"
        ).fetchall()


def acknowledged(senders: list[Sender]) -> set[tuple[str, int]]:
    """Client ids with their seqs."""
    return {(ident, seq) for sender in senders for ident, seq in sender.acknowledged.items()}


def gaps(database: Path) -> list[str]:
    """Streams that are not numbered 1 to n."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT s.id FROM streams s LEFT JOIN events e ON e.stream = s.id GROUP BY s.id"
            " HAVING COUNT(e.seq) <> s.last_seq OR MIN(e.seq) <> 1 OR MAX(e.seq) <> s.last_seq"
        ).fetchall()
    return [row[0] for row in rows]


@pytest.fixture
def folder(tmp_path: Path, furnished: Path) -> Path:
    (tmp_path / "data").mkdir()
    shutil.copy(furnished, tmp_path / "data" / "heard.sqlite")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[Process]:
    with closing(Process(folder)) as process:
        yield process


@pytest.fixture
def sabotaged(folder: Path) -> Iterator[Process]:
    runner = folder / "sabotaged.py"
    runner.write_text(SABOTAGED)
    with closing(Process(folder, str(runner))) as process:
        yield process


@pytest.mark.timeout(600)  # each start takes seconds of a busy machine
@pytest.mark.parametrize("kills", [6, pytest.param(20, marks=pytest.mark.slow)])
async def test_what_was_acknowledged_survives_kills_and_nothing_is_there_twice(server: Process, kills: int) -> None:
    senders = await kill_under_load(server, kills)
    found = stored(server.database)
    assert len(acknowledged(senders)) > SENDERS * kills
    assert acknowledged(senders) - set(found) == set()
    assert [ident for ident, times in Counter(ident for ident, _ in found).items() if times > 1] == []
    assert {ident for ident, _ in found} <= {ident for sender in senders for ident in sender.sent}
    assert gaps(server.database) == []


@pytest.mark.timeout(600)
async def test_a_server_that_acknowledges_before_the_commit_is_seen_to_lose(sabotaged: Process) -> None:
    def lost(senders: list[Sender]) -> set[tuple[str, int]]:
        return acknowledged(senders) - set(stored(sabotaged.database))

    assert lost(await kill_under_load(sabotaged, 50, lambda senders: bool(lost(senders))))
