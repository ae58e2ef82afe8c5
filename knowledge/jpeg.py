"""The parts of a JPEG that stand before the picture itself (ITU T.81, annex B)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_EXIF = b"Exif\0\0"
_PRIVATE = (0xE1, 0xED)  # APP1: Exif and XMP; APP13: IPTC
_SCAN, _END = 0xDA, 0xD9
_TURNED = 5  # from this orientation on width and height change places


@dataclass(frozen=True, slots=True)
class _Segment:
    marker: int
    start: int  # of its marker, in bytes
    content: int
    end: int


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as browsers show it, turned as Exif says. Raises IndexError, struct.error."""
    turned = False
    for segment in _segments(data):
        if _is_exif(data, segment):
            turned = _orientation(data[segment.content + len(_EXIF) : segment.end]) >= _TURNED
        elif 0xC0 <= segment.marker <= 0xCF and segment.marker not in (0xC4, 0xC8, 0xCC):  # a frame's header
            height, width = struct.unpack_from(">HH", data, segment.content + 1)
            return (height, width) if turned else (width, height)
    raise IndexError("There is no frame.")


def bared(data: bytes) -> bytes:
    """The same picture without what the camera knew: where and when it was taken, and with what.

    How it is turned stays. Raises IndexError, struct.error.
    """
    kept, place, orientation = [data[:2]], 2, 1
    for segment in _segments(data):
        if _is_exif(data, segment):
            orientation = _orientation(data[segment.content + len(_EXIF) : segment.end])
        if segment.marker in _PRIVATE:
            kept.append(data[place : segment.start])
            place = segment.end
    if orientation != 1:
        kept.insert(1, _turning(orientation))
    return b"".join((*kept, data[place:]))


def _segments(data: bytes) -> Iterator[_Segment]:
    place = 2
    while True:
        while data[place] != 0xFF:  # some cameras leave rubbish between segments
            place += 1
        start = place
        while data[place] == 0xFF:
            place += 1
        marker = data[place]
        place += 1
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            continue
        if marker in (_SCAN, _END):
            return
        (length,) = struct.unpack_from(">H", data, place)
        end = place + max(length, 2)
        yield _Segment(marker, start, place + 2, end)
        place = end


def _is_exif(data: bytes, segment: _Segment) -> bool:
    return segment.marker == 0xE1 and data.startswith(_EXIF, segment.content)


def _orientation(exif: bytes) -> int:
    """1-8; 1 where it is not said. CIPA DC-008, 4.6.4."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (entries,) = struct.unpack_from(f"{order}H", exif, first)
        for number in range(entries):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number)
            if tag == 0x0112:
                return value if 1 <= value <= 8 else 1
    except struct.error:  # browsers show a picture whose Exif is broken as it lies
        pass
    return 1


def _turning(orientation: int) -> bytes:
    """An Exif segment that says nothing else."""
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF) + len(tiff)) + _EXIF + tiff
