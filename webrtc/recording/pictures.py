"""What has to be known of a coded picture to keep it in a file: whether it needs no other, how large it is, and its
codec's setup. A key frame by its packet's header alone may still be none.
"""

from collections.abc import Iterator
from typing import NamedTuple

_SPS, _PPS, _IDR = 7, 8, 5
_AV1_SEQUENCE, _AV1_FRAME_HEADER, _AV1_FRAME = 1, 3, 6


class Picture(NamedTuple):
    """Of a key frame: its size in pixels, and `private`, what a file says of its codec beforehand (H.264: avcC, AV1:
    av1C).
    """

    width: int
    height: int
    private: bytes = b""


def key_picture(codec: str, data: bytes) -> Picture | None:
    """Of a whole frame as it stands in a file; None where it needs another one before it, or is broken."""
    try:
        return _BY_CODEC[codec](data)
    except (IndexError, KeyError):
        return None


class Bits:
    """Reads a picture's head bit by bit. Raises IndexError at its end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> int:
        value = 0
        for _ in range(count):
            value = value << 1 | self._data[self._at >> 3] >> (7 - (self._at & 7)) & 1
            self._at += 1
        return value

    def golomb(self) -> int:
        """An Exp-Golomb code without sign (H.264, 9.1)."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 31:
                raise IndexError
        return (1 << zeros) - 1 + self.take(zeros)

    def signed_golomb(self) -> int:
        code = self.golomb()
        return (code + 1) // 2 if code & 1 else -(code // 2)


def _vp8(data: bytes) -> Picture | None:
    """RFC 6386, 9.1."""
    if data[0] & 1 or data[3:6] != b"\x9d\x01\x2a":
        return None
    return Picture((data[6] | data[7] << 8) & 0x3FFF, (data[8] | data[9] << 8) & 0x3FFF)


def _vp9(data: bytes) -> Picture | None:
    """VP9 bitstream specification, 6.2."""
    bits = Bits(data[:32])
    if bits.take(2) != 2:
        return None
    profile = bits.take(1) | bits.take(1) << 1
    if profile == 3:
        bits.take(1)
    shown, frame_type = bits.take(1), bits.take(1)
    if shown or frame_type:
        return None
    bits.take(2)
    if bits.take(24) != 0x498342:
        return None
    if profile >= 2:
        bits.take(1)
    if bits.take(3) != 7:  # any colours but RGB
        bits.take(1 + 3 * (profile & 1))
    elif profile & 1:
        bits.take(1)
    width = bits.take(16) + 1
    return Picture(width, bits.take(16) + 1)


def _av1(data: bytes) -> Picture | None:
    """AV1 bitstream specification, 5.5 and 5.9; av1C: AV1 in ISO base media, 2.3."""
    sequence = key = b""
    picture = Picture(0, 0)
    for kind, whole, body in obus(data):
        if kind == _AV1_SEQUENCE:
            sequence, picture = whole, _sequence(body)
        elif kind in (_AV1_FRAME_HEADER, _AV1_FRAME) and not key:
            key = body[:1]
    if not sequence or not key or key[0] & 0xE0:  # a frame that is shown anew, or no key frame
        return None
    return picture._replace(private=picture.private + sequence)


def _sequence(body: bytes) -> Picture:
    bits = Bits(body)
    profile = bits.take(3)
    bits.take(1)
    reduced = bits.take(1)
    tier = 0
    if reduced:
        level = bits.take(5)
    else:
        level, tier = _operating_points(bits)
    width_bits, height_bits = bits.take(4) + 1, bits.take(4) + 1
    width, height = bits.take(width_bits) + 1, bits.take(height_bits) + 1
    chroma = 0x00 if profile == 1 else 0x0C  # browsers send eight bits: 4:4:4 in the high profile, else 4:2:0
    return Picture(width, height, bytes([0x81, profile << 5 | level, tier << 7 | chroma, 0]))


