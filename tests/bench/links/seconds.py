"""What a receiver and its link counted, second by second."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.links.way import Counts

COUNTED = Path(__file__).with_name("counted.js")


@dataclass(frozen=True)
class Picture:
    kbps: float
    frames: int
    lines: int  # height of the newest frame; 0 before the first


@dataclass(frozen=True)
class Second:
    """`concealed`, `samples`: of sound played, and made up for want of the real one. `targets_kbps`: what the
    sender's encoders aim at: camera, screen.
    """

    phase: int
    link_kbps: float
    queue_ms: float
    dropped: int
    sound_packets: int
    concealed: int
    samples: int
    protected: int  # packets of sound that came with error correction
    camera: Picture
    screen: Picture
    targets_kbps: tuple[float, float]

    @property
    def video_kbps(self) -> float:
        return self.camera.kbps + self.screen.kbps


@dataclass(frozen=True)
class Look:
    """At one moment: what the receiver and the sender count, and the way that changes, when it is the receiver's or
    the sender's.
    """

    at_s: float
    received: dict[str, Any]
    targets: dict[str, float]
    way: Counts


def second(phase: int, before: Look, after: Look) -> Second:
    passed_s = after.at_s - before.at_s
    carried = after.way.carried - before.way.carried

    def more(kind: str, field: str) -> Any:
        return max(0, after.received[kind][field] - before.received[kind][field])

    def picture(kind: str) -> Picture:
        kbps = more(kind, "bytesReceived") * 8 / 1000 / passed_s
        return Picture(kbps, more(kind, "framesDecoded"), after.received[kind]["frameHeight"])

    return Second(
        phase,
        (after.way.bytes - before.way.bytes) * 8 / 1000 / passed_s,
        1000 * (after.way.queued_s - before.way.queued_s) / carried if carried else 0.0,
        after.way.dropped - before.way.dropped,
        more("audio", "packetsReceived"),
        more("audio", "concealedSamples"),
        more("audio", "totalSamplesReceived"),
        more("audio", "fecPacketsReceived"),
        picture("camera"),
        picture("screen"),
        (after.targets["camera"] / 1000, after.targets["screen"] / 1000),
    )


def concealed_pct(seconds: list[Second]) -> float:
    samples = sum(one.samples for one in seconds)
    return 100 * sum(one.concealed for one in seconds) / samples if samples else 100.0


def frames_per_s(seconds: list[Second]) -> float:
    return sum(one.screen.frames for one in seconds) / len(seconds)


HEAD = (
    "   s phase        link kbit/s  queue drops | sound  made up  fec | camera kbit/s fps lines | "
    "screen kbit/s fps lines | targets camera screen | allowed"
)


def row(at_s: int, name: str, one: Second, allowed: str) -> str:
    camera, screen = one.camera, one.screen
    made_up = f"{100 * one.concealed / one.samples:6.1f} %" if one.samples else "   none "
    return (
        f"{at_s:4} {name:12} {one.link_kbps:11.0f} {one.queue_ms:6.0f} {one.dropped:5} | "
        f"{one.sound_packets:5} {made_up} {one.protected:4} | "
        f"{camera.kbps:13.0f} {camera.frames:3} {camera.lines:5} | {screen.kbps:13.0f} {screen.frames:3} "
        f"{screen.lines:5} | {one.targets_kbps[0]:14.0f} {one.targets_kbps[1]:6.0f} | {allowed}"
    )
