"""Sessions through the media worker: in each a customer who sends the clip, and an agent who gets it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.video.clip import Clip
from tests.bench.video.load import Attendant, Sender
from webrtc.link import BrowserLink
from webrtc.media import Ended, Joined, Media, MediaSettings, Participant, RoomEvent
from webrtc.signals import Bye, Consent, Description, FromBrowser, Record
from webrtc.tasks import Tasks

EMPTY_S = 10.0


@dataclass
class Server:
    """What is measured: a process, and whom it serves. `receivers` get what `senders` send, one each;
    whoever does both is among both."""

    name: str
    pid: int
    senders: list[Sender]
    receivers: list[Attendant]

    @property
    def everyone(self) -> list[Attendant]:
        return list(dict.fromkeys([*self.senders, *self.receivers]))

    def cpu_s(self) -> float:
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def pictures(self) -> int:
        return sum(one.pictures for one in self.receivers)


class Rooms:
    """A media worker with sessions."""

    def __init__(self, host: str, sessions: int, recordings: Path | None = None) -> None:
        self.media = Media(
            MediaSettings(host=host, port=0, max_rooms=sessions, cpu_busy=1e9, recordings=recordings), self._happened
        )
        self._host = host
        self._tasks = Tasks()
        self._open: set[str] = set()
        self._ended = asyncio.Event()
        self._links: list[tuple[BrowserLink, BrowserLink]] = []  # the customer's and the agent's of each session

    async def _happened(self, event: RoomEvent) -> None:
        if isinstance(event, Joined):
            self._open.add(event.room)
            self._ended.clear()
        elif isinstance(event, Ended):
            self._open.discard(event.room)
            if not self._open:
                self._ended.set()

    async def fill(self, sessions: int, clip: Clip, both: bool = False) -> Server:
        """`both`: the agents send it too, and the customers get it."""
        senders: list[Sender] = []
        receivers: list[Attendant] = []
        for number in range(sessions):
            sender, receiver = Sender(clip), Sender(clip) if both else Attendant()
            customer = await self._join(f"room-{number}", "customer", sender, "sendrecv")
            agent = await self._join(f"room-{number}", "agent", receiver, "sendrecv" if both else "recvonly")
            self._links.append((customer, agent))
            senders += [sender, receiver] if isinstance(receiver, Sender) else [sender]
            receivers += [receiver, sender] if both else [receiver]
        assert self.media.worker_pid is not None
        return Server("heard", self.media.worker_pid, senders, receivers)

    async def _join(self, room: str, role: str, attendant: Attendant, direction: str) -> BrowserLink:
        link = await self.media.join(room, Participant(role, role, role))
        await attendant.open(self._host)
        await link.send(Description(attendant.offer(direction)))
        async for signal in link:
            if isinstance(signal, Description):
                await attendant.answered(signal.sdp)
                break
        self._tasks.start(_read(link), "signals")
        return link

    async def record(self, on: bool) -> None:
        """By the agent's wish and the customer's consent, in every session."""
        for customer, agent in self._links:
            asked: FromBrowser = Record(on)
            await agent.send(asked)
            if on:
                await customer.send(Consent(True, "This call is recorded."))

    async def empty(self) -> None:
        """Everyone leaves, and no room is left."""
        for number, links in enumerate(self._links):
            for link in links:
                await link.send(Bye("left"))
                await link.close()
            await self.media.end(f"room-{number}", "ended")
        self._links.clear()
        async with asyncio.timeout(EMPTY_S):
            await self._ended.wait()

    async def aclose(self) -> None:
        await self.media.aclose()
        await self._tasks.aclose()


async def _read(link: BrowserLink) -> None:
    async for _ in link:
        pass


@asynccontextmanager
async def rooms(host: str, sessions: int, recordings: Path | None = None) -> AsyncIterator[Rooms]:
    made = Rooms(host, sessions, recordings)
    try:
        yield made
    finally:
        await made.aclose()
