"""One of the server's UDP ports, and the worker process that is there while it has something to do."""

import asyncio
import itertools
import time
from collections.abc import Callable

import structlog

from webrtc.admission import Load, Standing
from webrtc.link import BrowserLink, QueueLink, pair
from webrtc.room import Ended, Joined, RoomEvent, RoomFull
from webrtc.signals import Bye, FromBrowser, ToBrowser
from webrtc.tasks import Tasks
from webrtc.workers.orders import Admitted, Down, Echo, Happened, Join, Open, Order, Pulse, Refused, Report, Unlink, Up
from webrtc.workers.process import MediaUnavailable, Process

log = structlog.get_logger(__name__)

JOIN_MAX_S = 10.0
HANGS_S = 10  # without a pulse, which comes every second


class _Held:
    """A link between here and the worker."""

    def __init__(self, link: QueueLink[ToBrowser, FromBrowser]) -> None:
        self.link = link
        self.admitted: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def refuse(self, error: Exception) -> None:
        if not self.admitted.done():
            self.admitted.set_exception(error)

    async def answer(self) -> None:
        try:
            async with asyncio.timeout(JOIN_MAX_S):
                await self.admitted
        except TimeoutError as error:
            raise MediaUnavailable("The media worker does not answer.") from error


class Workplace:
    """`rooms`: those that live here. `on_event` is called with every event, in order.

    The process is started by whoever needs it, and ends after `idle_s` in which nobody did. One that ends by itself, or
    tells nothing any more, takes its rooms along; the next to come starts another.
    """

    def __init__(self, opening: Open, on_event: Callable[[RoomEvent], None], idle_s: float, cpu_busy: float) -> None:
        self._opening = opening
        self._on_event = on_event
        self._idle_s = idle_s
        self._cpu_busy = cpu_busy
        self._tasks = Tasks()
        self._process: Process | None = None
        self._starting = asyncio.Lock()
        self._numbers = itertools.count(1)
        self._links: dict[int, _Held] = {}
        self._load = Load()
        self._silent_s = 0
        self._idle: asyncio.TimerHandle | None = None
        self._closing = False
        self.rooms: set[str] = set()

    @property
    def pid(self) -> int | None:
        """None while no process runs."""
        return self._process.pid if self._process is not None else None

    @property
    def port(self) -> int:
        """The UDP port in use; 0 while no process runs."""
        return self._process.port if self._process is not None else 0

    def standing(self, rooms: int) -> Standing:
        """`rooms`: how many are meant to be here."""
        return Standing(self._process is not None, rooms, self._load.busy)

    async def start(self) -> Process:
        """The running process, started when there is none. Raises MediaUnavailable."""
        async with self._starting:
            if self._closing:
                raise MediaUnavailable("The server is stopping.")
            if self._process is None or not self._process.alive:
                self._process = await self._started()
            self._leave_soon()  # unless somebody joins now
            return self._process

    async def _started(self) -> Process:
        process = Process(self._reported, lambda: self._lost(process))
        await process.start(self._opening)
        self._load, self._silent_s = Load(), 0
        self._tasks.start(self._watch(process), "watch")
        log.info("worker_started", pid=process.pid, port=process.port)
        return process

    async def link(self, order: Callable[[int], Join | Echo]) -> BrowserLink:
        """The browser's end of a new link, for which the order is made. Raises MediaUnavailable, RoomFull."""
        process = await self.start()
        number = next(self._numbers)
        browser, inside = pair()
        held = self._links[number] = _Held(inside)
        process.send(order(number))
        try:
            await held.answer()
        except BaseException:  # cancelled too: nobody is to be in a room without a link
            self._links.pop(number, None)
            process.send(Unlink(number))
            raise
        self._tasks.start(self._carry(process, number, inside), "link")
        return browser

    def send(self, order: Order) -> None:
        """Lost where no process runs."""
        if self._process is not None:
            self._process.send(order)

    async def _carry(self, process: Process, number: int, link: QueueLink[ToBrowser, FromBrowser]) -> None:
        async for signal in link:
            process.send(Up(number, signal))
        if self._links.pop(number, None) is not None:
            process.send(Unlink(number))
        self._leave_soon()

    def _reported(self, report: Report) -> None:
        match report:
            case Happened(event):
                self._happened(event)
            case Admitted(number):
                if (held := self._links.get(number)) and not held.admitted.done():
                    held.admitted.set_result(None)
            case Refused(number, message):
                if held := self._links.get(number):
                    held.refuse(RoomFull(message))
            case Down(number, signal):
                if held := self._links.get(number):
                    held.link.put(signal)
            case Unlink(number):
                if held := self._links.pop(number, None):
                    held.link.shut()
            case Pulse(cpu, late_ms):
                self._felt(cpu, late_ms)

    def _felt(self, cpu: float, late_ms: int) -> None:
        self._silent_s = 0
        before, self._load = self._load, self._load.after(cpu, late_ms, self._cpu_busy)
        if before.busy != self._load.busy:
            log.info("worker_busy" if self._load.busy else "worker_calm", pid=self.pid, cpu=cpu, late_ms=late_ms)

    def _happened(self, event: RoomEvent) -> None:
        if isinstance(event, Joined):
            self.rooms.add(event.room)
            self._keep()
        elif isinstance(event, Ended):
            self.rooms.discard(event.room)
            self._leave_soon()
        self._on_event(event)

    async def _watch(self, process: Process) -> None:
        """Counts own seconds, not the clock's: after a sleep of the machine nobody is late."""
        while process.alive:
            await asyncio.sleep(1)
            self._silent_s += 1
            if self._silent_s > HANGS_S:
                process.kill()
                return

    def _lost(self, process: Process) -> None:
        """The process ended; whoever is in a call is told, and may join again."""
        if process is self._process:
            log.error("worker_lost", pid=process.pid, links=len(self._links), rooms=len(self.rooms))
            self._process = None
        links, self._links = self._links, {}  # none when it was stopped: it ends its rooms first
        for held in links.values():
            held.refuse(MediaUnavailable("The media worker ended."))
            held.link.put(Bye("worker_lost"))
            held.link.shut()
        for room in sorted(self.rooms):
            self._happened(Ended(room, time.time_ns() // 1_000_000, "worker_lost"))

    def _keep(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _leave_soon(self) -> None:
        self._keep()
        if not self.rooms and not self._closing and self._process is not None:
            loop = asyncio.get_running_loop()
            self._idle = loop.call_later(self._idle_s, lambda: self._tasks.start(self._leave(), "idle"))

    async def _leave(self) -> None:
        async with self._starting:
            if not self.rooms and not self._links:
                await self._stop()

    async def _stop(self) -> None:
        self._keep()
        process, self._process = self._process, None
        if process is not None:
            await process.aclose()
            log.info("worker_stopped", pid=process.pid)

    async def aclose(self) -> None:
        """Ends every room and stops the process. What happened by then has been told when this returns."""
        self._closing = True
        async with self._starting:
            await self._stop()
        await self._tasks.aclose()
