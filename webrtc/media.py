"""Live sessions for the rest of the product: joining, ending, and what happened, whatever process the media runs in."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from webrtc.admission import CPU_BUSY, Standing, choose
from webrtc.link import BrowserLink
from webrtc.room import (
    Connected,
    Consented,
    Ended,
    Joined,
    Left,
    Participant,
    RecordingStarted,
    RecordingStopped,
    RoomEvent,
    RoomFull,
    SharingChanged,
)
from webrtc.tasks import Tasks
from webrtc.workers.orders import Echo, End, Join, Open, Remove
from webrtc.workers.process import MediaUnavailable
from webrtc.workers.workplace import Workplace

__all__ = [
    "Connected",
    "Consented",
    "Ended",
    "Joined",
    "Left",
    "Media",
    "MediaSettings",
    "MediaUnavailable",
    "Participant",
    "RecordingStarted",
    "RecordingStopped",
    "RoomEvent",
    "RoomFull",
    "SharingChanged",
]

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class MediaSettings:
    """`host`: "::" for IPv4 and IPv6, "0.0.0.0" for IPv4 alone, or one address. `workers`: how many processes there may
    be, each with one UDP port for everything: `port` and those after it; 0 takes any free ones.

    `addresses`: what browsers are told to send to, the public ones where the server is behind NAT; empty: every
    address that this machine has. `max_rooms`: of one worker. `cpu_busy`: the share of one core from which a worker
    takes no further room. `empty_room_s`: how long a room waits for somebody to come back. `idle_worker_s`: how long a
    worker stays without a room. `recordings`: the folder for them; None where calls cannot be recorded.
    """

    host: str = "::"
    port: int = 3479
    addresses: tuple[str, ...] = ()
    workers: int = 1
    max_rooms: int = 20
    cpu_busy: float = CPU_BUSY
    empty_room_s: float = 45
    idle_worker_s: float = 300
    recordings: Path | None = None


class Media:
    """All live sessions of one server, in worker processes that are started as they are needed.

    Rooms are spread over them, each stays where it is, and a worker that dies takes no others along. `on_event` is
    awaited with every event, one after the other.
    """

    def __init__(self, settings: MediaSettings, on_event: Callable[[RoomEvent], Awaitable[None]]) -> None:
        self._max_rooms = settings.max_rooms
        self._on_event = on_event
        self._tasks = Tasks()
        self._workplaces = [_workplace(settings, number, self._happened) for number in range(settings.workers)]
        self._places: dict[str, Workplace] = {}  # by room
        self._joining: Counter[str] = Counter()  # by room
        self._events: asyncio.Queue[RoomEvent | None] | None = None

    @property
    def pids(self) -> list[int]:
        """Of the workers that run."""
        return [pid for one in self._workplaces if (pid := one.pid) is not None]

    @property
    def worker_pid(self) -> int | None:
        """The first worker's; None while none runs."""
        return next(iter(self.pids), None)

    @property
    def port(self) -> int:
        """The first worker's UDP port; 0 while none runs."""
        return next((port for one in self._workplaces if (port := one.port)), 0)

    @property
    def free(self) -> int:
        """How many more rooms there may be now; 0: the next to open one gets RoomFull."""
        return sum(max(0, self._max_rooms - one.rooms) for one in self._standings() if not one.busy)

    def pid_of(self, room: str) -> int | None:
        """Of the worker that a room is on; None when there is no such room."""
        place = self._places.get(room)
        return place.pid if place is not None else None

    async def prepare(self) -> None:
        """Starts the worker that takes the next room, so that the first to join need not wait for it. Raises
        MediaUnavailable, RoomFull when none can take another.
        """
        await self._free().start()

    async def join(self, room: str, participant: Participant, page: str = "", met: bool = False) -> BrowserLink:
        """The link is to be closed when the browser's own connection is. A participant who is in the room already is
        replaced: its former link gets `Bye("replaced")`. Raises MediaUnavailable, RoomFull.

        `page`: a word of the browser's page. Where it is given, the media outlives the link by 20 s, and goes on when
        the same participant comes back with the same word; the first `State` then says that it is connected. `met`:
        both sides have been in this room before, so that the one who waits in it has been left.
        """
        if self._events is None:
            self._events = asyncio.Queue()
            self._tasks.start(self._tell(self._events), "events")
        place = self._places[room] = self._places.get(room) or self._free()
        self._joining[room] += 1
        try:
            return await place.link(lambda number: Join(number, room, participant, page, met))
        finally:
            self._joining[room] -= 1
            if not self._joining[room]:
                del self._joining[room]
                if self._places.get(room) is place and room not in place.rooms:  # it was refused
                    del self._places[room]

    async def echo(self) -> BrowserLink:
        """A private room of one for a minute, in which a browser gets back what it sends, as from a participant
        "echo". Nothing about it is reported. Raises MediaUnavailable, RoomFull.
        """
        return await self._free().link(Echo)

    async def end(self, room: str, reason: str) -> None:
        """Everyone in the room gets `Bye(reason)`. Nothing happens when there is no such room."""
        if (place := self._places.get(room)) is not None:
            place.send(End(room, reason))

    async def remove(self, room: str, participant: str, reason: str) -> None:
        """Media to and from the participant stops at once, and its link gets `Bye(reason)`."""
        if (place := self._places.get(room)) is not None:
            place.send(Remove(room, participant, reason))

    async def aclose(self) -> None:
        """Ends every room and stops the workers. What happened by then has been told when this returns."""
        await asyncio.gather(*(one.aclose() for one in self._workplaces))
        if self._events is not None:
            self._events.put_nowait(None)
            await self._tasks.settle()
        await self._tasks.aclose()

    def _standings(self) -> list[Standing]:
        rooms = Counter(self._places.values())
        return [one.standing(rooms[one]) for one in self._workplaces]

    def _free(self) -> Workplace:
        place = choose(self._standings(), self._max_rooms)
        if place is None:
            raise RoomFull("There are too many calls at the moment.")
        return self._workplaces[place]

    def _happened(self, event: RoomEvent) -> None:
        if isinstance(event, Ended) and not self._joining[event.room]:
            self._places.pop(event.room, None)
        if self._events is not None:
            self._events.put_nowait(event)

    async def _tell(self, events: asyncio.Queue[RoomEvent | None]) -> None:
        while (event := await events.get()) is not None:
            try:
                await self._on_event(event)
            except Exception:
                log.exception("event_not_taken", kind=type(event).__name__, room=event.room)


def _workplace(settings: MediaSettings, number: int, on_event: Callable[[RoomEvent], None]) -> Workplace:
    port = settings.port + number if settings.port else 0
    opening = Open(
        settings.host,
        port,
        settings.addresses,
        settings.max_rooms,
        settings.empty_room_s,
        str(settings.recordings or ""),
    )
    return Workplace(opening, on_event, settings.idle_worker_s, settings.cpu_busy)
