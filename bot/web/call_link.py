"""A connection's way into one live session: signals between the browser and the media worker."""

from typing import Any

import msgspec

from bot.desk.calls import Caller, Calls
from bot.errors import BadRequest, NotFound, Unavailable
from bot.web.connection import Connection
from webrtc import signals
from webrtc.link import BrowserLink
from webrtc.media import MediaUnavailable, RoomFull


class CallLink:
    def __init__(self, calls: Calls, connection: Connection) -> None:
        self._calls = calls
        self._connection = connection
        self._room: str | None = None
        self._link: BrowserLink | None = None

    async def join(self, caller: Caller, token: str) -> dict[str, Any]:
        """Raises Gone, Unavailable."""
        await self.aclose()
        try:
            self._room, self._link = await self._calls.join(caller, token, self._connection.id)
        except (MediaUnavailable, RoomFull) as error:
            raise Unavailable(f"The call cannot be joined right now: {error}") from None
        self._connection.tasks.start(self._forward(self._room, self._link), name="call-signals")
        return {
            "room": self._room,
            "me": {"id": caller.id, "role": caller.role, "name": caller.name},
            "ice_servers": self._calls.ice_servers(caller.id),
        }

    async def _forward(self, room: str, link: BrowserLink) -> None:
        async for signal in link:
            self._connection.push({"type": "signal", "room": room, "signal": msgspec.Raw(signals.encode(signal))})

    async def send(self, room: str, signal: dict[str, Any]) -> None:
        """Raises BadRequest, NotFound."""
        if self._link is None or room != self._room:
            raise NotFound("You are not in this call.")
        try:
            await self._link.send(signals.decode(msgspec.json.encode(signal)))
        except signals.SignalError as error:
            raise BadRequest(error.message) from None

    async def aclose(self) -> None:
        if self._link is not None:
            await self._link.close()
            self._link = None
