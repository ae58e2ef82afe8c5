"""How long a start takes, and what the server holds in memory while nobody calls.

Memory is measured twice: as the product comes, with the model that tells what questions mean where it is installed, and
without the model. Each time a few questions were asked before, and nothing since for as long as the server keeps what
it needs for them; what it held right after them is said too. The pages of the model's file count as the server's,
though the system takes them back whenever something else needs the room.
"""

import asyncio
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from aiohttp import ClientSession

from bot.idle import IDLE_S
from tests.bench.figure import Figure, say
from tests.bench.server import Server, server
from tests.bench.visitor import Visitor

STARTS = 7
QUIET_S, PATIENCE_S, SLACK_S = 3, 300, 2
NO_MODEL = '[knowledge]\nsemantic = "off"\n'
ASKED = (
    "where is my order",
    "Kje je moje naročilo?",
    "Забыў пароль",
    "как вернуть товар",
    "lupa kata sandi",
    "who won the world cup",
)


async def measure() -> list[Figure]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with server(folder) as first:
            say(f"first start, on an empty folder: {first.started_s:.2f} s")
        starts = sorted([await _start(folder) for _ in range(STARTS)])
        say(f"starts on an existing folder: {', '.join(f'{each:.2f}' for each in starts)} s")
        rss = await _held(folder)
        without_model = await _held(folder, NO_MODEL)
    return [
        Figure("start_s", round(median(starts), 3), "s", STARTS),
        Figure("idle_rss_mb", round(rss, 1), "MB", 1),
        Figure("idle_rss_without_model_mb", round(without_model, 1), "MB", 1),
    ]


async def _held(folder: Path, extra: str = "") -> float:
    """MB that are resident a while after a few questions."""
    with server(folder, extra) as running:
        await _idle(running)
        await _use(running)
        say(f"right after a few questions: {running.rss() / 2**20:.1f} MB")
        await asyncio.sleep(IDLE_S + SLACK_S)
        say(f"later: {running.rss() / 2**20:.1f} MB, of which nobody shares {running.unshared() / 2**20:.1f} MB")
        return running.rss() / 2**20


async def _idle(running: Server) -> None:
    """Until the process that reads the sample's phrasings is gone: it is there in the first minute of a shop's life.

    Raises TimeoutError.
    """
    async with asyncio.timeout(PATIENCE_S):
        quiet = 0
        while quiet < QUIET_S:
            await asyncio.sleep(1)
            quiet = 0 if running.process.children() else quiet + 1


async def _start(folder: Path) -> float:
    with server(folder) as started:
        return started.started_s


async def _use(running: Server) -> None:
    async with ClientSession(headers={"Origin": running.url}) as session:
        async with session.get(f"{running.url}/api/widget/settings") as response:
            response.raise_for_status()
        async with session.post(f"{running.url}/api/widget/start", json={"language": "en"}) as response:
            token = (await response.json())["token"]
        visitor = await Visitor.arrive(session, running.url, token)
        for number, question in enumerate(ASKED):
            await visitor.call("send", client_message_id=str(number), text=question)
        await visitor.close()
