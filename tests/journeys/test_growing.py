"""Knowledge that grows: a manager goes from what was asked in vain to an answer."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.journeys.stage import Stage


async def view(page: Page, name: str) -> None:
    await page.get_by_role("navigation", name="Views").get_by_role("link", name=name).click()


async def at_knowledge(stage: Stage, **options: Any) -> Page:
    manager = await stage.agent(**options)
    await manager.page.goto("/knowledge/")
    await expect(manager.page.get_by_role("heading", level=1)).to_be_visible()
    return manager.page


async def test_a_gap_becomes_an_article_of_the_agents_reply(stage: Stage) -> None:
    agent = await stage.agent()
    customer = await stage.customer()
    await customer.ask("do you engrave names on the kettle")
    await customer.hears(re.compile("do not know|which of these|Did this help", re.IGNORECASE))
    await customer.ask("talk to a person")
    await customer.called("Vera")
    await agent.take("Vera")
    await agent.reply("We engrave up to ten letters. It takes two days.")
    await agent.verb("resolve")
    page = await at_knowledge(stage)
    await view(page, "Gaps")
    gap = page.locator(".gap").filter(has_text="do you engrave names on the kettle")
    await gap.locator("summary").click()
    await expect(gap.get_by_role("link", name="Open the conversation")).to_have_attribute(
        "href", re.compile("^/desk/#")
    )

    await gap.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="This needs no article").click()
    await expect(gap).to_have_count(0)
    await page.get_by_role("button", name="Undo").click()
    await gap.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="An article answers this").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Search the articles").fill("descale")
    await dialog.get_by_role("button", name="How do I descale the coffee maker?").click()
    await expect(gap).to_have_count(0)
    await page.get_by_role("button", name=re.compile("^Answered")).click()
    await expect(gap.get_by_role("link", name="Open the article")).to_be_visible()
    await gap.get_by_role("button", name="Open again").click()
    await expect(gap).to_have_count(0)
    await page.get_by_role("button", name=re.compile("^Waiting")).click()

    await gap.get_by_role("button", name="Write the article").click()
    await expect(page).to_have_url(re.compile("#article/"))
    await expect(page.get_by_text("We engrave up to ten letters.").first).to_be_visible()


@pytest.mark.slow
async def test_words_are_added_kept_and_guarded(stage: Stage) -> None:
    page = await at_knowledge(stage)
    await view(page, "Words")
    synonyms = page.get_by_role("region", name="Synonyms and names")
    await synonyms.get_by_role("button", name="Add").click()
    terms = synonyms.get_by_label("Terms").first
    await expect(terms).to_be_focused()
    for term in ("kettle", "boiler", "tea pot"):
        await terms.fill(term)
        await terms.press("Enter")
    other = await at_knowledge(stage)
    await view(other, "Words")
    await expect(other.get_by_text("No synonyms yet")).to_be_visible()
    await synonyms.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved.")).to_be_visible()

    stage.excuse("409.*/api/synonyms")
    theirs = other.get_by_role("region", name="Synonyms and names")
    await theirs.get_by_role("button", name="Add").click()
    await theirs.get_by_label("Terms").first.fill("Zora")
    await theirs.get_by_label("Terms").first.press("Enter")
    await theirs.get_by_label("Kind of").first.select_option("name")
    await theirs.get_by_role("button", name="Save").click()
    await expect(other.get_by_text("Somebody else has saved this table")).to_be_visible()
    await other.get_by_role("button", name="Take theirs").click()
    await expect(theirs.get_by_text("tea pot")).to_be_visible()

    first = page.get_by_role("region", name="What is asked first")
    await first.get_by_role("button", name="Add", exact=True).click()
    await first.get_by_label("Name").fill("model")
    await first.get_by_label("The question in English").fill("Which lamp is it?")
    await first.get_by_role("button", name="Add a value").click()
    await first.get_by_label("Value 1").fill("lipa")
    await first.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved.").last).to_be_visible()
    await page.reload()
    await expect(first.get_by_label("The question in English")).to_have_value("Which lamp is it?")


@pytest.mark.slow
async def test_a_file_is_looked_through_before_it_changes_anything(stage: Stage, tmp_path: Path) -> None:
    page = await at_knowledge(stage)
    await view(page, "Import and export")
    file = tmp_path / "more.jsonl"
    good = {"key": "engraving", "translations": [{"language": "en", "title": "Do you engrave?", "answer": "Yes."}]}
    file.write_text(json.dumps(good) + "\n{broken\n", encoding="utf-8")
    await page.get_by_label("File with articles").set_input_files(file)
    await expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()
    await expect(page.get_by_text("1 new article")).to_be_visible()
    await expect(page.get_by_text("1 line could not be read")).to_be_visible()
    await expect(page.locator(".problem-scroll")).to_contain_text("more.jsonl:2")
    await page.get_by_role("button", name="Import 1 article").click()
    await expect(page.get_by_text("Done. This file made these changes:")).to_be_visible()
    await page.get_by_role("link", name="engraving").click()
    await expect(page.get_by_text("Do you engrave?").first).to_be_visible()
    await page.go_back()
    async with page.expect_download() as coming:
        await page.get_by_role("link", name="Download as JSON lines").click()
    saved = tmp_path / "all.jsonl"
    await (await coming.value).save_as(saved)
    assert "Do you engrave?" in saved.read_text(encoding="utf-8")


@pytest.mark.slow
async def test_categories_are_named_and_ordered_for_readers(stage: Stage) -> None:
    page = await at_knowledge(stage)
    await view(page, "Words")
    table = page.get_by_role("region", name="Categories", exact=True)
    await expect(table.get_by_label("“orders” in English")).to_have_value("Orders")
    up = table.get_by_role("button", name="Move “returns” up")
    for _ in range(3):
        await up.click()
    await expect(up).to_have_attribute("aria-disabled", "true")
    await expect(up).to_be_focused()
    await table.get_by_label("“returns” in Russian").fill("Вернуть товар")
    await table.get_by_role("button", name="Remove “shop”").click()
    await expect(table.get_by_role("button", name="Add “shop”")).to_be_visible()
    await table.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("The help centre shows it from now on.")).to_be_visible()

    await page.goto("/help/ru/")
    topics = page.locator(".topic h3")
    await expect(topics.first).to_have_text("Вернуть товар")
    await expect(topics.nth(1)).to_have_text("Заказы")
    await expect(topics.nth(6)).to_have_text("Shop")  # by its own name, after those of the table
    await topics.first.get_by_role("link").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Вернуть товар")

    await page.goto("/knowledge/#words")
    await table.get_by_role("button", name="Add “shop”").click()
    await table.get_by_role("button", name="Add", exact=True).click()
    name = table.get_by_label("Name in articles").last
    await expect(name).to_be_focused()
    await name.fill("shop")
    stage.excuse("400.*/api/categories")
    await table.get_by_role("button", name="Save").click()
    await expect(table.get_by_role("alert")).to_contain_text("Two categories have the same name.")
    await table.get_by_role("button", name="Discard").click()
    await expect(table.get_by_role("button", name="Add “shop”")).to_be_visible()


@pytest.mark.slow
async def test_on_a_phone_words_are_all_within_reach(stage: Stage) -> None:
    page = await at_knowledge(stage, width=360)
    await view(page, "Words")
    table = page.get_by_role("region", name="Categories", exact=True)
    down = table.get_by_role("button", name="Move “orders” down")
    await down.scroll_into_view_if_needed()
    await expect(down).to_be_in_viewport(ratio=1)
    await expect(table.get_by_label("“orders” in Russian")).to_be_visible()
    asked = page.get_by_role("region", name="What is asked first")
    await asked.get_by_role("button", name="Add", exact=True).click()
    new = asked.get_by_role("listitem").first
    await new.get_by_role("button", name="Add a value").click()
    for it in (new.get_by_role("button", name="Remove").last, new.get_by_label("in Russian").last):
        await it.scroll_into_view_if_needed()
        await expect(it).to_be_in_viewport(ratio=1)
    scrolls = "all => all.filter((one) => one.scrollWidth > one.clientWidth).length"
    assert await page.locator(".labels-scroll").evaluate_all(scrolls) == 0


@pytest.mark.slow
async def test_what_the_help_centre_lacked_and_whether_it_helped_is_seen(stage: Stage) -> None:
    reader = await (await stage.context()).new_page()
    await reader.goto("/help/en/search/?q=hovercraft+insurance")
    await expect(reader.get_by_text("We have found no answer")).to_be_visible()
    await reader.goto("/help/en/track-order")
    await reader.get_by_role("button", name="Yes").click()
    await expect(reader.get_by_role("status")).to_contain_text("Thank you")

    page = await at_knowledge(stage, width=360)
    row = page.get_by_role("row").filter(has_text="Where is my order?")
    await expect(row).to_contain_text("help centre: helped 1 of 1")
    await view(page, "Import and export")
    await expect(page.locator(".view-link[aria-current]")).to_be_in_viewport(ratio=1)
    await view(page, "Gaps")
    searched = page.get_by_role("region", name="Searched in the help centre, and not found")
    wording = searched.get_by_role("listitem").filter(has_text="hovercraft insurance")
    await expect(wording).to_contain_text("searched once")
    await wording.get_by_role("button", name="Write the article").click()
    await expect(page.get_by_label("Title").first).to_have_value("hovercraft insurance")
    await page.goto("/knowledge/#gaps")
    await wording.get_by_role("button", name="Set aside: hovercraft insurance").click()
    await expect(wording).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(wording).to_have_count(0)
