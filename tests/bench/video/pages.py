"""Two pages of a real Chromium: how soon they see each other, and what the server's way costs them in quality.

A click is on a page that stands around the call's own modules: devices, connection and decoding are in the figures, the
rest of the product is not.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page

from tests.bench.figure import Figure, say
from tests.bench.links import sources
from tests.bench.links.room import WorkerRoom
from tests.bench.links.run import chromium
from tests.bench.links.seconds import COUNTED
from tests.bench.video.clip import Clip
from tests.bench.video.straight import StraightRoom

JOINS, SHARES = 10, 10
GROWN_S, TARGETS = 12, 5
START_MS = 20_000
SEEN = """(id) => new Promise((seen) => {
  const look = () => document.getElementById(id)?.requestVideoFrameCallback(() => seen(Date.now()))
    ?? setTimeout(look, 5);
  look();
})"""


async def measure(host: str, clip: Clip) -> list[Figure]:
    with TemporaryDirectory() as folder:
        async with chromium(Path(folder)) as browser:
            return [*await _first_frames(browser), await _bitrate(browser)]


@asynccontextmanager
async def _opened(browser: Browser, url: str) -> AsyncIterator[Page]:
    context = await browser.new_context(permissions=["camera", "microphone"])
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_function("document.title === 'ready' && peer.you !== null", timeout=START_MS)
    try:
        yield page
    finally:
        await context.close()


async def _first_frames(browser: Browser) -> list[Figure]:
    """The agent is there; the customer clicks, and later shares."""
    joined, shared = [], []
    async with WorkerRoom() as room, _opened(browser, room.url("agent")) as agent:
        await agent.click("#join")
        await agent.wait_for_function("peer.status === 'connected'", timeout=START_MS)
        for _ in range(JOINS):
            async with _opened(browser, room.url("customer")) as customer:
                await customer.click("#join")
                await customer.wait_for_function("seen.firstFrameMs['agent/camera'] > 0", timeout=START_MS)
                joined.append(await customer.evaluate("seen.firstFrameMs['agent/camera'] / 1000"))
        async with _opened(browser, room.url("customer")) as customer:
            await customer.click("#join")
            await agent.wait_for_function("document.getElementById('customer/screen')", timeout=START_MS)
            clicked = (
                "document.getElementById('share').addEventListener('click', () => { window.sharedAt = Date.now(); })"
            )
            await customer.evaluate(clicked)
            for _ in range(SHARES):
                await asyncio.sleep(1)  # the last picture of the former share has come
                async with asyncio.TaskGroup() as group:
                    seen = group.create_task(agent.evaluate(SEEN, "customer/screen"))
                    await customer.click("#share")
                shared.append((seen.result() - await customer.evaluate("sharedAt")) / 1000)
                await customer.evaluate("peer.stopScreen()")
    say(f"first frames after {sorted(joined)} s, shares after {sorted(shared)} s")
    return [
        Figure("first_frame_p50_s", round(median(joined), 2), "s", JOINS),
        Figure("share_frame_p50_s", round(median(shared), 2), "s", SHARES),
    ]


async def _bitrate(browser: Browser) -> Figure:
    """Camera and screen of the customer, by the target of the browser's own encoders."""
    kbps = []
    for room in (StraightRoom(), WorkerRoom()):
        async with (
            room,
            _opened(browser, room.url("agent")) as agent,
            _opened(browser, room.url("customer")) as customer,
        ):
            await customer.context.add_init_script(path=sources.SHARING)
            await customer.reload()
            await customer.wait_for_function("document.title === 'ready' && peer.you !== null", timeout=START_MS)
            for page in (agent, customer):
                await page.click("#join")
            await customer.click("#share")
            await asyncio.sleep(GROWN_S)
            targets = []
            for _ in range(TARGETS):
                await asyncio.sleep(1)
                one = (await customer.evaluate(COUNTED.read_text(), "agent"))["targets"]
                targets.append((one["camera"] + one["screen"]) / 1000)
            kbps.append(mean(targets))
            say(f"{type(room).__name__}: {kbps[-1]:.0f} kbit/s")
    return Figure("bitrate_vs_p2p", round(kbps[1] / kbps[0], 2), "", TARGETS)
