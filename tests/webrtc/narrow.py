"""A sender, a room's server and a receiver behind a narrow link, all in memory and in their own time: no socket, no
clock, the same every time for the same seed.
"""

import random
import struct
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from aiortc.rtp import RTCP_PSFB_PLI, RTCP_RTPFB_NACK, RtcpPsfbPacket, RtcpRtpfbPacket, is_rtcp

from webrtc.bandwidth.balance import EVERY_S, Balance, Member
from webrtc.forwarding.feedback import Arrivals, Missing
from webrtc.forwarding.packets import HEADER, Packet, parse, unwrap
from webrtc.forwarding.streams import Streams
from webrtc.recording.frames import Frames
from webrtc.signals import Limits, Sharing
from webrtc.transport.description import read_offer

OFFER = (Path(__file__).parent / "offers" / "chromium.sdp").read_text()
OPUS, VP8, AV1 = 111, 96, 45
STEP_S = 0.005
WIRE_BYTES = 28 + 10
OBEY_S = 0.1  # until a page has set its encoders
KEY_FRAME = bytes.fromhex("9080011002009d012a8002e001")
DELTA_FRAME = bytes.fromhex("908002110200")


class Pipe:
    """One direction of a link: a rate (None: any), a queue that drops what comes when it is full, then a delay that
    shakes but keeps the order. Loss comes first and is random.
    """

    def __init__(self, rng: random.Random, bps: float | None = None, loss: float = 0.0, jitter_s: float = 0.0) -> None:
        self.bps, self.loss, self.jitter_s = bps, loss, jitter_s
        self.delay_s, self.queue_max_s = 0.02, 0.3
        self.dropped = 0
        self.queue_s = 0.0
        self._rng = rng
        self._free_s = self._last_s = 0.0
        self._on_way: deque[tuple[float, bytes]] = deque()

    def put(self, data: bytes, now_s: float) -> None:
        if self._rng.random() < self.loss:
            return
        out_s = now_s
        if self.bps is not None:
            self.queue_s = max(0.0, self._free_s - now_s)
            if self.queue_s > self.queue_max_s:
                self.dropped += 1
                return
            out_s = self._free_s = now_s + self.queue_s + 8 * (len(data) + WIRE_BYTES) / self.bps
        self._last_s = max(self._last_s, out_s + self.delay_s + self._rng.random() * self.jitter_s)
        self._on_way.append((self._last_s, data))

    def take(self, now_s: float) -> list[tuple[float, bytes]]:
        arrived = []
        while self._on_way and self._on_way[0][0] <= now_s:
            arrived.append(self._on_way.popleft())
        return arrived


@dataclass
class Second:
    """What came of one second at the receiver. `queue_ms`: the longest that anything waited in the link."""

    sound: int = 0
    camera_bps: float = 0.0
    screen_bps: float = 0.0
    dropped: int = 0
    queue_ms: float = 0.0
    estimate_bps: float = 0.0
    key_frames: int = 0
    shown: dict[str, int] = field(default_factory=lambda: {"camera": 0, "screen": 0})  # frames that could be decoded


class Decoder:
    """Of one track at the receiver: asks for what is missing, and for a key frame where that does not come."""

    def __init__(self, ssrc: int, repair_ssrc: int) -> None:
        self.ssrc, self.repair_ssrc = ssrc, repair_ssrc
        self.missing = Missing()
        self.frames = Frames("vp8")
        self._asked_s = 0.0

    def take(self, packet: Packet, now_s: float) -> int:
        """How many frames can be decoded with it."""
        if packet.ssrc == self.repair_ssrc:
            repaired = unwrap(packet, VP8)
            if repaired is None or repaired.seq not in self.missing:
                return 0
            packet = repaired
        self.missing.add(packet.seq, now_s)
        return len(self.frames.add(packet, now_s))

    def requests(self, now_s: float) -> list[bytes]:
        asked: list[bytes] = []
        if lost := self.missing.due(now_s, 0.08):
            asked.append(bytes(RtcpRtpfbPacket(RTCP_RTPFB_NACK, 1, self.ssrc, lost)))
        if self.frames.wants_key and now_s - self._asked_s > 1:
            self._asked_s = now_s
            asked.append(bytes(RtcpPsfbPacket(RTCP_PSFB_PLI, 1, self.ssrc)))
        return asked


