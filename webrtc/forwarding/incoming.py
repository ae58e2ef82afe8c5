"""One track that a browser sends, on its way to whoever gets it, as it came: loss repair, key frames, reports. No I/O:
every time is handed in, in seconds of a monotonic clock.

What a track's sender must know about the ways down from here travels up with the reports: the worst loss among an
audio track's receivers switches its error correction on, and every request for a key frame is passed on, seldom
enough.
"""

import math
from typing import Protocol

from aiortc.rtp import (
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
)

from webrtc.forwarding.feedback import REQUEST_MAX, Missing, Reception
from webrtc.forwarding.keyframes import KeyFrameWish, begins_key_frame
from webrtc.forwarding.packets import Packet, unwrap
from webrtc.transport.description import Codec, Line

ACTIVE_S = 2.0


class Receiver(Protocol):
    """Whoever gets a track: a browser's line, a recording. It puts itself into `Incoming.receivers`, and takes itself
    out; it asks for a key frame with `Incoming.want_key_frame`.
    """

    @property
    def loss(self) -> float:
        """The share, 0 to 1, that is lost between here and there; 0 where nothing can be."""

    def forward(self, codec: Codec, packet: Packet, now_s: float) -> None:
        """One packet: each once, nearly in order, a repaired one when it came. It must not be changed."""

    def realign(self) -> None:
        """The sender begins a new stream: sequence numbers and time stamps mean something else from the next packet."""

    def report(self, sent: RtcpSenderInfo, cname: str, now_s: float) -> None:
        """The sender's pair of clocks (RFC 3550, 6.4.1); `cname` names the sender, the same for all of its tracks."""

    def attach(self, incoming: "Incoming | None") -> object:
        """None: the track is gone for good. Takes itself out of its receivers."""


class Incoming:
    """One track that a browser sends, or may send: most of the time nobody shares a screen."""

    def __init__(self, line: Line) -> None:
        self.kind = line.kind
        self.ssrc = line.ssrc
        self.receivers: list[Receiver] = []
        self.bytes = 0  # of payload that came
        self.loss = 0.0  # on the way up, lately
        self._codecs = {codec.payload_type: codec for codec in line.codecs}
        self._repairs = {codec.repair_type: codec for codec in line.codecs if codec.repair_type is not None}
        self._reception: Reception | None = None
        self._missing = Missing() if line.kind != "audio" else None
        self._wish = KeyFrameWish()
        self._heard_s = -math.inf
        self._report: tuple[int, float] | None = None  # middle bits of the last sender report, when it came
        self.told: tuple[RtcpSenderInfo, str, float] | None = None  # that report, for whoever begins to receive later

    def offers(self, key: str) -> bool:
        """Whether the track may come in the codec of that key."""
        return any(codec.key == key for codec in self._codecs.values())

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
        self.bytes += len(packet.payload)
        if self._missing is not None:
            self._missing.add(packet.seq, now_s)
            if begins_key_frame(codec.name, packet.payload):
                packet.begins_key_frame = True
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
        self.ssrc, self._report, self.told = ssrc, None, None
        if self._missing is not None:
            self._missing = Missing()

    def reported(self, ssrc: int, sent: RtcpSenderInfo, cname: str, now_s: float) -> None:
        if ssrc != self.ssrc:
            return  # about the repair stream
        self._report = ((sent.ntp_timestamp >> 16) & 0xFFFFFFFF, now_s)
        self.told = (sent, cname, now_s)
        for receiver in self.receivers:
            receiver.report(sent, cname, now_s)

    def report(self, now_s: float) -> RtcpReceiverInfo | None:
        """What its sender is told each second; None before anything came."""
        if self._reception is None or self.ssrc is None:
            return None
        loss = self._reception.loss()
        self.loss += 0.3 * (loss - self.loss)
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
