"""What a customer who only has the page open costs the server: memory for each socket that has said hello."""

import asyncio
import resource
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, TCPConnector

from tests.bench.figure import Figure, say
from tests.bench.server import Server, server
from tests.bench.stock import stock
from tests.bench.visitor import Visitor

SOCKETS = 5_000
WARM_UP = 200
AT_ONCE = 50
STILL_S = 3.0


async def measure() -> list[Figure]:
    _allow_files(SOCKETS + WARM_UP + 500)
    with TemporaryDirectory() as name:
        tokens = await stock(Path(name), [], SOCKETS)
        with server(Path(name)) as running:
            async with ClientSession(connector=TCPConnector(limit=0)) as session:
                for visitor in await _arrive(session, running, tokens[:WARM_UP]):
                    await visitor.close()
                await asyncio.sleep(STILL_S)
                before = running.rss()
                visitors = await _arrive(session, running, tokens)
                await asyncio.sleep(STILL_S)
                each = (running.rss() - before) / len(visitors)
                await _alive(visitors)
                before_s = running.cpu_s()
                await asyncio.sleep(STILL_S)
                say(f"{len(visitors)} idle sockets: {100 * (running.cpu_s() - before_s) / STILL_S:.1f} % of a core")
    return [Figure("socket_kib", round(each / 1024, 2), "KiB", SOCKETS)]


def _allow_files(wanted: int) -> None:
    """The server inherits it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )


async def _arrive(session: ClientSession, running: Server, tokens: Sequence[str]) -> list[Visitor]:
    free = asyncio.Semaphore(AT_ONCE)

    async def arrive(token: str) -> Visitor:
        async with free:
            return await Visitor.arrive(session, running.url, token)

    return await asyncio.gather(*(arrive(token) for token in tokens))


async def _alive(visitors: Sequence[Visitor]) -> None:
    for visitor in visitors[:: len(visitors) // 50]:
        await visitor.call("ping")
