"""Packets from one browser to the others, as they came: loss repair, key frames, reports. No I/O: what has to leave
goes to `send`, and every time is handed in, in seconds of a monotonic clock.

What a track's sender must know about the ways down from here travels up with the reports: the worst loss among an
audio track's receivers switches its error correction on, and every request for a key frame is passed on, seldom
enough.
"""

import math
import random
import struct
from collections.abc import Callable
from dataclasses import replace

from aiortc.rtp import (
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSdesPacket,
    RtcpSenderInfo,
    RtcpSourceInfo,
    RtcpSrPacket,
)

from webrtc.description import Codec, Line, Offer, Source
from webrtc.feedback import REQUEST_MAX, Arrivals, Missing, Reception, RoundTrips
from webrtc.keyframes import KeyFrameWish, begins_key_frame
from webrtc.packets import HEADER, ExtensionIds, Packet, newer, parse, unwrap
from webrtc.signals import KINDS, Kind

HISTORY = 1024  # packets kept for repair, of each video track to each receiver; a power of two
REPAIR_SHARE = 0.25  # of what is sent: more repair than that and the link carries nothing else
REPAIR_BURST_BYTES = 12_000
REPAIR_AGAIN_S = 0.04
FEEDBACK_S = 0.1
REPORT_S = 1.0
ACTIVE_S = 2.0
SOURCES_MAX = 32

Send = Callable[[bytes], None]


def random_ssrc() -> int:
    return random.randrange(1, 1 << 32)


class Outgoing:
    """One line of one receiver: the track of whoever has this place now, under an SSRC of our own.

    Sequence numbers and time stamps are the sender's plus an offset, which changes when the place changes hands, so
    that the receiver sees one unbroken stream.
    """

    def __init__(self, line: Line, group: str, send: Send, trips: RoundTrips) -> None:
        self.source = Source(random_ssrc(), random_ssrc(), group)
        self.loss = 0.0
        self._send = send
        self._trips = trips
        self._payload_types = {codec.key: codec.payload_type for codec in line.codecs}
        self._repair_types = {codec.payload_type: codec.repair_type for codec in line.codecs}
        self._history: list[bytes] | None = [b""] * HISTORY if line.kind != "audio" else None
        self._repair_seq = random.randrange(1 << 15)
        self._repaired: dict[int, float] = {}
        self._repair_bytes = float(REPAIR_BURST_BYTES)
        self._from: Incoming | None = None
        self._seq_offset = self._timestamp_offset = 0
        self._aligned = True
        self._last: tuple[int, int, float] | None = None  # sequence number, time stamp, when it was sent
        self._packets = self._octets = 0

    def attach(self, incoming: "Incoming | None") -> bool:
        """Whether that changed anything."""
        if incoming is self._from:
            return False
        if self._from is not None:
            self._from.receivers.remove(self)
        self._from = incoming
        self._aligned = False
        if incoming is not None:
            incoming.receivers.append(self)
        return True

    def realign(self) -> None:
        """The sender began a new stream: its numbers mean something else from here on."""
        self._aligned = False

    def forward(self, codec: Codec, packet: Packet, now_s: float) -> None:
        payload_type = self._payload_types.get(codec.key)
        if payload_type is None:
            return
        if not self._aligned:
            self._align(packet, codec.clock_rate, now_s)
        seq = (packet.seq + self._seq_offset) & 0xFFFF
        timestamp = (packet.timestamp + self._timestamp_offset) & 0xFFFFFFFF
        first = 0x80 | packet.padding
        head = HEADER.pack(first, packet.marker | payload_type, seq, timestamp, self.source.ssrc)
        data = head + packet.payload
        if self._last is None or newer(seq, self._last[0]):
            self._last = (seq, timestamp, now_s)
        self._packets += 1
        self._octets += len(packet.payload)
        if self._history is not None:
            self._history[seq % HISTORY] = data
            self._repair_bytes = min(self._repair_bytes + REPAIR_SHARE * len(data), REPAIR_BURST_BYTES)
        self._send(data)

    def _align(self, packet: Packet, clock_rate: int, now_s: float) -> None:
        self._aligned = True
        if self._last is None:
            return
        seq, timestamp, sent_s = self._last
        passed = max(1, int((now_s - sent_s) * clock_rate))
        self._seq_offset = (seq + 1 - packet.seq) & 0xFFFF
        self._timestamp_offset = (timestamp + passed - packet.timestamp) & 0xFFFFFFFF

    def repair(self, seqs: list[int], now_s: float) -> None:
        """Sends packets again, each once in a round trip, within a share of what is sent anyway."""
        if self._history is None:
            return
        again_s = max(self._trips.rtt_s, REPAIR_AGAIN_S)
        if len(self._repaired) > HISTORY:
            self._repaired = {seq: at for seq, at in self._repaired.items() if now_s - at < again_s}
        for seq in seqs:
            data = self._history[seq % HISTORY]
            if data[2:4] != struct.pack("!H", seq & 0xFFFF) or now_s - self._repaired.get(seq, -9.0) < again_s:
                continue
            if self._repair_bytes < len(data):
                return
            self._repair_bytes -= len(data)
            self._repaired[seq] = now_s
            self._send(self._wrap(data))

    def _wrap(self, data: bytes) -> bytes:
        first, second, seq, timestamp, _ = HEADER.unpack_from(data)
        repair_type = self._repair_types.get(second & 0x7F)
        if repair_type is None:
            return data
        self._repair_seq = (self._repair_seq + 1) & 0xFFFF
        head = HEADER.pack(first, second & 0x80 | repair_type, self._repair_seq, timestamp, self.source.repair_ssrc)
        return head + struct.pack("!H", seq) + data[12:]

    def report(self, sent: RtcpSenderInfo, cname: str, now_s: float) -> None:
        """Passes a sender report on: its pair of clocks keeps lips and sound together (RFC 3550, 6.4.1)."""
        if not self._aligned or self._last is None:
            return
        info = replace(
            sent,
            rtp_timestamp=(sent.rtp_timestamp + self._timestamp_offset) & 0xFFFFFFFF,
            packet_count=self._packets & 0xFFFFFFFF,
            octet_count=self._octets & 0xFFFFFFFF,
        )
        named = RtcpSdesPacket([RtcpSourceInfo(self.source.ssrc, [(1, cname.encode())])])
        self._send(bytes(RtcpSrPacket(self.source.ssrc, info)) + bytes(named))
        self._trips.sent(sent.ntp_timestamp, now_s)

    def reported(self, report: RtcpReceiverInfo, now_s: float) -> None:
        self.loss += 0.3 * (report.fraction_lost / 256 - self.loss)
        self._trips.reported(report.lsr, report.dlsr, now_s)

    def want_key_frame(self) -> None:
        if self._from is not None:
            self._from.want_key_frame()


