"""Two pages of a real Chromium in a room, through a real worker process."""

import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer
from caller import until
from playwright.async_api import Browser, Page, async_playwright

from webrtc.media import Media, MediaSettings, Participant, RoomEvent, SharingChanged
from webrtc.signals import decode, encode
from webrtc.tasks import Tasks

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
STATIC = Path(__file__).parents[2] / "bot" / "web" / "static"
PAGE = Path(__file__).with_name("call.html")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


class Desk:
    """The least that a page needs around a room: itself, the modules, and a socket for its signals."""

    def __init__(self) -> None:
        self.events: list[RoomEvent] = []
        self.media = Media(MediaSettings(host="127.0.0.1", port=0), self._happened)
        app = web.Application()
        app.router.add_get("/", self._page)
        app.router.add_get("/socket", self._socket)
        app.router.add_static("/static", STATIC)
        self.server = TestServer(app)
        self.links: dict[str, Any] = {}

    async def _happened(self, event: RoomEvent) -> None:
        self.events.append(event)

    async def _page(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        role = request.query["role"]
        identity = request.query["id"]
        link = await self.media.join("room", Participant(identity, role, identity))
        self.links[identity] = link
        tasks = Tasks()

        async def down() -> None:
            with suppress(ConnectionError):  # the page went while something was on its way
                async for one in link:
                    await socket.send_str(encode(one).decode())

        tasks.start(down(), "down")
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await link.send(decode(message.data))
        await link.close()
        await tasks.aclose()
        return socket

    def page(self, identity: str, role: str) -> str:
        return str(self.server.make_url(f"/?id={identity}&role={role}"))


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    await desk.server.start_server()
    try:
        yield desk
    finally:
        await desk.media.aclose()
        await desk.server.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(browser: Browser, desk: Desk, identity: str, role: str) -> AsyncIterator[Page]:
    context = await browser.new_context(permissions=["camera", "microphone"])
    page = await context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"{identity}: {error}"))
    await page.goto(desk.page(identity, role))
    await page.wait_for_function("document.title === 'ready' && peer.you !== null")
    try:
        yield page
    finally:
        await context.close()


async def frames(page: Page, key: str, more_than: int = 0) -> None:
    await page.wait_for_function(f"(seen.frames['{key}'] ?? 0) > {more_than}", timeout=15_000)


