"""RTP packets as far as forwarding has to look into them (RFC 3550, 5.1; header extensions: RFC 8285; repair: RFC
4588).
"""

from dataclasses import dataclass
from struct import Struct
from typing import NamedTuple

HEADER = Struct("!BBHLL")
NUMBERED_HEADER = Struct("!BBHLLLBHx")  # with a transport-wide sequence number as its only extension
ONE_BYTE_EXTENSIONS = 0xBEDE0001  # one word of them
PADDED = 0x20
MARKED = 0x80
_EXTENDED = 0x10
_ONE_BYTE_PROFILE = 0xBEDE


class ExtensionIds(NamedTuple):
    """The numbers negotiated for the header extensions that are read here; 0: not negotiated."""

    mid: int = 0
    transport_seq: int = 0


@dataclass(slots=True)
class Packet:
    """`marker` is 0 or 0x80, `padding` 0 or 0x20, as they stand in the header; `payload` includes the padding."""

    marker: int
    padding: int
    payload_type: int
    seq: int
    timestamp: int
    ssrc: int
    payload: bytes
    transport_seq: int | None
    mid: str | None
    begins_key_frame: bool = False

    @property
    def empty(self) -> bool:
        """Nothing but padding, as sent to probe a link."""
        return not self.payload or (self.padding != 0 and self.payload[-1] >= len(self.payload))


def parse(data: bytes, ids: ExtensionIds) -> Packet:
    """Raises struct.error, IndexError or UnicodeDecodeError when the packet is shorter than it says."""
    first, second, seq, timestamp, ssrc = HEADER.unpack_from(data)
    start = 12 + 4 * (first & 15)
    transport_seq = mid = None
    if first & _EXTENDED:
        profile = data[start] << 8 | data[start + 1]
        at = start + 4
        start = at + 4 * (data[start + 2] << 8 | data[start + 3])
        if profile == _ONE_BYTE_PROFILE:
            while at < start:
                head = data[at]
                at += 1
                if head == 0:
                    continue
                size = (head & 15) + 1
                if head >> 4 == ids.transport_seq:
                    transport_seq = data[at] << 8 | data[at + 1]
                elif head >> 4 == ids.mid:
                    mid = data[at : at + size].decode("ascii")
                at += size
    if start > len(data):
        raise IndexError("the header is longer than the packet")
    return Packet(
        second & MARKED,
        first & PADDED,
        second & 0x7F,
        seq,
        timestamp,
        ssrc,
        data[start:],
        transport_seq,
        mid,
    )


def unwrap(repair: Packet, payload_type: int) -> Packet | None:
    """The packet that a repair packet carries, or None when it carries none (probing)."""
    payload = repair.payload
    if repair.empty or len(payload) < 3:
        return None
    seq = payload[0] << 8 | payload[1]
    return Packet(
        repair.marker,
        repair.padding,
        payload_type,
        seq,
        repair.timestamp,
        repair.ssrc,
        payload[2:],
        None,
        None,
    )


def primary(redundant: bytes) -> bytes:
    """What is new in a payload that repeats what came before (RFC 2198, 3). Raises IndexError when it is too short."""
    at = repeated = 0
    while redundant[at] & 0x80:
        repeated += (redundant[at + 2] & 0x03) << 8 | redundant[at + 3]
        at += 4
    if at + 1 + repeated > len(redundant):
        raise IndexError("the blocks are longer than the packet")
    return redundant[at + 1 + repeated :]


def is_rtcp(packet: bytes) -> bool:
    """Of what is RTP or RTCP, RFC 5761, 4."""
    return len(packet) > 1 and 191 < packet[1] < 224


def newer(seq: int, than: int) -> bool:
    """Of two 16-bit sequence numbers, RFC 1982."""
    return 0 < (seq - than) & 0xFFFF < 0x8000
