"""A running server and the people in front of it, each in a browser of their own."""

import os
import re
import shutil
import time
from pathlib import Path
from typing import Any, Self

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    FrameLocator,
    Locator,
    Page,
    Request,
    StorageState,
    expect,
)

from tests.process import START_S, Process

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream=fps=5",  # encoding in software is what these tests wait for
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
PASSWORD = "correct horse battery staple"
DEVICES = ["camera", "microphone"]
PATIENCE_MS = 25_000  # a deadline, not a measure: the machine may be busy
expect.set_options(timeout=PATIENCE_MS)
MANAGER = "Ana Novak"
OUTAGE = r"ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE)|WebSocket connection to .* failed"
"""What Chromium says of a server that ended; which of them depends on the instant in which it did."""


class Heard(Process):
    """The server as a newcomer starts it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.config = folder / "config.toml"
        self.logins: dict[str, StorageState] = {}
        """By name, of who has an account."""

    def printed(self) -> str:
        """All that it has said, at each of its starts."""
        return self._log.read_text()

    def first_links(self) -> list[str]:
        """The one-time links that it has printed, one a start."""
        return re.findall(rf"{re.escape(self.url)}/join/#\S+", self.printed())

    def first_link(self) -> str:
        """The first of them; it is printed a moment after the server has become healthy."""
        until = time.monotonic() + START_S
        while not self.first_links():
            assert self.healthy() and time.monotonic() < until, "no link was printed"
            time.sleep(0.01)
        return self.first_links()[0]

    def set(self, section: str, **values: Any) -> None:
        """Adds to the configuration; before the start."""
        head = f"[{section}]\n"
        lines = "".join(f"{key} = {_toml(value)}\n" for key, value in values.items())
        text = self.config.read_text()
        self.config.write_text(text.replace(head, head + lines) if head in text else text + head + lines)


def _toml(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


class Stage:
    """Whatever a page complains about on its console fails the test; so does a request to somebody else."""

    def __init__(self, browser: Browser, heard: Heard) -> None:
        self.browser = browser
        self.heard = heard
        self._complaints: list[str] = []
        self._excused: list[str] = []
        self._contexts: list[BrowserContext] = []
        self.scripts: list[str] = []
        """Run in every page before its own, of those opened from then on."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, failure: type[BaseException] | None, *_: object) -> None:
        for context in self._contexts:
            await context.close()
        if failure is None:
            assert not self.complaints, "\n".join(self.complaints)

    @property
    def complaints(self) -> list[str]:
        return [said for said in self._complaints if not any(re.search(each, said) for each in self._excused)]

    def excuse(self, pattern: str) -> None:
        """What a page may complain about in this test, because the test makes it happen."""
        self._excused.append(pattern)

    def excuse_outage(self) -> None:
        """Of a test that ends the server under its pages."""
        self.excuse(OUTAGE)

    async def context(self, *, width: int = 1280, height: int = 800, **options: Any) -> BrowserContext:
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            permissions=DEVICES,
            base_url=self.heard.url,
            **{"locale": "en-GB", **options},
        )
        self._contexts.append(context)
        for script in self.scripts:
            await context.add_init_script(script)
        context.set_default_timeout(PATIENCE_MS)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._complaints.append(f"page error: {error.error}"))
        context.on("request", self._requested)
        return context

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complaints.append(f"console: {message.text} ({message.location['url']})")

    def _requested(self, request: Request) -> None:
        own = self.heard.url
        if not request.url.startswith((own, own.replace("http", "ws", 1), "data:", "blob:", "about:")):
            self._complaints.append(f"a request to somebody else: {request.url}")

    async def customer(self, **options: Any) -> "Customer":
        """In front of the demo shop, with the widget open."""
        page = await (await self.context(**options)).new_page()
        await page.goto("/")
        customer = Customer(page)
        await customer.open()
        return customer

    async def agent(self, name: str = MANAGER, **options: Any) -> "Agent":
        """At the desk. The first of a server is its manager, who invites the others."""
        if name in self.heard.logins:
            page = await (await self.context(storage_state=self.heard.logins[name], **options)).new_page()
            await page.goto("/desk/")
            return Agent(page)
        if self.heard.logins:
            manager = await self.agent()
            link = await manager.invite()
            await manager.page.context.close()
        else:
            link = self.heard.first_link()
        return Agent(await self.join(link, name, **options))

    async def sign_in(self, name: str = MANAGER, **options: Any) -> "Agent":
        """Once more, from a browser that is not signed in."""
        page = await (await self.context(**options)).new_page()
        await page.goto("/login/")
        await page.get_by_label("Email").fill(email(name))
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await expect(page).to_have_url(re.compile("/desk/"))
        return Agent(page)

    async def join(self, link: str, name: str, **options: Any) -> Page:
        """Makes the account behind `link`; the page shows the desk."""
        context = await self.context(**options)
        page = await context.new_page()
        await page.goto(link)
        await page.get_by_label("Your name").fill(name)
        await page.get_by_label("Email").fill(email(name))
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_role("button", name="Make account").click()
        await expect(page).to_have_url(re.compile("/desk/"))
        self.heard.logins[name] = {"cookies": (await context.storage_state())["cookies"], "origins": []}
        return page


