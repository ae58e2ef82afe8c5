"""The same clip through aiortc's MediaRelay and through the media worker."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median

from tests.bench.figure import Figure, say
from tests.bench.video.clip import FRAMES_PER_S, Clip
from tests.bench.video.cpu import MEASURED_S, WARM_UP_S
from tests.bench.video.load import Attendant, Sender, pump
from tests.bench.video.ours import Server, rooms

STREAMS, TURNS = 4, 3
MODULE = "tests.bench.video.relay_server"


@asynccontextmanager
async def relay(host: str, streams: int, clip: Clip) -> AsyncIterator[Server]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", MODULE, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        senders = [Sender(clip) for _ in range(streams)]
        receivers = [Attendant() for _ in range(streams)]
        for publishes, attendants in ((True, senders), (False, receivers)):
            for number, one in enumerate(attendants):
                await one.open(host)
                offer = one.offer("sendonly" if publishes else "recvonly")
                order = {"stream": number, "publishes": publishes, "sdp": offer}
                process.stdin.write(json.dumps(order).encode() + b"\n")
                await one.answered(json.loads(await process.stdout.readline())["sdp"])
        yield Server("relay", process.pid, senders, receivers)
    finally:
        process.stdin.close()
        await process.wait()


async def versus_relay(host: str, clip: Clip) -> list[Figure]:
    async with relay(host, STREAMS, clip) as other, rooms(host, STREAMS) as made:
        servers = (other, await made.fill(STREAMS, clip))
        for server in servers:
            await pump(server.everyone, WARM_UP_S)
        costs: list[list[float]] = [[], []]
        for _ in range(TURNS):
            for server, taken in zip(servers, costs, strict=True):
                taken.append(await _cost_ms(server))
    theirs, ours = map(median, costs)
    return [Figure("relay_over_forward", round(theirs / ours, 1), "", TURNS)]


async def _cost_ms(server: Server) -> float:
    """CPU time for each picture that came, and the sound beside it: on a busy machine the relay loses some. Raises
    RuntimeError when fewer than half came.
    """
    before_s, before = server.cpu_s(), server.pictures()
    await pump(server.everyone, MEASURED_S)
    used_s, pictures = server.cpu_s() - before_s, server.pictures() - before
    each = pictures / MEASURED_S / STREAMS
    say(f"{server.name}: {100 * used_s / MEASURED_S:.1f} % of a core, {each:.1f} pictures a second in each stream")
    if each < FRAMES_PER_S / 2:
        raise RuntimeError(f"{server.name} did not pass the pictures on")
    return 1000 * used_s / pictures
