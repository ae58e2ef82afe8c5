"""What a week's ratings say: to the manager, who opens what is behind each figure, to agents, and of one customer."""

import csv
import io
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.app import running
from bot.config import Config, Data, Knowledge, Media, Server
from tests.journeys import shop_week
from tests.journeys.looks import faults
from tests.journeys.screenshots import SIX_DAYS_MS, At
from tests.journeys.stage import Stage
from tests.process import free_port

CALM: dict[str, Any] = {"reduced_motion": "reduce"}
VIEWS = {
    "overview": "Right now",
    "groups": "By who answered",
    "comments": "What they are about",
    "compare": "Difference",
    "risk": "Nobody is at risk",
    "samples": "To score",
    "recordings": "Recordings of calls",
    "print": "Compared with the same time before",
}
"""Words of each that are there once it is whole."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shop(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of a server with a week behind it: 30 conversations, of which 28 were rated."""
    async with AsyncExitStack() as stack:
        folder: Path = tmp_path_factory.mktemp("week")
        config = Config(
            server=Server(port=free_port()),
            data=Data(folder=str(folder)),
            media=Media(port=free_port()),
            knowledge=Knowledge(semantic="off"),
        )
        clock = shop_week.Past(SIX_DAYS_MS - shop_week.HOUR_MS)  # it may be midnight before all have looked
        started = await stack.enter_async_context(running(config, clock))
        assert started.first_manager is not None
        await shop_week.live(started.port, config.public_url, clock, started.first_manager)
        yield config.public_url


@pytest_asyncio.fixture(loop_scope="session")
async def week(shop: str, browser: Browser) -> AsyncIterator[Stage]:
    async with Stage(browser, At(shop)) as stage:
        yield stage


async def test_monday_begins_with_what_needs_a_person_and_paper_says_what_it_is_of(week: Stage) -> None:
    """Before the others, who read the comments."""
    page = (await week.sign_in(**CALM)).page
    await page.goto("/reports/?period=7d&channel=widget")
    needs = page.get_by_role("region", name="Needs a person")
    await expect(needs.get_by_role("link", name="unassigned")).to_have_attribute("href", re.compile("list=unassigned"))
    await expect(page.locator(".chart canvas")).to_be_visible()
    await page.emulate_media(media="print")
    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    head = page.locator(".print-head")
    await expect(head).to_contain_text("Satisfaction, ")
    await expect(head).to_contain_text("Channel: Website · as of ")
    await expect(page.locator(".as-table tbody tr")).to_have_count(7)
    await expect(page.locator(".as-table tbody tr").first).to_be_visible()
    await page.emulate_media(media="screen")
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    await needs.get_by_role("link", name="unread comments").click()
    await expect(page.locator(".comment")).to_have_count(2)
    await page.goto("/reports/")
    await expect(needs).to_be_visible()
    await expect(needs.get_by_role("link", name="unassigned")).to_be_visible()
    await expect(needs.get_by_role("link", name="unread comments")).to_have_count(0)


