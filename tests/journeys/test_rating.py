"""How was it? Asked once, changed as often as one likes, shown again to who left, given by a link."""

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from playwright.async_api import expect

from bot.secret import digest
from tests.fakes.shop import until
from tests.journeys.looks import faults
from tests.journeys.stage import Customer, Stage

QUESTION = "How was this conversation?"
FIRST_MOMENT = """points => {
    points.style.animation = "none";
    points.getAnimations();
    points.style.animation = "";
    points.getAnimations()[0].pause();
}"""
"""The scale as it is when it has just appeared, for as long as it takes."""
NEXT_VISIT = "localStorage.setItem('heard.looked', '1')"
SECRET = "s" * 43


def rows(stage: Stage, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    """What stands on disk, and may be changed there."""
    with closing(sqlite3.connect(stage.heard.database)) as database, database:
        return database.execute(sql, params).fetchall()


def newest(stage: Stage) -> tuple[Any, ...]:
    """The last request: value, comment, how often it was changed, and who spoke."""
    sql = (
        "SELECT r.value, r.comment, r.revision, q.handler, a.name FROM rating_requests q LEFT JOIN ratings r"
        " ON r.request = q.id LEFT JOIN agents a ON a.id = q.agent ORDER BY q.asked_at DESC LIMIT 1"
    )
    return rows(stage, sql)[0]


async def has(stage: Stage, *wanted: Any) -> None:
    """It stands on disk, a moment after the page has shown it."""
    await until(lambda: newest(stage) == wanted)


async def asked(stage: Stage) -> Customer:
    customer = await stage.customer()
    await customer.ask("where is my order")
    await customer.press("Yes")
    await customer.hears(QUESTION)
    await expect(customer.widget.get_by_role("radio")).to_have_count(5)
    return customer


async def test_solved_asks_once_and_what_follows_may_be_changed(stage: Stage) -> None:
    customer = await asked(stage)
    star = customer.widget.get_by_role("radio", name=re.compile("^1 of 5"))
    await star.focus()
    for key in ("ArrowRight", "ArrowRight", "2"):
        await customer.page.keyboard.press(key)  # goes there, and rates nothing
    assert newest(stage)[0] is None
    await customer.page.keyboard.press("Space")
    await customer.hears("Thank you for telling us.")
    await customer.press("It took too long")
    await expect(customer.widget.get_by_role("button", name="It took too long")).to_have_attribute(
        "aria-pressed", "true"
    )
    await customer.widget.get_by_label("What should have been better?").fill("Fast & kind")
    await customer.press("Send the comment")
    await expect(customer.thread.get_by_role("blockquote")).to_have_text("Fast & kind")
    await expect(customer.thread.get_by_role("listitem").filter(has_text="It took too long")).to_be_visible()
    assert await faults(customer.page, await customer.frame()) == []
    await customer.rate(5)
    await expect(customer.widget.get_by_role("radio", name=re.compile("^5 of 5"))).to_be_checked()
    await expect(customer.thread.get_by_text("What was good?")).to_be_visible()
    await expect(customer.thread.get_by_text(QUESTION)).to_have_count(1)
    await has(stage, 5, "Fast & kind", 4, "article", None)


@pytest.mark.slow
async def test_a_double_click_on_yes_is_no_rating(stage: Stage) -> None:
    customer = await asked(stage)
    points = customer.widget.locator(".points")
    await points.evaluate(FIRST_MOMENT)
    await points.locator("button").nth(3).click(force=True)
    await expect(customer.widget.get_by_role("radio", checked=True)).to_have_count(0)
    await points.evaluate("points => points.getAnimations()[0].finish()")
    await customer.rate(5)
    await customer.hears("Thank you for telling us.")
    await expect(customer.widget.get_by_role("radio", name=re.compile("^5 of 5"))).to_be_checked()


async def test_what_was_left_open_shows_itself_once_at_the_next_visit(stage: Stage) -> None:
    customer = await asked(stage)
    badge = customer.page.locator("heard-chat .badge")
    await customer.page.evaluate(NEXT_VISIT)
    await customer.page.reload()
    await expect(badge).to_have_text("1")
    await customer.open()
    await expect(customer.thread.get_by_text(QUESTION)).to_be_in_viewport()
    await customer.page.evaluate(NEXT_VISIT)
    await customer.page.reload()
    await expect(customer.widget.locator(".survey")).to_be_attached()
    await expect(badge).to_be_hidden()
    await customer.open()
    await customer.rate(1)
    await customer.hears("Thank you for telling us.")
    await customer.page.reload()
    await customer.open()
    await expect(customer.widget.get_by_role("radio", name=re.compile("^1 of 5"))).to_be_checked()


async def test_a_link_is_looked_at_freely_and_rates_by_a_press(stage: Stage) -> None:
    customer = await asked(stage)
    last = "(SELECT id FROM rating_requests ORDER BY asked_at DESC LIMIT 1)"
    rows(stage, f"UPDATE rating_requests SET link = ? WHERE id = {last}", digest(SECRET))
    page = await (await stage.context(width=320, height=700)).new_page()
    await page.goto(f"/rate/#{SECRET}")
    await expect(page.get_by_role("radio")).to_have_count(5)
    await page.reload()
    await expect(page.get_by_role("radio")).to_have_count(5)
    assert newest(stage)[0] is None
    await page.get_by_role("radio", name="4 of 5: Good").click()
    await page.get_by_label("What was good?").fill("By mail")
    await page.get_by_role("button", name="Send the comment").click()
    await expect(page.get_by_role("blockquote")).to_have_text("By mail")
    assert await faults(page) == []
    await expect(customer.widget.get_by_role("radio", name="4 of 5: Good")).to_be_checked()
    stage.excuse("404")
    await page.goto("about:blank")
    await page.goto("/rate/#elsewhere")
    await expect(page.get_by_role("heading", name="This rating link does not work")).to_be_visible()


@pytest.mark.slow
async def test_an_agent_who_resolves_asks_and_sees_the_answer(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    await customer.ask("talk to a person")
    await agent.take("talk to a person")
    await agent.reply("All done?")
    await agent.verb("resolve")
    await customer.hears(QUESTION)
    await agent.sees("Asked for a rating, not answered yet")
    await customer.rate(2)
    await customer.press("It took too long")
    await expect(agent.thread.get_by_role("img", name="2 of 5: Bad")).to_be_visible()
    await agent.sees("It took too long")
    await has(stage, 2, None, 2, "agent", "Ana Novak")


@pytest.mark.slow
async def test_silence_after_an_answer_asks_as_well(own_stage: Stage) -> None:
    own_stage.heard.set("bot", silence_s=1)
    own_stage.heard.start()
    own_stage.heard.wait_healthy()
    customer = await own_stage.customer()
    await customer.ask("where is my order")
    await customer.hears("Did this help?")
    await customer.hears(QUESTION)
    await expect(customer.thread.get_by_text(QUESTION)).to_have_count(1)


NOT_YET = "Not sent yet. It is sent as soon as the connection is back."


async def test_nobody_is_thanked_for_what_the_server_does_not_have_and_nothing_is_lost(own_stage: Stage) -> None:
    heard = own_stage.heard
    own_stage.excuse_outage()
    heard.start()
    heard.wait_healthy()
    customer = await asked(own_stage)
    heard.kill()
    await customer.rate(1)
    await customer.rate(4)
    await customer.hears(NOT_YET)
    await expect(customer.thread.get_by_text("Thank you for telling us.")).to_have_count(0)
    shop = customer.page.context
    await customer.page.close()
    heard.start()
    heard.wait_healthy()
    customer = Customer(await shop.new_page())
    await customer.page.goto("/")
    await customer.open()
    await customer.hears("Thank you for telling us.")
    await expect(customer.widget.get_by_role("radio", name="4 of 5: Good")).to_be_checked()
    await has(own_stage, 4, None, 1, "article", None)

    heard.kill()
    await customer.widget.get_by_label("What was good?").fill("Quick")
    await customer.press("Send the comment")
    await customer.hears(NOT_YET)
    heard.start()
    heard.wait_healthy()
    await customer.hears("Thank you for telling us.")
    await expect(customer.thread.get_by_text(NOT_YET)).to_have_count(0)
    await has(own_stage, 4, "Quick", 2, "article", None)


@pytest.mark.slow
async def test_what_is_given_on_a_links_page_without_a_connection_is_kept_as_well(own_stage: Stage) -> None:
    heard = own_stage.heard
    own_stage.excuse_outage()
    heard.start()
    heard.wait_healthy()
    customer = await asked(own_stage)
    await customer.page.close()
    rows(own_stage, "UPDATE rating_requests SET link = ?", digest(SECRET))
    browser = await own_stage.context()
    page = await browser.new_page()
    await page.goto(f"/rate/#{SECRET}")
    await expect(page.get_by_role("radio")).to_have_count(5)
    heard.kill()
    await page.get_by_role("radio", name="2 of 5: Bad").click()
    await expect(page.get_by_text(NOT_YET)).to_be_visible()
    await page.close()
    heard.start()
    heard.wait_healthy()
    page = await browser.new_page()
    await page.goto(f"/rate/#{SECRET}")
    await expect(page.locator(".thanks")).to_have_text("Thank you for telling us.")
    await expect(page.get_by_role("radio", name="2 of 5: Bad")).to_be_checked()
    await until(lambda: newest(own_stage)[0] == 2)
    heard.kill()
    await page.get_by_role("radio", name="5 of 5: Very good").click()
    await expect(page.get_by_text(NOT_YET)).to_be_visible()
    heard.start()
    heard.wait_healthy()
    await expect(page.locator(".thanks")).to_have_text("Thank you for telling us.")
    await until(lambda: newest(own_stage)[0] == 5)