class Incoming:
    """One track that a browser sends, or may send: most of the time nobody shares a screen."""

    def __init__(self, line: Line) -> None:
        self.kind = line.kind
        self.ssrc = line.ssrc
        self.receivers: list[Outgoing] = []
        self._codecs = {codec.payload_type: codec for codec in line.codecs}
        self._repairs = {codec.repair_type: codec for codec in line.codecs if codec.repair_type is not None}
        self._reception: Reception | None = None
        self._missing = Missing() if line.kind != "audio" else None
        self._wish = KeyFrameWish()
        self._heard_s = -math.inf
        self._report: tuple[int, float] | None = None  # middle bits of the last sender report, when it came

    def want_key_frame(self) -> None:
        if self.kind != "audio":
            self._wish.want()

    def receive(self, packet: Packet, now_s: float) -> None:
        codec = self._codecs.get(packet.payload_type)
        if codec is not None:
            self._count(codec, packet, now_s)
        elif (codec := self._repairs.get(packet.payload_type)) is not None:
            repaired = unwrap(packet, codec.payload_type)
            if repaired is None or self._missing is None or repaired.seq not in self._missing:
                return  # probing, a copy of what came already, or too late
            packet = repaired
        else:
            return
        self._heard_s = now_s
        if self._missing is not None:
            self._missing.add(packet.seq, now_s)
            if begins_key_frame(codec.name, packet.payload):
                self._wish.answered()
        for receiver in self.receivers:
            receiver.forward(codec, packet, now_s)

    def _count(self, codec: Codec, packet: Packet, now_s: float) -> None:
        if self._reception is None or packet.ssrc != self.ssrc:
            self._begin(packet.ssrc)
            self._reception = Reception(codec.clock_rate)
        self._reception.add(packet.seq, packet.timestamp, now_s)

    def _begin(self, ssrc: int) -> None:
        if self._reception is not None:
            for receiver in self.receivers:
                receiver.realign()
        self.ssrc, self._report = ssrc, None
        if self._missing is not None:
            self._missing = Missing()

    def reported(self, ssrc: int, sent: RtcpSenderInfo, cname: str, now_s: float) -> None:
        if ssrc != self.ssrc:
            return  # about the repair stream
        self._report = ((sent.ntp_timestamp >> 16) & 0xFFFFFFFF, now_s)
        for receiver in self.receivers:
            receiver.report(sent, cname, now_s)

    def report(self, now_s: float) -> RtcpReceiverInfo | None:
        """What its sender is told each second; None before anything came."""
        if self._reception is None or self.ssrc is None:
            return None
        loss = self._reception.loss()
        if self.kind == "audio":  # the way down counts too: Opus adds its error correction by this figure
            loss = 1 - (1 - loss) * (1 - max((receiver.loss for receiver in self.receivers), default=0.0))
        middle, came_s = self._report or (0, now_s)
        return RtcpReceiverInfo(
            ssrc=self.ssrc,
            fraction_lost=min(255, int(loss * 256)),
            packets_lost=self._reception.lost,
            highest_sequence=self._reception.highest,
            jitter=self._reception.jitter,
            lsr=middle,
            dlsr=int((now_s - came_s) * 65536),
        )

    def requests(self, own_ssrc: int, now_s: float, rtt_s: float) -> list[RtcpRtpfbPacket | RtcpPsfbPacket]:
        """Packets to send again and key frames, as far as their time has come."""
        if self.ssrc is None or self._missing is None or now_s - self._heard_s > ACTIVE_S:
            return []
        packets: list[RtcpRtpfbPacket | RtcpPsfbPacket] = []
        lost = self._missing.due(now_s, rtt_s)
        for start in range(0, len(lost), REQUEST_MAX):
            packets.append(RtcpRtpfbPacket(RTCP_RTPFB_NACK, own_ssrc, self.ssrc, lost[start : start + REQUEST_MAX]))
        if self._wish.due(now_s):
            packets.append(RtcpPsfbPacket(RTCP_PSFB_PLI, own_ssrc, self.ssrc))
        return packets


