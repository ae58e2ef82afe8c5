"""Pictures and sound as a browser would send them: encoded for real, cut into RTP payloads by this file's own hand."""

import fractions
import os
import sys
from collections.abc import Iterator
from functools import cache

import av
import numpy as np

from webrtc.forwarding.packets import Packet
from webrtc.transport.description import Codec

os.environ.setdefault("SVT_LOG", "0")  # the AV1 encoder tells of itself otherwise

MTU = 1100
ENCODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9", "av1": "libsvtav1", "h264": "libx264"}
OPTIONS = {
    "vp8": {"deadline": "realtime", "cpu-used": "8", "error-resilient": "1"},
    "vp9": {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"},
    "av1": {"preset": "12", "crf": "40", "svtav1-params": "pred-struct=1:lookahead=0"},
    "h264": {"preset": "ultrafast", "tune": "zerolatency"},
}
CODECS = {name: Codec(name, name, 96 + place, None, 90_000) for place, name in enumerate(ENCODERS)}
OPUS = Codec("opus", "opus", 111, None, 48_000)
RED = Codec("red", "red", 63, None, 48_000)


def picture(number: int, width: int, height: int) -> av.VideoFrame:
    """A white bar that walks over noise, so that every frame differs and takes several packets."""
    data = np.random.default_rng(number // 4).integers(60, 120, (height, width, 3), np.uint8)
    at = number * 8 % (width - 32)
    data[:, at : at + 32] = 250
    return av.VideoFrame.from_ndarray(data, format="rgb24").reformat(format="yuv420p")


@cache
def encoded(codec: str, frames: int, width: int = 320, height: int = 240, every: int = 15) -> list[bytes]:
    """Whole frames at 30 a second, a key frame every so many."""
    context = av.CodecContext.create(ENCODERS[codec], "w")
    assert isinstance(context, av.VideoCodecContext)
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base, context.framerate = fractions.Fraction(1, 30), fractions.Fraction(30)
    context.gop_size, context.max_b_frames, context.options = every, 0, OPTIONS[codec]
    if codec != "av1":
        context.bit_rate = 1_500_000
    found: list[bytes] = []
    for number in range(frames):
        frame = picture(number, width, height)
        frame.pts, frame.time_base = number, fractions.Fraction(1, 30)
        found += [bytes(packet) for packet in context.encode(frame)]
    found += [bytes(packet) for packet in context.encode(None)]
    _take_turns()
    return found


def _take_turns() -> None:
    """SVT-AV1 puts a process of root, and what that starts later, before all others (SCHED_FIFO), browsers included."""
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


@cache
def sound(frames: int, tone: float = 440.0) -> list[bytes]:
    """Opus packets of 20 ms."""
    context = av.CodecContext.create("libopus", "w")
    assert isinstance(context, av.AudioCodecContext)
    context.sample_rate, context.layout, context.format = 48_000, "stereo", "s16"
    found: list[bytes] = []
    for number in range(frames):
        at = np.arange(number * 960, (number + 1) * 960) / 48_000
        wave = (8000 * np.sin(2 * np.pi * tone * at)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(np.repeat(wave, 2).reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts = 48_000, number * 960
        found += [bytes(packet) for packet in context.encode(frame)]
    return found[:frames]


def payloads(codec: str, frame: bytes) -> list[bytes]:
    return {"vp8": _vp8, "vp9": _vp9, "av1": _av1, "h264": _h264}[codec](frame)


def _pieces(data: bytes) -> list[bytes]:
    return [data[start : start + MTU] for start in range(0, len(data), MTU)] or [b""]


def _vp8(frame: bytes) -> list[bytes]:
    """With picture number (15 bits) and temporal layer, as Chromium sends them."""
    return [bytes([0x90 if n == 0 else 0x80, 0xE0, 0x80, 5, 1, 0]) + one for n, one in enumerate(_pieces(frame))]


def _vp9(frame: bytes) -> list[bytes]:
    """Flexible mode off, with layer indices and on key frames a scalability structure."""
    key = not frame[0] & 0x04
    parts = _pieces(frame)
    found = []
    for number, one in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        head = 0x80 | (0 if key else 0x40) | 0x20 | (8 if first else 0) | (4 if last else 0)
        structure = bytes([0x18, 1, 64, 0, 240, 1, 0x04, 1]) if key and first else b""
        found.append(bytes([head | (2 if structure else 0), 0x80, 7, 0, 0]) + structure + one)
    return found


def _obus(frame: bytes) -> Iterator[bytes]:
    """Units without their sizes, as RTP wants them."""
    at = 0
    while at < len(frame):
        head = 2 if frame[at] & 4 else 1
        size = shift = 0
        start = at + head
        while True:
            byte = frame[start]
            size |= (byte & 0x7F) << shift
            shift += 7
            start += 1
            if byte < 0x80:
                break
        if frame[at] >> 3 & 15 != 2:
            yield bytes([frame[at] & ~2]) + frame[at + 1 : at + head] + frame[start : start + size]
        at = start + size


def _leb(value: int) -> bytes:
    found = b""
    while value >= 0x80:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])


def _av1(frame: bytes) -> list[bytes]:
    """All units but the last with their lengths (W = 0), the last cut over as many packets as it needs."""
    units = list(_obus(frame))
    new = any(unit[0] >> 3 & 15 == 1 for unit in units)
    small = b"".join(_leb(len(unit)) + unit for unit in units[:-1])
    parts = _pieces(units[-1])
    found = []
    for number, one in enumerate(parts):
        head = (0x80 if number else 0) | (0x40 if number < len(parts) - 1 else 0)
        if number == 0:
            found.append(bytes([head | (8 if new else 0)]) + small + _leb(len(one)) + one)
        else:
            found.append(bytes([head | 0x10]) + one)
    return found


def _h264(frame: bytes) -> list[bytes]:
    """Parameters aggregated (STAP-A), large units fragmented (FU-A)."""
    units = [unit for unit in frame.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1") if unit]
    units = [unit for unit in units if unit[0] & 0x1F not in (6, 9)]
    setup = [unit for unit in units if unit[0] & 0x1F in (7, 8)]
    found = [b"\x78" + b"".join(len(unit).to_bytes(2, "big") + unit for unit in setup)] if setup else []
    for unit in units:
        if unit in setup:
            continue
        if len(unit) <= MTU:
            found.append(unit)
            continue
        parts = _pieces(unit[1:])
        for number, one in enumerate(parts):
            ends = 0x80 if number == 0 else 0x40 if number == len(parts) - 1 else 0
            found.append(bytes([unit[0] & 0xE0 | 28, ends | unit[0] & 0x1F]) + one)
    return found


class Source:
    """A track's packets: sequence numbers, time stamps and markers as a browser gives them."""

    def __init__(self, codec: Codec, ssrc: int = 77, seq: int = 65_500, timestamp: int = 0xFFFF_F000) -> None:
        self.codec = codec
        self.ssrc = ssrc
        self.seq = seq
        self.timestamp = timestamp

    def frame(self, data: bytes, step: int = 3000) -> list[Packet]:
        parts = payloads(self.codec.name, data) if self.codec.clock_rate == 90_000 else [data]
        packets = [self._packet(part, number == len(parts) - 1) for number, part in enumerate(parts)]
        self.timestamp = (self.timestamp + step) & 0xFFFFFFFF
        return packets

    def _packet(self, payload: bytes, last: bool) -> Packet:
        self.seq = (self.seq + 1) & 0xFFFF
        marker = 0x80 if last else 0
        return Packet(marker, 0, self.codec.payload_type, self.seq, self.timestamp, self.ssrc, payload, None, None)
