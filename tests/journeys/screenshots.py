"""Takes the pictures of the README from the running product: `python -m tests.journeys.screenshots [FOLDER]`."""

import asyncio
import struct
import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, Page, Playwright, async_playwright, expect

from bot.app import running
from bot.config import Config, Data, Media, Server
from bot.config import Telegram as TelegramSettings
from tests.fakes.bot_api import TOKEN, BotApi
from tests.journeys import shop_week
from tests.journeys.call import camera, join, plays, screen, shares
from tests.journeys.faces import film
from tests.journeys.stage import CHROMIUM, FLAGS, Agent, Customer, Heard, Stage
from tests.process import free_port

PICTURES = Path(__file__).parents[2] / "bot" / "web" / "screenshots"
SIX_DAYS_MS = 6 * 24 * shop_week.HOUR_MS
PIXELS = """async ({ picture, step }) => {
    const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
    const drawn = await createImageBitmap(new Blob([bytes]));
    const pen = new OffscreenCanvas(drawn.width, drawn.height).getContext("2d");
    pen.drawImage(drawn, 0, 0);
    const { data } = pen.getImageData(0, 0, drawn.width, drawn.height);
    const rgb = Array.from(data).filter((_, at) => at % 4 < 3);
    return btoa(rgb.map(value => String.fromCharCode(Math.round(value / step) * step)).join(""));
}"""
"""Red, green and blue of a picture, each a multiple of `step`."""

REAL_TAB = "--use-fake-device-for-media-stream=display-media-type=browser"


async def main(folder: Path) -> None:
    with TemporaryDirectory() as temporary:
        room = Path(temporary)
        async with served(room) as (url, api), async_playwright() as playwright:
            agents = await browser(playwright, _ana(room))
            customers = await browser(playwright, _maja(room))
            async with Stage(agents, At(url)) as desks, Stage(customers, At(url)) as shop:
                ana = await desks.sign_in()
                await widget(shop, folder)
                maja = await desk(ana, desks, shop, api, folder)
                await reports(desks, folder)
                await editor(desks, folder)
                await help_centre(shop, folder)
                await call(ana, maja, folder)
            await agents.close()
            await customers.close()


class At(Heard):
    """A server that runs already."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.logins = {}


@asynccontextmanager
async def served(room: Path) -> AsyncIterator[tuple[str, BotApi]]:
    """A shop with a week behind it."""
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(BotApi())
        config = Config(
            server=Server(port=free_port()),
            data=Data(folder=str(room)),
            media=Media(port=free_port()),
            telegram=TelegramSettings(token=TOKEN, api_url=api.url),
        )
        clock = shop_week.Past(SIX_DAYS_MS)
        started = await stack.enter_async_context(running(config, clock))
        assert started.first_manager is not None
        await shop_week.live(started.port, config.public_url, clock, started.first_manager)
        yield config.public_url, api


async def browser(playwright: Playwright, face: Path) -> Browser:
    flags = [REAL_TAB if flag.startswith("--use-fake-device-for-media-stream") else flag for flag in FLAGS]
    seen = f"--use-file-for-fake-video-capture={face}"
    return await playwright.chromium.launch(executable_path=CHROMIUM, args=[*flags, seen])


def _ana(room: Path) -> Path:
    return film(
        room / "ana.y4m",
        wall=(206, 219, 214), hair=(74, 45, 35), skin=(236, 190, 162), shirt=(44, 97, 71),
        long_hair=True,
    )  # fmt: skip


def _maja(room: Path) -> Path:
    return film(
        room / "maja.y4m",
        wall=(222, 205, 190), hair=(52, 49, 54), skin=(214, 160, 126), shirt=(59, 91, 160),
        long_hair=False,
    )  # fmt: skip


async def take(page: Page, folder: Path, name: str, *, step: int = 1) -> None:
    """`step` above 1 takes out the noise of a video, which no eye sees but every PNG keeps."""
    await page.evaluate("document.fonts.ready")
    await page.mouse.move(640, 4)
    path = folder / f"{name}.png"
    picture = await page.screenshot(animations="disabled")
    pixels = b64decode(await page.evaluate(PIXELS, {"picture": b64encode(picture).decode(), "step": step}))
    path.write_bytes(small_png(pixels, 1280, 800))
    print(f"{path}: {path.stat().st_size // 1024} KB")


def small_png(pixels: bytes, width: int, height: int) -> bytes:
    """PNG of 8-bit RGB (ISO/IEC 15948) without row filters: flat colours, as pages have, are smaller so."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + pixels[at : at + 3 * width] for at in range(0, len(pixels), 3 * width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


