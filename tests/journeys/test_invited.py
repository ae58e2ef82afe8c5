"""Whoever has nothing but a link to a call: at the door, in the call, and in a second place; and who else comes in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.journeys.call import camera, join, plays
from tests.journeys.firefox import FIREFOX, firefox
from tests.journeys.stage import Agent, Heard, Stage
from tests.process import free_port

PHONE = {"width": 360, "height": 740, "has_touch": True}
TELEGRAM = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/130.0.0.0 Mobile Safari/537.36 Telegram-Android/11.2"
)


async def invites(agent: Agent, name: str) -> str:
    """A link for somebody who has written nothing; the agent waits in the call."""
    await agent.menu("New call")
    dialog = agent.page.get_by_role("dialog")
    await dialog.get_by_label("Whom do you want to call?").fill(name)
    await dialog.get_by_role("button", name="Make the link").click()
    link = await dialog.get_by_label("Invitation link").input_value()
    await dialog.get_by_role("button", name="Go into the call").click()
    await join(agent.page)
    return link


async def opens(stage: Stage, link: str, **options: object) -> Page:
    page = await (await stage.context(**{**PHONE, **options})).new_page()
    await page.goto(link)
    return page


async def comes_in(stage: Stage, link: str) -> Page:
    page = await opens(stage, link)
    await page.get_by_role("button", name="Join", exact=True).click()
    await join(page)
    return page


async def ends(agent: Agent) -> None:
    await agent.page.get_by_role("button", name="End call").click()


async def test_a_link_sent_by_any_means_leads_into_the_call(stage: Stage) -> None:
    agent = await stage.agent()
    link = await invites(agent, "Maja")
    page = await opens(stage, link)
    await expect(page.get_by_role("heading", name="Ana Novak invites you to a video call")).to_be_visible()
    await expect(page.get_by_text("Nothing is installed, and there is no account.")).to_be_visible()
    await page.get_by_role("button", name="Join", exact=True).click()
    await join(page)
    await plays(camera(page, "Ana Novak"))
    await plays(camera(agent.page, "Maja"))
    await agent.sees("Loudspeaker not tried")
    await ends(agent)
    await expect(page.get_by_role("heading", name="The call has ended")).to_be_visible()
    await agent.verb("resolve")
    await expect(page.get_by_text("How was the call with Ana Novak?")).to_be_visible()
    await page.get_by_role("radio", name="5 of 5: Very good").click()
    await expect(agent.thread.get_by_role("img", name="5 of 5: Very good")).to_be_visible()


@pytest.mark.slow
async def test_a_second_place_is_let_in_by_the_first_alone(stage: Stage) -> None:
    stage.excuse("410")
    agent = await stage.agent()
    link = await invites(agent, "Iva")
    first = await comes_in(stage, link)
    await plays(camera(first, "Ana Novak"))
    second = await opens(stage, link)
    ask = second.get_by_role("button", name="Ask there to go on here")
    await ask.click()
    await first.get_by_role("button", name="No, stay here").click()
    await expect(second.get_by_text("The other place said no")).to_be_visible()
    await ask.click()
    await first.get_by_role("button", name="Yes, go on there").click()
    await join(second)
    await plays(camera(second, "Ana Novak"))
    await expect(camera(first, "Ana Novak")).to_have_count(0)
    await ends(agent)


@pytest.mark.slow
async def test_an_apps_own_browser_is_told_where_to_go(stage: Stage) -> None:
    agent = await stage.agent()
    link = await invites(agent, "Nik")
    page = await opens(stage, link, user_agent=TELEGRAM)
    await expect(page.get_by_text("Telegram shows this page in a browser of its own")).to_be_visible()
    away = await page.get_by_role("link", name="Open in Chrome").get_attribute("href")
    assert away is not None
    assert away.startswith("intent://")
    assert link.split("#")[1] in away
    await ends(agent)


@pytest.mark.slow
async def test_a_colleague_is_brought_in_and_sent_out(stage: Stage) -> None:
    agent, colleague = await stage.agent(), await stage.agent("Bor Kos")
    page = await comes_in(stage, await invites(agent, "Eva"))
    await plays(camera(page, "Ana Novak"))
    await agent.page.get_by_role("button", name="Calls").click()
    await agent.page.get_by_role("menuitem", name="Bring in a colleague").click()
    await agent.page.get_by_role("dialog").get_by_role("button", name="Bor Kos").click()
    await expect(colleague.page.locator(".ring-card")).to_contain_text("Ana Novak asks you into the call with Eva")
    await colleague.page.keyboard.press("a")
    await expect(colleague.page.get_by_role("button", name="Leave", exact=True)).to_be_visible()
    await plays(camera(colleague.page, "Eva"))
    await plays(camera(page, "Bor Kos"))
    await agent.page.locator(".present").get_by_role("button", name="Remove").click()
    await expect(colleague.page.get_by_text("You were removed from the call")).to_be_visible()
    await expect(camera(page, "Bor Kos")).to_have_count(0)
    await plays(camera(page, "Ana Novak"))
    await ends(agent)


@pytest.mark.slow
async def test_a_transfer_takes_the_call_along(stage: Stage) -> None:
    agent, colleague = await stage.agent(), await stage.agent("Bor Kos")
    page = await comes_in(stage, await invites(agent, "Ula"))
    await plays(camera(page, "Ana Novak"))
    await agent.verb("transfer")
    await agent.page.get_by_role("dialog").get_by_role("button", name="Bor Kos").click()
    await expect(colleague.page.locator(".ring-card")).to_contain_text("Ula")
    await colleague.page.keyboard.press("a")
    await plays(camera(page, "Bor Kos"))
    await plays(camera(colleague.page, "Ula"))
    await agent.page.get_by_role("button", name="Leave", exact=True).click()
    await expect(camera(page, "Ana Novak")).to_have_count(0)
    await plays(camera(page, "Bor Kos"))
    await ends(colleague)


@pytest.mark.slow
async def test_a_manager_listens_in_for_all_to_see(stage: Stage) -> None:
    manager, colleague = await stage.agent(), await stage.agent("Bor Kos")
    page = await comes_in(stage, await invites(colleague, "Tea"))
    await plays(camera(page, "Bor Kos"))
    await manager.list("open")
    await manager.row("Tea").click()
    await manager.page.locator('[data-verb="listen"]').click()
    await plays(camera(manager.page, "Tea"))
    await expect(colleague.page.locator(".present")).to_contain_text("Ana Novak · listens in")
    await expect(page.get_by_text(re.compile("Ana Novak.*listen", re.IGNORECASE)).first).to_be_visible()
    await colleague.page.get_by_role("button", name="End call").click()


@pytest.fixture
def in_the_open(tmp_path: Path) -> Iterator[Heard]:
    """A server at the machine's own addresses: Firefox goes nowhere from its loopback."""
    heard = Heard(tmp_path)
    heard.set("media", port=free_port())
    heard.start()
    heard.wait_healthy()
    yield heard
    heard.close()


@pytest.mark.slow
@pytest.mark.skipif(FIREFOX is None, reason="no Firefox on this machine")
async def test_the_customer_comes_with_firefox(browser: Browser, in_the_open: Heard, tmp_path: Path) -> None:
    async with Stage(browser, in_the_open) as stage:
        await _with_firefox(stage, tmp_path / "profile")


async def _with_firefox(stage: Stage, profile: Path) -> None:
    agent = await stage.agent()
    link = await invites(agent, "Lea")
    async with firefox(profile) as page:
        await page.goto(link)
        await page.press("Join")
        await page.press("Skip the test")
        await page.press("Join now")
        await page.plays("Ana Novak's camera")
        await plays(camera(agent.page, "Lea"))
        await agent.sees(re.compile("Firefox"))
        await ends(agent)
        await page.until("document.body.innerText.includes('The call has ended')")
