"""What a visitor's browser fetches, counted by Chromium on the wire: headers and compressed bodies, nothing cached.

The chat is put on a page of another origin, as a shop would, and opened.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiohttp import web
from playwright.async_api import CDPSession, async_playwright

from tests.bench.figure import Figure, Skipped, say
from tests.bench.server import free_port, server

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]  # fmt: skip
SHOP = (
    '<!doctype html><link rel="icon" href="data:,"><title>Shop</title><script src="{}/widget/loader.js" async></script>'
)


class Wire:
    """Everything that a page and its frames ask for."""

    def __init__(self, session: CDPSession) -> None:
        self._asked: dict[str, tuple[str, str]] = {}  # request id -> address, frame
        self.fetched: list[tuple[str, str, int]] = []  # address, frame, bytes on the wire
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = (event["request"]["url"], event.get("frameId", ""))

    def _finished(self, event: dict[str, Any]) -> None:
        self.fetched.append((*self._asked[event["requestId"]], int(event["encodedDataLength"])))

    def others(self, *own: str) -> list[str]:
        """Addresses that are on none of these origins."""
        return [
            url
            for url, _ in self._asked.values()
            if not url.startswith((*(f"{one}/" for one in own), "data:", "blob:"))
        ]


async def measure() -> list[Figure]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise Skipped("there is no Chromium here to fetch the pages with")
    shop_port = free_port()
    shop = f"http://localhost:{shop_port}"
    with TemporaryDirectory() as name, server(Path(name), f"[widget]\nallowed_origins = ['{shop}']\n") as running:
        async with _shop(shop_port, running.url), async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = await browser.new_page(locale="ru-RU")  # one whose words have to be fetched
            session = await page.context.new_cdp_session(page)
            wire = Wire(session)
            await session.send("Network.enable")
            await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
            await page.goto(shop, wait_until="networkidle")
            await page.locator("heard-chat button").click()
            await page.frame_locator("heard-chat iframe").locator("textarea").wait_for()
            await page.wait_for_load_state("networkidle")
            await browser.close()
    if strangers := wire.others(shop, running.url):
        raise RuntimeError(f"third parties were asked: {', '.join(strangers)}")
    return _figures(wire, running.url)


def _figures(wire: Wire, url: str) -> list[Figure]:
    loader = [size for address, _, size in wire.fetched if address == f"{url}/widget/loader.js"]
    widget = sorted(
        (size, address) for address, _, size in wire.fetched if address.startswith(url) and "loader.js" not in address
    )
    for size, address in widget:
        say(f"{size:7} {address.removeprefix(url)}")
    return [
        Figure("loader_kb", round(sum(loader) / 1000, 2), "kB", len(loader)),
        Figure("widget_kb", round(sum(size for size, _ in widget) / 1000, 2), "kB", len(widget)),
    ]


@asynccontextmanager
async def _shop(port: int, server_url: str) -> AsyncIterator[None]:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text=SHOP.format(server_url), content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "localhost", port).start()
    try:
        yield
    finally:
        await runner.cleanup()
