"""What everybody in a call may do."""

from abc import ABC, abstractmethod
from dataclasses import asdict
from typing import Any

import msgspec
from aiohttp import web

from bot.desk.calls import Caller
from bot.errors import Forbidden
from bot.events import Recorded
from bot.limits import Limit
from bot.model import CallCheck
from bot.store import log, messages
from bot.store.engine import Tx
from bot.web import frames, snapshots
from bot.web.calls.link import CallLink
from bot.web.connection import Connection, resumes
from bot.web.frames import ClientFrame
from bot.web.security import address
from bot.web.services import Services
from bot.web.snapshots import Snapshot

ECHO_LIMIT = web.AppKey("echo_limit", Limit)
ECHOES, ECHOES_PER_S = 20, 0.2  # a test of the way asks for two or three


class CallVerbs(ABC):
    def __init__(self, services: Services, connection: Connection) -> None:
        self._services = services
        self._connection = connection
        self._link = CallLink(services.calls, connection)

    @abstractmethod
    def caller(self) -> Caller: ...

    async def do(self, frame: ClientFrame) -> dict[str, Any]:
        calls = self._services.calls
        match frame:
            case frames.Ping():
                return {}
            case frames.CallToken(room=room):
                return asdict(await calls.token(self.caller(), room, self._connection.id))
            case frames.CallJoin(token=token, page=page):
                return await self._link.join(self.caller(), token, page)
            case frames.CallEcho():
                request = self._connection.request
                request.app[ECHO_LIMIT].take(address(request, self._services.config))
                return await self._link.echo(self.caller())
            case frames.CallServers():
                return self._link.servers(self.caller())
            case frames.CallDecline(room=room):
                await calls.decline(self.caller(), room)
                return {}
            case frames.CallEnd(room=room):
                await calls.end(self.caller(), room)
                return {}
            case frames.Signal(room=room, signal=signal):
                await self._link.send(room, signal)
                return {}
        raise Forbidden("You cannot do this here.")

    async def read(self, stream: str, after: int | None) -> tuple[Snapshot | None, int]:
        raise Forbidden("This stream is not for you.")

    def shown(self, event: Recorded) -> bytes:
        return event.body

    async def aclose(self) -> None:
        self._services.audience.remove(self._connection)
        await self._link.aclose()

    async def _read(self, stream: str, after: int | None, since: int = 0) -> tuple[Snapshot | None, int]:
        """`since`: the seq from which on messages are the reader's to see."""

        def work(tx: Tx) -> tuple[Snapshot | None, int]:
            last = log.last_seq(tx, stream)
            if after is not None and resumes(after, last):
                return None, after
            snapshot = snapshots.snapshot(tx, stream, since)
            return snapshot, snapshot.seq

        return await self._services.engine.read(work)

    async def _earlier(self, frame: frames.Earlier) -> dict[str, Any]:
        found = await self._services.engine.read(
            lambda tx: messages.newest(tx, frame.conversation, frame.limit, frame.before)
        )
        return {"messages": found}

    async def _check(self, room: str | None, found: frames.Findings) -> dict[str, Any]:
        check = CallCheck(at=self._services.clock(), **msgspec.structs.asdict(found))
        await self._services.calls.check(self.caller(), room, check)
        return {}

    async def _invitation(self, room: str) -> dict[str, Any]:
        return asdict(await self._services.calls.link(self.caller(), room))
