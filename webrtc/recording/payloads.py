"""What RTP packets carry, as it stands in a file: frames out of their pieces, sound out of what is sent twice."""

from collections.abc import Callable
from typing import NamedTuple

from webrtc.forwarding.packets import Packet
from webrtc.recording.pictures import leb128


def _vp8(payloads: list[bytes]) -> bytes:
    """RFC 7741, 4.2."""
    return b"".join([payload[_vp8_start(payload) :] for payload in payloads])


def _vp8_start(payload: bytes) -> int:
    if not payload[0] & 0x80:
        return 1
    extended, at = payload[1], 2
    if extended & 0x80:
        at += 2 if payload[2] & 0x80 else 1
    return at + bool(extended & 0x40) + bool(extended & 0x30)


def _vp9(payloads: list[bytes]) -> bytes:
    """RFC 9628, 4.2. Spatial layers of one picture make a superframe (VP9 bitstream specification, annex B)."""
    layers: list[list[bytes]] = []
    for payload in payloads:
        if payload[0] & 0x08 or not layers:
            layers.append([])
        layers[-1].append(payload[_vp9_start(payload) :])
    frames = [b"".join(layer) for layer in layers]
    if len(frames) == 1:
        return frames[0]
    mark = bytes([0xC0 | 3 << 3 | (len(frames) - 1)])
    return b"".join(frames) + mark + b"".join(len(frame).to_bytes(4, "little") for frame in frames) + mark


def _vp9_start(payload: bytes) -> int:
    first, at = payload[0], 1
    if first & 0x80:
        at += 2 if payload[at] & 0x80 else 1
    if first & 0x20:
        at += 1 if first & 0x10 else 2
    if first & 0x40 and first & 0x10:
        for _ in range(3):
            at += 1
            if not payload[at - 1] & 1:
                break
    if first & 0x02:
        at = _vp9_structure(payload, at)
    return at


def _vp9_structure(payload: bytes, at: int) -> int:
    """Where the scalability structure that begins here ends."""
    first = payload[at]
    at += 1
    if first & 0x10:
        at += 4 * ((first >> 5) + 1)
    if first & 0x08:
        pictures = payload[at]
        at += 1
        for _ in range(pictures):
            at += 1 + (payload[at] >> 2 & 3)
    return at


def _av1(payloads: list[bytes]) -> bytes:
    """AV1 RTP specification 1.0, 4.4: units in pieces, put together and each given its size again."""
    units: list[bytearray] = []
    for payload in payloads:
        continues = bool(payload[0] & 0x80)
        for element in _av1_elements(payload):
            if continues and units:
                units[-1] += element
            else:
                units.append(bytearray(element))
            continues = False
    return b"".join([_sized(bytes(unit)) for unit in units if unit])


def _av1_elements(payload: bytes) -> list[bytes]:
    count, at = payload[0] >> 4 & 3, 1
    elements: list[bytes] = []
    while at < len(payload):
        if count and len(elements) == count - 1:
            elements.append(payload[at:])
            break
        size, length = leb128(payload, at)
        at += length
        if at + size > len(payload):
            raise IndexError
        elements.append(payload[at : at + size])
        at += size
    return elements


def _sized(unit: bytes) -> bytes:
    """Empty for units that a file does not have: temporal delimiters, tile lists, padding."""
    if unit[0] >> 3 & 15 in (2, 8, 15):
        return b""
    if unit[0] & 2:
        return unit
    head = 2 if unit[0] & 4 else 1
    size, length = len(unit) - head, b""
    while size >= 0x80:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return bytes([unit[0] | 2]) + unit[1:head] + length + bytes([size]) + unit[head:]


def _h264(payloads: list[bytes]) -> bytes:
    """RFC 6184, 5.6 to 5.8: each unit with four bytes of length before it."""
    units: list[bytes] = []
    pieces: list[bytes] = []
    for payload in payloads:
        kind = payload[0] & 0x1F
        if kind == 24:
            units += _aggregated(payload)
        elif kind == 28:
            if payload[1] & 0x80:
                pieces = [bytes([payload[0] & 0xE0 | payload[1] & 0x1F])]
            pieces.append(payload[2:])
            if payload[1] & 0x40:
                units.append(b"".join(pieces))
        else:
            units.append(payload)
    return b"".join([part for unit in units if unit for part in (len(unit).to_bytes(4, "big"), unit)])


def _aggregated(payload: bytes) -> list[bytes]:
    units, at = [], 1
    while at + 2 < len(payload):
        size = payload[at] << 8 | payload[at + 1]
        units.append(payload[at + 2 : at + 2 + size])
        at += 2 + size
    return units


_BY_CODEC: dict[str, Callable[[list[bytes]], bytes]] = {"vp8": _vp8, "vp9": _vp9, "av1": _av1, "h264": _h264}


def joiner(codec: str) -> Callable[[list[bytes]], bytes]:
    """What makes a frame of its packets' payloads, all of them in order; it raises IndexError or ValueError where they
    are broken. `codec` is vp8, vp9, av1 or h264.
    """
    return _BY_CODEC[codec]


class Sound(NamedTuple):
    timestamp: int
    data: bytes


def sounds(codec: str, packet: Packet) -> list[Sound]:
    """The Opus packets in a packet: one, or with redundancy (RFC 2198) older ones before it. Raises IndexError."""
    payload = packet.payload[: -packet.payload[-1]] if packet.padding and packet.payload else packet.payload
    if codec != "red":
        return [Sound(packet.timestamp, payload)] if payload else []
    heads: list[tuple[int, int]] = []
    at = 0
    while payload[at] & 0x80:
        word = int.from_bytes(payload[at : at + 4], "big")
        heads.append((word >> 10 & 0x3FFF, word & 0x3FF))
        at += 4
    at += 1
    found = []
    for offset, size in heads:
        found.append(Sound((packet.timestamp - offset) & 0xFFFFFFFF, payload[at : at + size]))
        at += size
    found.append(Sound(packet.timestamp, payload[at:]))
    return [sound for sound in found if sound.data]
