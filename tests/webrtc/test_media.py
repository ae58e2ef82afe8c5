"""The whole way: aiortc peers as browsers, through a worker process of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator

import aioice.ice
import psutil
import pytest
from aiortc import (
    AudioStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
    VideoStreamTrack,
)
from aiortc.mediastreams import MediaStreamTrack
from av import VideoFrame
from caller import until

from webrtc.link import BrowserLink
from webrtc.media import (
    Connected,
    Ended,
    Joined,
    Left,
    Media,
    MediaSettings,
    MediaUnavailable,
    Participant,
    RoomEvent,
    RoomFull,
    SharingChanged,
)
from webrtc.room import SENDERS_MAX
from webrtc.signals import Bye, Description, Sharing, State, ToBrowser
from webrtc.tasks import Tasks

ANA, EVA = Participant("ana", "agent", "Ana"), Participant("eva", "customer", "Eva")


@pytest.fixture(autouse=True)
def loopback_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """aioice leaves the loopback out, and a test machine may have nothing else."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])


class Picture(VideoStreamTrack):
    """Small and of one colour, so that who is seen can be told from what is seen."""

    def __init__(self, brightness: int) -> None:
        super().__init__()
        self._brightness = brightness

    async def recv(self) -> VideoFrame:
        frame = VideoFrame(width=64, height=48, format="yuv420p")
        for plane in frame.planes:
            plane.update(bytes([self._brightness]) * plane.buffer_size)
        frame.pts, frame.time_base = await self.next_timestamp()
        return frame


class Peer:
    """What the call page does, by aiortc."""

    def __init__(self, link: BrowserLink, brightness: int) -> None:
        self.link = link
        self.tasks = Tasks()
        self.heard: list[ToBrowser] = []
        self.points: list[str | bytes] = []
        self.drawn: list[str | bytes] = []
        self.closed = False
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        tracks: list[MediaStreamTrack] = [AudioStreamTrack(), Picture(brightness), Picture(brightness + 50)]
        for track in tracks:
            self.connection.addTransceiver(track, "sendrecv")
        self.pointer = self.connection.createDataChannel(
            "pointer", negotiated=True, id=0, ordered=False, maxRetransmits=0
        )
        self.pointer.on("message", self.points.append)
        self.marks = self.connection.createDataChannel("marks", negotiated=True, id=1, ordered=True)
        self.marks.on("message", self.drawn.append)
        self.tasks.start(self._listen(), "peer listens")

    async def connect(self) -> "Peer":
        await self.connection.setLocalDescription(await self.connection.createOffer())
        await self.link.send(Description(self.connection.localDescription.sdp, 1))
        await until(lambda: self.connection.connectionState == "connected")
        return self

    async def _listen(self) -> None:
        async for one in self.link:
            self.heard.append(one)
            if isinstance(one, Description):
                await self.connection.setRemoteDescription(RTCSessionDescription(one.sdp, "answer"))
        self.closed = True

    @property
    def bye(self) -> str | None:
        return next((one.reason for one in self.heard if isinstance(one, Bye)), None)

    @property
    def state(self) -> State:
        return [one for one in self.heard if isinstance(one, State)][-1]

    async def brightness(self, mid: str) -> int:
        """Of the next frame on a line."""
        [transceiver] = [one for one in self.connection.getTransceivers() if one.mid == mid]
        frame = await asyncio.wait_for(transceiver.receiver.track.recv(), 30)
        return bytes(frame.planes[0])[0]

    async def close(self) -> None:
        await self.link.close()
        await self.connection.close()
        await self.tasks.aclose()


class Site:
    def __init__(self, **settings: object) -> None:
        self.events: list[RoomEvent] = []
        self.peers: list[Peer] = []
        self.media = Media(MediaSettings(host="127.0.0.1", port=0, **settings), self._happened)

    async def _happened(self, event: RoomEvent) -> None:
        self.events.append(event)

    async def join(self, participant: Participant, brightness: int = 60, room: str = "r") -> Peer:
        peer = Peer(await self.media.join(room, participant), brightness)
        self.peers.append(peer)
        return peer

    def of(self, kind: type) -> list[RoomEvent]:
        return [event for event in self.events if isinstance(event, kind)]

    async def close(self) -> None:
        for peer in self.peers:
            await peer.close()
        await self.media.aclose()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    yield site
    await site.close()


async def test_two_meet(site: Site) -> None:
    assert site.media.worker_pid is None  # nothing runs before the first call
    ana, eva = await site.join(ANA, 40), await site.join(EVA, 120)
    await asyncio.gather(ana.connect(), eva.connect())
    [seen] = [one for one in ana.state.participants if one.id == "eva"]
    assert seen.streams is not None
    assert abs(await ana.brightness(seen.streams.camera) - 120) < 8
    assert abs(await ana.brightness(seen.streams.screen) - 170) < 8
    assert abs(await eva.brightness("1") - 40) < 8
    [audio] = [one for one in eva.connection.getTransceivers() if one.mid == seen.streams.audio]
    assert (await asyncio.wait_for(audio.receiver.track.recv(), 30)).sample_rate == 48000

    await until(lambda: ana.pointer.readyState == "open")
    ana.pointer.send('{"x": 0.25}')
    await until(lambda: eva.points == ['ana\n{"x": 0.25}'])

    await eva.link.send(Sharing(audio=True, camera=True, screen=True))
    await until(lambda: ana.state.participants[1].sharing.screen)
    kinds = [type(event) for event in site.events]
    assert kinds == [Joined, Joined, Connected, SharingChanged]

    await site.media.end("r", "ended")
    await until(lambda: ana.closed and eva.closed and site.of(Ended))
    assert ana.bye == eva.bye == "ended"


