"""Packets to one line of one browser: under numbers of our own, with repair, and without what its link has no room
for.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from aiortc.rtp import RtcpReceiverInfo, RtcpSdesPacket, RtcpSenderInfo, RtcpSourceInfo, RtcpSrPacket

from webrtc.bandwidth.downlink import WIRE_BYTES, Downlink, Outbound
from webrtc.forwarding.feedback import RoundTrips
from webrtc.forwarding.incoming import Incoming
from webrtc.forwarding.packets import HEADER, NUMBERED_HEADER, ONE_BYTE_EXTENSIONS, Packet, newer, primary
from webrtc.forwarding.repair import Repair
from webrtc.transport.description import Codec, Line, Source

LATE_MAX = 2048  # packets that one repaired on its way up may be behind
KEY_FRAME_EVERY_S = 1.0
KEY_FRAME_SHARE = 3  # times as long as the last one took
KEY_FRAME_WAIT_MAX_S = 8.0
BACKLOG_MAX_S = {"camera": 0.6, "screen": 2.5}

Send = Callable[[bytes], None]


def random_ssrc() -> int:
    return random.randrange(1, 1 << 32)


class Outgoing:
    """One line of one receiver: the track of whoever has this place now, under an SSRC of our own.

    Sequence numbers and time stamps are the sender's plus an offset, which changes when the place changes hands and
    when something was left out, so that the receiver sees one unbroken stream.

    `key_frame_every_s`: how often a key frame may be asked of the sender for this receiver alone. `repeats`: whether
    sound goes on with what was before it once more, where the sender sends it so.
    """

    def __init__(self, line: Line, group: str, send: Send, trips: RoundTrips, down: Downlink) -> None:
        self.source = Source(random_ssrc(), random_ssrc(), group)
        self._ssrc = self.source.ssrc
        self.key_frame_every_s = KEY_FRAME_EVERY_S
        self.repeats = False
        self._send = send
        self._trips = trips
        self._down = down
        self._payload_types = {codec.key: codec.payload_type for codec in line.codecs}
        repair_types = {codec.payload_type: codec.repair_type for codec in line.codecs}
        self._kept = Repair(self.source.repair_ssrc, repair_types, trips)
        self._number_id = line.extensions.transport_seq << 4 | 1 if line.extensions.transport_seq else 0
        self._lane = None
        if line.kind != "audio":
            self._lane = down.lane(self._leave, BACKLOG_MAX_S[line.kind], self._cut_to_key_frame, self._send_spare)
        self._reported_loss = 0.0
        self._from: Incoming | None = None
        self._seq_offset = self._timestamp_offset = 0
        self._aligned = True
        self._floor: int | None = None  # the sender's first number under the present offset, while late ones may come
        self._held = False
        self._waits_for_key = False
        self._left_out: int | None = None  # the newest of the sender's numbers that was, while waiting
        self._key_asked_s = -KEY_FRAME_EVERY_S
        self._key_timestamp: int | None = None  # of the last key frame
        self._key_bytes = 0
        self._last: tuple[int, int, float] | None = None  # sequence number, time stamp, when it was sent
        self._packets = self._octets = 0

    def attach(self, incoming: Incoming | None) -> bool:
        """Whether that changed anything."""
        if incoming is self._from:
            return False
        if self._from is not None:
            self._from.receivers.remove(self)
        self._from = incoming
        self.realign()
        self._waits_for_key = False
        if incoming is not None:
            incoming.receivers.append(self)
        return True

    def realign(self) -> None:
        """The sender began a new stream: its numbers mean something else from here on."""
        self._forget_waiting()
        self._aligned, self._left_out = False, None

    @property
    def loss(self) -> float:
        """As feedback tells it; reports on sound come too seldom, and stand in where there is none."""
        known = self._down.loss
        return self._reported_loss if known is None else known

    def takes(self, key: str) -> bool:
        """Whether the receiver decodes the codec of that key."""
        return key in self._payload_types

    def hold(self, held: bool) -> None:
        """Leaves the track out, until it is let go again; then it goes on at a key frame."""
        if held == self._held:
            return
        self._held = held
        self._cut_to_key_frame()

    def _cut_to_key_frame(self) -> None:
        """Leaves out all that waits and all that comes before the next key frame."""
        self._forget_waiting()
        self._waits_for_key = True

    def _forget_waiting(self) -> None:
        """Numbers of packets that never left are given again: for the receiver nothing is missing."""
        if self._lane is None:
            return
        for packet, *_ in self._lane.waiting:
            self._kept.forget(packet)
        self._down.pacer.clear(self._lane)

    def forward(self, codec: Codec, packet: Packet, now_s: float) -> None:
        if self._lane is None:
            self._forward_sound(codec, packet, now_s)
            return
        payload_type = self._payload_types.get(codec.key)
        if payload_type is None:
            return
        if (self._held or self._waits_for_key) and not self._goes_on(codec, packet, now_s):
            return
        if not self._aligned:
            self._align(packet, codec.clock_rate, now_s)
        if self._floor is not None and self._is_too_late(packet.seq):
            return
        seq = (packet.seq + self._seq_offset) & 0xFFFF
        timestamp = (packet.timestamp + self._timestamp_offset) & 0xFFFFFFFF
        payload = packet.payload
        leaving = (0x80 | packet.padding, packet.marker | payload_type, seq, timestamp, self._ssrc, payload)
        size = len(payload) + WIRE_BYTES
        self._kept.keep(leaving, size)
        if packet.begins_key_frame:
            self._key_timestamp, self._key_bytes = timestamp, 0
        key = timestamp == self._key_timestamp
        if key:
            self._key_bytes += size
        self._down.picture(self._lane, leaving, key, now_s)

    def _forward_sound(self, codec: Codec, packet: Packet, now_s: float) -> None:
        payload_type, payload = self._payload_types.get(codec.key), packet.payload
        if codec.name == "red" and (payload_type is None or not self.repeats):
            payload_type, payload = self._payload_types.get("opus"), primary(payload)
        if payload_type is None:
            return
        if not self._aligned:
            self._align(packet, codec.clock_rate, now_s)
        leaving = (
            0x80 | packet.padding,
            packet.marker | payload_type,
            (packet.seq + self._seq_offset) & 0xFFFF,
            (packet.timestamp + self._timestamp_offset) & 0xFFFFFFFF,
            self._ssrc,
            payload,
        )
        self._down.pacer.pass_by(len(payload) + WIRE_BYTES)
        self._leave(leaving, now_s)

    def _goes_on(self, codec: Codec, packet: Packet, now_s: float) -> bool:
        """Whether this packet is the one to go on with after some were left out."""
        if self._held:
            return False
        before = self._left_out is not None and newer(self._left_out, packet.seq)
        if not packet.begins_key_frame or before:  # repaired on its way up: what came after it was left out before
            if not before:
                self._left_out = packet.seq
            self.key_frame_wanted(now_s)
            return False
        self._waits_for_key, self._left_out = False, None
        if self._aligned and self._last is not None:
            self._seq_offset = (self._last[0] + 1 - packet.seq) & 0xFFFF
            self._floor = packet.seq
        return True

    def _align(self, packet: Packet, clock_rate: int, now_s: float) -> None:
        self._aligned = True
        if self._last is None:
            return
        seq, timestamp, sent_s = self._last
        passed = max(1, int((now_s - sent_s) * clock_rate))
        self._seq_offset = (seq + 1 - packet.seq) & 0xFFFF
        self._timestamp_offset = (timestamp + passed - packet.timestamp) & 0xFFFFFFFF
        self._floor = packet.seq

    def _is_too_late(self, seq: int) -> bool:
        """Whether it belongs before what was left out: its number has been given to another."""
        ahead = (seq - (self._floor or 0)) & 0xFFFF
        if LATE_MAX < ahead < 0x8000:
            self._floor = None
        return ahead >= 0x8000

    def _leave(self, packet: Outbound, now_s: float) -> None:
        first, second, seq, timestamp, ssrc, payload = packet
        if self._number_id:
            number = self._down.estimate.sent(len(payload) + WIRE_BYTES, now_s)
            head = NUMBERED_HEADER.pack(
                first | 0x10, second, seq, timestamp, ssrc, ONE_BYTE_EXTENSIONS, self._number_id, number
            )
        else:
            head = HEADER.pack(first, second, seq, timestamp, ssrc)
        if ssrc == self._ssrc:
            if self._last is None or 0 < (seq - self._last[0]) & 0xFFFF < 0x8000:
                self._last = (seq, timestamp, now_s)
            self._packets += 1
            self._octets += len(payload)
        self._send(head + payload)

    def repair(self, seqs: list[int], now_s: float) -> None:
        """Sends packets again, as far as there is room for it."""
        if self._lane is not None:
            for packet in self._kept.again(seqs, now_s):
                self._down.repair(self._lane, packet, now_s)

    def _send_spare(self, now_s: float) -> bool:
        """Something that was sent already; False: there is nothing. Also while it is held: beside sound alone there is
        nothing else that could show that the link has room for it again.
        """
        if self._last is None or not self._number_id:
            return False
        packet = self._kept.spare(self._last[0])
        if packet is not None:
            self._leave(packet, now_s)
        return packet is not None

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
        loss = report.fraction_lost / 256
        self._reported_loss += 0.3 * (loss - self._reported_loss)
        self._trips.reported(report.lsr, report.dlsr, now_s)
        self._down.reported(loss, now_s)

    def want_key_frame(self) -> None:
        if self._from is not None:
            self._from.want_key_frame()

    def key_frame_wanted(self, now_s: float) -> None:
        """The receiver asks for one, which it may do seldom: a link that has just carried one has to carry more than
        the next.
        """
        if self._held or self._lane is None or self._lane.key_bytes:
            return
        carried_s = KEY_FRAME_SHARE * 8 * self._key_bytes / self._down.estimate.bps
        if now_s - self._key_asked_s >= max(self.key_frame_every_s, min(carried_s, KEY_FRAME_WAIT_MAX_S)):
            self._key_asked_s = now_s
            self.want_key_frame()
