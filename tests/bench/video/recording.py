"""What recording adds to the cost of forwarding."""

import asyncio
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.figure import Figure, say
from tests.bench.video.clip import BITS_PER_S, Clip
from tests.bench.video.cpu import MEASURED_S, TURNS, WARM_UP_S, cost
from tests.bench.video.load import pump
from tests.bench.video.ours import rooms

SESSIONS = 10
BYTES_PER_S = BITS_PER_S / 8


async def over_forwarding(host: str, clip: Clip) -> list[Figure]:
    with TemporaryDirectory() as name:
        async with rooms(host, SESSIONS, Path(name)) as made:
            server = await made.fill(SESSIONS, clip)
            plain, recorded = [], []
            for _ in range(TURNS):
                for on, taken in ((False, plain), (True, recorded)):
                    await made.record(on)
                    await pump(server.everyone, WARM_UP_S)
                    taken.append((await cost(server)).packet_us)
            await made.record(False)
            await asyncio.sleep(1)
        _look_at(Path(name))
    share = (median(recorded) - median(plain)) / median(plain)
    return [Figure("recording_over_forward", round(share, 2), "", TURNS)]


def _look_at(folder: Path) -> None:
    sizes = [one.stat().st_size for one in folder.rglob("*.*") if one.is_file()]
    say(f"{len(sizes)} files of {sum(sizes) / 1e6:.1f} MB together")
    if sum(sizes) < BYTES_PER_S / 2 * SESSIONS * TURNS * (WARM_UP_S + MEASURED_S):
        raise RuntimeError("the calls were not recorded")
