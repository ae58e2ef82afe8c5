"""A Matroska file as its bytes, written while the call goes on (RFC 9559; the elements' encoding: RFC 8794).

The head keeps room for tracks and is written anew, in its place, when one begins: who joins, shares a screen or
changes the codec later is in the same file. With each cluster the length so far is written too, so that a file whose
writer was killed is playable up to its last cluster. As long as no track is H.264 the file is WebM.
"""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

TRACKS_MAX: Final = 64
CODECS: Final = {
    "opus": "A_OPUS",
    "vp8": "V_VP8",
    "vp9": "V_VP9",
    "av1": "V_AV1",
    "h264": "V_MPEG4/ISO/AVC",
}
WEBM: Final = frozenset({"opus", "vp8", "vp9", "av1"})

# Elements by their ids.
_EBML, _VOID, _SEGMENT, _SEEK_HEAD, _INFO = 0x1A45DFA3, 0xEC, 0x18538067, 0x114D9B74, 0x1549A966
_TRACKS, _TRACK, _CLUSTER, _TIMESTAMP, _BLOCK, _CUES = 0x1654AE6B, 0xAE, 0x1F43B675, 0xE7, 0xA3, 0x1C53BB6B
_DURATION, _DOC_TYPE = 0x4489, 0x4282

_HEAD_BYTES: Final = 16_384  # everything before the first cluster
_LENGTH_BYTES: Final = 8
_UNKNOWN: Final = b"\x01" + b"\xff" * 7
_OPUS_HEAD: Final = b"OpusHead" + struct.pack("<BBHIHB", 1, 2, 0, 48_000, 0, 0)
_SEEK_PRE_ROLL_NS: Final = 80_000_000  # RFC 7845, 4.6


class NotMatroska(ValueError):
    """The file does not begin as one of these does."""


@dataclass(frozen=True)
class Track:
    """`codec` is a key of CODECS; `private` its setup where it needs one; `size` in pixels, None for sound."""

    number: int
    name: str
    codec: str
    size: tuple[int, int] | None = None
    private: bytes = b""


@dataclass
class _Block:
    at_ms: int
    track: int
    data: bytes
    key: bool


@dataclass(frozen=True)
class Head:
    """What the beginning of a file says. `length_ms` is that of the clusters written so far."""

    webm: bool
    length_ms: int


@dataclass
class Muxer:
    """Blocks in, bytes out. `head` belongs at the beginning of the file, whatever `cut` and `cues` give at its end.

    `began_at`: UTC milliseconds.
    """

    began_at: int
    tracks: list[Track] = field(default_factory=list)
    length_ms: int = 0
    position: int = _HEAD_BYTES
    _waiting: list[_Block] = field(default_factory=list)
    _newest_ms: dict[int, int] = field(default_factory=dict)  # of what was added
    _last_ms: dict[int, int] = field(default_factory=dict)
    _cues: list[bytes] = field(default_factory=list)
    _cued_at: list[int] = field(default_factory=list)  # where the clusters of `_cues` begin
    _cues_at: int | None = None

    @property
    def webm(self) -> bool:
        return all(track.codec in WEBM for track in self.tracks)

    def declare(self, name: str, codec: str, size: tuple[int, int] | None = None, private: bytes = b"") -> int | None:
        """The number of a new track; None where the head has no room for it."""
        track = Track(len(self.tracks) + 1, name, codec, size, private)
        tracks = [*self.tracks, track]
        if len(tracks) > TRACKS_MAX or len(self._front(tracks)) > _HEAD_BYTES - 16:
            return None
        self.tracks = tracks
        return track.number

    def add(self, track: int, at_ms: int, data: bytes, key: bool) -> None:
        """A whole frame. Those of a picture's track keep the order in which they come, whatever their times."""
        if self.tracks[track - 1].size is not None:
            at_ms = max(at_ms, self._newest_ms.get(track, -1) + 1)
            self._newest_ms[track] = at_ms
        self._waiting.append(_Block(at_ms, track, data, key))

    def cut(self, until_ms: int | None) -> bytes:
        """A cluster of the blocks before a time, or of all; empty where there are none. The head has changed then."""
        due = [block for block in self._waiting if until_ms is None or block.at_ms < until_ms]
        if not due:
            return b""
        self._waiting = [block for block in self._waiting if until_ms is not None and block.at_ms >= until_ms]
        due.sort(key=lambda block: block.at_ms)  # stable: a track's own blocks stay in the order they came in
        clusters, begin = [], 0
        for place in range(1, len(due) + 1):
            if place == len(due) or due[place].at_ms - due[begin].at_ms > 30_000:  # they count in 16 bits
                clusters.append(self._cluster(due[begin:place]))
                begin = place
        return b"".join(clusters)

    def _cluster(self, blocks: list[_Block]) -> bytes:
        start_ms = max(0, blocks[0].at_ms)
        parts = [_uint(_TIMESTAMP, start_ms)]
        cued: dict[int, int] = {}
        for block in blocks:
            at_ms = max(block.at_ms, start_ms, self._last_ms.get(block.track, -1) + 1)
            self._last_ms[block.track] = at_ms
            self.length_ms = max(self.length_ms, at_ms + 20)
            if block.key:
                cued.setdefault(block.track, at_ms)
            size = _size(len(block.data) + 4)
            head = struct.pack("!BhB", 0x80 | block.track, min(at_ms - start_ms, 0x7FFF), 0x80 if block.key else 0)
            parts += (b"\xa3", size, head, block.data)
        data = _element(_CLUSTER, b"".join(parts))
        offset = self.position - _SEGMENT_DATA
        for track, at_ms in cued.items():
            self._cue(track, at_ms, offset)
        self.position += len(data)
        return data

    def forget(self, size: int) -> None:
        """The bytes that `cut` gave last are not in the file."""
        self.position -= size
        self._cues = [cue for at, cue in zip(self._cued_at, self._cues, strict=True) if at < self.position]
        del self._cued_at[len(self._cues) :]

    def _cue(self, track: int, at_ms: int, offset: int) -> None:
        place = _element(0xB7, _uint(0xF7, track) + _uint(0xF1, offset))
        self._cued_at.append(offset + _SEGMENT_DATA)
        self._cues.append(_element(0xBB, _uint(0xB3, at_ms) + place))

    def cues(self) -> bytes:
        """The table by which players seek; the last thing in the file, after which the head is written once more."""
        self._cues_at = self.position - _SEGMENT_DATA
        data = _element(_CUES, b"".join(self._cues))
        self.position += len(data)
        return data

    @property
    def head(self) -> bytes:
        front = self._front(self.tracks)
        return front + _void(_HEAD_BYTES - len(front))

    def _front(self, tracks: list[Track]) -> bytes:
        doc_type = b"webm" if all(track.codec in WEBM for track in tracks) else b"matroska"
        ebml = _element(
            _EBML,
            _uint(0x4286, 1) + _uint(0x42F7, 1) + _uint(0x42F2, 4) + _uint(0x42F3, 8)
            + _element(_DOC_TYPE, doc_type.ljust(8, b"\0")) + _uint(0x4287, 4) + _uint(0x4285, 2),
        )  # fmt: skip
        whole = self._cues_at is not None
        size = struct.pack("!Q", 1 << 56 | (self.position - _SEGMENT_DATA)) if whole else _UNKNOWN
        segment = _SEGMENT.to_bytes(4, "big") + size
        assert len(ebml) + len(segment) == _SEGMENT_DATA
        info = self._info()
        seek = _element(_SEEK_HEAD, _seek(_CUES, self._cues_at)) if self._cues_at is not None else b""
        seek += _void(_SEEK_BYTES - len(seek))
        return ebml + segment + seek + info + _element(_TRACKS, b"".join(map(_track, tracks)))

    def _info(self) -> bytes:
        date_ns = (self.began_at - _MILLENNIUM_MS) * 1_000_000
        return _element(
            _INFO,
            _uint(0x2AD7B1, 1_000_000)
            + _element(_DURATION, struct.pack("!d", float(self.length_ms)))
            + _element(0x4461, struct.pack("!q", date_ns))
            + _element(0x4D80, b"Heard")
            + _element(0x5741, b"Heard"),
        )