class Streams:
    """Everything that one browser sends and receives."""

    def __init__(self, send: Send, cname: str) -> None:
        self.incoming: dict[Kind, Incoming] = {}
        self.places: list[dict[Kind, Outgoing]] = []
        self.sources: dict[str, Source] = {}
        self._send = send
        self._cname = cname
        self._ssrc = random_ssrc()  # ours, for what has no stream
        self._extensions = ExtensionIds()
        self._by_ssrc: dict[int, Incoming] = {}
        self._by_mid: dict[str, Incoming] = {}
        self._by_own_ssrc: dict[int, Outgoing] = {}
        self._open = False
        self._arrivals = Arrivals()
        self._media_ssrc = 0  # of the packet that came last
        self._trips = RoundTrips()
        self._feedback_due_s = self._report_due_s = 0.0

    def negotiate(self, offer: Offer) -> None:
        """Makes what the offer's lines need. Lines that were there before keep what they have."""
        self._extensions = offer.extensions
        for kind, line in offer.up.items():
            if line.mid not in self._by_mid:
                self._listen(kind, line)
        for number, place in enumerate(offer.places[len(self.places) :], len(self.places)):
            self.places.append({kind: self._speak(place[kind], number) for kind in KINDS})

    def _listen(self, kind: Kind, line: Line) -> None:
        incoming = self.incoming[kind] = self._by_mid[line.mid] = Incoming(line)
        for ssrc in (line.ssrc, line.repair_ssrc):
            if ssrc is not None:
                self._by_ssrc[ssrc] = incoming

    def _speak(self, line: Line, number: int) -> Outgoing:
        group = f"{'screen' if line.kind == 'screen' else 'person'}-{number}"
        outgoing = Outgoing(line, group, self._send, self._trips)
        self.sources[line.mid] = outgoing.source
        self._by_own_ssrc[outgoing.source.ssrc] = outgoing
        return outgoing

    def attach(self, place: int, sender: "Streams | None") -> None:
        """Whose tracks this browser gets in a place; None: nobody's."""
        for kind, outgoing in self.places[place].items():
            if outgoing.attach(sender.incoming.get(kind) if sender is not None else None) and self._open:
                outgoing.want_key_frame()

    def open(self) -> None:
        """Packets get through to the browser from now on.

        A key frame asked for before that would have been lost on it, and the next one a second away.
        """
        self._open = True
        for place in self.places:
            for outgoing in place.values():
                outgoing.want_key_frame()

    def detach(self) -> None:
        """Nobody gets anything from this browser, nor it from anybody."""
        for place in range(len(self.places)):
            self.attach(place, None)
        for incoming in self.incoming.values():
            for receiver in list(incoming.receivers):
                receiver.attach(None)

    def receive(self, data: bytes, now_s: float) -> None:
        """An RTP packet. Raises what `packets.parse` raises."""
        packet = parse(data, self._extensions)
        if packet.transport_seq is not None:
            self._arrivals.add(packet.transport_seq, int(now_s * 1_000_000))
        incoming = self._by_ssrc.get(packet.ssrc) or self._learn(packet)
        if incoming is not None:
            self._media_ssrc = packet.ssrc
            incoming.receive(packet, now_s)

    def _learn(self, packet: Packet) -> Incoming | None:
        """An SSRC that the offer did not name, but whose packets name their line."""
        incoming = self._by_mid.get(packet.mid or "")
        if incoming is not None and len(self._by_ssrc) < SOURCES_MAX:
            self._by_ssrc[packet.ssrc] = incoming
        return incoming

    def receive_rtcp(self, data: bytes, now_s: float) -> None:
        """A compound of reports and requests. Raises ValueError or struct.error when it cannot be read."""
        for packet in RtcpPacket.parse(data):
            if isinstance(packet, RtcpSrPacket | RtcpRrPacket):
                self._reported(packet, now_s)
            elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
                if (outgoing := self._by_own_ssrc.get(packet.media_ssrc)) is not None:
                    outgoing.repair(packet.lost, now_s)
            elif isinstance(packet, RtcpPsfbPacket):
                for ssrc in _pictures(packet):
                    if (outgoing := self._by_own_ssrc.get(ssrc)) is not None:
                        outgoing.want_key_frame()

    def _reported(self, packet: RtcpSrPacket | RtcpRrPacket, now_s: float) -> None:
        if isinstance(packet, RtcpSrPacket) and (incoming := self._by_ssrc.get(packet.ssrc)) is not None:
            incoming.reported(packet.ssrc, packet.sender_info, self._cname, now_s)
        for report in packet.reports:
            if (outgoing := self._by_own_ssrc.get(report.ssrc)) is not None:
                outgoing.reported(report, now_s)

    def tick(self, now_s: float) -> None:
        """Sends what is due; to be called every 20 ms or so."""
        for incoming in self.incoming.values():
            for request in incoming.requests(self._ssrc, now_s, self._trips.rtt_s):
                self._send(bytes(request))
        if now_s >= self._feedback_due_s:
            self._feedback_due_s = now_s + FEEDBACK_S
            if (feedback := self._arrivals.feedback(self._ssrc, self._media_ssrc)) is not None:
                self._send(feedback)
        if now_s >= self._report_due_s:
            self._report_due_s = now_s + REPORT_S
            reports = [incoming.report(now_s) for incoming in self.incoming.values()]
            if known := [report for report in reports if report is not None]:
                self._send(bytes(RtcpRrPacket(self._ssrc, known)))


def _pictures(request: RtcpPsfbPacket) -> list[int]:
    """The SSRCs that a key frame is asked of (RFC 4585, 6.3.1; RFC 5104, 4.3.1)."""
    if request.fmt == RTCP_PSFB_PLI:
        return [request.media_ssrc]
    if request.fmt == RTCP_PSFB_FIR:
        return [ssrc for (ssrc,) in struct.iter_unpack("!L4x", request.fci[: len(request.fci) // 8 * 8])]
    return []
