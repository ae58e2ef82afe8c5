"""Updates on a bad day: repeated, shuffled, poisoned, cut off, with another poller, through a webhook."""

import asyncio
import json
import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.base import RetryLater
from bot.channels.telegram.inbox import TRIES, Inbox, retry_ms
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from tests.bot.channels.conftest import SECRET, Running, running
from tests.fakes import database
from tests.fakes.bot_api import BotApi, Fault
from tests.fakes.shop import until


def update(update_id: int, chat: int, text: str = "hi") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat}, "text": text}}


def body(update_id: int) -> bytes:
    return json.dumps(update(update_id, 1)).encode()


class Handler:
    """Notes what it is given; does what `trouble` says first."""

    def __init__(self) -> None:
        self.now = 0
        self.begun = 0
        self.seen: list[int] = []
        self.trouble: dict[int, list[Exception]] = {}
        self.open = asyncio.Event()
        self.open.set()

    async def handle(self, raw: dict[str, Any]) -> None:
        self.begun += 1
        await self.open.wait()
        if trouble := self.trouble.get(raw["update_id"]):
            raise trouble.pop(0)
        self.seen.append(raw["update_id"])


@asynccontextmanager
async def inbox(path: Path, handler: Handler) -> AsyncIterator[Inbox]:
    engine = SqliteEngine(database.put(path))
    box = Inbox(engine, handler.handle, lambda: handler.now)
    try:
        box.start()
        yield box
    finally:
        await box.aclose()
        await engine.aclose()


async def state(path: Path, ident: int) -> str:
    engine = SqliteEngine(database.put(path))
    try:
        rows = await engine.read(
            lambda tx: tx.query("SELECT state FROM telegram_updates WHERE update_id = :i", {"i": ident})
        )
        return str(next(iter(rows))["state"])
    finally:
        await engine.aclose()


async def test_repeated_shuffled_parallel_updates_are_handled_once(tmp_path: Path) -> None:
    handler, ids = Handler(), list(range(1, 101))
    coming = ids * 3
    random.Random(7).shuffle(coming)
    async with inbox(tmp_path / "a.sqlite", handler) as box:
        async with asyncio.TaskGroup() as group:
            for ident in coming:
                group.create_task(box.keep([update(ident, ident % 7)]))
        await until(lambda: len(handler.seen) == 100)
        await box.keep([update(ident, ident % 7) for ident in ids])
        await box.keep([update(101, 1)])
        await until(lambda: 101 in handler.seen)
    assert sorted(handler.seen) == [*ids, 101]


async def test_ids_may_jump_either_way(tmp_path: Path) -> None:
    handler = Handler()
    async with inbox(tmp_path / "a.sqlite", handler) as box:
        for ident in (5, 6, 7, 900_000, 12):
            await box.keep([update(ident, 1)])
            await until(lambda ident=ident: ident in handler.seen)
    assert handler.seen == [5, 6, 7, 900_000, 12]


