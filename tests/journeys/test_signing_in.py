"""Somebody signs in on a second device in the middle of a talk: one conversation, on both, and for the agent."""

import re
import sqlite3
import time
from contextlib import closing
from typing import Any

import pytest
from playwright.async_api import expect

from bot.journeys.identity import signature
from tests.journeys.looks import faults
from tests.journeys.stage import Customer, Stage

CALM: dict[str, Any] = {"reduced_motion": "reduce"}
MERGED = "You are signed in: what you wrote in another browser is here as well"


async def sign_in(customer: Customer, secret: str) -> None:
    at = int(time.time())
    told = {"number": "4711", "signedAt": at, "signature": signature(secret, "4711", at)}
    await customer.page.evaluate("told => Heard('customer', told)", told)


@pytest.mark.slow
async def test_two_devices_of_a_customer_go_on_in_one_conversation(stage: Stage) -> None:
    agent = await stage.agent(**CALM)
    answer = await agent.page.request.post("/api/signing", data={})
    secret = (await answer.json())["secret"]
    laptop, phone = await stage.customer(), await stage.customer(width=360, height=740)
    await laptop.ask("where is my order")
    await sign_in(laptop, secret)
    await phone.ask("talk to a person")
    await phone.called("Maja")
    await agent.take("Maja")
    await agent.reply("Hello Maja, Ana here.")
    await phone.hears("Hello Maja, Ana here.")

    await sign_in(phone, secret)
    for device in (laptop, phone):
        await device.hears(MERGED)
        await device.hears("where is my order")
        await device.hears("Hello Maja, Ana here.")
    await laptop.ask("it is about the blue lamp")
    await phone.hears("it is about the blue lamp")
    await agent.reply("I see both of it here.")
    for device in (laptop, phone):
        await device.hears("I see both of it here.")
        await expect(device.thread.get_by_text("Hello Maja, Ana here.", exact=True)).to_have_count(1)
    await expect(agent.thread.get_by_text(re.compile("^Signed in: what they wrote in another browser"))).to_be_visible()
    await expect(agent.thread.get_by_text("it is about the blue lamp", exact=True)).to_have_count(1)
    await laptop.page.reload()
    await laptop.open()
    await laptop.hears("I see both of it here.")
    assert not await faults(agent.page)


@pytest.mark.slow
async def test_an_agent_is_told_that_a_reply_would_reach_nobody(stage: Stage) -> None:
    agent, customer = await stage.agent(**CALM), await stage.customer()
    await customer.ask("talk to a person")
    await customer.called("Nika")
    await agent.take("Nika")
    line = agent.page.locator(".reach-line")
    await expect(line).to_have_count(0)
    await customer.page.close()
    await agent.reply("Are you there?")
    await expect(line).to_have_text("Nika is not on the website right now, and sees it when they next open the chat.")

    with closing(sqlite3.connect(stage.heard.database)) as database:  # no browser of theirs is known any more
        database.execute("DELETE FROM contact_tokens")
        database.execute(
            "INSERT INTO addresses SELECT 'email', 'nika@example.com', id FROM contacts WHERE name = 'Nika'"
        )
        database.commit()
    await agent.page.reload()
    await expect(line).to_contain_text("Nika has no chat with us: nothing written here reaches them.")
    await expect(line.get_by_role("link", name="Write to nika@example.com")).to_be_visible()
    await agent.page.get_by_role("textbox", name="Reply to Nika").fill("Anybody?")
    await expect(agent.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    assert not await faults(agent.page)
