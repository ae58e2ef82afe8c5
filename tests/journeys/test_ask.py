"""A customer of the demo shop asks."""

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Route, expect

from tests.journeys.stage import Agent, Customer, Stage

QUESTIONS = {
    "wher is my ordr": "Where is my order?",
    "Kje je moje narocilo": "Kje je moje naročilo?",
    "Забыў паролль": "Як скінуць пароль?",
    "как вирнуть товар": "Как вернуть товар?",
    "lupa kata sandii": "Bagaimana cara mengatur ulang kata sandi?",
}


async def test_every_language_gets_its_article_typos_and_all(stage: Stage) -> None:
    customer = await stage.customer()
    for question, title in QUESTIONS.items():
        await customer.ask(question)
        await customer.hears(title)


async def test_a_long_answer_is_shown_from_its_beginning(stage: Stage) -> None:
    customer = await stage.customer(height=560)
    await customer.ask("where is my order")
    await customer.hears("Did this help?")
    await expect(customer.thread.get_by_role("heading", name="Where is my order?")).to_be_in_viewport(ratio=1)
    await customer.ask("how do i reset my password")
    await expect(customer.thread.get_by_role("heading", name="reset my password")).to_be_in_viewport(ratio=1)
    await customer.press("That solved it")
    await expect(customer.thread.get_by_text("How was this conversation?")).to_be_in_viewport(ratio=1)


async def test_a_doubtful_question_gets_choices(stage: Stage) -> None:
    customer = await stage.customer()
    await customer.ask("my lamp is broken")
    card = customer.thread.get_by_role("article").filter(has_text="Which of these do you mean?")
    choices = card.get_by_role("listitem").get_by_role("button")
    await expect(choices.first).to_be_visible()
    assert 1 <= await choices.count() <= 3
    await choices.first.click()
    await customer.hears("Did this help?")
    await expect(choices.first).to_be_disabled()
    await expect(choices.first).to_have_attribute("aria-pressed", "true")


async def test_what_the_bot_does_not_know_it_admits(stage: Stage) -> None:
    customer = await stage.customer()
    await customer.ask("who won the world cup")
    await customer.hears(re.compile("I do not know"))
    await expect(customer.thread.get_by_role("button", name="Talk to a person")).to_be_visible()


async def test_a_starter_and_a_suggestion_answer_at_a_tap(stage: Stage) -> None:
    customer = await stage.customer(locale="sl-SI")
    starter = customer.widget.get_by_role("list", name="Najpogostejša vprašanja").get_by_role("button").first
    words = (await starter.inner_text()).strip()
    await starter.click()
    await expect(customer.thread.get_by_role("article").get_by_role("heading")).to_be_visible()
    await customer.hears(words)

    await customer.box.press_sequentially("kje je pak")
    suggestion = customer.widget.locator(".suggestions").get_by_role("button").first
    await expect(suggestion).to_be_visible()
    await suggestion.click()
    await expect(customer.thread.get_by_role("article").get_by_role("heading")).to_have_count(2)
    await expect(customer.box).to_have_value("")


async def test_by_keyboard_alone(stage: Stage) -> None:
    page = await (await stage.context()).new_page()
    await page.goto("/")
    customer = Customer(page)
    button = page.get_by_role("button", name="Chat with us")
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(customer.box).to_be_focused()
    await page.keyboard.type("where is my order")
    await page.keyboard.press("Enter")
    await customer.hears("Did this help?")
    yes = customer.thread.get_by_role("button", name="Yes")
    await walk_to(customer, yes, "Shift+Tab")
    await page.keyboard.press("Enter")
    await customer.hears("How was this conversation?")
    await walk_to(customer, customer.widget.get_by_role("radio").first, "Tab")
    for _ in range(4):
        await page.keyboard.press("ArrowRight")  # goes there, and rates nothing
    await expect(customer.widget.get_by_role("radio", checked=True)).to_have_count(0)
    await page.keyboard.press("Enter")
    await customer.hears("Thank you for telling us.")
    await expect(customer.widget.get_by_role("radio", name=re.compile("^5 of 5"))).to_be_checked()
    await page.keyboard.press("Escape")
    await expect(customer.box).to_be_hidden()
    await expect(button).to_be_focused()


async def walk_to(customer: Customer, target: Any, key: str) -> None:
    for _ in range(20):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await customer.page.keyboard.press(key)
    pytest.fail(f"{key} does not lead to {target}")


@pytest.mark.parametrize("width", [1280, pytest.param(360, marks=pytest.mark.slow)])
async def test_a_reload_keeps_the_thread_and_what_was_being_written(stage: Stage, width: int) -> None:
    customer = await stage.customer(width=width)
    await customer.ask("where is my order")
    await customer.hears("Did this help?")
    await customer.box.fill("and another thi")
    await customer.page.reload()
    await customer.open()
    await customer.hears("Did this help?")
    await expect(customer.thread.get_by_text("where is my order", exact=True)).to_have_count(1)
    await expect(customer.box).to_have_value("and another thi")


@pytest.mark.slow
async def test_what_is_written_without_a_connection_is_sent_once(stage: Stage) -> None:
    agent = await stage.agent()
    customer = await stage.customer()
    await customer.ask("talk to a person")
    await customer.sees("You are next")
    stage.excuse_outage()
    stage.heard.kill()
    await customer.ask("it was written in the dark")
    await customer.sees("No connection. What you write is sent as soon as it is back.")
    stage.heard.start()
    stage.heard.wait_healthy()
    await agent.row("it was written in the dark").click()
    await agent.sees("it was written in the dark")
    await expect(customer.thread.get_by_text("it was written in the dark")).to_have_count(1)
    await expect(customer.widget.get_by_text("No connection")).to_have_count(0)
    assert await said(agent, "it was written in the dark") == 1


async def test_words_written_before_the_server_has_answered_are_sent(stage: Stage) -> None:
    page = await (await stage.context()).new_page()
    server_says = asyncio.Event()

    async def slow(route: Route) -> None:
        await server_says.wait()
        await route.continue_()

    await page.route("**/api/widget/start", slow)
    await page.goto("/")
    customer = Customer(page)
    await customer.open()
    await customer.ask("where is my order")
    server_says.set()
    await customer.hears("Did this help?")
    await expect(customer.thread.get_by_text("where is my order", exact=True)).to_have_count(1)


async def said(agent: Agent, words: str) -> int:
    return await agent.thread.get_by_text(words, exact=True).count()