class Held(SqliteEngine):
    """What is read arrives when `arrives` is set."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.arrives = asyncio.Event()
        self.arrives.set()
        self.waiting = False

    async def read(self, work: Callable[[Tx], Any]) -> Any:
        found = await super().read(work)
        self.waiting = True
        await self.arrives.wait()
        self.waiting = False
        return found


async def test_what_was_handled_while_it_was_looked_up_is_not_handled_again(tmp_path: Path) -> None:
    path, handler = tmp_path / "a.sqlite", Handler()
    handler.open.clear()
    engine = Held(path)
    box = Inbox(engine, handler.handle, lambda: handler.now)
    box.start()
    try:
        await box.keep([update(1, 1)])
        await until(lambda: handler.begun == 1)
        engine.arrives.clear()
        await box.keep([update(2, 2)])
        await until(lambda: engine.waiting)
        handler.open.set()

        async def done() -> bool:
            return await state(path, 1) == "done"

        await until(done)
        engine.arrives.set()
        await until(lambda: 2 in handler.seen)
    finally:
        await box.aclose()
        await engine.aclose()
    assert handler.seen == [1, 2]


async def test_a_chat_is_handled_in_order_and_chats_side_by_side(tmp_path: Path) -> None:
    handler = Handler()
    handler.open.clear()
    async with inbox(tmp_path / "a.sqlite", handler) as box:
        await box.keep([update(ident, ident % 3) for ident in range(30)])
        handler.open.set()
        await until(lambda: len(handler.seen) == 30)
    for chat in range(3):
        of_chat = [ident for ident in handler.seen if ident % 3 == chat]
        assert of_chat == sorted(of_chat)


async def test_what_was_kept_but_not_handled_is_handled_by_the_next_process(tmp_path: Path) -> None:
    path, first, second = tmp_path / "a.sqlite", Handler(), Handler()
    first.open.clear()
    async with inbox(path, first) as box:
        await box.keep([update(ident, ident) for ident in range(5)])
    async with inbox(path, second):
        await until(lambda: len(second.seen) == 5)
    assert first.seen == []


async def test_a_poisoned_update_dies_after_five_tries_and_its_chat_goes_on(tmp_path: Path) -> None:
    path, handler = tmp_path / "a.sqlite", Handler()
    handler.trouble[1] = [ValueError("people's words")] * TRIES
    async with inbox(path, handler) as box:
        await box.keep([update(1, 1), update(2, 1), update(3, 2)])
        await until(lambda: handler.seen == [3])
        for left in reversed(range(TRIES)):
            await until(lambda left=left: len(handler.trouble[1]) <= left)
            handler.now += 60_000
            box._woken.set()
        await until(lambda: handler.seen == [3, 2])
    assert await state(path, 1) == "dead"


async def test_a_pause_that_the_far_side_asks_for_is_no_failure(tmp_path: Path) -> None:
    path, handler = tmp_path / "a.sqlite", Handler()
    handler.trouble[1] = [RetryLater(7.0) for _ in range(TRIES + 2)]
    async with inbox(path, handler) as box:
        await box.keep([update(1, 1)])
        while handler.trouble[1]:
            left = len(handler.trouble[1])
            handler.now += 6_999
            box._woken.set()
            handler.now += 1
            box._woken.set()
            await until(lambda left=left: len(handler.trouble[1]) < left)
        handler.now += 7_000
        box._woken.set()
        await until(lambda: handler.seen == [1])


async def test_handled_words_leave_the_inbox_and_old_ids_are_forgotten(tmp_path: Path) -> None:
    handler, path = Handler(), tmp_path / "a.sqlite"
    async with inbox(path, handler) as box:
        await box.keep([update(1, 1, "private")])
        await until(lambda: handler.seen == [1])
    handler.now = 10 * 24 * 3_600_000
    engine = SqliteEngine(database.put(path))
    try:
        assert await engine.read(lambda tx: tx.execute("SELECT raw FROM telegram_updates").fetchall()) == [("",)]
        box = Inbox(engine, handler.handle, lambda: handler.now)
        box.start()
        await until(lambda: nothing_kept(engine))
        await box.aclose()
    finally:
        await engine.aclose()


async def nothing_kept(engine: SqliteEngine) -> bool:
    return await engine.read(lambda tx: tx.execute("SELECT COUNT(*) FROM telegram_updates").fetchone()[0]) == 0


async def test_what_is_no_update_is_left_out(tmp_path: Path) -> None:
    handler = Handler()
    async with inbox(tmp_path / "a.sqlite", handler) as box:
        nonsense = [None, [], {}, {"update_id": "x"}, {"update_id": 1.5}]
        assert await box.keep([*nonsense, update(3, 1), {"update_id": 4, "message": {"chat": [None]}}]) == [3, 4]
        await until(lambda: sorted(handler.seen) == [3, 4])


def test_tries_are_spaced_ever_wider() -> None:
    assert all(0.8 * 3**n <= retry_ms(n + 1) / 1000 <= 1.2 * 3**n for n in range(4))


# -- with a server on the other side --------------------------------------------------


async def asked(chat: Running) -> list[str]:
    rows = await chat.shop.rows("SELECT message FROM messages WHERE author = 'contact' ORDER BY conversation, seq")
    return [json.loads(row["message"])["body"]["text"] for row in rows]


async def test_the_offset_moves_only_past_what_is_on_disk(tmp_path: Path, api: BotApi) -> None:
    async with running(tmp_path / "heard.sqlite", api) as chat:
        await until(lambda: api.polled)
        await chat.shop.engine.write(lambda tx: tx.execute("ALTER TABLE telegram_updates RENAME TO away"))
        api.text(1, "hello there")
        await until(lambda: chat.slept)
        assert api.confirmed == []
        await chat.shop.engine.write(lambda tx: tx.execute("ALTER TABLE away RENAME TO telegram_updates"))
        await until(lambda: len(api.confirmed) == 1)
        assert await until(lambda: asked(chat)) == ["hello there"]


async def test_poison_among_a_hundred_stops_nobody(tmp_path: Path, api: BotApi) -> None:
    async with running(tmp_path / "heard.sqlite", api) as chat:
        api.push({"message": {"message_id": None, "chat": None}})
        api.push({"something_new": {"deep": [None] * 10}})
        api.push({"callback_query": {"id": "x"}})
        api.push({"message": api.message(9, text="x" * 1_000_000)})
        api.push({"message": api.message(8, text="half a pair: \ud83d")})
        for number in range(100):
            api.text(100 + number, f"question {number}")
        await until(lambda: all_asked(chat, 100), within_s=30)
        await until(lambda: not api.waiting)


async def all_asked(chat: Running, count: int) -> bool:
    return len({text for text in await asked(chat) if text.startswith("question")}) == count


async def test_another_poller_is_waited_for_and_named(
    tmp_path: Path, api: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    conflict = Fault(409, "Conflict: terminated by other getUpdates request")
    api.script("getUpdates", conflict, conflict)
    async with running(tmp_path / "heard.sqlite", api) as chat:
        api.text(1, "hello there")
        await until(lambda: asked(chat))
        assert chat.slept[:2] == [15.0, 15.0]
    assert "Another program fetches this bot's messages" in capsys.readouterr().out


async def test_a_webhook_left_behind_is_removed_before_polling(tmp_path: Path, api: BotApi) -> None:
    api.webhook = {"url": "https://old.example"}
    async with running(tmp_path / "heard.sqlite", api) as chat:
        api.text(1, "hello there")
        await until(lambda: asked(chat))
        api.webhook = {"url": "https://somebody.example"}
        api.text(1, "again")
        api._poll.set()
        await until(lambda: two(chat))


async def two(chat: Running) -> bool:
    return len(await asked(chat)) == 2


async def test_errors_of_the_poll_are_waited_out_ever_longer(tmp_path: Path, api: BotApi) -> None:
    api.script("getUpdates", *[Fault(502)] * 4, Fault(429, "Too Many Requests: retry after 9", retry_after=9))
    async with running(tmp_path / "heard.sqlite", api) as chat:
        api.text(1, "hello there")
        await until(lambda: asked(chat))
        *backoff, limited = chat.slept[:5]
        assert backoff == sorted(backoff) and backoff[0] > 0.7
        assert limited == 9


async def test_the_process_may_end_between_fetching_and_handling(tmp_path: Path, api: BotApi) -> None:
    """Twenty times: what Telegram has heard confirmed is on disk, and in the end everything is said once."""
    path = tmp_path / "heard.sqlite"
    for number in range(20):
        api.text(1 + number % 3, f"question {number}")
        async with running(path, api):
            await until(lambda: api.polled or api.confirmed)  # then all is dropped, wherever it stands
    async with running(path, api) as chat:
        await until(lambda: all_asked(chat, 20))
        assert len(await asked(chat)) == 20


# -- the webhook ----------------------------------------------------------------------


@asynccontextmanager
async def hook(chat: Running) -> AsyncIterator[str]:
    async def receive(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        return web.Response(status=await chat.telegram.webhook(secret, await request.read()))

    app = web.Application(client_max_size=8 << 20)
    app.router.add_post("/telegram/webhook", receive)
    async with TestServer(app) as server:
        yield str(server.make_url("/telegram/webhook"))


async def test_the_webhook_brings_updates(tmp_path: Path, api: BotApi) -> None:
    async with running(tmp_path / "heard.sqlite", api, mode="webhook") as chat, hook(chat) as url:
        await until(lambda: api.webhook)
        assert api.webhook is not None
        assert api.webhook["url"] == "https://help.linden.example/telegram/webhook"
        assert api.webhook["secret_token"] == SECRET
        api.text(1, "hello there")
        await api.deliver(url, secret=SECRET)
        assert await until(lambda: asked(chat)) == ["hello there"]
        assert api.count("getUpdates") == 0


async def test_the_webhook_believes_only_who_knows_the_secret(tmp_path: Path, api: BotApi) -> None:
    async with running(tmp_path / "heard.sqlite", api, mode="webhook") as chat:
        for secret in (None, "", "wrong", SECRET + "x", "ž"):
            assert await chat.telegram.webhook(secret, body(1)) == 403
        assert await chat.telegram.webhook(SECRET, b" " * ((1 << 20) + 1)) == 413
        for nonsense in (b"", b"not json", b"[]", b"{}", b'{"update_id": "x"}', b"\xff", b"[" * 100_000):
            assert await chat.telegram.webhook(SECRET, nonsense) == 400
        assert await chat.shop.rows("SELECT 1 FROM telegram_updates") == []
        assert await chat.telegram.webhook(SECRET, body(1)) == 200
        assert len(await chat.shop.rows("SELECT 1 FROM telegram_updates")) == 1


async def test_the_webhook_says_yes_only_once_it_is_on_disk(tmp_path: Path, api: BotApi) -> None:
    path = tmp_path / "heard.sqlite"
    async with running(path, api, mode="webhook") as chat, asyncio.TaskGroup() as group:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        answer = group.create_task(chat.telegram.webhook(SECRET, body(1)))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(answer), 0.2)
        other.execute("ROLLBACK")
        other.close()
        assert await answer == 200
        assert len(await chat.shop.rows("SELECT 1 FROM telegram_updates")) == 1


async def test_the_webhook_is_closed_while_polling(chat: Running) -> None:
    assert await chat.telegram.webhook(SECRET, body(1)) == 404
