"""The chunks of PNG (ISO/IEC 15948) and WebP (RFC 9649) that tell of other things than the picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG_HEAD = 8
_PNG_TOLD = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_WEBP_HEAD = 12
_WEBP_TOLD = (b"EXIF", b"XMP ")
_WEBP_FLAGS = 0b0000_1100  # of VP8X: that there are EXIF and XMP


def bared_png(data: bytes) -> bytes:
    """The same without words, times and what a camera knew. What stands behind the end is left out.

    Raises IndexError or struct.error for one that is cut off.
    """
    kept = [data[:_PNG_HEAD]]
    place, kind = _PNG_HEAD, b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, place)
        kind, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            raise IndexError("the picture ends within a chunk")
        if kind not in _PNG_TOLD:
            kept.append(data[place:end])
        place = end
    return b"".join(kept)


def bared_webp(data: bytes) -> bytes:
    """The same without what a camera knew. Raises IndexError for one that is cut off."""
    kept = [_unflagged(chunk) for chunk in _riff(data) if chunk[:4] not in _WEBP_TOLD]
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def _riff(data: bytes) -> Iterator[bytes]:
    """Each whole, with the byte that makes its length even."""
    place = _WEBP_HEAD
    while place + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, place + 4)
        end = place + 8 + length + length % 2
        if place + 8 + length > len(data):
            raise IndexError("the picture ends within a chunk")
        yield data[place:end]
        place = end


def _unflagged(chunk: bytes) -> bytes:
    if chunk[:4] != b"VP8X" or len(chunk) < 9:
        return chunk
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
