"""The same shop on Telegram: the real server beside the emulated Bot API, the agent in a real browser."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.fakes.bot_api import TOKEN, BotApi, Sent
from tests.fakes.shop import until
from tests.journeys.call import camera, join, plays
from tests.journeys.conftest import heard_in
from tests.journeys.looks import faults
from tests.journeys.stage import Heard, Stage

WITHIN_S = 60


class Phone:
    """Somebody's chat with the bot."""

    def __init__(self, api: BotApi, chat: int) -> None:
        self._api = api
        self.chat = chat

    def writes(self, text: str) -> None:
        self._api.text(self.chat, text)

    def taps(self, label: str) -> None:
        self._api.tap(self.chat, label)

    async def sees(self, words: str) -> Sent:
        """The newest message that says so."""
        await until(lambda: any(words in sent.text for sent in self._api.chats[self.chat]), within_s=WITHIN_S)
        return next(sent for sent in reversed(self._api.chats[self.chat]) if words in sent.text)

    def count(self, words: str) -> int:
        return sum(words in sent.text for sent in self._api.chats[self.chat])


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, api: BotApi, begun: Path) -> Iterator[Heard]:
    heard = heard_in(tmp_path_factory.mktemp("telegram"), begun)
    heard.url = f"http://127.0.0.1:{heard.port}"  # Telegram takes no "localhost" in a button
    heard.set("server", public_url=heard.url)
    heard.set("telegram", token=TOKEN, api_url=api.url)
    heard.start()
    yield heard
    heard.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(served: Heard, browser: Browser) -> AsyncIterator[Stage]:
    await asyncio.to_thread(served.wait_healthy)
    async with Stage(browser, served) as stage:
        yield stage


async def test_an_answer_choices_and_a_rating_at_a_tap(stage: Stage, api: BotApi) -> None:
    phone = Phone(api, 1)
    phone.writes("wher is my ordr")
    answer = await phone.sees("Where is my order?")
    assert {"👍 Yes", "👎 No", "Talk to a person"} <= set(answer.labels)

    phone.writes("my lamp is broken")
    which = await phone.sees("Which of these do you mean?")
    assert len(which.labels) >= 2
    phone.taps(which.labels[0])
    await until(lambda: "✓" in which.text and phone.count("Did this help?") == 2, within_s=WITHIN_S)

    phone.taps("👍 Yes")
    asked = await phone.sees("How was this conversation?")
    phone.taps("4 ★")
    await until(lambda: "\n★★★★☆\n" in asked.text, within_s=WITHIN_S)
    phone.taps("Change the rating")
    await until(lambda: "✓ 4 ★" in asked.labels, within_s=WITHIN_S)
    phone.taps("5 ★")
    await until(lambda: "\n★★★★★\n" in asked.text, within_s=WITHIN_S)
    assert phone.count("How was this conversation?") == 1

    manager = await stage.agent()
    told = await (await manager.page.request.get("/api/reports/overview?channel=telegram")).json()
    assert (told["ratings"], told["rating"]["value"]) == ({"asked": 1, "answered": 1, "kiosk": 0}, 5)


async def test_a_person_answers_from_the_desk(stage: Stage, api: BotApi) -> None:
    phone, agent = Phone(api, 2), await stage.agent()
    phone.writes("my kettle hums Mozart")
    await phone.sees("I do not know")
    phone.taps("Talk to a person")
    await phone.sees("You are in the line")
    await agent.take("my kettle hums")
    await phone.sees("Ana Novak joined")
    await agent.reply("Which kettle is it?")
    assert (await phone.sees("Which kettle is it?")).text.startswith("Ana Novak\n")
    phone.writes("the Zora")
    await agent.sees("the Zora")
    await agent.verb("resolve")
    await phone.sees("How was this conversation?")


@pytest.mark.slow
async def test_the_two_meet_through_an_invitation(stage: Stage, api: BotApi) -> None:
    phone, agent = Phone(api, 3), await stage.agent()
    phone.writes("talk to a person")
    await phone.sees("You are in the line")
    await agent.take("talk to a person")
    await agent.verb("video")
    await join(agent.page)
    invitation = await phone.sees("Ana Novak invites you to a video call")
    link = invitation.button("Join the video call")["url"]

    for _ in range(2):  # previews and curious eyes do no harm
        answer = await agent.page.request.get(link)
        assert answer.ok
    page = await (await stage.context(width=390, height=844, reduced_motion="reduce")).new_page()
    await page.goto(link)
    door = page.get_by_role("button", name="Join", exact=True)
    await expect(door).to_be_visible()
    assert not await faults(page)
    await door.click()
    await expect(page.get_by_role("button", name="Continue", exact=True)).to_be_enabled()
    assert not await faults(page)
    await refused(stage, link)

    await join(page)
    await plays(camera(page, "Ana Novak"))
    assert not await faults(page)
    await plays(agent.page.locator("video[aria-label$=camera]:not([aria-label^=Your])").first)
    await page.reload()
    await page.get_by_role("button", name="Back into the call").click()
    await plays(camera(page, "Ana Novak"))

    await page.get_by_role("button", name="End call").click()
    await expect(page.get_by_text("The call has ended").first).to_be_visible()
    assert not await faults(page)
    await until(lambda: invitation.text.startswith("📹 Video call, "), within_s=WITHIN_S)
    assert invitation.labels == []


@pytest.mark.slow
async def test_a_picture_of_a_call_arrives_as_a_photo(stage: Stage, api: BotApi) -> None:
    phone, agent = Phone(api, 4), await stage.agent()
    phone.writes("talk to a person")
    await phone.sees("You are in the line")
    await agent.take("talk to a person")
    await agent.verb("video")
    await join(agent.page)
    invitation = await phone.sees("Ana Novak invites you to a video call")
    page = await (await stage.context(width=390, height=844)).new_page()
    await page.goto(invitation.button("Join the video call")["url"])
    await page.get_by_role("button", name="Join", exact=True).click()
    await join(page)
    await plays(agent.page.locator("video[aria-label$=camera]:not([aria-label^=Your])").first)
    await agent.page.get_by_role("button", name="Snapshot").click()
    picture = await phone.sees("Picture from the camera")
    assert picture.text.startswith("Ana Novak\n") and (picture.photo or b"").startswith(b"\xff\xd8\xff")
    await page.get_by_role("button", name="End call").click()
    await expect(page.get_by_text("The call has ended").first).to_be_visible()


async def refused(stage: Stage, link: str) -> None:
    """A second browser with the same link."""
    stage.excuse("410.*/api/call/look")
    other: Page = await (await stage.context()).new_page()
    await other.goto(link)
    await expect(other.get_by_role("heading", name="It is open in another place")).to_be_visible()
