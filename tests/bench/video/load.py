"""Browsers' network sides that send a clip and tell the server what arrived, many in one process."""

import asyncio
import ipaddress
import struct
import time
from collections.abc import Callable, Sequence
from heapq import heapify, heapreplace

import ifaddr
from aioice import stun
from aiortc.rtp import RtcpReceiverInfo, RtcpRrPacket, RtcpSenderInfo, RtcpSrPacket, is_rtcp

from tests.bench.video.clip import FRAMES_PER_S, SOUND_S, Clip
from tests.webrtc.caller import OPUS, RTX, TRANSPORT_SEQ_ID, Caller
from webrtc.forwarding.feedback import Arrivals, Reception
from webrtc.forwarding.packets import ExtensionIds, parse

FEEDBACK_S = 0.1  # as Chromium does at such rates
REPORT_S = 1.0
IDS = ExtensionIds(0, TRANSPORT_SEQ_ID)
NTP_EPOCH_S = 2_208_988_800
STAMP = struct.Struct("!Q")

Beat = tuple[float, Callable[[], None]]  # every so many seconds


class Attendant(Caller):
    """Answers checks, and sends the feedback and the reports that a browser sends.

    `packets`: how many came; `pictures`: how many of them ended one. `latencies_s`: of stamped ones, while `timed`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.packets = self.pictures = 0
        self.timed = False
        self.latencies_s: list[float] = []
        self._arrivals = Arrivals()
        self._receptions: dict[int, Reception] = {}

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data[0] < 4 and stun.parse_message(data).message_class == stun.Class.REQUEST:
            self._checked(data, addr)
        else:
            super().datagram_received(data, addr)

    def _checked(self, data: bytes, address: tuple[str, int]) -> None:
        request = stun.parse_message(data)
        response = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, request.transaction_id)
        response.attributes["XOR-MAPPED-ADDRESS"] = address
        response.add_message_integrity(self.password.encode())
        self.socket.sendto(bytes(response), address)

    def _media(self, data: bytes) -> None:
        if is_rtcp(data):
            return
        now_s = time.monotonic()
        packet = parse(data, IDS)  # the header is not encrypted
        if packet.transport_seq is not None:
            self._arrivals.add(packet.transport_seq, int(now_s * 1_000_000))
        if packet.payload_type == RTX:
            return  # sent to see what the link carries, or once more
        self.packets += 1
        self.pictures += packet.payload_type != OPUS and packet.marker > 0
        if packet.ssrc not in self._receptions:
            self._receptions[packet.ssrc] = Reception(48_000 if packet.ssrc in self._sounds else 90_000)
        self._receptions[packet.ssrc].add(packet.seq, packet.timestamp, now_s)
        if self.timed and (session := self.dtls._rx_srtp) is not None:
            (sent_ns,) = STAMP.unpack(session.unprotect(data)[-8:])
            self.latencies_s.append(now_s - sent_ns / 1e9)

    @property
    def _sounds(self) -> set[int]:
        return {ssrc for ssrc, mid in self._mids.items() if mid == "0"}

    def feed_back(self) -> None:
        media = next(iter(self._receptions), 0)
        if (feedback := self._arrivals.feedback(self.streams["audio"].ssrc, media)) is not None:
            self.send_raw(feedback)

    def report(self) -> None:
        """What came, on each stream."""
        reports = [
            RtcpReceiverInfo(ssrc, min(255, int(one.loss() * 256)), one.lost, one.highest, one.jitter, 0, 0)
            for ssrc, one in self._receptions.items()
        ]
        if reports:
            self.send_raw(bytes(RtcpRrPacket(self.streams["audio"].ssrc, reports)))

    @property
    def beats(self) -> list[Beat]:
        return [(FEEDBACK_S, self.feed_back), (REPORT_S, self.report)]


class Sender(Attendant):
    """Sends a clip in a loop. `stamped`: the last eight bytes of each packet say when it was sent."""

    def __init__(self, clip: Clip) -> None:
        super().__init__()
        self._clip = clip
        self._frame = self._sound = 0
        self.stamped = False
        self.sent = 0

    def camera(self) -> None:
        stream = self.streams["camera"]
        stream.timestamp = (stream.timestamp + 90_000 // FRAMES_PER_S) & 0xFFFFFFFF
        pieces = self._clip.frames[self._frame % len(self._clip.frames)]
        self._frame += 1
        for place, piece in enumerate(pieces):
            self._put("camera", piece, place == len(pieces) - 1)

    def voice(self) -> None:
        stream = self.streams["audio"]
        stream.timestamp = (stream.timestamp + int(48_000 * SOUND_S)) & 0xFFFFFFFF
        self._put("audio", self._clip.sounds[self._sound % len(self._clip.sounds)], False)
        self._sound += 1

    def _put(self, kind: str, payload: bytes, marker: bool) -> None:
        if self.stamped:
            payload = payload[:-8] + STAMP.pack(time.monotonic_ns())
        self.send(kind, payload, marker)
        self.sent += 1

    def clock(self) -> None:
        """A sender report for each track."""
        ntp = int((time.time() + NTP_EPOCH_S) * (1 << 32))
        for kind in ("audio", "camera"):
            stream = self.streams[kind]
            info = RtcpSenderInfo(ntp, stream.timestamp, self.sent, 0)
            self.send_raw(bytes(RtcpSrPacket(stream.ssrc, info)))

    @property
    def beats(self) -> list[Beat]:
        return [*super().beats, (1 / FRAMES_PER_S, self.camera), (SOUND_S, self.voice), (REPORT_S, self.clock)]


async def pump(attendants: Sequence[Attendant], seconds: float, further: Sequence[Beat] = ()) -> None:
    """Has everyone send what is due, spread over the time as it is with people who know nothing of each other."""
    began_s = time.monotonic()
    beats = [*further, *(beat for one in attendants for beat in one.beats)]
    heap = [
        (began_s + every_s * (number * 0.618 % 1), number, every_s, act) for number, (every_s, act) in enumerate(beats)
    ]
    heapify(heap)
    while (now_s := time.monotonic()) < began_s + seconds:
        for _ in range(16):  # then what came is read
            due_s, number, every_s, act = heap[0]
            if due_s > now_s:
                await asyncio.sleep(0.001)
                break
            act()
            heapreplace(heap, (due_s + every_s, number, every_s, act))
        else:
            await asyncio.sleep(0)
    await asyncio.sleep(FEEDBACK_S)
    for one in attendants:
        one.feed_back()  # of what came last, or the server would take the silence for a broken link


def own_address() -> str | None:
    """An IPv4 address of this machine that is not loopback, which other servers do not use; None without a network."""
    found = (ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str))
    return next((ip for ip in found if not ipaddress.ip_address(ip).is_loopback), None)
