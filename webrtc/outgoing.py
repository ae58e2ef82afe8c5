"""Packets to one line of one browser: under numbers of our own, with repair."""

import random
import struct
from collections.abc import Callable
from dataclasses import replace

from aiortc.rtp import RtcpReceiverInfo, RtcpSdesPacket, RtcpSenderInfo, RtcpSourceInfo, RtcpSrPacket

from webrtc.description import Codec, Line, Source
from webrtc.feedback import RoundTrips
from webrtc.forwarding import Incoming
from webrtc.packets import HEADER, Packet, newer

HISTORY = 1024  # packets kept for repair, of each video track to each receiver; a power of two
REPAIR_SHARE = 0.25  # of what is sent: more repair than that and the link carries nothing else
REPAIR_BURST_BYTES = 12_000
REPAIR_AGAIN_S = 0.04

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

    def attach(self, incoming: Incoming | None) -> bool:
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
