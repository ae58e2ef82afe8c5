"""Six seconds of camera and voice, encoded once and cut into the payloads of RTP packets."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np

from tests.bench.links import sources

WIDTH, HEIGHT, FRAMES_PER_S = 640, 480, 30
BITS_PER_S = 800_000
SECONDS = 6
PAYLOAD_BYTES_MAX = 1150
SOUND_S = 0.02


@dataclass(frozen=True)
class Clip:
    """`frames`: the VP8 of each, in pieces with their payload descriptors (RFC 7741); the first is a key frame.
    `sounds`: Opus, 20 ms each.
    """

    frames: list[list[bytes]]
    sounds: list[bytes]

    @property
    def packets_per_s(self) -> float:
        return sum(map(len, self.frames)) / SECONDS + 1 / SOUND_S


def clip() -> Clip:
    frames = [_pieces(frame, number) for number, frame in enumerate(_encoded("libvpx", _pictures(), _CAMERA))]
    return Clip(frames, list(_encoded("libopus", _sounds(), _VOICE)))


_CAMERA = {
    "width": WIDTH,
    "height": HEIGHT,
    "pix_fmt": "yuv420p",
    "bit_rate": BITS_PER_S,
    "framerate": Fraction(FRAMES_PER_S),
    "time_base": Fraction(1, FRAMES_PER_S),
    "options": {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "minrate": "800k", "maxrate": "800k"},
}
_VOICE = {
    "sample_rate": 48_000,
    "layout": "mono",
    "format": "s16",
    "bit_rate": 32_000,
    "options": {"application": "voip"},
}


def _encoded(name: str, raw: Iterator[Any], settings: dict[str, Any]) -> Iterator[bytes]:
    encoder = av.CodecContext.create(name, "w")
    for key, value in settings.items():
        setattr(encoder, key, value)
    for number, one in enumerate(raw):
        one.pts = number * getattr(one, "samples", 1)
        for packet in encoder.encode(one):
            yield bytes(packet)


def _pictures() -> Iterator[av.VideoFrame]:
    chance = np.random.default_rng(sources.SEED)
    grain = chance.integers(-3, 4, (HEIGHT + 32, WIDTH + 32))
    x, y = np.arange(WIDTH), np.arange(HEIGHT)[:, None]
    for number in range(SECONDS * FRAMES_PER_S):
        turn = 2 * np.pi * number / (SECONDS * FRAMES_PER_S)
        left, top = chance.integers(0, 32, 2)
        luma = 110 + 60 * np.sin(x / 40 + 9 * turn) * np.sin(y / 30 + 5 * turn)
        planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
        planes[:HEIGHT] = (luma + grain[top : top + HEIGHT, left : left + WIDTH]).clip(0, 255)
        yield av.VideoFrame.from_ndarray(planes, "yuv420p")


def _sounds() -> Iterator[av.AudioFrame]:
    samples = sources.speech(SECONDS).astype("<i2")
    step = int(48_000 * SOUND_S)
    for start in range(0, SECONDS * 48_000 - step + 1, step):
        frame = av.AudioFrame.from_ndarray(samples[None, start : start + step], "s16", "mono")
        frame.sample_rate = 48_000
        yield frame


def _pieces(frame: bytes, number: int) -> list[bytes]:
    rest = bytes([0x80, 0x80 | number >> 8 & 0x7F, number & 0xFF])  # extended, with a picture id of 15 bits
    starts = range(0, len(frame), PAYLOAD_BYTES_MAX)
    pieces = [frame[start : start + PAYLOAD_BYTES_MAX] for start in starts]
    return [bytes([0x90 if place == 0 else 0x80]) + rest + piece for place, piece in enumerate(pieces)]
