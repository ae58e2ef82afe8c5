"""The bot's replies that wait until the customer has paused: made when they are due, also after a restart."""

import asyncio
from contextlib import suppress

import structlog

from bot.clock import Clock
from bot.desk import Desk
from bot.errors import NotFound, Stale
from bot.store import conversations
from bot.store.engine import Engine

log = structlog.get_logger()

LOOK_S = 5.0
"""However long nothing is heard: what another process has left is found this late at most."""
AGAIN_S = 1.0
"""After a reply that could not be made."""
LEAST_S = 0.02
AT_ONCE = 16
"""Conversations that are replied to at the same time."""


class Bursts:
    def __init__(self, engine: Engine, desk: Desk, clock: Clock) -> None:
        self._engine = engine
        self._desk = desk
        self._clock = clock
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """A reply is owed."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            whole = await self.sweep()
            next_at = await self._engine.read(conversations.next_reply_at)
            pause_s = LOOK_S if next_at is None else (next_at - self._clock()) / 1000
            with suppress(TimeoutError):
                async with asyncio.timeout(min(LOOK_S, max(LEAST_S if whole else AGAIN_S, pause_s))):
                    await self._woken.wait()

    async def sweep(self) -> bool:
        """Makes the replies that are due; False when some could not be."""
        now = self._clock()
        due = await self._engine.read(lambda tx: conversations.owing_reply(tx, now, AT_ONCE))
        return all(await asyncio.gather(*map(self._reply, due)))

    async def _reply(self, conversation: str) -> bool:
        try:
            await self._desk.catch_up(conversation)
        except (NotFound, Stale):  # it changed hands in this moment
            pass
        except Exception:
            log.exception("reply_failed", conversation=conversation)
            return False
        return True
