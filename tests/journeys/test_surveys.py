"""A manager rewrites a survey, and a tablet in the shop asks by it, with and without a network."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.journeys.looks import faults
from tests.journeys.stage import Stage

CALM: dict[str, Any] = {"reduced_motion": "reduce"}
"""Colours on their way from one theme to the other are nobody's fault."""


async def at_surveys(stage: Stage) -> Page:
    manager = await stage.agent(**CALM)
    await manager.page.goto("/surveys/")
    await expect(manager.page.get_by_role("row").nth(1)).to_be_visible()
    return manager.page


async def test_a_manager_writes_tries_saves_and_takes_back(stage: Stage, tmp_path: Path) -> None:
    page = await at_surveys(stage)
    assert await faults(page) == []
    await page.get_by_role("button", name="New survey").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_text("How was this conversation?").click()
    await dialog.get_by_label("Id").fill("chat")
    await dialog.get_by_role("button", name="Create").click()
    question = page.get_by_label("Question in English", exact=True)
    await question.first.fill("Did we help you, {name|friend}?")
    preview = page.get_by_role("complementary", name="Preview")
    await expect(preview.get_by_text("Did we help you, Ana Novak?")).to_be_visible()
    await preview.get_by_role("radio").nth(1).click()
    await expect(preview.get_by_text("What went wrong?")).to_be_visible()
    await preview.get_by_role("button", name="Telegram").click()
    await expect(preview.locator(".telegram-bubble")).to_contain_text("Did we help you, Ana Novak?")
    assert await faults(page) == []

    await page.get_by_role("link", name="All surveys").click()  # nothing is lost, nothing is asked so yet
    await expect(page.get_by_role("row").filter(has_text="chat ·")).to_contain_text("not saved")
    await page.get_by_role("link", name="How was this conversation?").last.click()
    await expect(question.first).to_have_value("Did we help you, {name|friend}?")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved. Customers get it from now on.")).to_be_visible()
    await page.get_by_role("switch").click()

    stage.excuse("400.*/api/surveys/(chat|preview)")
    await question.first.fill("Did {nobody} help?")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert").filter(has_text="There is no placeholder")).to_be_visible()
    await expect(question.first).to_be_focused()
    await page.get_by_role("button", name="Discard").click()

    await page.get_by_role("link", name="Versions").click()
    await expect(page.locator("ins").first).to_have_text("Did we help you, {name|friend}?")
    await page.get_by_role("button", name=re.compile("^Version 1")).click()
    await page.get_by_role("button", name="Restore").click()
    await expect(question.first).to_have_value("How was this conversation?")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Version 3")).to_be_visible()

    await page.get_by_role("link", name="All surveys").click()
    await page.get_by_role("button", name="More for “chat”").click()
    await page.get_by_role("menuitem", name="Remove").click()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_role("switch", name="“chat” asks")).to_be_checked()

    await page.get_by_role("link", name="Import and export").click()
    async with page.expect_download() as coming:
        await page.get_by_role("link", name="Download as TOML").click()
    file = tmp_path / "surveys.toml"
    await (await coming.value).save_as(file)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('metric = "csat"', 'metric = "stars"', 1), encoding="utf-8")
    await page.get_by_label("File with surveys").set_input_files(file)
    await expect(page.get_by_role("alert")).to_contain_text("metric")
    file.write_text(text.replace("Thank you for telling us.", "Thanks!"), encoding="utf-8")
    await page.get_by_label("File with surveys").set_input_files(file)
    await expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()
    await page.get_by_role("button", name=re.compile("^Import ")).click()
    await expect(page.get_by_text("Done. This file made these changes:")).to_be_visible()
    assert await faults(page) == []


