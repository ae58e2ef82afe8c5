"""A recording of people who are not there: time goes on by what is played, and FFmpeg reads back what was kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import av

from tests.webrtc.tracks import CODECS, OPUS, RED, Source
from webrtc.forwarding.incoming import Incoming
from webrtc.forwarding.packets import ExtensionIds, Packet
from webrtc.forwarding.streams import Streams
from webrtc.recording.recording import Recording
from webrtc.signals import Kind
from webrtc.transport.description import Line

FRAME_S = 1 / 30


def incoming(kind: Kind) -> Incoming:
    codecs = (OPUS, RED) if kind == "audio" else tuple(CODECS.values())
    return Incoming(Line(kind, kind, True, False, codecs, ExtensionIds(), None, None))


@dataclass
class Person:
    name: str
    incoming: dict[Kind, Incoming] = field(
        default_factory=lambda: {kind: incoming(kind) for kind in ("audio", "camera", "screen")}
    )


class Studio:
    """Time goes on by what is played; everything happens in order of time."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.now_s = 100.0
        self.people: dict[str, Person] = {}
        self.recording = Recording(folder / "call.webm", 1_790_000_000_000, **options)
        self._due: list[tuple[float, int, Callable[[], None]]] = []

    def enter(self, identity: str, name: str) -> Person:
        self.people[identity] = Person(name)
        return self.people[identity]

    def start(self) -> None:
        self.recording.resume(self.now_s)
        self.follow()

    def follow(self) -> None:
        self.recording.follow({one: (it.name, cast(Streams, it)) for one, it in self.people.items()})

    def at(self, after_s: float, deed: Callable[[], None]) -> None:
        self._due.append((self.now_s + after_s, len(self._due), deed))

    def plays(
        self,
        track: Incoming,
        source: Source,
        data: list[bytes],
        *,
        after_s: float = 0.0,
        every_s: float = FRAME_S,
        way: Callable[[float, Packet], float | None] = lambda at_s, packet: at_s,
    ) -> None:
        """`way`: when a packet that left then arrives; None where it never does."""
        step = round(every_s * source.codec.clock_rate)
        for number, one in enumerate(data):
            left_s = self.now_s + after_s + number * every_s
            for packet in source.frame(one, step):
                arrives_s = way(left_s, packet)
                if arrives_s is not None:
                    self._due.append((arrives_s, len(self._due), lambda packet=packet: self._receive(track, packet)))

    def _receive(self, track: Incoming, packet: Packet) -> None:
        track.receive(packet, self.now_s)

    def run(self, until_s: float | None = None) -> None:
        """All that is due, or what is until then; the recording's own time goes on in between."""
        self._due.sort(key=lambda due: due[:2])
        end_s = until_s if until_s is not None else (self._due[-1][0] if self._due else self.now_s) + 2.0
        while self._due and self._due[0][0] <= end_s:
            at_s, _, deed = self._due.pop(0)
            self._wait(at_s)
            deed()
        self._wait(end_s)

    def _wait(self, until_s: float) -> None:
        while self.now_s + 0.1 < until_s:
            self.now_s += 0.1
            self.recording.tick(self.now_s)
        self.now_s = until_s
        self.recording.tick(self.now_s)

    async def stop(self) -> Path:
        path, self.length_ms = await self.recording.close(self.now_s)
        return path


@dataclass
class Track:
    name: str
    codec: str
    times_ms: list[int]
    sizes: list[tuple[int, int]]
    """Of each picture; empty for sound."""


def read(path: Path) -> list[Track]:
    """Everything in a file, decoded. Whatever the decoder stumbles over fails."""
    tracks = []
    with av.open(str(path)) as file:
        count = len(file.streams)
    for place in range(count):
        with av.open(str(path)) as file:
            stream = file.streams[place]
            stream.codec_context.options = {"err_detect": "explode"}
            frames = list(file.decode(stream))
            times = [round(frame.time * 1000) for frame in frames]
            sizes = [(frame.width, frame.height) for frame in frames] if stream.type == "video" else []
            tracks.append(Track(stream.metadata["title"], stream.codec_context.name, times, sizes))
    return tracks


def written(studio: Studio) -> None:
    """Waits for the disk."""
    deadline_s = time.monotonic() + 30
    while studio.recording._spool._given != studio.recording._spool._written:
        assert time.monotonic() < deadline_s
        time.sleep(0.001)
