"""Many rooms on several worker processes: where they go, what a death takes along, and what is refused when."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable

import psutil
import pytest
from caller import Caller, until

from webrtc.link import BrowserLink
from webrtc.media import Ended, Media, MediaSettings, Participant, RoomEvent, RoomFull
from webrtc.signals import Bye, Description, State, ToBrowser
from webrtc.tasks import Tasks
from webrtc.workers import workplace as workplace_module

FRAME_S = 1 / 25
TOLD = 35  # frames, in which a worker tells more than once what it costs


class Side:
    """One browser in a room: a link and a caller, which sends sound and pictures all the time."""

    def __init__(self, identity: str, link: BrowserLink, caller: Caller) -> None:
        self.id = identity
        self.link = link
        self.caller = caller
        self.heard: list[ToBrowser] = []
        self.late_ms: list[float] = []
        self.caller.on_rtp = self._got

    def _got(self, mid: str, packet: bytes) -> None:
        sent_s = float(int.from_bytes(packet[-8:], "big")) / 1e6
        if mid == "0" and 0 < (late_s := time.monotonic() - sent_s) < 10:
            self.late_ms.append(late_s * 1000)

    @property
    def said(self) -> int:
        """How many packets of sound it has sent."""
        return int(self.caller.streams["audio"].timestamp) // 960

    @property
    def bye(self) -> str | None:
        return next((one.reason for one in self.heard if isinstance(one, Bye)), None)

    @property
    def present(self) -> set[str]:
        return {one.id for one in [one for one in self.heard if isinstance(one, State)][-1].participants}

    async def listen(self) -> None:
        async for one in self.link:
            self.heard.append(one)
            if isinstance(one, Description):
                await self.caller.answered(one.sdp)

    async def talk(self, frame_bytes: int) -> None:
        while True:
            await asyncio.sleep(FRAME_S)
            self.caller.send_frame("camera", frame_bytes, key=True)
            stamp = int(time.monotonic() * 1e6).to_bytes(8, "big")
            self.caller.streams["audio"].timestamp += 960
            self.caller.send("audio", b"\x78" + bytes(60) + stamp, marker=False)


class Site:
    def __init__(self, **settings: object) -> None:
        self.events: list[RoomEvent] = []
        self.tasks = Tasks()
        self.sides: list[Side] = []
        self.media = Media(MediaSettings(host="127.0.0.1", port=0, **settings), self._happened)

    async def _happened(self, event: RoomEvent) -> None:
        self.events.append(event)

    async def join(self, room: str, identity: str, media: bool = True, frame_bytes: int = 1000) -> Side:
        role = "agent" if identity.startswith("a") else "customer"
        link = await self.media.join(room, Participant(identity, role, identity))
        side = Side(identity, link, Caller())
        self.sides.append(side)
        self.tasks.start(side.listen(), "listens")
        if media:
            await side.caller.open()
            await link.send(Description(side.caller.offer(), 1))
            await until(lambda: side.caller.dtls.state == "connected")
            self.tasks.start(side.talk(frame_bytes), "talks")
        return side

    async def call(self, room: str, frame_bytes: int = 1000) -> tuple[Side, Side]:
        """Two who see and hear each other."""
        agent = await self.join(room, f"a{room}", frame_bytes=frame_bytes)
        customer = await self.join(room, f"c{room}", frame_bytes=frame_bytes)
        await until(lambda: agent.caller.received["0"] > 5 and customer.caller.received["0"] > 5)
        return agent, customer

    async def close(self) -> None:
        await self.tasks.aclose()
        await self.media.aclose()
        for side in self.sides:
            if hasattr(side.caller, "socket"):
                await side.caller.close()


Sites = Callable[..., Site]


@pytest.fixture
async def site() -> AsyncIterator[Sites]:
    made: list[Site] = []

    def make(**settings: object) -> Site:
        made.append(Site(**settings))
        return made[-1]

    yield make
    for one in made:
        await one.close()
    await asyncio.sleep(0)  # in which sockets close


async def test_rooms_are_spread_and_each_stays_where_it_is(site: Sites) -> None:
    here = site(workers=3)
    for number in range(6):
        await here.join(f"r{number}", "ana", media=False)
    before = {f"r{number}": here.media.pid_of(f"r{number}") for number in range(6)}
    assert len(here.media.pids) == 3
    assert sorted(list(before.values()).count(pid) for pid in here.media.pids) == [2, 2, 2]
    for room in before:
        await here.join(room, "cem", media=False)
        assert here.media.pid_of(room) == before[room]
    await here.media.end("r0", "ended")
    await until(lambda: here.media.pid_of("r0") is None)
    await here.join("again", "ana", media=False)
    assert here.media.pid_of("again") == before["r0"]  # which has the fewest now


async def test_one_worker_is_started_for_one_room(site: Sites) -> None:
    here = site(workers=3)
    await here.media.prepare()
    await here.join("r", "ana", media=False)
    assert len(here.media.pids) == 1


async def test_a_worker_that_dies_takes_its_rooms_alone_and_they_resume(site: Sites) -> None:
    here = site(workers=2)
    lost, spared = await here.call("1"), await here.call("2")
    pid = here.media.pid_of("1")
    assert pid is not None and here.media.pid_of("2") not in (None, pid)
    os.kill(pid, signal.SIGKILL)
    await until(lambda: all(side.bye == "worker_lost" for side in lost))
    again = await here.call("1")
    assert again[0].present == {"a1", "c1"}
    assert [(event.room, event.reason) for event in here.events if isinstance(event, Ended)] == [("1", "worker_lost")]
    before = spared[1].caller.received["0"]
    await until(lambda: spared[1].caller.received["0"] > before + 20)
    assert all(side.bye is None for side in spared)


async def test_a_worker_that_hangs_is_ended(site: Sites) -> None:
    here = site()
    side = await here.join("r", "ana", media=False)
    pid = here.media.worker_pid
    assert pid is not None
    with pytest.MonkeyPatch.context() as soon:  # only here: a busy machine may start a worker for longer
        soon.setattr(workplace_module, "HANGS_S", 1)
        os.kill(pid, signal.SIGSTOP)
        await until(lambda: side.bye == "worker_lost")
    await here.join("r", "ana", media=False)
    assert here.media.worker_pid != pid


async def test_idle_workers_go_one_by_one(site: Sites) -> None:
    here = site(workers=2, idle_worker_s=0)
    await here.join("1", "ana", media=False)
    await here.join("2", "ana", media=False)
    kept = here.media.pid_of("2")
    await here.media.end("1", "ended")
    await until(lambda: here.media.pids == [kept])


async def test_an_echo_keeps_its_worker_and_is_in_no_room(site: Sites) -> None:
    here = site(idle_worker_s=0)
    link = await here.media.echo()
    heard: list[ToBrowser] = []

    async def listen() -> None:
        async for one in link:
            heard.append(one)

    here.tasks.start(listen(), "listens")
    await until(lambda: heard)
    assert [one.id for one in heard[0].participants] == ["you", "echo"]
    assert len(here.media.pids) == 1 and not here.events
    await link.close()
    await until(lambda: not here.media.pids)


async def test_full_workers_take_no_more(site: Sites) -> None:
    here = site(workers=2, max_rooms=2)
    for number in range(4):
        assert here.media.free == 4 - number
        await here.join(f"r{number}", "ana", media=False)
    with pytest.raises(RoomFull):
        await here.join("r4", "ana", media=False)
    with pytest.raises(RoomFull):
        await here.media.prepare()
    await here.join("r0", "cem", media=False)  # who is expected is let in
    await here.media.end("r1", "ended")
    await until(lambda: here.media.pid_of("r1") is None)
    await here.join("r4", "ana", media=False)


async def test_a_worker_without_time_takes_no_more_and_no_running_call_suffers(site: Sites) -> None:
    """Calls are added until the worker says that it is busy; then nobody is let in, and those who talk hear on."""
    here = site(max_rooms=100, cpu_busy=0.12)
    first = await here.call("0", frame_bytes=6000)
    for number in range(1, 12):
        if not here.media.free:
            break
        agent, _ = await here.call(str(number), frame_bytes=6000)
        await until(lambda agent=agent: len(agent.late_ms) > TOLD)  # what a call costs shows after it has begun
    assert not here.media.free, "the worker was never busy"
    rooms = len({side.id[1:] for side in here.sides})
    refused = 0
    while not here.media.free and refused < 20:
        with pytest.raises(RoomFull):
            await here.join(f"late{refused}", "cem")
        refused += 1
    for side in first:
        side.late_ms.clear()
    before = [(side.caller.received["0"], side.said) for side in first]
    await until(lambda: all(len(side.late_ms) > 50 for side in first))
    heard = [side.caller.received["0"] - received for side, (received, _) in zip(first, before, strict=True)]
    expected = max(side.said - said for side, (_, said) in zip(first, before, strict=True))
    worst_ms = max(sorted(side.late_ms)[len(side.late_ms) // 2] for side in first)
    print(f"{rooms} rooms, {refused} refused, {heard} of {expected} heard, {worst_ms:.1f} ms in the middle")
    assert all(side.bye is None for side in here.sides)
    assert min(heard) > 0.8 * expected and worst_ms < 500
    for number in range(1, rooms):
        await here.media.end(str(number), "ended")
    await until(lambda: here.media.free)
    await here.join("now", "cem")


async def both_say(packets: int, *sides: Side) -> None:
    said = [side.said + packets for side in sides]
    await until(lambda: all(side.said > wanted for side, wanted in zip(sides, said, strict=True)))


async def test_who_is_sent_out_hears_and_is_heard_no_more_at_once(site: Sites) -> None:
    here = site()
    agent, customer = await here.call("1")
    await here.media.remove("1", "c1", "removed")
    await until(lambda: customer.bye == "removed" and agent.present == {"a1"})
    await both_say(12, agent, customer)  # what was on its way has come
    before = agent.caller.received.total(), customer.caller.received.total()
    await both_say(12, agent, customer)
    assert (agent.caller.received.total(), customer.caller.received.total()) == before


async def test_no_process_is_left(site: Sites) -> None:
    here = site(workers=2)
    await here.join("1", "ana", media=False)
    await here.join("2", "ana", media=False)
    processes = [psutil.Process(pid) for pid in here.media.pids]
    await here.media.aclose()
    assert not any(one.is_running() for one in processes)
