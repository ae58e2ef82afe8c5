"""One run of one schedule, with a real Chromium for everyone in the room."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Error, Page, async_playwright

from tests.bench.figure import Skipped, say
from tests.bench.links import judge, sources
from tests.bench.links.emulator import Emulator
from tests.bench.links.room import LinkedRoom
from tests.bench.links.schedules import Schedule
from tests.bench.links.seconds import COUNTED, HEAD, Look, Second, row, second
from tests.journeys.stage import CHROMIUM, FLAGS

AWAKE = ("--disable-renderer-backgrounding", "--disable-background-timer-throttling")
START_MS = 20_000


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Browser]:
    """With the camera and the voice of `sources`. Raises Skipped."""
    if CHROMIUM is None:
        raise Skipped("there is no Chromium here to be in the room with")
    sources.camera(folder / "camera.y4m")
    sources.voice(folder / "voice.wav")
    made = [
        f"--use-file-for-fake-video-capture={folder / 'camera.y4m'}",
        f"--use-file-for-fake-audio-capture={folder / 'voice.wav'}",
    ]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *AWAKE, *made])
        yield browser
        await browser.close()


async def run(browser: Browser, schedule: Schedule, seed: int) -> dict[str, float]:
    """The schedule's figures, by name. The customer shares a screen all the time; agent and customer have cameras."""
    with Emulator() as emulator:
        async with LinkedRoom(emulator, seed) as room:
            try:
                pages = await _join(browser, room, schedule)
                taken = await _watch(pages, room, schedule)
            except Error:
                for context in browser.contexts:
                    say(await context.pages[0].evaluate("JSON.stringify({ seen, tracks: peer.sharing })"))
                raise
            finally:
                for context in browser.contexts:
                    await context.close()
        say(f"a packet was late by {1000 * emulator.late_s:.0f} ms at most")
    return _judged(schedule, taken)


async def _join(browser: Browser, room: LinkedRoom, schedule: Schedule) -> dict[str, Page]:
    pages = {}
    for role in ("customer", "agent", "supervisor")[: 2 + schedule.supervised]:
        context = await browser.new_context(permissions=["camera", "microphone"])
        await context.add_init_script(path=sources.SHARING)
        page = pages[role] = await context.new_page()
        page.on("pageerror", lambda error: say(f"page error: {error}"))
        await page.goto(room.url(role))
        await page.wait_for_function("document.title === 'ready' && peer.you !== null", timeout=START_MS)
        if role == "supervisor":
            await page.evaluate("peer.start()")
        else:
            await page.click("#join")
        await page.wait_for_function("peer.status === 'connected'", timeout=START_MS)
    await pages["customer"].click("#share")
    for role in list(pages)[1:]:
        await pages[role].wait_for_function("seen.frames['customer/screen'] > 0", timeout=START_MS)
    return pages


async def _watch(pages: dict[str, Page], room: LinkedRoom, schedule: Schedule) -> dict[str, list[Second]]:
    """Every receiver's seconds, while the schedule runs."""
    way = room.links[schedule.who]
    receivers = [role for role in pages if role != "customer"]
    taken: dict[str, list[Second]] = {role: [] for role in receivers}
    said = schedule.who if schedule.who in receivers else "agent"
    say(HEAD)
    way.become(schedule.direction, schedule.phases[0].conditions)
    looks = await _look(pages, room, schedule, receivers)
    began_s = time.monotonic()
    for number, phase in enumerate(schedule.phases):
        way.become(schedule.direction, phase.conditions)
        for _ in range(phase.seconds):
            passed = len(taken[said]) + 1
            await asyncio.sleep(began_s + passed - time.monotonic())
            latest = await _look(pages, room, schedule, receivers)
            for role in receivers:
                taken[role].append(second(number, looks[role], latest[role]))
            looks = latest
            say(row(passed, phase.name, taken[said][-1], _allowed(room)))
    return taken


async def _look(pages: dict[str, Page], room: LinkedRoom, schedule: Schedule, receivers: list[str]) -> dict[str, Look]:
    count = COUNTED.read_text()
    counted = await asyncio.gather(
        pages["customer"].evaluate(count, "agent"), *(pages[role].evaluate(count, "customer") for role in receivers)
    )
    sender, *received = counted
    way = room.links[schedule.who].counts(schedule.direction)
    now_s = time.monotonic()
    return {
        role: Look(now_s, one["received"], sender["targets"], way)
        for role, one in zip(receivers, received, strict=True)
    }


def _allowed(room: LinkedRoom) -> str:
    """What the server has told the sharing page last."""
    limits: dict[str, Any] = room.signals.get("customer", {}).get("limits", {})
    pictures = (_limit(limits[kind]) for kind in ("camera", "screen") if kind in limits)
    return " ".join(filter(None, (*pictures, limits.get("because"))))


def _limit(limit: dict[str, Any]) -> str:
    if not limit["active"]:
        return "off"
    rate = f"{limit['max_bps'] / 1000:.0f}"
    return "/".join([rate, *(str(limit[name]) for name in ("max_fps", "codec") if limit.get(name))])


def _judged(schedule: Schedule, taken: dict[str, list[Second]]) -> dict[str, float]:
    agent = taken["agent"]
    if schedule.supervised:
        figures = judge.unlike(agent, taken["supervisor"])
    elif len(schedule.phases) > 2:
        figures = judge.drop(agent)
    else:
        figures = judge.bad(agent)
    return {**figures, **judge.steady(agent)}
