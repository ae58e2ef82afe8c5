"""Everything that one browser sends and receives. No I/O: what has to leave goes to `send`, and every time is handed
in, in seconds of a monotonic clock.
"""

import struct
from collections.abc import Callable

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB,
    RTCP_RTPFB_NACK,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    pack_remb_fci,
)

from webrtc.bandwidth.downlink import Downlink
from webrtc.forwarding.feedback import TRANSPORT_FEEDBACK, Arrivals, RoundTrips, split_compound
from webrtc.forwarding.incoming import Incoming
from webrtc.forwarding.outgoing import Outgoing, Send, random_ssrc
from webrtc.forwarding.packets import ExtensionIds, Packet, parse
from webrtc.signals import KINDS, Kind
from webrtc.transport.description import Line, Offer, Source

FEEDBACK_S = 0.1
REPORT_S = 1.0
SOURCES_MAX = 32


class Streams:
    """`on_waiting` is called when something waits for its time to leave; `pace` has to be called a little later."""

    def __init__(self, send: Send, cname: str, on_waiting: Callable[[], None] = lambda: None) -> None:
        self.down = Downlink(on_waiting)
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
        outgoing = Outgoing(line, group, self._send, self._trips, self.down)
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
        """A compound of reports and requests. Raises ValueError, IndexError or struct.error when it cannot be read."""
        rest = b""
        for one in split_compound(data):
            if one[1] == RTCP_RTPFB and one[0] & 0x1F == TRANSPORT_FEEDBACK:
                self.down.told(one, now_s)
            else:
                rest += one
        if not rest:
            return
        for packet in RtcpPacket.parse(rest):
            if isinstance(packet, RtcpSrPacket | RtcpRrPacket):
                self._reported(packet, now_s)
            elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
                if (outgoing := self._by_own_ssrc.get(packet.media_ssrc)) is not None:
                    outgoing.repair(packet.lost, now_s)
            elif isinstance(packet, RtcpPsfbPacket):
                for ssrc in _pictures(packet):
                    if (outgoing := self._by_own_ssrc.get(ssrc)) is not None:
                        outgoing.key_frame_wanted(now_s)

    def _reported(self, packet: RtcpSrPacket | RtcpRrPacket, now_s: float) -> None:
        if isinstance(packet, RtcpSrPacket) and (incoming := self._by_ssrc.get(packet.ssrc)) is not None:
            incoming.reported(packet.ssrc, packet.sender_info, self._cname, now_s)
        for report in packet.reports:
            if (outgoing := self._by_own_ssrc.get(report.ssrc)) is not None:
                outgoing.reported(report, now_s)

    def tick(self, now_s: float) -> None:
        """Sends what is due; to be called every 20 ms or so."""
        self.down.tick(now_s)
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

    def restrain(self, bps: float) -> None:
        """Has the browser's own estimate held down (draft-alvestrand-rmcat-remb-03): less to the point than limits to
        its page, which splits them between its tracks, but no page is needed for it.
        """
        ssrcs = [one.ssrc for one in self.incoming.values() if one.kind != "audio" and one.ssrc is not None]
        fci = pack_remb_fci(int(bps), ssrcs)
        self._send(bytes(RtcpPsfbPacket(RTCP_PSFB_APP, self._ssrc, 0, fci)))

    def pace(self, now_s: float) -> float | None:
        """Sends of what waits as much as may leave by now. Seconds until it is to be called again; None: not before
        `on_waiting`.
        """
        return self.down.pace(now_s)


def _pictures(request: RtcpPsfbPacket) -> list[int]:
    """The SSRCs that a key frame is asked of (RFC 4585, 6.3.1; RFC 5104, 4.3.1)."""
    if request.fmt == RTCP_PSFB_PLI:
        return [request.media_ssrc]
    if request.fmt == RTCP_PSFB_FIR:
        return [ssrc for (ssrc,) in struct.iter_unpack("!L4x", request.fci[: len(request.fci) // 8 * 8])]
    return []
