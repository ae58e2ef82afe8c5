"""How was it? Asked once, changed as often as one likes."""

import csv
import io
import re

from playwright.async_api import expect

from tests.journeys.stage import Agent, Stage

QUESTION = "How was this conversation?"
FIRST_MOMENT = """stars => {
    stars.style.animation = "none";
    stars.getAnimations();
    stars.style.animation = "";
    stars.getAnimations()[0].pause();
}"""
"""The stars as they are when they have just appeared, for as long as it takes."""


async def ratings(agent: Agent) -> list[dict[str, str]]:
    """Every request so far, the oldest first."""
    answer = await agent.page.request.get("/api/reports/ratings.csv")
    return list(csv.DictReader(io.StringIO((await answer.body()).decode("utf-8-sig"))))


async def test_solved_asks_once_and_a_second_tap_changes(stage: Stage) -> None:
    manager, customer = await stage.agent(), await stage.customer()
    before = len(await ratings(manager))
    await customer.ask("where is my order")
    await customer.press("Yes")
    await customer.hears(QUESTION)
    await customer.rate(4)
    await customer.hears("Thank you for telling us.")
    await customer.rate(5)
    await expect(customer.widget.get_by_role("radio", name=re.compile("^5 of 5"))).to_be_checked()
    await customer.widget.get_by_label("What was good?").fill("Fast & kind")
    await customer.press("Send the comment")
    await expect(customer.thread.get_by_role("blockquote")).to_have_text("Fast & kind")
    await expect(customer.thread.get_by_text(QUESTION)).to_have_count(1)
    (row,) = (await ratings(manager))[before:]
    assert (row["value"], row["comment"], row["handled_by"]) == ("5", "Fast & kind", "bot")


async def test_a_double_click_on_yes_is_no_rating(stage: Stage) -> None:
    customer = await stage.customer()
    await customer.ask("where is my order")
    await customer.widget.get_by_role("button", name="Yes", exact=True).click()
    stars = customer.widget.locator(".stars")
    await stars.evaluate(FIRST_MOMENT)
    await stars.locator("label").nth(3).click(force=True)
    await expect(customer.widget.get_by_role("radio", checked=True)).to_have_count(0)
    await stars.evaluate("stars => stars.getAnimations()[0].finish()")
    await customer.rate(5)
    await customer.hears("Thank you for telling us.")
    await expect(customer.widget.get_by_role("radio", name=re.compile("^5 of 5"))).to_be_checked()


async def test_after_a_reload_it_can_still_be_changed(stage: Stage) -> None:
    customer = await stage.customer()
    await customer.ask("where is my order")
    await customer.hears("Did this help?")
    await customer.press("That solved it")
    await customer.hears(QUESTION)
    await customer.rate(1)
    await customer.hears("Thank you for telling us.")
    await customer.page.reload()
    await customer.open()
    await expect(customer.widget.get_by_role("radio", name=re.compile("^1 of 5"))).to_be_checked()
    await customer.rate(3)
    await expect(customer.widget.get_by_role("radio", name=re.compile("^3 of 5"))).to_be_checked()
    await expect(customer.thread.get_by_text(QUESTION)).to_have_count(1)


async def test_an_agent_who_resolves_asks_and_sees_the_answer(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    before = len(await ratings(agent))
    await customer.ask("talk to a person")
    await agent.take("talk to a person")
    await agent.reply("All done?")
    await agent.verb("resolve")
    await customer.hears(QUESTION)
    await agent.sees("Asked for a rating, not answered yet")
    await customer.rate(2)
    await customer.hears("Thank you for telling us.")
    await expect(agent.thread.get_by_role("img", name="2 of 5")).to_be_visible()
    (row,) = (await ratings(agent))[before:]
    assert (row["value"], row["agent"]) == ("2", "Ana Novak")


async def test_silence_after_an_answer_asks_as_well(own_stage: Stage) -> None:
    own_stage.heard.set("bot", silence_s=1)
    own_stage.heard.start()
    own_stage.heard.wait_healthy()
    customer = await own_stage.customer()
    await customer.ask("where is my order")
    await customer.hears("Did this help?")
    await customer.hears(QUESTION)
    await expect(customer.thread.get_by_text(QUESTION)).to_have_count(1)