@dataclass
class Encoder:
    """As much as it may, `most_bps` at most; frames vary, and a key frame is ten times as large."""

    kind: str
    most_bps: float
    fps: int
    limit_bps: float = 0.0
    on: bool = True
    due_s: float = 0.0
    seq: int = 0
    timestamp: int = 0
    key: bool = True


@dataclass
class Scene:
    """Ana sends to Eva. `heard` by second."""

    seed: int = 1
    camera_bps: float = 1_700_000
    screen_bps: float = 600_000
    obeys: bool = True
    jitter_s: float = 0.0
    now_s: float = 100.0
    heard: list[Second] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.pipe = Pipe(self.rng, jitter_s=self.jitter_s)
        self._back: deque[tuple[float, bytes]] = deque()
        self.ana = Streams(self._to_ana, "ana")
        self.eva = Streams(lambda data: self.pipe.put(data, self.now_s), "eva")
        self.offer = read_offer(OFFER)
        for streams in (self.ana, self.eva):
            streams.negotiate(self.offer)
            streams.open()
        self.eva.attach(0, self.ana)
        self.balance = Balance()
        self.limits = Limits()
        self.told = 0
        self._obeyed: deque[tuple[float, Limits]] = deque()
        self.camera = Encoder("camera", self.camera_bps, 25, 1_700_000)
        self.screen = Encoder("screen", self.screen_bps, 12, 2_500_000)
        self._sound = [0, 0, 0.0]
        self._arrivals = Arrivals()
        self._kinds = {self.eva.sources[self.offer.places[0][kind].mid].ssrc: kind for kind in self.offer.places[0]}
        sources = {kind: self.eva.sources[self.offer.places[0][kind].mid] for kind in ("camera", "screen")}
        self._decoders = {kind: Decoder(source.ssrc, source.repair_ssrc) for kind, source in sources.items()}
        self._due = {"feedback": 0.0, "ask": 0.0, "tick": 0.0, "balance": 0.0}

    def _to_ana(self, data: bytes) -> None:
        if data[1] == 206 and data[0] & 31 == 1:
            for encoder in (self.camera, self.screen):
                encoder.key |= struct.unpack_from("!L", data, 8)[0] == self.offer.up[encoder.kind].ssrc

    def run(self, seconds: float, bps: float | None = None, loss: float = 0.0) -> list[Second]:
        """Over a link of that rate; what was heard in those seconds."""
        self.pipe.bps, self.pipe.loss = bps, loss
        first, end_s = len(self.heard), self.now_s + seconds
        while self.now_s < end_s - STEP_S / 2:
            if not self.heard or self.now_s >= self._second_s:
                self.heard.append(Second())
                self._second_s = self.now_s + 1 - STEP_S / 2
                self._dropped = self.pipe.dropped
            self._step()
            second = self.heard[-1]
            second.dropped = self.pipe.dropped - self._dropped
            second.queue_ms = max(second.queue_ms, 1000 * self.pipe.queue_s)
            second.estimate_bps = self.eva.down.estimate.bps
        return self.heard[first:]

    def _step(self) -> None:
        self.now_s += STEP_S
        while self._obeyed and self._obeyed[0][0] <= self.now_s:
            self._obey(self._obeyed.popleft()[1])
        self._speak()
        for encoder in (self.camera, self.screen):
            self._show(encoder)
        self.eva.pace(self.now_s)
        for at_s, data in self.pipe.take(self.now_s):
            self._hear(data, at_s)
        while self._back and self._back[0][0] <= self.now_s:
            self.eva.receive_rtcp(self._back.popleft()[1], self.now_s)
        self._every("feedback", 0.1, self._feed_back)
        self._every("ask", 0.02, self._ask)
        self._every("tick", 0.02, lambda: (self.ana.tick(self.now_s), self.eva.tick(self.now_s)))
        self._every("balance", EVERY_S, self._fit)

    def _every(self, what: str, every_s: float, act: Callable[[], object]) -> None:
        if self.now_s >= self._due[what]:
            self._due[what] = self.now_s + every_s
            act()

    def _speak(self) -> None:
        if self.now_s >= self._sound[2]:
            self._sound = [self._sound[0] + 1, self._sound[1] + 960, max(self._sound[2], self.now_s - 0.02) + 0.02]
            self._say("audio", OPUS, self._sound[0], self._sound[1], bytes(80), 0)

    def _show(self, encoder: Encoder) -> None:
        if not encoder.on or self.now_s < encoder.due_s:
            return
        encoder.due_s = max(encoder.due_s, self.now_s - 1 / encoder.fps) + 1 / encoder.fps
        encoder.timestamp += 90_000 // encoder.fps
        size = int(min(encoder.limit_bps, encoder.most_bps) / 8 / encoder.fps * self.rng.uniform(0.6, 1.4))
        if key := encoder.key:
            size, encoder.key = 10 * size, False
            self.heard[-1].key_frames += 1
        count = max(1, -(-size // 1100))
        for number in range(count):
            head = (KEY_FRAME if key else DELTA_FRAME) if number == 0 else b"\x80\x80\x02"
            encoder.seq += 1
            payload = head.ljust(max(20, size // count), b"\x55")
            self._say(encoder.kind, VP8, encoder.seq, encoder.timestamp, payload, 0x80 * (number == count - 1))

    def _say(self, kind: str, payload_type: int, seq: int, timestamp: int, payload: bytes, marker: int) -> None:
        ssrc = self.offer.up[kind].ssrc
        head = HEADER.pack(0x80, marker | payload_type, seq & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)
        self.ana.receive(head + payload, self.now_s)

    def _hear(self, data: bytes, at_s: float) -> None:
        if is_rtcp(data):
            return
        packet = parse(data, self.offer.extensions)
        if packet.transport_seq is not None:
            self._arrivals.add(packet.transport_seq, int(at_s * 1_000_000))
        kind = self._kinds.get(packet.ssrc)
        second = self.heard[-1]
        for name, decoder in self._decoders.items():
            if packet.ssrc in (decoder.ssrc, decoder.repair_ssrc):
                second.shown[name] += decoder.take(packet, at_s)
        second.sound += kind == "audio"
        second.camera_bps += 8 * len(data) * (kind == "camera")
        second.screen_bps += 8 * len(data) * (kind == "screen")

    def _ask(self) -> None:
        for decoder in self._decoders.values():
            self._back += [(self.now_s + 0.02, asked) for asked in decoder.requests(self.now_s)]

    def _feed_back(self) -> None:
        feedback = self._arrivals.feedback(1, 2)
        if feedback is not None:
            self._back.append((self.now_s + 0.02, feedback))

    def _fit(self) -> None:
        sharing = Sharing(True, self.camera_bps > 0, self.screen_bps > 0)
        members = [
            Member("ana", False, sharing, self.ana, ()),
            Member("eva", False, Sharing(), self.eva, (("ana", 0),)),
        ]
        limits = self.balance.turn(members, self.now_s).get("ana")
        if limits is not None:
            self.told += 1
            self._obeyed.append((self.now_s + OBEY_S, limits))

    @property
    def repeats(self) -> bool:
        """Whether Eva gets sound with what was before it once more."""
        return self.eva.places[0]["audio"].repeats

    def _obey(self, limits: Limits) -> None:
        self.limits = limits
        if self.obeys:
            self.camera.on, self.camera.limit_bps = limits.camera.active and self.camera_bps > 0, limits.camera.max_bps
            self.screen.on, self.screen.limit_bps = self.screen_bps > 0, limits.screen.max_bps
