"""Live sessions for the rest of the product: joining, ending, and what happened, whatever process the media runs in."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from webrtc.link import BrowserLink, QueueLink, pair
from webrtc.orders import Admitted, Down, End, Happened, Join, Open, Refused, Remove, Report, Unlink, Up
from webrtc.process import MediaUnavailable, Process
from webrtc.room import (
    Connected,
    Ended,
    Joined,
    Left,
    Participant,
    RoomEvent,
    RoomFull,
    SharingChanged,
)
from webrtc.signals import Bye, FromBrowser, ToBrowser
from webrtc.tasks import Tasks

__all__ = [
    "Connected",
    "Ended",
    "Joined",
    "Left",
    "Media",
    "MediaSettings",
    "MediaUnavailable",
    "Participant",
    "RoomEvent",
    "RoomFull",
    "SharingChanged",
]

log = structlog.get_logger(__name__)

JOIN_MAX_S = 10.0


@dataclass(frozen=True)
class MediaSettings:
    """`host`: "0.0.0.0", or "::" for IPv6 too. `port`: one UDP port for everything; 0 takes any free one.

    `addresses`: what browsers are told to send to, the public ones where the server is behind NAT; empty: every
    address that this machine has. `empty_room_s`: how long a room waits for somebody to come back. `idle_worker_s`:
    how long the worker stays without a room.
    """

    host: str = "0.0.0.0"
    port: int = 3479
    addresses: tuple[str, ...] = ()
    max_rooms: int = 20
    empty_room_s: float = 45
    idle_worker_s: float = 300


@dataclass(eq=False)
class _Held:
    """A link between here and the worker."""

    link: QueueLink[ToBrowser, FromBrowser]
    admitted: asyncio.Future[None]


class Media:
    """All live sessions of one server, in one worker process that the first join starts.

    `on_event` is awaited with every event, one after the other.
    """

    def __init__(self, settings: MediaSettings, on_event: Callable[[RoomEvent], Awaitable[None]]) -> None:
        self._settings = settings
        self._on_event = on_event
        self._tasks = Tasks()
        self._process: Process | None = None
        self._starting = asyncio.Lock()
        self._numbers = itertools.count(1)
        self._links: dict[int, _Held] = {}
        self._rooms: set[str] = set()
        self._events: asyncio.Queue[RoomEvent | None] | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._closing = False

    @property
    def worker_pid(self) -> int | None:
        """None while no worker runs."""
        return self._process.pid if self._process is not None else None

    @property
    def port(self) -> int:
        """The UDP port in use; 0 while no worker runs."""
        return self._process.port if self._process is not None else 0

    @property
    def free(self) -> int:
        """How many more rooms there may be now; 0: the next to open one gets RoomFull."""
        return max(0, self._settings.max_rooms - len(self._rooms))

    async def prepare(self) -> None:
        """Starts the worker when none runs, so that the first to join need not wait for it. Raises MediaUnavailable."""
        await self._worker()

    async def join(self, room: str, participant: Participant) -> BrowserLink:
        """The link is to be closed when the browser's own connection is. A participant who is in the room already is
        replaced: its former link gets `Bye("replaced")`. Raises MediaUnavailable, RoomFull.
        """
        process = await self._worker()
        number = next(self._numbers)
        browser, inside = pair()
        held = self._links[number] = _Held(inside, asyncio.get_running_loop().create_future())
        process.send(Join(number, room, participant))
        try:
            await _admitted(held)
        except BaseException:  # cancelled too: nobody is to be in a room without a link
            self._links.pop(number, None)
            process.send(Unlink(number))
            raise
        self._tasks.start(self._carry(process, number, inside), "link")
        return browser

    async def end(self, room: str, reason: str) -> None:
        """Everyone in the room gets `Bye(reason)`. Nothing happens when there is no such room."""
        if self._process is not None:
            self._process.send(End(room, reason))

    async def remove(self, room: str, participant: str, reason: str) -> None:
        """Media to and from the participant stops at once, and its link gets `Bye(reason)`."""
        if self._process is not None:
            self._process.send(Remove(room, participant, reason))

    async def aclose(self) -> None:
        """Ends every room and stops the worker. What happened by then has been told when this returns."""
        self._closing = True
        async with self._starting:
            await self._stop()
        if self._events is not None:
            self._events.put_nowait(None)
            await self._tasks.settle()
        await self._tasks.aclose()

    async def _worker(self) -> Process:
        async with self._starting:
            if self._closing:
                raise MediaUnavailable("The server is stopping.")
            if self._process is None or not self._process.alive:
                self._process = await self._start()
            self._leave_soon()  # unless somebody joins now
            return self._process

    async def _start(self) -> Process:
        if self._events is None:
            self._events = asyncio.Queue()
            self._tasks.start(self._tell(self._events), "events")
        process = Process(self._reported, lambda: self._lost(process))
        one = self._settings
        await process.start(Open(one.host, one.port, one.addresses, one.max_rooms, one.empty_room_s))
        log.info("worker_started", pid=process.pid, port=process.port)
        return process

    async def _stop(self) -> None:
        self._keep()
        process, self._process = self._process, None
        if process is not None:
            await process.aclose()
            log.info("worker_stopped", pid=process.pid)

    async def _carry(self, process: Process, number: int, link: QueueLink[ToBrowser, FromBrowser]) -> None:
        async for signal in link:
            process.send(Up(number, signal))
        if self._links.pop(number, None) is not None:
            process.send(Unlink(number))

    def _reported(self, report: Report) -> None:
        match report:
            case Happened(event):
                self._happened(event)
            case Admitted(number):
                if (held := self._links.get(number)) and not held.admitted.done():
                    held.admitted.set_result(None)
            case Refused(number, message):
                if (held := self._links.get(number)) and not held.admitted.done():
                    held.admitted.set_exception(RoomFull(message))
            case Down(number, signal):
                if held := self._links.get(number):
                    held.link.put(signal)
            case Unlink(number):
                if held := self._links.pop(number, None):
                    held.link.shut()

    def _happened(self, event: RoomEvent) -> None:
        if isinstance(event, Joined):
            self._rooms.add(event.room)
            self._keep()
        elif isinstance(event, Ended):
            self._rooms.discard(event.room)
            self._leave_soon()
        if self._events is not None:
            self._events.put_nowait(event)

    async def _tell(self, events: asyncio.Queue[RoomEvent | None]) -> None:
        while (event := await events.get()) is not None:
            try:
                await self._on_event(event)
            except Exception:
                log.exception("event_not_taken", kind=type(event).__name__, room=event.room)

    def _lost(self, process: Process) -> None:
        """The worker's process ended; whoever is in a call is told, and may join again, which starts another."""
        if process is self._process:
            log.error("worker_lost", pid=process.pid, links=len(self._links))
            self._process = None
        links, self._links = self._links, {}  # none when it was stopped: it ends its rooms first
        for held in links.values():
            if not held.admitted.done():
                held.admitted.set_exception(MediaUnavailable("The media worker ended."))
            held.link.put(Bye("worker_lost"))
            held.link.shut()
        for room in sorted(self._rooms):
            self._happened(Ended(room, time.time_ns() // 1_000_000, "worker_lost"))

    def _keep(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _leave_soon(self) -> None:
        self._keep()
        if not self._rooms and self._process is not None:
            loop = asyncio.get_running_loop()
            self._idle = loop.call_later(self._settings.idle_worker_s, lambda: self._tasks.start(self._leave(), "idle"))

    async def _leave(self) -> None:
        async with self._starting:
            if not self._rooms and not self._links:
                await self._stop()


async def _admitted(held: _Held) -> None:
    try:
        async with asyncio.timeout(JOIN_MAX_S):
            await held.admitted
    except TimeoutError as error:
        raise MediaUnavailable("The media worker does not answer.") from error
