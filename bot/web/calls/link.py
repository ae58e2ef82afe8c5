"""A connection's ways to the media worker: into one live session, and into one echo before it."""

from dataclasses import dataclass
from typing import Any

import msgspec

from bot.desk.calls import Caller, Calls
from bot.errors import BadRequest, NotFound
from bot.secret import new_id
from bot.web.connection import Connection
from webrtc import signals
from webrtc.link import BrowserLink


@dataclass(frozen=True, slots=True)
class Way:
    room: str
    link: BrowserLink


class CallLink:
    def __init__(self, calls: Calls, connection: Connection) -> None:
        self._calls = calls
        self._connection = connection
        self._call: Way | None = None
        self._echo: Way | None = None

    async def join(self, caller: Caller, token: str, page: str) -> dict[str, Any]:
        """Leaves the call that the connection was in only for one that can be joined. Raises Gone, Unavailable."""
        place = await self._calls.join(caller, token, self._connection.id, page)
        former, self._call = self._call, self._opened(place.member.room, place.link)
        if former is not None and former.room != place.member.room:
            await self._leave(former)
        await _close(former)
        return {
            "room": place.member.room,
            "me": {"id": caller.id, "role": place.member.role, "name": caller.name},
            "ice_servers": self._calls.ice_servers(caller.id),
            "recording": self._calls.recording,
        }

    async def echo(self, caller: Caller) -> dict[str, Any]:
        """Raises Unavailable."""
        former, self._echo = self._echo, self._opened(new_id("r"), await self._calls.echo())
        await _close(former)
        return {"room": self._echo.room, "ice_servers": self._calls.ice_servers(caller.id)}

    def servers(self, caller: Caller) -> dict[str, Any]:
        """Raises NotFound: the relay is for who is in a call."""
        if self._call is None and self._echo is None:
            raise NotFound("You are not in a call.")
        return {"ice_servers": self._calls.ice_servers(caller.id)}

    async def _leave(self, way: Way) -> None:
        """For good, unlike one whose link is closed: the others there are told at once, and so is the page."""
        await way.link.send(signals.Bye())
        self._tell(way.room, signals.Bye("elsewhere"))

    def _opened(self, room: str, link: BrowserLink) -> Way:
        self._connection.tasks.start(self._forward(room, link), name="call-signals")
        return Way(room, link)

    async def _forward(self, room: str, link: BrowserLink) -> None:
        async for signal in link:
            self._tell(room, signal)

    def _tell(self, room: str, signal: signals.ToBrowser) -> None:
        self._connection.push({"type": "signal", "room": room, "signal": msgspec.Raw(signals.encode(signal))})

    async def send(self, room: str, signal: dict[str, Any]) -> None:
        """Raises BadRequest, NotFound."""
        way = next((one for one in (self._call, self._echo) if one is not None and one.room == room), None)
        if way is None:
            raise NotFound("You are not in this call.")
        try:
            await way.link.send(signals.decode(msgspec.json.encode(signal)))
        except signals.SignalError as error:
            raise BadRequest(error.message) from None

    async def aclose(self) -> None:
        for way in (self._call, self._echo):
            await _close(way)
        self._call = self._echo = None


async def _close(way: Way | None) -> None:
    if way is not None:
        await way.link.close()
