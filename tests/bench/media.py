"""What forwarding costs: CPU of the media worker for each session.

Ten sessions of two: each sends a camera (640x480 at 30 frames a second, 800 kbit/s) and a microphone (Opus, 50
packets a second), over real ICE, DTLS and SRTP on loopback. The load comes from this process; the worker is another,
and only its own CPU time counts.
"""

from tests.bench.figure import Figure, say
from tests.bench.video.clip import Clip, clip
from tests.bench.video.cpu import cost
from tests.bench.video.load import pump
from tests.bench.video.ours import rooms

SESSIONS = 10
WARM_UP_S, MEASURED_S = 3.0, 10.0
TRIES = 3  # it fails where packets are lost, as they are on a machine that is busy with other things


async def measure() -> list[Figure]:
    made = clip()
    for left in reversed(range(TRIES)):
        try:
            share = await _share(made)
        except RuntimeError as error:
            say(f"{error}, {left} more tries")
        else:
            return [Figure("media_cpu_pct_per_session", round(100 * share / SESSIONS, 2), "% of a core", SESSIONS)]
    raise RuntimeError("too many packets were lost")


async def _share(made: Clip) -> float:
    async with rooms("127.0.0.1", SESSIONS) as ours:
        server = await ours.fill(SESSIONS, made, both=True)
        await pump(server.everyone, WARM_UP_S)
        return (await cost(server, MEASURED_S)).share