def email(name: str) -> str:
    return f"{name.split()[0].lower()}@linden.example"


class Customer:
    """Somebody with the widget open on the demo shop."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def widget(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def thread(self) -> Locator:
        return self.widget.locator(".thread")  # its name is in the customer's language

    @property
    def box(self) -> Locator:
        return self.widget.locator(".write textarea")

    async def frame(self) -> Frame:
        handle = await self.page.locator("iframe").element_handle()
        frame = await handle.content_frame()
        assert frame is not None
        return frame

    async def open(self) -> None:
        await self.page.locator("heard-chat button").first.click()
        await expect(self.box).to_be_visible()

    async def ask(self, text: str) -> None:
        await self.box.fill(text)
        await self.box.press("Enter")
        await expect(self.thread.get_by_text(text, exact=True).last).to_be_visible()

    async def press(self, name: str) -> None:
        """The newest button of this name."""
        await self.widget.get_by_role("button", name=name, exact=True).last.click()

    async def hears(self, text: str | re.Pattern[str]) -> None:
        await expect(self.thread.get_by_text(text).last).to_be_visible()

    async def sees(self, text: str | re.Pattern[str]) -> None:
        await expect(self.widget.get_by_text(text).last).to_be_visible()

    async def called(self, name: str) -> None:
        """Says the name, while waiting in the line."""
        await self.widget.get_by_label("What may we call you?").fill(name)
        await self.press("Save")

    async def rate(self, stars: int) -> None:
        scale = self.widget.locator(".survey").last.locator(".points").first
        await scale.locator("button").nth(stars - 1).click()


class Agent:
    """Somebody signed in at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("log")

    def row(self, words: str) -> Locator:
        """A conversation in the list that is open, by its customer's name or what was said last."""
        return self.page.locator(".row-link").filter(has_text=words)

    async def list(self, name: str) -> None:
        await self.page.locator(f".lists-item.{name}").click()

    def button(self, verb: str) -> Locator:
        return self.page.locator(f'[data-verb="{verb}"]')

    async def verb(self, name: str) -> None:
        """Of the open conversation, from its head or from the menu there."""
        if name in ("hand_back", "release"):
            await self.page.get_by_role("button", name="More").click()
        await self.button(name).click()

    async def take(self, words: str) -> None:
        await self.row(words).click()
        await self.verb("take")
        await expect(self.page.locator(".held-by")).to_have_text("yours")

    async def reply(self, text: str) -> None:
        box = self.page.locator("#composer-text")
        await box.fill(text)
        await box.press("Enter")
        await expect(self.thread.get_by_text(text).last).to_be_visible()

    async def sees(self, text: str | re.Pattern[str]) -> None:
        await expect(self.thread.get_by_text(text).last).to_be_visible()

    async def menu(self, item: str) -> None:
        await self.page.get_by_role("button", name=re.compile("^Menu of ")).click()
        await self.page.get_by_role("menuitem", name=item).click()

    async def invite(self) -> str:
        """A link that makes an agent's account."""
        await self.menu("Invite someone")
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Make the link").click()
        link = await dialog.get_by_label("Invitation link").input_value()
        await dialog.get_by_role("button", name="Done").click()
        return link
