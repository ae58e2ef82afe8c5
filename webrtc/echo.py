"""A room of one, in which a browser sees and hears itself: whether its camera, its microphone and its way to here are
good is found out before anybody is called.
"""

import asyncio
import time

import structlog

from webrtc.allowance import SIGNALS_BURST, SIGNALS_PER_S, Allowance
from webrtc.link import RoomLink
from webrtc.room import RoomFull
from webrtc.signals import Bye, Description, FromBrowser, Present, Problem, Sharing, SignalError, State
from webrtc.tasks import Tasks
from webrtc.transport.channels import CHANNELS, Beside, signed
from webrtc.transport.description import Offer, read_offer
from webrtc.transport.endpoint import Endpoint
from webrtc.transport.ice import Port

log = structlog.get_logger(__name__)

ECHO_S = 60.0
ECHOES_MAX = 8
TICK_S = 0.02
YOU, ECHO = "you", "echo"


class Echoes:
    """Those of one process."""

    def __init__(self, port: Port, echo_s: float = ECHO_S) -> None:
        self._port = port
        self._echo_s = echo_s
        self._open = 0

    def __len__(self) -> int:
        return self._open

    def admit(self) -> None:
        """To be followed by `serve`. Raises RoomFull."""
        if self._open >= ECHOES_MAX:
            raise RoomFull("Too many are testing their devices at the moment.")
        self._open += 1

    async def serve(self, link: RoomLink) -> None:
        """Stays until the browser goes, or its time is over."""
        echo = _Echo(self._port, link)
        try:
            async with asyncio.timeout(self._echo_s):
                await echo.serve()
        except TimeoutError:
            await link.send(Bye("over"))
        finally:
            self._open -= 1
            await echo.close()


class _Echo:
    def __init__(self, port: Port, link: RoomLink) -> None:
        self._port = port
        self._link = link
        self._endpoint: Endpoint | None = None
        self._offer: Offer | None = None
        self._sharing = Sharing()
        self._told: State | None = None
        self._tasks = Tasks()
        self._signals = Allowance(SIGNALS_BURST, SIGNALS_PER_S)
        self._beside = {each: Allowance(each.burst, each.per_s) for each in CHANNELS}

    async def serve(self) -> None:
        await self._tell()
        self._tasks.start(self._keep_time(), "echo")
        async for signal in self._link:
            if not self._signals.take():
                await self._link.send(Bye("too_fast"))
                return
            if isinstance(signal, Bye):
                return
            await self._handle(signal)

    async def _keep_time(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            if self._endpoint is not None:
                self._endpoint.tick(time.monotonic())
            await self._tell()

    async def _handle(self, signal: FromBrowser) -> None:
        if isinstance(signal, Description):
            try:
                await self._offered(signal)
            except SignalError as error:
                await self._link.send(Problem(error.code, error.message))
        elif isinstance(signal, Sharing):
            self._sharing = signal
        await self._tell()

    async def _offered(self, signal: Description) -> None:
        offer = read_offer(signal.sdp)
        if self._endpoint is not None and not self._endpoint.continues(offer):
            endpoint, self._endpoint = self._endpoint, None
            await endpoint.close()
        if self._endpoint is None:
            self._endpoint = Endpoint(self._port, offer, lambda connected: None, self._bring_back)
        answer = self._endpoint.answer(offer)
        self._offer = offer
        for place in range(len(self._endpoint.streams.places[:1])):
            self._endpoint.streams.attach(place, self._endpoint.streams)
        await self._link.send(Description(answer, signal.number))

    def _bring_back(self, beside: Beside, message: str | bytes) -> None:
        if self._endpoint is not None and self._beside[beside].take():
            self._endpoint.tell(beside, signed(ECHO, message))

    async def _tell(self) -> None:
        connected = self._endpoint is not None and self._endpoint.connected
        streams = self._offer.streams[0] if self._offer is not None and self._offer.streams else None
        state = State(
            YOU,
            [
                Present(YOU, "customer", "", connected, self._sharing, None),
                Present(ECHO, "customer", "", connected, self._sharing, streams),
            ],
        )
        if state != self._told:
            self._told = state
            await self._link.send(state)

    async def close(self) -> None:
        await self._tasks.aclose()
        endpoint, self._endpoint = self._endpoint, None
        if endpoint is not None:
            await endpoint.close()
        await self._link.close()