def _operating_points(bits: Bits) -> tuple[int, int]:
    """Level and tier of the first."""
    delays = 0
    model = False
    if bits.take(1):  # timing
        bits.take(32)
        bits.take(32)
        if bits.take(1):
            bits.golomb()
        model = bool(bits.take(1))
        if model:
            delays = bits.take(5) + 1
            bits.take(32 + 5 + 5)
    display = bits.take(1)
    first: tuple[int, int] | None = None
    for _ in range(bits.take(5) + 1):
        bits.take(12)
        level = bits.take(5)
        tier = bits.take(1) if level > 7 else 0
        if model and bits.take(1):
            bits.take(2 * delays + 1)
        if display and bits.take(1):
            bits.take(4)
        first = first or (level, tier)
    assert first is not None
    return first


def obus(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Kind, all and body of each unit of an AV1 temporal unit in which every one has its size."""
    at = 0
    while at < len(data):
        head = 2 if data[at] & 4 else 1
        size, length = leb128(data, at + head)
        end = at + head + length + size
        yield data[at] >> 3 & 15, data[at:end], data[at + head + length : end]
        at = end


def leb128(data: bytes, at: int) -> tuple[int, int]:
    """A number and the bytes that it takes. Raises IndexError."""
    value = 0
    for length in range(8):
        byte = data[at + length]
        value |= (byte & 0x7F) << 7 * length
        if byte < 0x80:
            return value, length + 1
    raise IndexError


def _h264(data: bytes) -> Picture | None:
    """Units with four bytes of length before each. avcC: ISO/IEC 14496-15, 5.3.3.1."""
    sps = pps = b""
    key = False
    at = 0
    while at + 4 < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        unit = data[at + 4 : at + 4 + size]
        at += 4 + size
        kind = unit[0] & 0x1F
        sps, pps = (unit if kind == _SPS else sps), (unit if kind == _PPS else pps)
        key = key or kind == _IDR
    if not (key and sps and pps):
        return None
    private = bytes([1, *sps[1:4], 0xFF, 0xE1]) + len(sps).to_bytes(2, "big") + sps
    private += b"\x01" + len(pps).to_bytes(2, "big") + pps
    return Picture(*_sps_size(sps), private)


def _sps_size(sps: bytes) -> tuple[int, int]:
    """H.264, 7.3.2.1.1."""
    bits = Bits(sps[4:].replace(b"\x00\x00\x03", b"\x00\x00"))
    bits.golomb()
    chroma, frame_only = 1, 1
    if sps[1] in (100, 110, 122, 244, 44, 83, 86, 118, 128):
        chroma = _high_profile(bits)
    bits.golomb()
    order = bits.golomb()
    if order == 0:
        bits.golomb()
    elif order == 1:
        bits.take(1)
        bits.signed_golomb()
        bits.signed_golomb()
        for _ in range(bits.golomb()):
            bits.signed_golomb()
    bits.golomb()
    bits.take(1)
    width, height = (bits.golomb() + 1) * 16, (bits.golomb() + 1) * 16
    frame_only = bits.take(1)
    height *= 2 - frame_only
    if not frame_only:
        bits.take(1)
    bits.take(1)
    if bits.take(1):
        left, right, top, bottom = (bits.golomb() for _ in range(4))
        width -= (left + right) * (2 if chroma in (1, 2) else 1)
        height -= (top + bottom) * (2 if chroma == 1 else 1) * (2 - frame_only)
    return width, height


def _high_profile(bits: Bits) -> int:
    """The chroma format."""
    chroma = bits.golomb()
    if chroma == 3:
        bits.take(1)
    bits.golomb()
    bits.golomb()
    bits.take(1)
    if bits.take(1):
        for place in range(8 if chroma != 3 else 12):
            if bits.take(1):
                _skip_scaling(bits, 16 if place < 6 else 64)
    return chroma


def _skip_scaling(bits: Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed_golomb()) % 256
        last = following or last


_BY_CODEC = {"vp8": _vp8, "vp9": _vp9, "av1": _av1, "h264": _h264}
