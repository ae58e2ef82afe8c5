"""The least that a page needs around a call: itself, the modules, and a socket for its signals."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import msgspec
from aiohttp import WSMsgType, web

from tests.bench.links.emulator import HOST, Emulator, Link
from webrtc.link import BrowserLink
from webrtc.media import Media, MediaSettings, Participant, RoomEvent
from webrtc.signals import Description, ToBrowser, decode, encode
from webrtc.tasks import Tasks

PAGE = Path(__file__).parents[2] / "webrtc" / "call.html"
STATIC = Path(__file__).parents[3] / "bot" / "web" / "static"
CANDIDATE = re.compile(r"a=candidate:(\S+ \d+ udp \d+) \S+ (\d+) typ host.*\r\n", re.IGNORECASE)


async def _ignore(event: RoomEvent) -> None:
    """What happens in the room is of no interest here."""


class WorkerRoom:
    """A page that joins the one room of a media worker. `signals`: to each participant, the newest of each type."""

    def __init__(self) -> None:
        self.media = Media(MediaSettings(host=HOST, port=0, cpu_busy=1e9), _ignore)
        self.signals: dict[str, dict[str, Any]] = {}
        app = web.Application()
        app.router.add_get("/", self._page)
        app.router.add_get("/socket", self._socket)
        app.router.add_static("/static", STATIC)
        self._runner = web.AppRunner(app)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "localhost", 0).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.media.aclose()
        await self._runner.cleanup()

    def url(self, role: str) -> str:
        """Of the page for the one participant of a role, whose id is the role's name."""
        return f"http://localhost:{self._port}/?id={role}&role={role}"

    async def _page(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        who = request.query["role"]
        link = await self.media.join("room", Participant(who, who, who))
        tasks = Tasks()
        tasks.start(self._carry(who, link, socket), "down")
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await link.send(decode(message.data))
        await link.close()
        await tasks.aclose()
        return socket

    async def _carry(self, who: str, link: BrowserLink, socket: web.WebSocketResponse) -> None:
        with suppress(ConnectionError):  # the page went while something was on its way
            async for signal in link:
                text = encode(self.passed(who, signal)).decode()
                await socket.send_str(text)
                one = msgspec.json.decode(text)
                self.signals.setdefault(who, {})[one["type"]] = one

    def passed(self, who: str, signal: ToBrowser) -> ToBrowser:
        """What a page gets when the server has sent that."""
        return signal


class LinkedRoom(WorkerRoom):
    """One with a link for each page, which the page takes for the server. `links` by participant."""

    def __init__(self, emulator: Emulator, seed: int) -> None:
        super().__init__()
        self.links: dict[str, Link] = {}
        self._emulator = emulator
        self._seed = seed

    def passed(self, who: str, signal: ToBrowser) -> ToBrowser:
        """An answer names the page's link as the only way to the server."""
        if not isinstance(signal, Description):
            return signal
        found = CANDIDATE.search(signal.sdp)
        assert found is not None
        if who not in self.links:
            self.links[who] = self._emulator.link(int(found[2]), self._seed + len(self.links))
        named = f"a=candidate:{found[1]} {HOST} {self.links[who].port} typ host\r\n"
        lines = re.sub(r"a=candidate:.*\r\n", "", signal.sdp).replace("a=end-of-candidates\r\n", "")
        sdp = re.sub(r"(a=ice-ufrag:.*\r\n)", lambda ufrag: named + ufrag[1], lines)
        return Description(sdp, signal.number)
