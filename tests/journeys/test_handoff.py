"""From the bot to a person, and back."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.fakes.pictures import png
from tests.journeys.stage import Customer, Stage


async def place(customer: Customer, words: str) -> None:
    await expect(customer.widget.get_by_role("region", name="Waiting for a person")).to_contain_text(words)


async def test_a_person_takes_over_and_gives_back(stage: Stage) -> None:
    ana, maja, tine = await stage.agent(), await stage.customer(), await stage.customer()
    await maja.ask("my kettle hums Mozart")
    await maja.hears(re.compile("I do not know"))
    await maja.press("Talk to a person")
    await place(maja, "You are next")
    await tine.ask("talk to a person")
    await place(tine, "You are number 2 in line")

    await ana.take("my kettle hums")
    await place(tine, "You are next")
    await maja.hears("Ana Novak joined")
    await ana.reply("Hello, which kettle is it?")
    await maja.hears("which kettle is it?")
    await maja.ask("where is my order")
    await ana.sees("where is my order")
    await ana.reply("On its way.")
    await maja.hears("On its way.")
    await expect(maja.thread.get_by_role("heading")).to_have_count(1)  # the greeting: the bot is silent

    await ana.page.locator("#composer-text").press("/")
    await ana.page.keyboard.type("how long is the warranty")
    finder = ana.page.get_by_role("dialog", name="Find an article")
    await expect(finder.get_by_role("option", selected=True)).to_contain_text("How long is the warranty?")
    await expect(finder.get_by_role("region")).to_contain_text("two-year warranty")
    await ana.page.keyboard.press("Enter")
    await expect(ana.page.locator("#composer-text")).to_be_focused()
    await ana.page.keyboard.press("Enter")
    await maja.hears("How long is the warranty?")

    await ana.page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "lid.png", "mimeType": "image/png", "buffer": png(64, 48)}
    )
    await ana.page.get_by_role("dialog", name="Send this picture?").get_by_role("button", name="Send").press("Enter")
    await expect(maja.thread.get_by_role("img", name="Picture")).to_be_visible()
    await expect(ana.page.get_by_role("dialog")).to_have_count(0)

    await ana.verb("hand_back")
    await maja.hears("The bot answers again")
    await maja.ask("and where is my order")
    await maja.hears("Did this help?")
    await tine.press("Leave the line")
    await tine.hears("You left the line")


async def test_the_line_is_live_and_may_be_left(stage: Stage) -> None:
    ana, customer = await stage.agent(), await stage.customer()
    await expect(ana.page.get_by_text("Nobody waits")).to_be_visible()
    await customer.ask("I need a human")
    await expect(ana.page.locator(".row-link")).to_have_count(1)
    await customer.called("Maja")
    await expect(ana.row("Maja")).to_contain_text("asked for a person")
    await customer.press("Leave the line")
    await customer.hears("You left the line")
    await expect(ana.page.get_by_text("Nobody waits")).to_be_visible()


@pytest.mark.slow
async def test_of_two_who_take_one_wins_and_the_other_is_told(stage: Stage) -> None:
    ana, bor = await stage.agent(), await stage.agent("Bor Kos")
    customer = await stage.customer()
    await customer.ask("connect me to an agent")
    for agent in (ana, bor):
        await agent.row("connect me to an agent").click()
        await expect(agent.button("take")).to_be_visible()
    buttons = [await agent.button("take").element_handle() for agent in (ana, bor)]
    await asyncio.gather(*(button.evaluate("button => button.click()") for button in buttons))
    await customer.hears(re.compile("joined"))
    held = [agent.page.locator(".held-by") for agent in (ana, bor)]
    winner = "Ana Novak" if await customer.thread.get_by_text("Ana Novak joined").count() else "Bor Kos"
    first, second = held if winner == "Ana Novak" else reversed(held)
    await expect(first).to_have_text("yours")
    await expect(second).to_have_text(f"{winner} has it")
    await expect(customer.thread.get_by_text("joined")).to_have_count(1)


@pytest.mark.slow
async def test_a_conversation_is_handed_on_with_a_note(stage: Stage) -> None:
    ana, bor = await stage.agent(), await stage.agent("Bor Kos")
    customer = await stage.customer()
    await customer.ask("speak to a human")
    await ana.take("speak to a human")
    await expect(ana.page.locator("#composer-text")).to_be_focused()
    await ana.verb("transfer")
    dialog = ana.page.get_by_role("dialog")
    await dialog.get_by_label("Note for whoever takes over").fill("Wants the green one")
    await dialog.get_by_text("Bor Kos").click()
    await customer.hears("Bor Kos takes over")
    await expect(bor.page.get_by_text(re.compile("^Handed to you: "))).to_be_visible()
    awaiting = bor.page.locator(".lists-item.mine .badge")
    await expect(awaiting).to_have_text("1")
    await bor.list("mine")
    await bor.row("speak to a human").click()
    await bor.sees("Wants the green one")
    await expect(customer.widget.get_by_text("Wants the green one")).to_have_count(0)
    await bor.reply("The green one is on its way.")
    await customer.hears("The green one is on its way.")
    await expect(awaiting).to_have_count(0)
    await bor.verb("resolve")
    await customer.hears("How was this conversation?")


@pytest.mark.slow
async def test_a_login_that_is_ended_elsewhere_leaves_the_desk(stage: Stage) -> None:
    here, there = await stage.agent(), await stage.sign_in()
    await stage.agent("Bor Kos")
    await expect(there.page.get_by_text("Nobody waits")).to_be_visible()
    await here.menu("My logins")
    dialog = here.page.get_by_role("dialog")
    stage.excuse("401.*/api/")
    await dialog.get_by_role("button", name="End", exact=True).click()
    await expect(there.page).to_have_url(re.compile("/login/"))
    await expect(dialog.get_by_role("button", name="End", exact=True)).to_have_count(0)
    await expect(dialog.get_by_text("This one")).to_be_visible()