async def test_a_tablet_asks_without_a_network_and_tells_later(stage: Stage) -> None:
    page = await at_surveys(stage)
    await page.get_by_role("link", name="Kiosks").click()
    await page.get_by_role("button", name="New kiosk").first.click()
    await page.get_by_label("Place").fill("Door 1")
    await page.get_by_role("button", name="Make the kiosk").click()
    link = await page.get_by_label("Kiosk link").input_value()
    await page.get_by_role("button", name="Done").click()
    assert await faults(page) == []

    shop = await stage.context(width=1180, height=820, has_touch=True, **CALM)
    tablet = await shop.new_page()
    await tablet.goto(link)
    await expect(tablet.get_by_role("heading", name="How was your visit?")).to_be_visible()
    assert await faults(tablet) == []
    await tablet.evaluate("navigator.serviceWorker.ready")
    await tablet.wait_for_function("navigator.serviceWorker.controller")

    stage.excuse("ERR_INTERNET_DISCONNECTED")
    await shop.set_offline(True)
    await tablet.reload()
    await expect(tablet.get_by_role("heading", name="How was your visit?")).to_be_visible()
    await expect(tablet.get_by_role("status")).to_contain_text("Offline")
    await tablet.get_by_role("button", name="Slovenščina").click()
    await tablet.get_by_role("radio").nth(1).click()
    await tablet.get_by_role("button", name="Čakanje").click()
    await tablet.locator(".ways .primary").click()
    await tablet.get_by_role("textbox").fill("Predolgo.")
    await tablet.locator(".ways .primary").click()
    await expect(tablet.locator(".thanks")).to_contain_text("Hvala!")
    await tablet.locator(".thanks").click()
    await expect(tablet.get_by_role("heading", name="How was your visit?")).to_be_visible()
    await tablet.get_by_role("radio").nth(4).click()
    await expect(tablet.get_by_role("status")).to_contain_text("2 answers wait")
    assert await faults(tablet) == []

    await shop.set_offline(False)
    await tablet.evaluate("dispatchEvent(new Event('online'))")
    await expect(tablet.get_by_role("status")).to_be_empty()
    with closing(sqlite3.connect(stage.heard.database)) as database:
        told = database.execute(
            "SELECT q.language, r.value, r.comment FROM rating_requests q JOIN ratings r ON r.request = q.id"
            " JOIN kiosks k ON k.id = q.place WHERE q.moment = 'kiosk' AND k.place = 'Door 1' ORDER BY q.occasion"
        ).fetchall()
    assert told == [("sl", 2, "Predolgo."), ("en", 5, None)]

    await page.get_by_role("button", name="More for “Door 1”").click()
    await page.get_by_role("menuitem", name="Switch off").click()
    await expect(page.get_by_text("switched off", exact=True)).to_be_visible()
    stage.excuse("410.*/api/kiosk/open")
    await tablet.reload()
    await expect(tablet.get_by_role("heading", name="This kiosk is switched off")).to_be_visible()


FULL = """
    globalThis.full = false;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      if (globalThis.full) throw new DOMException("The disk is full.", "QuotaExceededError");
      return put.apply(this, args);
    };
"""


@pytest.mark.slow
async def test_a_tablet_that_cannot_store_says_so_and_sends_all_the_same(stage: Stage) -> None:
    page = await at_surveys(stage)
    await page.get_by_role("link", name="Kiosks").click()
    await page.get_by_role("button", name="New kiosk").first.click()
    await page.get_by_label("Place").fill("Door 2")
    await page.get_by_role("button", name="Make the kiosk").click()
    link = await page.get_by_label("Kiosk link").input_value()

    shop = await stage.context(width=1180, height=820, has_touch=True, **CALM)
    tablet = await shop.new_page()
    await tablet.add_init_script(FULL)
    await tablet.goto(link)
    await expect(tablet.get_by_role("heading", name="How was your visit?")).to_be_visible()
    await expect(tablet.get_by_role("status")).to_be_empty()
    stage.excuse("ERR_INTERNET_DISCONNECTED")
    await shop.set_offline(True)
    await tablet.evaluate("globalThis.full = true")
    await tablet.get_by_role("radio").nth(4).click()
    await expect(tablet.get_by_role("status")).to_contain_text("This tablet cannot store answers")
    await expect(tablet.get_by_role("status")).to_contain_text("1 answer waits")
    assert await faults(tablet) == []
    await shop.set_offline(False)
    await tablet.evaluate("dispatchEvent(new Event('online'))")
    await expect(tablet.get_by_role("status")).not_to_contain_text("1 answer")
    with closing(sqlite3.connect(stage.heard.database)) as database:
        told = database.execute(
            "SELECT r.value FROM rating_requests q JOIN ratings r ON r.request = q.id JOIN kiosks k ON k.id = q.place"
            " WHERE q.moment = 'kiosk' AND k.place = 'Door 2'"
        ).fetchall()
    assert told == [(5,)]
