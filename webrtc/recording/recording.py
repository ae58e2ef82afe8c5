"""What a room's participants send, kept as it came: one file, a track for each microphone, camera and screen."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from aiortc.rtp import RtcpSenderInfo

from webrtc.forwarding.incoming import Incoming
from webrtc.forwarding.packets import Packet
from webrtc.forwarding.streams import Streams
from webrtc.recording.clocks import SenderClock, TrackClock
from webrtc.recording.frames import Frame, Frames
from webrtc.recording.matroska import CODECS, Muxer, look
from webrtc.recording.payloads import sounds
from webrtc.recording.pictures import Picture
from webrtc.recording.spool import Spool
from webrtc.signals import Kind
from webrtc.transport.description import Codec

CLUSTER_S = 1.0
HELD_S = 1.3  # a frame may have waited a second for a repair: until then it still finds its place
SEEN_MAX = 64
SOUNDS = ("opus", "red")

Write = Callable[["Tape", str, Picture | None, float, bytes], bool]
"""Codec, picture of a key frame, moment in seconds, data; whether it is kept."""


class Tape:
    """What one participant sends of one kind: a receiver of that track. `tracks`: those of the file, by codec; None
    where the file had no room for it.
    """

    loss = 0.0

    def __init__(self, name: str, sender: SenderClock, write: Write) -> None:
        self.name = name
        self.tracks: dict[str, int | None] = {}
        self._sender = sender
        self._write = write
        self._from: Incoming | None = None
        self._codec: Codec | None = None
        self._clock: TrackClock | None = None
        self._frames: Frames | None = None
        self._seen: dict[int, None] = {}  # time stamps of sounds: with redundancy each comes more than once

    def attach(self, incoming: Incoming | None) -> bool:
        """Whether that changed anything."""
        if incoming is self._from:
            return False
        if self._from is not None:
            self._from.receivers.remove(self)
        self._from, self._codec = incoming, None
        if incoming is not None:
            incoming.receivers.append(self)
            incoming.want_key_frame()
        return True

    def realign(self) -> None:
        self._codec = None

    def lose(self) -> None:
        """Something was not kept: pictures begin again with the next key frame."""
        if self._frames is not None:
            self._frames.lose()

    def forward(self, codec: Codec, packet: Packet, now_s: float) -> None:
        if codec is not self._codec:
            self._turn(codec)
        if self._frames is not None:
            self._pictures(self._frames, packet, now_s)
        elif self._clock is not None and codec.name in SOUNDS:
            self._sound(codec.name, self._clock, packet, now_s)

    def _turn(self, codec: Codec) -> None:
        """Another codec, or the first one; the clock goes on where its rate is the same."""
        if self._codec is None or self._codec.clock_rate != codec.clock_rate:
            self._clock = TrackClock(codec.clock_rate, self._sender)
            if self._from is not None and self._from.told is not None:
                self.report(*self._from.told)
        self._codec = codec
        self._frames = Frames(codec.name) if codec.name in CODECS and codec.name != "opus" else None

    def _pictures(self, frames: Frames, packet: Packet, now_s: float) -> None:
        for frame in frames.add(packet, now_s):
            self._keep(frames.codec, frame, now_s)
        if frames.wants_key and self._from is not None:
            self._from.want_key_frame()

    def _keep(self, codec: str, frame: Frame, now_s: float) -> None:
        assert self._clock is not None
        moment_s = self._clock.moment_s(frame.timestamp, now_s)
        if not self._write(self, codec, frame.picture, moment_s, frame.data):
            self.lose()

    def _sound(self, codec: str, clock: TrackClock, packet: Packet, now_s: float) -> None:
        try:
            found = sounds(codec, packet)
        except IndexError:
            return
        for sound in found:
            if sound.timestamp not in self._seen:
                self._seen[sound.timestamp] = None
                self._write(self, "opus", None, clock.moment_s(sound.timestamp, now_s), sound.data)
        while len(self._seen) > SEEN_MAX:
            del self._seen[next(iter(self._seen))]

    def report(self, sent: RtcpSenderInfo, cname: str, now_s: float) -> None:
        if self._clock is not None:
            self._clock.report(sent.ntp_timestamp, sent.rtp_timestamp, now_s)


class Recording:
    """Nothing is kept but between `resume` and `pause`; the time in between is not in the file.

    `path` ends in .webm; the file is called .mkv in the end where a track is H.264. `began_at`: UTC milliseconds.
    """

    def __init__(self, path: Path, began_at: int, spool: Callable[[Path], Spool] = Spool) -> None:
        self.path = path
        self._muxer = Muxer(began_at)
        self._spool = spool(path)
        self._tapes: dict[tuple[str, Kind], Tape] = {}
        self._clocks: dict[str, SenderClock] = {}
        self._resumed_s: float | None = None
        self._kept_s = 0.0  # until it was paused last
        self._cut_s = 0.0

    @property
    def failed(self) -> OSError | None:
        return self._spool.failed

    @property
    def tracks(self) -> int:
        return len(self._muxer.tracks)

    def length_ms(self, now_s: float) -> int:
        return int(self._at_s(now_s) * 1000)

    def _at_s(self, moment_s: float) -> float:
        return self._kept_s + (moment_s - self._resumed_s if self._resumed_s is not None else 0.0)

    def resume(self, now_s: float) -> None:
        if self._resumed_s is None:
            self._resumed_s = self._cut_s = now_s

    def follow(self, senders: Mapping[str, tuple[str, Streams]]) -> None:
        """Who sends now, by id: a name and the tracks."""
        wanted = {
            (person, kind): incoming
            for person, (_, streams) in senders.items()
            for kind, incoming in streams.incoming.items()
        }
        for key, tape in self._tapes.items():
            if key not in wanted:
                tape.attach(None)
        for key, incoming in wanted.items():
            person, kind = key
            if key not in self._tapes:
                clock = self._clocks.setdefault(person, SenderClock())
                self._tapes[key] = Tape(f"{senders[person][0]}: {kind}", clock, self._write)
            self._tapes[key].attach(incoming)

    def pause(self, now_s: float) -> None:
        for tape in self._tapes.values():
            tape.attach(None)
        if self._resumed_s is not None:
            self._kept_s = self._at_s(now_s)
            self._resumed_s = None
            self._put(self._muxer.cut(None))

    def _write(self, tape: Tape, codec: str, picture: Picture | None, moment_s: float, data: bytes) -> bool:
        if self._resumed_s is None or moment_s < self._resumed_s:  # from before everyone had agreed
            return False
        if codec not in tape.tracks:
            tape.tracks[codec] = self._declare(tape.name, codec, picture)
        track = tape.tracks[codec]
        if track is not None:
            at_ms = round(self._at_s(moment_s) * 1000)
            self._muxer.add(track, at_ms, data, picture is not None or codec == "opus")
        return True

    def _declare(self, name: str, codec: str, picture: Picture | None) -> int | None:
        if picture is None:
            return self._muxer.declare(name, codec)
        return self._muxer.declare(name, codec, (picture.width, picture.height), picture.private)

    def tick(self, now_s: float) -> None:
        """To be called several times a second."""
        if self._resumed_s is not None and now_s - self._cut_s >= CLUSTER_S:
            self._cut_s = now_s
            self._put(self._muxer.cut(int((self._at_s(now_s) - HELD_S) * 1000)))

    def _put(self, data: bytes) -> None:
        """What cannot be taken is a gap."""
        if data and not self._spool.put(data, self._muxer.head):
            self._muxer.forget(len(data))
            for tape in self._tapes.values():
                tape.lose()

    async def close(self, now_s: float) -> tuple[Path, int]:
        """The file and its length in ms, once it is whole."""
        self.pause(now_s)
        cues = self._muxer.cues()
        path = self.path if self._muxer.webm else self.path.with_suffix(".mkv")
        await self._spool.close(cues, self._muxer.head, path)
        return self._spool.path, await asyncio.to_thread(length_ms, self._spool.path)


def length_ms(path: Path) -> int:
    """Of a file as far as it was written; 0 where there is none."""
    head = look(path)
    return head.length_ms if head is not None else 0
