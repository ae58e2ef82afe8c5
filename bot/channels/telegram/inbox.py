"""Updates on their way in: on disk before Telegram hears that we have them, then handled, in order within a chat.

The library's own Updater confirms what waits in memory; a crash would lose it.
"""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any

import structlog

from bot.channels.base import RetryLater
from bot.clock import DAY_MS, HOUR_MS, Clock
from bot.errors import TooMany, Unavailable
from bot.store import inbox
from bot.store.engine import Engine, Tx
from bot.store.inbox import Update
from bot.tasks import Tasks

log = structlog.get_logger()

MOST_CHATS = 16  # handled at the same time
TRIES = 5
KEPT_MS = 3 * DAY_MS  # of what was handled; Telegram repeats an update for a day at most
FORGET_EVERY_MS = HOUR_MS
LOOK_S = 1.0  # an update that waits for its next try is found this late at most


class Inbox:
    def __init__(self, engine: Engine, handle: Callable[[dict[str, Any]], Awaitable[None]], clock: Clock) -> None:
        """`handle` does what an update asks for; again when it raised, or when the process ended meanwhile."""
        self._engine = engine
        self._handle = handle
        self._clock = clock
        self._tasks = Tasks()
        self._busy: set[str] = set()
        self._woken = asyncio.Event()
        self._forget_at = 0

    def start(self) -> None:
        self._tasks.start(self._run(), name="telegram-inbox")

    async def aclose(self) -> None:
        """What is being handled is handled again after the next start."""
        await self._tasks.aclose()

    async def keep(self, updates: Iterable[object]) -> list[int]:
        """Their ids, once they are on disk; what is no update is left out. Raises Unavailable."""
        now, known = self._clock(), [update for update in map(_update, updates) if update is not None]
        if known:
            await self._engine.write(lambda tx: inbox.add(tx, known, now))
            self._woken.set()
        return [update.update_id for update in known]

    # -- handling -----------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self._forget()
                await self._begin()
            except Exception as error:
                log.error("telegram_inbox_stumbled", exc_info=error)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._woken.wait()

    async def _forget(self) -> None:
        now = self._clock()
        if now >= self._forget_at:
            await self._engine.write(lambda tx: inbox.forget(tx, now - KEPT_MS))
            self._forget_at = now + FORGET_EVERY_MS

    async def _begin(self) -> None:
        """Starts on every chat that has something due and nothing under way."""
        busy = frozenset(self._busy)  # as it was before the look: what is done meanwhile still looks due
        free = MOST_CHATS - len(busy)
        if not free:
            return
        now, most = self._clock(), 2 * MOST_CHATS
        due = await self._engine.read(lambda tx: inbox.due(tx, now, most))
        for update in [update for update in due if update.chat not in busy][:free]:
            self._busy.add(update.chat)
            self._tasks.start(self._attempt(update), name=f"telegram-update-{update.update_id}")

    async def _attempt(self, update: Update) -> None:
        try:
            await self._engine.write(await self._outcome(update))
        except Unavailable:  # it stays due; trying at once would only keep the disk busy
            await asyncio.sleep(LOOK_S)
        finally:
            self._busy.discard(update.chat)
            self._woken.set()

    async def _outcome(self, update: Update) -> Callable[[Tx], None]:
        """Handles the update; what is to be written about it."""
        ident = update.update_id
        try:
            await self._handle(json.loads(update.raw))
        except RetryLater as error:
            return self._put_off(ident, error.after_s or 1.0)
        except TooMany as error:
            return self._put_off(ident, float(error.data.get("retry_after_s", 1.0)))
        except Exception as error:
            return self._failed(update, error)
        return lambda tx: inbox.done(tx, ident)

    def _put_off(self, update_id: int, after_s: float) -> Callable[[Tx], None]:
        next_at = self._clock() + int(after_s * 1000)
        return lambda tx: inbox.put_off(tx, update_id, next_at)

    def _failed(self, update: Update, error: Exception) -> Callable[[Tx], None]:
        tries, problem = update.tries + 1, type(error).__name__  # not its text, which may quote the update
        dead = tries >= TRIES
        event = "telegram_update_dead" if dead else "telegram_update_failed"
        log.error(event, update=update.update_id, tries=tries, error=problem)
        next_at = None if dead else self._clock() + retry_ms(tries)
        return lambda tx: inbox.failed(tx, update.update_id, problem, next_at)


def retry_ms(tries: int) -> int:
    """How long to wait after the `tries`th failure: about 1, 3, 9, 27 s."""
    return int(1000 * 3 ** (tries - 1) * random.uniform(0.8, 1.2))


def _update(raw: object) -> Update | None:
    """Reads no more than it must, so that nothing that comes can stop it."""
    ident = _at(raw, "update_id")
    if not isinstance(ident, int) or ident.bit_length() > 63:
        return None
    chats = (
        _at(raw, *path, "chat", "id") for path in (("message",), ("edited_message",), ("callback_query", "message"))
    )
    chat = next((chat for chat in chats if isinstance(chat, int)), None)
    return Update(ident, f"none:{ident}" if chat is None else str(chat), json.dumps(raw))


def _at(value: object, *path: str) -> object:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