async def test_camera_screen_and_pointer_arrive(
    browser: Browser, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    async with (
        opened(browser, desk, "ana", "agent") as agent,
        opened(browser, desk, "eva", "customer") as eva,
    ):
        await agent.click("#join")
        await agent.wait_for_function("peer.status === 'connected'")
        await eva.click("#join")
        await frames(eva, "ana/camera", 5)
        await frames(agent, "eva/camera", 5)
        first_ms = await eva.evaluate("seen.firstFrameMs['ana/camera']")
        with capsys.disabled():
            print(f"\n  click to first remote frame: {first_ms} ms", end=" ")
        assert "eva/screen" not in await agent.evaluate("seen.frames")

        await eva.click("#share")
        await frames(agent, "eva/screen", 2)
        before = await agent.evaluate("seen.frames['eva/camera']")
        await frames(agent, "eva/camera", before + 5)  # the camera goes on beside the screen
        stats = await agent.evaluate(
            """async () => [...(await peer.report()).values()].filter((one) => one.type === "inbound-rtp") .map(({mid,
            framesDecoded, packetsReceived}) => ({mid, framesDecoded, packetsReceived}))
            """
        )
        by_mid = {one["mid"]: one for one in stats}
        assert by_mid["0"]["packetsReceived"] > 0
        assert by_mid["1"]["framesDecoded"] > 0
        assert by_mid["2"]["framesDecoded"] > 0

        await eva.evaluate("beside.point('{\"x\":0.5}')")
        await agent.wait_for_function("seen.points.length > 0")
        assert await agent.evaluate("seen.points[0]") == ["eva", '{"x":0.5}']

        await eva.evaluate("peer.stopScreen()")
        await agent.wait_for_function("!seen.state.participants.find(({id}) => id === 'eva').sharing.screen")
        assert await agent.evaluate("seen.problems") == await eva.evaluate("seen.problems") == []
    sharing = [event.screen for event in desk.events if isinstance(event, SharingChanged)]
    assert True in sharing and sharing[-1] is False


async def test_the_screen_comes_in_av1_and_the_camera_in_vp8(browser: Browser, desk: Desk) -> None:
    async with opened(browser, desk, "ana", "agent") as agent, opened(browser, desk, "eva", "customer") as eva:
        for page in (agent, eva):
            await page.click("#join")
        await frames(agent, "eva/camera", 5)
        await eva.wait_for_function("peer.limits?.screen.codec === 'av1'")
        await eva.click("#share")
        await frames(agent, "eva/screen", 2)
        codecs = await agent.evaluate(
            """async () => {
              const report = await peer.report();
              const incoming = [...report.values()].filter((one) => one.type === "inbound-rtp" && one.kind === "video");
              return Object.fromEntries(incoming.map(({ mid, codecId }) => [mid, report.get(codecId)?.mimeType]));
            }"""
        )
        assert codecs == {"1": "video/VP8", "2": "video/AV1"}
        limits = await eva.evaluate("peer.limits")
        assert limits["because"] == "" and limits["without"] == []


async def test_restart_reload_and_end(browser: Browser, desk: Desk) -> None:
    async with (
        opened(browser, desk, "ana", "agent") as agent,
        opened(browser, desk, "eva", "customer") as eva,
    ):
        for page in (agent, eva):
            await page.click("#join")
        await frames(agent, "eva/camera", 5)

        await eva.evaluate("peer.restart()")
        await eva.wait_for_function("peer.status === 'connected'")
        now = await agent.evaluate("seen.frames['eva/camera']")
        await frames(agent, "eva/camera", now + 10)

        await eva.reload()
        await eva.wait_for_function("document.title === 'ready' && peer.you !== null")
        await eva.click("#join")
        now = await agent.evaluate("seen.frames['eva/camera']")
        await frames(agent, "eva/camera", now + 10)
        await frames(eva, "ana/camera", 5)

        await desk.media.end("room", "ended")
        for page in (agent, eva):
            await page.wait_for_function("seen.byes.join() === 'ended' && peer.status === 'closed'")
        await until(lambda: desk.events and desk.events[-1].__class__.__name__ == "Ended")


@pytest.mark.slow
async def test_a_killed_worker_is_survived_by_the_page(browser: Browser, desk: Desk) -> None:
    async with opened(browser, desk, "ana", "agent") as agent, opened(browser, desk, "eva", "customer") as eva:
        for page in (agent, eva):
            await page.click("#join")
        await frames(agent, "eva/camera", 5)
        assert desk.media.worker_pid is not None
        os.kill(desk.media.worker_pid, signal.SIGKILL)
        for page in (agent, eva):
            await page.wait_for_function("seen.byes.join() === 'worker_lost' && peer.status === 'connected'")
        now = await agent.evaluate("seen.frames['eva/camera']")
        await frames(agent, "eva/camera", now + 10)
        assert await eva.evaluate("peer.sharing") == {"audio": True, "camera": True, "screen": False}
        assert await agent.evaluate("seen.problems") == await eva.evaluate("seen.problems") == []


async def test_what_stands_in_the_way_has_a_name(browser: Browser, desk: Desk) -> None:
    context = await browser.new_context(permissions=[])
    page = await context.new_page()
    await page.goto(desk.page("eva", "customer"))
    await page.wait_for_function("document.title === 'ready'")
    code = "(error) => error.code"
    faults = {"NotAllowedError": "denied", "NotFoundError": "missing", "NotReadableError": "busy"}
    for name, expected in faults.items():
        await page.evaluate(
            "(name) => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', name); }; }",
            name,
        )
        assert await page.evaluate(f"peer.setCamera(true).catch({code})") == f"camera_{expected}"
        assert await page.evaluate(f"peer.setMicrophone(true).catch({code})") == f"microphone_{expected}"
    await page.evaluate("navigator.mediaDevices.getDisplayMedia = undefined")
    assert await page.evaluate(f"peer.shareScreen().catch({code})") == "screen_unsupported"
    assert await page.evaluate("peer.sharing") == {"audio": False, "camera": False, "screen": False}
    await context.close()


async def test_the_browsers_own_stop_button_ends_the_share(browser: Browser, desk: Desk) -> None:
    async with opened(browser, desk, "ana", "agent") as agent:
        await agent.click("#join")
        await agent.wait_for_function("peer.status === 'connected'")
        await agent.click("#share")
        await agent.wait_for_function("peer.sharing.screen")
        await agent.evaluate("peer.tracks.screen.dispatchEvent(new Event('ended'))")
        await agent.wait_for_function("!peer.sharing.screen && !seen.state.sharing.screen")
        assert await agent.evaluate("seen.problems") == []


@pytest.mark.slow
async def test_a_call_is_mended_after_the_network_was_gone(browser: Browser, desk: Desk) -> None:
    async with opened(browser, desk, "ana", "agent") as agent, opened(browser, desk, "eva", "customer") as eva:
        for page in (agent, eva):
            await page.click("#join")
        await frames(agent, "eva/camera", 5)
        assert desk.media.worker_pid is not None
        os.kill(desk.media.worker_pid, signal.SIGSTOP)  # nothing is answered any more
        try:
            for page in (agent, eva):
                await page.wait_for_function("peer.status === 'reconnecting'", timeout=20_000)
        finally:
            os.kill(desk.media.worker_pid, signal.SIGCONT)
        for page in (agent, eva):
            await page.wait_for_function("peer.status === 'connected'", timeout=20_000)
        now = await agent.evaluate("seen.frames['eva/camera']")
        await frames(agent, "eva/camera", now + 10)
        assert await agent.evaluate("seen.byes") == await eva.evaluate("seen.byes") == []
