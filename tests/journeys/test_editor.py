"""Managers write what the bot says: draft, preview, rehearsal, publishing, and the ways back."""

import random
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from knowledge.picture import LARGEST
from tests.journeys.screenshots import small_png
from tests.journeys.stage import MANAGER, Stage

TITLE = "Do you engrave lamps?"
ANSWER = "Yes, up to **twenty letters**.\n\nWrite them below your order."
SECOND = "Bor Kos"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63d0d03a01000153"
    "00e1a8a5a0e90000000049454e44ae426082"
)
"""One red pixel in PNG."""


class Editor:
    """A manager at /knowledge/."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def answer(self) -> Locator:
        return self.page.get_by_role("textbox", name="Answer")

    @property
    def saved(self) -> Locator:
        return self.page.locator(".save-words")

    @property
    def website(self) -> Locator:
        return self.page.locator(".proof-widget")

    def row(self, title: str) -> Locator:
        return self.page.locator(".articles tbody tr").filter(has_text=title)

    async def list(self) -> None:
        await self.page.goto("/knowledge/")
        await expect(self.page.locator(".articles tbody tr").first).to_be_visible()

    async def begin(self, title: str) -> None:
        await self.list()
        await self.page.keyboard.press("n")
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_role("textbox", name="Title").fill(title)
        await dialog.get_by_role("button", name="Start writing").click()
        await expect(self.answer).to_be_visible()

    async def open(self, key: str) -> None:
        await self.page.goto("about:blank")
        await self.page.goto(f"/knowledge/#article/{key}")
        await expect(self.answer).to_be_visible()

    async def part(self, name: str) -> None:
        await self.page.get_by_role("navigation", name="Parts").get_by_role("link", name=name).click()

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def has_saved(self) -> None:
        await expect(self.saved).to_have_text(re.compile(r"^Saved \d"))


async def editor(stage: Stage, name: str = MANAGER) -> Editor:
    return Editor((await stage.agent(name)).page)


async def second_manager(stage: Stage) -> Editor:
    second = await editor(stage, SECOND)
    first = await stage.agent()
    await first.page.evaluate(
        """async (name) => {
            const { agents } = await (await fetch("/api/agents")).json();
            const { id } = agents.find((agent) => agent.name === name);
            const headers = { "Content-Type": "application/json" };
            await fetch(`/api/agents/${id}`, { method: "PATCH", headers, body: JSON.stringify({ role: "manager" }) });
        }""",
        SECOND,
    )
    await first.page.context.close()
    return second


async def test_an_article_is_written_tried_and_published(stage: Stage) -> None:
    customer = await stage.customer()
    await customer.ask("can you engrave a lamp for me")
    await customer.hears(re.compile("I do not know|Which of these|Did this help"))

    ana = await editor(stage)
    await ana.begin(TITLE)
    await ana.answer.fill(ANSWER)
    await expect(ana.website.locator("strong")).to_have_text("twenty letters")
    await expect(ana.page.locator(".telegram-words b, .telegram-words strong").last).to_have_text("twenty letters")
    asking = ana.page.get_by_role("textbox", name="Add a way of asking")
    await asking.fill("can you engrave a lamp for me")
    await asking.press("Enter")
    await asking.fill("Do you engrave lamps")
    await asking.press("Enter")
    await expect(ana.page.get_by_text("Left out, was there already")).to_be_visible()
    await ana.has_saved()

    await ana.part("Publish")
    await expect(ana.page.locator("ins").filter(has_text="twenty letters")).to_be_visible()
    await expect(ana.page.get_by_text(re.compile("past questions? (was|were) asked again"))).to_be_visible()
    await expect(ana.page.locator(".case").filter(has_text="can you engrave a lamp for me")).to_be_attached()
    await ana.page.get_by_role("textbox", name="Note").fill("Asked three times this week")
    await ana.press("Publish")
    await expect(ana.page.get_by_text("Published. Customers get it from now on.")).to_be_visible()

    other = await stage.customer()
    await other.ask("can you engrave a lamp for me")
    await other.hears("Write them below your order.")

    await ana.press("Undo")
    await expect(ana.page.locator(".editor-under")).to_contain_text("removed")
    third = await stage.customer()
    await third.ask("can you engrave a lamp for me")
    await third.hears(re.compile("I do not know|Which of these|Did this help"))
    await expect(third.thread.get_by_text("Write them below your order.")).to_have_count(0)

    await ana.part("Versions")
    await expect(ana.page.locator(".version")).to_have_count(2)
    await ana.page.locator(".version").filter(has_text="Asked three times this week").click()
    await expect(ana.page.locator("ins").filter(has_text="Write them below your order.")).to_be_visible()


@pytest.mark.slow
async def test_two_managers_write_the_same_article(stage: Stage) -> None:
    stage.excuse("409.*/draft")
    await stage.agent()
    bor = await second_manager(stage)
    ana = await editor(stage)
    for each in (ana, bor):
        await each.open("cancel-order")
    await ana.answer.fill("As Ana has it.")
    await ana.has_saved()
    await bor.answer.fill("As Bor has it.")
    await expect(bor.page.get_by_text("Ana Novak has changed this article too.")).to_be_visible()
    await bor.press("Look at both")
    dialog = bor.page.get_by_role("dialog")
    await expect(dialog.locator("mark").filter(has_text="Ana")).to_be_visible()
    await dialog.get_by_role("button", name="Keep mine").click()
    await bor.has_saved()

    await ana.answer.fill("As Ana has it, again.")
    await expect(ana.page.get_by_text("Bor Kos has changed this article too.")).to_be_visible()
    await ana.press("Take theirs")
    await expect(ana.answer).to_have_value("As Bor has it.")


async def test_nothing_typed_is_lost_without_a_connection(stage: Stage) -> None:
    stage.excuse("ERR_INTERNET_DISCONNECTED")
    ana = await editor(stage)
    await ana.open("damaged-product")
    await ana.page.context.set_offline(True)
    await ana.answer.fill("Written in a tunnel.")
    await expect(ana.saved).to_contain_text("Not saved: There is no connection")
    ana.page.once("dialog", lambda dialog: dialog.accept())
    await ana.page.context.set_offline(False)
    await ana.page.evaluate("location.reload()")
    await expect(ana.answer).to_have_value("Written in a tunnel.")
    await ana.has_saved()


async def test_pictures_are_dropped_and_seen(stage: Stage, tmp_path: Path) -> None:
    picture = tmp_path / "lamp shade.png"
    picture.write_bytes(PIXEL)
    ana = await editor(stage)
    await ana.open("lamp-bulb-type")
    await ana.page.locator('input[type="file"]').set_input_files(picture)
    await expect(ana.answer).to_have_value(re.compile(r"!\[lamp shade\]\(/pictures/[0-9a-f]{32}-1x1\)"))
    shown = ana.website.get_by_role("img", name="lamp shade")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


@pytest.mark.slow
async def test_a_photograph_that_is_too_large_is_made_smaller(stage: Stage, tmp_path: Path) -> None:
    picture = tmp_path / "the lamp.png"
    picture.write_bytes(small_png(random.Random(1).randbytes(2400 * 700 * 3), 2400, 700))
    assert picture.stat().st_size > LARGEST
    ana = await editor(stage)
    await ana.open("lamp-bulb-type")
    await ana.page.locator('input[type="file"]').set_input_files(picture)
    await expect(ana.answer).to_have_value(
        re.compile(r"!\[the lamp\]\(/pictures/[0-9a-f]{32}-(2000x584|1400x409|1000x292)\)")
    )


@pytest.mark.slow
async def test_a_change_is_published_and_taken_back(stage: Stage) -> None:
    ana = await editor(stage)
    await ana.open("opening-hours")
    await ana.answer.press("Control+End")
    await ana.answer.press_sequentially(" Closed on Midsummer Day.")
    await ana.part("Publish")
    await expect(ana.page.locator("ins")).to_have_text(re.compile("Closed on Midsummer Day"))
    await ana.press("Publish")
    await expect(ana.page.locator(".editor-under")).not_to_contain_text("draft")
    await ana.press("Undo")
    await expect(ana.page.get_by_text("Taken back.")).to_be_visible()
    await expect(ana.page.locator(".editor-under")).to_contain_text("draft")
    await expect(ana.answer).to_have_value(re.compile("Closed on Midsummer Day"))


@pytest.mark.slow
async def test_a_part_for_some_is_previewed_as_they_see_it(stage: Stage) -> None:
    ana = await editor(stage)
    await ana.page.evaluate(
        """async () => {
            const { revision } = await (await fetch("/api/attributes")).json();
            const choices = [{ value: "a1", labels: {} }, { value: "a2", labels: {} }];
            const attributes = [{ name: "model", question: { en: "Which model is it?" }, choices }];
            const headers = { "Content-Type": "application/json" };
            await fetch("/api/attributes", { method: "PUT", headers, body: JSON.stringify({ revision, attributes }) });
        }"""
    )
    await ana.open("pair-headphones")
    await ana.answer.press("Control+End")
    await ana.press("Part for some only")
    await ana.page.get_by_role("menuitem", name="a2").click()
    await expect(ana.answer).to_be_focused()
    await ana.page.keyboard.type("Hold both keys.")
    await expect(ana.answer).to_have_value(re.compile(r"\n::: model = a2\nHold both keys\.\n:::$"))
    choice = ana.page.locator(".attribute-choices select")
    await choice.select_option("a2")
    await expect(ana.website).to_contain_text("Hold both keys.")
    await choice.select_option("a1")
    await expect(ana.website).not_to_contain_text("Hold both keys.")


@pytest.mark.slow
async def test_many_at_once_and_back(stage: Stage) -> None:
    ana = await editor(stage)
    await ana.list()
    await ana.page.get_by_role("textbox", name="Search the articles").fill("warranty")
    row = ana.row("warranty").first
    await row.get_by_role("checkbox").check()
    await ana.press("Change…")
    await ana.page.get_by_role("menuitem", name="Add a tag").click()
    dialog = ana.page.get_by_role("dialog")
    await dialog.get_by_role("combobox", name="Tag").fill("winter")
    await dialog.get_by_role("button", name="Change 1 article").click()
    await expect(row).to_contain_text("#winter")
    await ana.press("Undo")
    await expect(row).not_to_contain_text("#winter")
    await expect(row.locator(".tag")).to_have_count(0)

    title = await row.locator("a").inner_text()
    await row.get_by_role("checkbox").check()
    await ana.press("Remove")
    await ana.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(ana.row(title)).to_have_count(0)
    await ana.press("Undo")
    await expect(ana.row(title)).to_have_count(1)


@pytest.mark.slow
async def test_a_question_is_tried_out(stage: Stage) -> None:
    ana = await editor(stage)
    await ana.list()
    await ana.press("Try a question")
    field = ana.page.get_by_role("textbox", name="What would a customer ask?")
    await field.fill("how do i cancel my oder")
    await field.press("Enter")
    await expect(ana.page.locator(".readings")).to_contain_text("oder → order")
    await expect(ana.page.locator(".considered a").first).to_have_text("How do I cancel my order?")
    await ana.page.locator(".considered a").first.click()
    await expect(ana.answer).to_be_visible()


@pytest.mark.slow
async def test_the_list_by_keyboard(stage: Stage) -> None:
    ana = await editor(stage)
    await ana.list()
    await ana.page.keyboard.press("j")
    await ana.page.keyboard.press("j")
    second = ana.page.locator(".article-link-title").nth(1)
    await expect(second).to_be_focused()
    await ana.page.keyboard.press("k")
    await expect(ana.page.locator(".article-link-title").first).to_be_focused()
    await ana.page.keyboard.press("x")
    await expect(ana.page.get_by_role("region", name="Chosen articles")).to_contain_text("1 chosen")
    await ana.page.keyboard.press("Enter")
    await expect(ana.answer).to_be_visible()


@pytest.mark.slow
async def test_knowledge_is_for_managers(stage: Stage) -> None:
    await stage.agent()
    agent = await stage.agent("Cene Zupan")
    await agent.page.goto("/knowledge/")
    await expect(agent.page.get_by_text("This page is for managers")).to_be_visible()


@pytest.mark.slow
async def test_a_second_person_publishes(own_stage: Stage) -> None:
    own_stage.heard.set("knowledge", review=True)
    own_stage.heard.start()
    own_stage.heard.wait_healthy()
    await own_stage.agent()
    bor, ana = await second_manager(own_stage), await editor(own_stage)
    await ana.begin(TITLE)
    await ana.answer.fill(ANSWER)
    await ana.has_saved()
    await ana.part("Publish")
    await expect(ana.page.get_by_text("somebody else has to publish it")).to_be_visible()
    await expect(ana.page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    await ana.page.get_by_role("textbox", name="Note").fill("Are twenty letters right?")
    await ana.press("Ask for a review")
    await expect(ana.page.locator(".editor-under")).to_contain_text("waits for review")

    await bor.page.goto("/knowledge/#articles?state=review")
    await bor.row(TITLE).get_by_role("link").click()
    await bor.part("Publish")
    await expect(bor.page.get_by_text("Ana Novak asks for a review. “Are twenty letters right?”")).to_be_visible()
    await bor.press("Approve and publish")
    await expect(bor.page.locator(".editor-under")).to_contain_text("published")


@pytest.mark.slow
async def test_the_desk_leads_there_and_back(stage: Stage) -> None:
    agent = await stage.agent()
    await agent.page.get_by_role("button", name="Rooms").click()
    await agent.page.get_by_role("menuitem", name="Knowledge").click()
    await expect(agent.page.get_by_role("heading", name="Knowledge")).to_be_visible()
    await agent.page.get_by_role("link", name="Desk").click()
    await expect(agent.page).to_have_url(re.compile("/desk/"))


@pytest.mark.slow
async def test_an_attribute_answered_in_words_of_the_customers_own(own_stage: Stage) -> None:
    heard = own_stage.heard
    heard.start()
    heard.wait_healthy()
    here = await editor(own_stage)
    await here.page.evaluate(
        """() => fetch("/api/attributes", {method: "PUT", headers: {"Content-Type": "application/json"},
            body: JSON.stringify({attributes: [{name: "serial", question: {en: "Which number?"}}], revision: 0})})"""
    )
    await here.open("track-order")
    await here.page.get_by_role("button", name="Part for some only").click()
    await here.page.get_by_role("menuitem", name="…").click()
    await expect(here.answer).to_have_value(re.compile("::: serial = …\n"))
    shown_for = here.page.get_by_label("serial", exact=True).and_(here.page.get_by_placeholder("not known"))
    await shown_for.fill("…")
    await expect(here.website).to_contain_text("Only shown for")
    await shown_for.fill("")
    await expect(here.website).not_to_contain_text("Only shown for")