async def test_a_second_join_replaces_the_first(site: Site) -> None:
    ana, eva = await site.join(ANA), await site.join(EVA)
    await asyncio.gather(ana.connect(), eva.connect())
    again = await (await site.join(EVA, 150)).connect()
    await until(lambda: eva.closed)
    assert eva.bye == "replaced"
    deadline = asyncio.get_running_loop().time() + 30
    while abs(await ana.brightness("1") - 150) > 8:
        assert asyncio.get_running_loop().time() < deadline
    await again.brightness("1")


async def test_a_removed_participant_is_told_and_gone(site: Site) -> None:
    ana, eva = await site.join(ANA), await site.join(EVA)
    await asyncio.gather(ana.connect(), eva.connect())
    await site.media.remove("r", "eva", "removed")
    await until(lambda: eva.closed and len(ana.state.participants) == 1)
    assert eva.bye == "removed"
    assert [(event.participant, event.reason) for event in site.of(Left)] == [("eva", "removed")]
    await until(lambda: eva.connection.connectionState == "closed")


async def test_a_killed_worker_ends_no_more_than_its_calls(site: Site) -> None:
    ana = await (await site.join(ANA)).connect()
    pid = site.media.worker_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await until(lambda: ana.closed and site.of(Ended))
    assert ana.bye == "worker_lost"
    assert [event.reason for event in site.of(Ended)] == ["worker_lost"]
    again = await (await site.join(ANA)).connect()
    assert site.media.worker_pid not in (None, pid) and not again.closed


async def test_joins_at_once_share_one_worker(site: Site) -> None:
    before = set(psutil.Process().children())
    await asyncio.gather(*(site.join(Participant(f"p{n}", "agent", "P"), room=f"r{n}") for n in range(4)))
    started = set(psutil.Process().children()) - before
    assert [one.pid for one in started] == [site.media.worker_pid], [one.as_dict() for one in started]


async def test_rooms_and_their_number_are_bounded() -> None:
    site = Site(max_rooms=1)
    await site.join(ANA)
    with pytest.raises(RoomFull, match="too many calls"):
        await site.join(EVA, room="other")
    for number in range(SENDERS_MAX - 1):
        await site.join(Participant(f"p{number}", "agent", "P"))
    with pytest.raises(RoomFull, match="full"):
        await site.join(Participant("ben", "agent", "Ben"))
    await site.close()


async def test_an_idle_worker_goes(site: Site) -> None:
    site = Site(empty_room_s=0, idle_worker_s=0)
    ana = await site.join(ANA)
    process = psutil.Process(site.media.worker_pid)
    await ana.link.send(Bye())
    await until(lambda: ana.closed and site.media.worker_pid is None and not process.is_running())
    assert [event.reason for event in site.of(Ended)] == ["left"]
    await (await site.join(ANA)).connect()
    await site.close()


async def test_closing_ends_the_calls_and_tells_it_before_it_returns(site: Site) -> None:
    ana = await (await site.join(ANA)).connect()
    process = psutil.Process(site.media.worker_pid)
    await site.media.aclose()
    assert not process.is_running()
    assert [event.reason for event in site.of(Ended)] == ["ended"]
    await until(lambda: ana.closed)
    with pytest.raises(MediaUnavailable):
        await site.join(EVA)


async def test_a_taken_port_is_a_plain_error() -> None:
    first = Site()
    await first.media.prepare()
    media = Media(MediaSettings(host="127.0.0.1", port=first.media.port), first._happened)
    with pytest.raises(MediaUnavailable, match=f"UDP port {first.media.port} on 127.0.0.1 cannot be opened"):
        await media.join("r", ANA)
    await media.aclose()
    await first.close()


async def test_a_worker_that_does_not_start_is_a_plain_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webrtc.workers.process.COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    site = Site()
    with pytest.raises(MediaUnavailable):
        await site.join(ANA)
    await site.close()


async def test_an_event_that_cannot_be_taken_does_not_stop_the_next() -> None:
    taken: list[RoomEvent] = []

    async def once(event: RoomEvent) -> None:
        taken.append(event)
        if len(taken) == 1:
            raise RuntimeError("no")

    media = Media(MediaSettings(host="127.0.0.1", port=0), once)
    await media.join("r", ANA)
    await media.join("r", EVA)
    await until(lambda: len(taken) == 2)
    await media.aclose()


async def test_a_worker_ends_with_its_parent() -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "webrtc",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert child.stdin is not None and child.stdout is not None
    opening = '{"type":"open","host":"127.0.0.1","port":0,"addresses":[],"max_rooms":1,"empty_room_s":45}\n'
    child.stdin.write(opening.encode())
    assert b'"opened"' in await child.stdout.readline()
    child.stdin.write(b'{"type":"nonsense"}\n')  # logged, and no more
    child.stdin.close()
    _, errors = await asyncio.wait_for(child.communicate(), 30)
    assert child.returncode == 0
    assert b'"order_failed"' in errors


async def test_a_worker_that_nobody_needed_goes_too() -> None:
    site = Site(idle_worker_s=0)
    await site.media.prepare()
    await until(lambda: site.media.worker_pid is None)
    await site.close()
