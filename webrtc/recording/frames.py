"""A track's packets put together to whole frames, in order, as they stand in a file. Only what can be decoded comes
out: after a loss nothing until the next key frame.
"""

from typing import NamedTuple

from webrtc.forwarding.keyframes import begins_key_frame
from webrtc.forwarding.packets import Packet, newer
from webrtc.recording.payloads import joiner
from webrtc.recording.pictures import Picture, key_picture

PATIENCE_S = 1.1  # a repair takes a second at most
WAITING_MAX = 1500


class Frame(NamedTuple):
    """`picture` is set exactly when it is a key frame."""

    timestamp: int
    data: bytes
    picture: Picture | None


class Frames:
    """Of one video track, in one codec, `wants_key`: nothing comes out before the next key frame."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        self.wants_key = True
        self._join = joiner(codec)
        self._next: int | None = None  # of the sequence numbers
        self._waiting: dict[int, tuple[Packet, float]] = {}  # by sequence number, with their times of coming
        self._gap_s: float | None = None
        self._parts: list[Packet] = []

    def add(self, packet: Packet, now_s: float) -> list[Frame]:
        """The frames that are whole with this packet, or with giving up one that is too late."""
        if self._next is None:
            self._next = packet.seq
        if packet.seq == self._next:
            frames = self._drain(packet, self._next)
            return frames if self._gap_s is None else frames + self._overdue(now_s)
        if not newer(packet.seq, self._next):
            return []
        self._waiting[packet.seq] = (packet, now_s)
        if self._gap_s is None:
            self._gap_s = now_s
        return self._overdue(now_s)

    def _drain(self, packet: Packet, seq: int) -> list[Frame]:
        """The packet that is next, and those that have waited for it."""
        frames: list[Frame] = []
        found: tuple[Packet, float] | None = (packet, 0.0)
        while found is not None:
            seq = (seq + 1) & 0xFFFF
            if (frame := self._take(found[0])) is not None:
                frames.append(frame)
            found = self._waiting.pop(seq, None) if self._waiting else None
        self._next = seq
        self._gap_s = self._waiting[self._first(seq)][1] if self._waiting else None
        return frames

    def _first(self, base: int) -> int:
        return min(self._waiting, key=lambda seq: (seq - base) & 0xFFFF)

    def _overdue(self, now_s: float) -> list[Frame]:
        frames: list[Frame] = []
        while self._gap_s is not None and (now_s - self._gap_s > PATIENCE_S or len(self._waiting) >= WAITING_MAX):
            assert self._next is not None
            self._lose()
            seq = self._first(self._next)
            frames += self._drain(self._waiting.pop(seq)[0], seq)
        return frames

    def lose(self) -> None:
        """What comes next has nothing to do with what came: a new stream, or frames that were not kept."""
        self._lose()
        self._next, self._gap_s = None, None
        self._waiting.clear()

    def _lose(self) -> None:
        self._parts.clear()
        self.wants_key = True

    def _take(self, packet: Packet) -> Frame | None:
        """The next packet in order."""
        if packet.padding:
            if packet.empty:
                return None
            packet = _bare(packet)
        elif not packet.payload:
            return None
        if self._parts and self._parts[0].timestamp != packet.timestamp:
            self._parts.clear()  # its end said nothing of itself, and there is no telling whether it was whole
            self.wants_key = True
        if self.wants_key and not self._parts and not begins_key_frame(self.codec, packet.payload):
            return None
        self._parts.append(packet)
        if len(self._parts) > WAITING_MAX:
            self._lose()
        return self._finish() if packet.marker and self._parts else None

    def _finish(self) -> Frame | None:
        parts, self._parts = self._parts, []
        try:
            data = self._join([part.payload for part in parts])
        except (IndexError, ValueError):
            data = b""
        if not data:
            self.wants_key = True
            return None
        picture = key_picture(self.codec, data)
        if self.wants_key and picture is None:
            return None
        self.wants_key = False
        return Frame(parts[0].timestamp, data, picture)


def _bare(packet: Packet) -> Packet:
    return Packet(
        packet.marker,
        0,
        packet.payload_type,
        packet.seq,
        packet.timestamp,
        packet.ssrc,
        packet.payload[: -packet.payload[-1]],
        None,
        None,
    )