_SEGMENT_DATA: Final = 52  # what offsets within a segment count from: EBML head and the segment's own
_SEEK_BYTES: Final = 40
_MILLENNIUM_MS: Final = 978_307_200_000  # 2001-01-01, from which dates count here


def read_head(file: BinaryIO) -> Head:
    """Of a file that `Muxer` began. Raises NotMatroska."""
    data = file.read(_HEAD_BYTES)
    at = data.find(_DURATION.to_bytes(2, "big") + b"\x88", _SEGMENT_DATA)
    if data[:4] != _EBML.to_bytes(4, "big") or at < 0 or at + 11 > len(data):
        raise NotMatroska("This is no recording.")
    [length] = struct.unpack_from("!d", data, at + 3)
    return Head(b"webm" in data[:_SEGMENT_DATA], int(length))


def look(path: Path) -> Head | None:
    """None: it is not there, or no recording."""
    try:
        with path.open("rb") as file:
            return read_head(file)
    except (OSError, NotMatroska):
        return None


def _track(track: Track) -> bytes:
    video = track.size is not None
    body = _uint(0xD7, track.number) + _uint(0x73C5, track.number) + _uint(0x83, 1 if video else 2) + _uint(0x9C, 0)
    body += _element(0x22B59C, b"und") + _element(0x536E, track.name.encode()[:200])
    body += _element(0x86, CODECS[track.codec].encode())
    private = _OPUS_HEAD if track.codec == "opus" else track.private
    if private:
        body += _element(0x63A2, private)
    if track.size is not None:
        width, height = track.size
        body += _element(0xE0, _uint(0xB0, width) + _uint(0xBA, height))
    else:
        body += _uint(0x56BB, _SEEK_PRE_ROLL_NS)
        body += _element(0xE1, _element(0xB5, struct.pack("!d", 48_000.0)) + _uint(0x9F, 2))
    return _element(_TRACK, body)


def _seek(element: int, offset: int) -> bytes:
    return _element(0x4DBB, _element(0x53AB, element.to_bytes(4, "big")) + _uint(0x53AC, offset))


def _void(size: int) -> bytes:
    """`size`: of all of it, at least 9."""
    return b"\xec" + struct.pack("!Q", 1 << 56 | (size - 9)) + bytes(size - 9)


def _element(element: int, body: bytes) -> bytes:
    return element.to_bytes((element.bit_length() + 7) // 8, "big") + _size(len(body)) + body


def _uint(element: int, value: int) -> bytes:
    return _element(element, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _size(size: int) -> bytes:
    """A variable-length number: as many leading zero bits as there are further bytes."""
    for length in range(1, _LENGTH_BYTES):
        if size < (1 << 7 * length) - 1:
            return (1 << 7 * length | size).to_bytes(length, "big")
    return (1 << 56 | size).to_bytes(8, "big")
