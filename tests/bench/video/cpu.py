"""What a forwarded packet costs the server, beside others: in turns in one run, so that both see the same machine."""

import asyncio
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from tests.bench.figure import Figure, say
from tests.bench.video.clip import Clip
from tests.bench.video.janus import janus
from tests.bench.video.load import pump
from tests.bench.video.ours import Server, rooms

WARM_UP_S, MEASURED_S = 4.0, 6.0
TURNS = 5


class Cost(NamedTuple):
    share: float  # of one core
    packet_us: float


async def cost(server: Server, seconds: float = MEASURED_S) -> Cost:
    """CPU time, also for each packet that went in and came out. Raises RuntimeError when more than 1 % stayed away."""
    sent = sum(one.sent for one in server.senders)
    came = sum(one.packets for one in server.receivers)
    before_s = server.cpu_s()
    await pump(server.everyone, seconds)
    used_s = server.cpu_s() - before_s
    await asyncio.sleep(0.3)
    sent = sum(one.sent for one in server.senders) - sent
    came = sum(one.packets for one in server.receivers) - came
    taken = Cost(used_s / seconds, 1e6 * used_s / max(1, came))
    say(f"{server.name}: {came} of {sent} packets, {100 * taken.share:.1f} % of a core, {taken.packet_us:.1f} us each")
    if came < 0.99 * sent:
        raise RuntimeError(f"{server.name} forwarded {came} of {sent} packets")
    return taken


async def turns(servers: Sequence[Server]) -> list[list[float]]:
    """What a packet costs each server, in us, turn by turn."""
    for server in servers:
        await pump(server.everyone, WARM_UP_S)
    costs: list[list[float]] = [[] for _ in servers]
    for _ in range(TURNS):
        for server, taken in zip(servers, costs, strict=True):
            taken.append((await cost(server)).packet_us)
    return costs


async def versus_janus(host: str, clip: Clip, sessions: int) -> list[Figure]:
    async with janus(host, sessions, clip) as other, rooms(host, sessions) as made:
        server = await made.fill(sessions, clip)
        ours, theirs = await turns([server, other])
    return [Figure(f"cpu_vs_janus_{sessions}", round(median(ours) / median(theirs), 2), "", TURNS)]
