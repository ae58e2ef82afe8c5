"""What time alone brings about: customers fall silent, offers run out, agents are gone. Safe to run anywhere, twice."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.clock import DAY_MS, HOUR_MS, Clock
from bot.config import Config
from bot.desk import Desk
from bot.desk.calls import Calls
from bot.desk.recordings import Recordings
from bot.presence import Presence
from bot.store import conversations, deeds, rooms
from bot.store.engine import Engine

log = structlog.get_logger()

EVERY_S = 1.0
DEEDS_KEPT_MS = 7 * DAY_MS


class Sweeper:
    def __init__(
        self,
        engine: Engine,
        desk: Desk,
        calls: Calls,
        recordings: Recordings,
        presence: Presence,
        config: Config,
        clock: Clock,
        chores: Sequence[Callable[[], Awaitable[object]]] = (),
    ) -> None:
        """`chores`: what else falls due with time; each does what is due, and soon."""
        self._engine = engine
        self._desk = desk
        self._calls = calls
        self._recordings = recordings
        self._presence = presence
        self._config = config
        self._clock = clock
        self._chores = chores
        self._since = clock()
        self._forgotten_at = 0

    async def run(self) -> None:
        await self._calls.come_back()
        while True:
            for chore in (self.sweep, *self._chores):
                try:
                    await chore()
                except Exception:  # the next round comes in a second
                    log.exception("sweep_failed", chore=chore.__qualname__)
            await asyncio.sleep(EVERY_S)

    async def sweep(self) -> None:
        now = self._clock()
        for conversation in await self._engine.read(lambda tx: conversations.fallen_silent(tx, now)):
            await self._desk.fall_silent(conversation)
        for room in await self._engine.read(lambda tx: rooms.missed(tx, now)):
            await self._calls.miss(room)
        await self._calls.end_deserted()
        await self._return_left(now)
        await self._desk.tell_wishes()
        if now - self._forgotten_at > HOUR_MS:
            self._forgotten_at = now
            await self._engine.write(lambda tx: deeds.forget(tx, now - DEEDS_KEPT_MS))
            await self._recordings.expire()

    async def _return_left(self, now: int) -> None:
        patience = self._config.desk.give_up_s * 1000
        if now - self._since < patience:  # after a start nobody has had the time to report
            return
        present = frozenset(agent.id for agent in self._presence.here())
        for conversation in await self._engine.read(lambda tx: conversations.left_by(tx, present, now - patience)):
            await self._desk.give_up(conversation, present)