async def widget(shop: Stage, folder: Path) -> None:
    customer = await shop.customer()
    await customer.ask("where is my parcle")
    await customer.hears("Did this help?")
    await take(customer.page, folder, "widget")
    await customer.page.context.close()


async def desk(ana: Agent, desks: Stage, shop: Stage, api: BotApi, folder: Path) -> Customer:
    for name in shop_week.AGENTS[1:]:
        await desks.sign_in(name)
    maja = await waiting(shop, "Maja", "en", "my Zora sings at night")
    await ana.take("Maja")
    await ana.reply("Hello Maja! Zora kettles should not sing. Since when does it?")
    await maja.hears("Since when does it?")
    await maja.ask("Since I descaled it on Sunday. The lid does not close all the way.")
    await ana.sees("The lid does not close all the way")
    await ana.page.locator("#composer-note").click()
    await ana.reply("Second Zora this month with a loose lid: tell the workshop.")
    await ana.page.locator("#composer-reply").click()
    await waiting(shop, "Luka", "sl-SI", "račun za podjetje manjka v paketu in nujno ga potrebujem")
    await waiting(shop, "Алеся", "be-BY", "мне прыслалі не той колер абажура")
    api.text(7, "talk to a person", **{"from": {**api.user(7), "first_name": "Dewi", "last_name": "Lestari"}})
    await expect(ana.page.locator(".lists-item.waiting .badge")).to_have_text("3")
    await ana.list("open")
    await ana.page.locator("#composer-text").fill("That is the seal. Shall we look at it together on video?")
    await take(ana.page, folder, "desk")
    return maja


async def waiting(shop: Stage, name: str, locale: str, question: str) -> Customer:
    customer = await shop.customer(locale=locale)
    await customer.ask(question)
    await expect(customer.thread.get_by_role("article")).to_have_count(2)
    await customer.widget.locator(".ways button").first.click()
    await customer.widget.locator(".waiting input").fill(name)
    await customer.widget.locator(".waiting form button").click()
    await expect(customer.widget.locator(".waiting form")).to_have_count(0)
    return customer


async def reports(desks: Stage, folder: Path) -> None:
    manager = await desks.sign_in()
    await manager.page.goto("/reports/?period=7d")
    await expect(manager.page.locator(".chart canvas")).to_be_visible()
    await take(manager.page, folder, "reports")
    await manager.page.context.close()


async def editor(desks: Stage, folder: Path) -> None:
    manager = await desks.sign_in()
    await manager.page.goto("/knowledge/#article/descale-coffee-maker")
    await expect(manager.page.locator(".proof").first).to_contain_text("citric acid in a litre")
    await take(manager.page, folder, "editor")
    await manager.page.context.close()


async def help_centre(shop: Stage, folder: Path) -> None:
    page = await (await shop.context()).new_page()
    await page.goto("/help/en/")
    await expect(page.get_by_role("button", name="Chat with us")).to_be_visible()
    await take(page, folder, "help")
    await page.context.close()


async def call(ana: Agent, maja: Customer, folder: Path) -> None:
    await ana.verb("video")
    await join(ana.page)
    await maja.press("Join")
    await join(maja.widget)
    await plays(camera(ana.page, "Maja"))
    await shares(maja.widget)
    await plays(screen(ana.page, "Maja"))
    await maja.page.locator("heard-chat button").last.click()  # the call goes on behind the closed chat
    await maja.page.locator("#shelf").evaluate("shelf => shelf.scrollIntoView()")
    await expect(ana.page.locator(".call-head")).to_contain_text("0:20")  # until then the picture has become sharp
    await take(ana.page, folder, "call", step=3)


if __name__ == "__main__":
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    pictures.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(pictures))
