"""What forwarding costs: CPU of the media worker for each session, as one JSON line on standard output.

Ten sessions of two: each sends a camera (640x480 at 30 frames a second, 800 kbit/s) and a microphone (Opus, 50
packets a second of 80 bytes), over real ICE, DTLS and SRTP on loopback. The load comes from this process; the worker
is another, and only its own CPU time counts. What did not arrive is on standard error, and fails the run when it is
more than 1 %.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import psutil
import structlog

sys.path.insert(0, str(Path(__file__).parents[1] / "webrtc"))

from caller import Caller

from webrtc.media import Media, MediaSettings, Participant, RoomEvent
from webrtc.signals import Description

SESSIONS = 10
FRAMES_PER_S = 30
FRAME_BYTES = 800_000 // 8 // FRAMES_PER_S
KEY_FRAME_EVERY = 300
AUDIO_PER_S = 50
WARM_UP_S, MEASURED_S = 3.0, 10.0


async def ignore(event: RoomEvent) -> None:
    """What happens in the rooms is of no interest here."""


async def connect(media: Media, room: str, identity: str) -> Caller:
    link = await media.join(room, Participant(identity, "agent" if identity == "a" else "customer", identity))
    caller = Caller()
    await caller.open()
    await link.send(Description(caller.offer()))
    async for signal in link:
        if isinstance(signal, Description):
            await caller.answered(signal.sdp)
            caller.counting_only = True
            return caller
    raise RuntimeError("no answer came")


async def send(callers: list[Caller], until_s: float) -> tuple[int, int]:
    """Paces everyone's frames and sound, spread over the interval. How many of each were sent by each caller."""
    began_s = time.monotonic()
    frames = sounds = 0
    while (now_s := time.monotonic()) < until_s:
        elapsed_s = now_s - began_s
        while frames < elapsed_s * FRAMES_PER_S:
            for caller in callers:
                caller.send_frame("camera", FRAME_BYTES, key=frames % KEY_FRAME_EVERY == 0)
            frames += 1
            await asyncio.sleep(0)
        while sounds < elapsed_s * AUDIO_PER_S:
            for caller in callers:
                caller.send_audio()
            sounds += 1
            await asyncio.sleep(0)
        await asyncio.sleep(0.002)
    return frames, sounds


def cpu_s(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


async def measure() -> None:
    media = Media(MediaSettings(host="127.0.0.1", port=0, max_rooms=SESSIONS), ignore)
    try:
        pairs = [(f"room-{number}", identity) for number in range(SESSIONS) for identity in "ac"]
        callers = [await connect(media, room, identity) for room, identity in pairs]
        assert media.worker_pid is not None
        await send(callers, time.monotonic() + WARM_UP_S)
        before_s, began_s = cpu_s(media.worker_pid), time.monotonic()
        received = sum(sum(caller.received.values()) for caller in callers)
        frames, sounds = await send(callers, began_s + MEASURED_S)
        used_s, took_s = cpu_s(media.worker_pid) - before_s, time.monotonic() - began_s
        await asyncio.sleep(0.3)
        received = sum(sum(caller.received.values()) for caller in callers) - received
        expected = len(callers) * (frames * -(-FRAME_BYTES // 1150) + sounds)
        memory = psutil.Process(media.worker_pid).memory_info().rss / 1024 / 1024
        print(f"forwarded {received} of {expected} packets; worker {memory:.0f} MB", file=sys.stderr)
        if received < 0.99 * expected:
            raise SystemExit("more than 1 % of the packets did not arrive")
        share = 100 * used_s / took_s / SESSIONS
        print(
            json.dumps(
                {
                    "name": "media_cpu_pct_per_session",
                    "value": round(share, 2),
                    "unit": "% of a core",
                    "n": SESSIONS,
                }
            )
        )
        for caller in callers:
            await caller.close()
    finally:
        await media.aclose()


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(measure())