async def test_figures_lead_to_what_is_behind_them(week: Stage) -> None:
    page = (await week.sign_in(**CALM)).page
    await page.goto("/reports/?period=7d")
    figures = page.locator(".card.figure")
    csat = figures.filter(has=page.get_by_role("heading", name="CSAT", exact=True))
    await expect(csat).to_contain_text("89%")
    await expect(csat).to_contain_text("73% to 96% · 28 answers")  # Wilson, 25 of 28
    await expect(csat).to_contain_text("93% of 30 asked")
    await expect(page.locator(".chart canvas")).to_be_visible()
    await page.get_by_text("As a table").click()
    await expect(page.locator(".as-table tbody tr")).to_have_count(7)

    await page.get_by_role("button", name="1 answer of 1: show the conversations").click()
    behind = page.get_by_role("dialog")
    await expect(behind).to_contain_text("Бот ответил не на то")
    await expect(behind.locator(".behind-row")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(behind).to_have_count(0)

    await the_file_says_the_same(page)
    await page.locator(".filters").get_by_label("Channel").select_option("widget")
    await expect(page).to_have_url(re.compile("channel=widget"))
    await page.goto("/reports/?period=7d&channel=telegram")
    await expect(page.get_by_text("Nobody was asked in this period")).to_be_visible()
    await page.get_by_role("button", name="Clear the filters").click()
    await expect(csat).to_contain_text("89%")

    await page.get_by_role("link", name="Comments", exact=True).click()
    await page.get_by_label("Search the comments").fill("explain it twice")
    await expect(page.locator(".comment")).to_have_count(1)
    await page.locator(".comment").get_by_role("link", name="Open the conversation").click()
    await expect(page).to_have_url(re.compile("/desk/#"))
    await expect(page.get_by_role("log")).to_contain_text("I was charged twice")


async def the_file_says_the_same(page: Page) -> None:
    await page.get_by_role("button", name="Export").click()
    async with page.expect_download() as download:
        await page.get_by_role("menuitem", name="Ratings, CSV").click()
    text = (await (await download.value).path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 30
    assert sum(row["value"] in ("4", "5") for row in rows) == 25


@pytest.mark.slow
async def test_a_supervisor_scores_and_the_agent_sees_it(week: Stage) -> None:
    page = (await week.sign_in(**CALM)).page
    await page.goto("/reports/#samples")
    await page.locator(".draw-bar").get_by_label("Agent").select_option(label="Bor Kos")
    await page.get_by_role("button", name="Draw samples").click()
    form = page.get_by_role("form", name="Score")
    await expect(form).to_contain_text("1 of 2")
    await expect(page.locator(".read-through")).to_contain_text("Bor Kos with")
    await page.locator("body").click(position={"x": 2, "y": 2})
    for key in "54453":
        await page.keyboard.press(key)
    await form.get_by_label("Remark for the agent").fill("Say first that you are sorry.")
    await page.keyboard.press("Control+Enter")
    await expect(form).to_contain_text("1 of 1")

    page = (await week.sign_in("Bor Kos", **CALM)).page
    await page.goto("/mine/")
    reviews = page.get_by_role("region", name="Reviews of your conversations")
    await expect(reviews).to_contain_text("Say first that you are sorry.")
    await expect(page.locator(".quality-card")).to_have_count(5)
    await expect(page.locator(".comment")).to_have_count(2)
    await reviews.get_by_role("button", name="I have read it").click()
    await expect(reviews.get_by_text("new", exact=True)).to_have_count(0)
    await page.goto("/reports/")
    await expect(page.get_by_text("This page is for managers")).to_be_visible()


async def test_all_that_happened_with_one_customer(week: Stage) -> None:
    page = (await week.sign_in(**CALM)).page
    await page.goto("/reports/?period=7d#risk")  # nobody of the week is known, so that nobody can be asked back
    await page.get_by_role("link", name="What they wrote").click()
    await page.locator(".comment a[href^='/contact/']").first.click()
    line = page.locator(".moments")
    await expect(line).to_contain_text("Asked: CSAT")
    await expect(line).to_contain_text("Recovery case, open")
    await expect(line.get_by_text("Conversation, Website")).to_be_visible()
    assert not await faults(page)


@pytest.mark.slow  # a minute of axe
async def test_everyone_can_use_every_view(week: Stage) -> None:
    page = (await week.sign_in(**CALM)).page
    found: dict[str, list[str]] = {}
    for view, words in VIEWS.items():
        await page.goto(f"/reports/?period=7d#{view}")
        await expect(page.get_by_text(words).first).to_be_visible()
        await expect(page.locator(".skeleton")).to_have_count(0)
        found[view] = await faults(page)
    await page.goto("/reports/#samples")
    await page.get_by_role("button", name="Draw samples").click()
    await expect(page.get_by_role("form", name="Score")).to_be_visible()
    found["a sample"] = await faults(page)
    await page.goto("/mine/")
    await expect(page.locator(".quality-card")).to_have_count(5)
    found["mine"] = await faults(page)
    assert not any(found.values())
