"""Every page as everyone sees it: light and dark, on a desk and on a phone, by axe and without sideways scrolling.

The page that an invitation to a call opens is looked at in test_telegram_journey.py, where there is an invitation.
"""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.journeys.call import before, camera, plays, screen, shares
from tests.journeys.looks import Faults, faults
from tests.journeys.stage import Customer, Stage

pytestmark = pytest.mark.slow

CALM: dict[str, Any] = {"reduced_motion": "reduce"}
"""Nothing is half faded in when axe measures its contrast."""


async def frame_faults(customer: Customer) -> Faults:
    return await faults(customer.page, await customer.frame())


async def test_the_shop_and_the_widget(stage: Stage) -> None:
    page = await (await stage.context(**CALM)).new_page()
    await page.goto("/")
    await expect(page.get_by_role("button", name="Chat with us")).to_be_visible()
    assert not await faults(page)
    customer = Customer(page)
    await customer.open()
    await expect(customer.widget.get_by_text("Asked most often")).to_be_visible()
    assert not await frame_faults(customer)

    await customer.ask("my lamp is broken")
    await customer.hears("Which of these do you mean?")
    await customer.ask("quantum chromodynamics")
    await customer.hears(re.compile("I do not know"))
    await customer.ask("where is my order")
    await customer.hears("Did this help?")
    await customer.box.fill("how do I return")
    await expect(customer.widget.locator(".suggestions button").first).to_be_visible()
    assert not await frame_faults(customer)

    await customer.box.fill("")
    await customer.press("Yes")
    await customer.hears("How was this conversation?")
    assert not await frame_faults(customer)
    await customer.rate(4)
    await customer.hears("Thank you for telling us.")
    assert not await frame_faults(customer)


async def test_the_line_and_the_desk(stage: Stage) -> None:
    agent = await stage.agent(**CALM)
    await expect(agent.page.get_by_text("Nobody waits")).to_be_visible()
    assert not await faults(agent.page)
    customer = await stage.customer(**CALM)
    await customer.ask("where is my order")
    await customer.hears("Did this help?")
    await customer.ask("talk to a person")
    await customer.sees("What may we call you?")
    assert not await frame_faults(customer)

    await agent.row("where is my order").or_(agent.row("talk to a person")).click()
    await expect(agent.button("take")).to_be_visible()
    assert not await faults(agent.page)
    await agent.verb("take")
    await agent.page.locator("#composer-note").click()
    await agent.reply("Wants the green one")
    await agent.page.locator("#composer-reply").click()
    await agent.reply("Hello, I am looking for your parcel.")
    assert not await faults(agent.page)
    for opens in ("text=Find an article", '[data-verb="transfer"]'):
        await agent.page.locator(opens).click()
        await expect(agent.page.get_by_role("dialog")).to_be_visible()
        assert not await faults(agent.page), opens
        await agent.page.keyboard.press("Escape")
        await expect(agent.page.get_by_role("dialog")).to_have_count(0)
    for name in ("Invite someone", "Agents", "My logins", "Settings", "Keyboard shortcuts"):
        await agent.menu(name)
        await expect(agent.page.get_by_role("dialog")).to_be_visible()
        assert not await faults(agent.page), name
        await agent.page.keyboard.press("Escape")
        await expect(agent.page.get_by_role("dialog")).to_have_count(0)
    await agent.verb("resolve")
    await expect(agent.page.locator(".held-by")).to_have_text("ended")


async def test_the_call(stage: Stage) -> None:
    agent, customer = await stage.agent(**CALM), await stage.customer(**CALM)
    await customer.ask("talk to a person")
    await customer.called("Maja")
    await agent.take("Maja")
    await agent.verb("video")
    await expect(agent.page.get_by_role("button", name="Continue", exact=True)).to_be_enabled()
    assert not await faults(agent.page)
    await (await before(agent.page)).click()
    await expect(agent.page.get_by_text("Maja is not here yet")).to_be_visible()
    await customer.press("Join")
    join = await before(customer.widget)
    assert not await frame_faults(customer)
    await join.click()
    await plays(camera(customer.widget, "Ana Novak"))
    await shares(agent.page)
    await plays(screen(customer.widget, "Ana Novak"))
    assert not await frame_faults(customer)
    assert not await faults(agent.page)
    await customer.widget.get_by_role("button", name="End call").click()
    await expect(agent.page.get_by_role("button", name="Close", exact=True)).to_be_visible()
    assert not await faults(agent.page)
    await agent.page.get_by_role("button", name="Close", exact=True).click()
    await agent.verb("resolve")


async def test_the_reports(stage: Stage) -> None:
    manager = await stage.agent(**CALM)
    await manager.page.goto("/reports/?from=2001-01-01&to=2001-01-02")
    await expect(manager.page.get_by_text("Nobody was asked in this period")).to_be_visible()
    assert not await faults(manager.page)
    customer = await stage.customer()
    await customer.ask("where is my order")
    await customer.press("Yes")
    await customer.rate(2)
    await customer.widget.get_by_label("What should have been better?").fill("It was slow " * 20)
    await customer.press("Send the comment")
    await expect(customer.thread.get_by_role("blockquote")).to_be_visible()
    await manager.page.goto("/reports/")
    await expect(manager.page.locator(".chart canvas")).to_be_visible()
    assert not await faults(manager.page)


async def test_what_managers_grow_the_knowledge_with(stage: Stage) -> None:
    customer = await stage.customer()
    await customer.ask("do you sell garden gnomes with a beard")
    await customer.hears(re.compile("know|mean", re.IGNORECASE))
    visitor = await (await stage.context()).new_page()
    await visitor.goto("/help/en/search/?q=quantum+flux+capacitor")
    page = (await stage.agent(**CALM)).page
    for name, shown in (
        ("gaps", "garden gnomes"),
        ("suggestions", "Nothing waits"),
        ("words", "No synonyms yet"),
        ("exchange", "Drop a file here"),
    ):
        await page.goto(f"/knowledge/#{name}")
        await expect(page.get_by_text(shown).first).to_be_visible()
        assert not await faults(page), name
    await page.goto("/knowledge/#words")
    for part in ("Synonyms and names", "What is asked first"):
        await page.get_by_role("region", name=part).get_by_role("button", name="Add", exact=True).click()
    await page.get_by_role("button", name="Add a value").click()
    await page.get_by_label("Terms").first.fill("a kettle")
    await page.get_by_label("Terms").first.press("Enter")
    await expect(page.get_by_text("Not saved yet").first).to_be_visible()
    assert not await faults(page)
    await page.get_by_role("button", name="Discard").first.click()


@pytest.mark.parametrize(
    "path",
    ["", "descale-coffee-maker", "categories/", "categories/orders/", "search/?q=where", "search/?q=xyzzy", "none"],
)
async def test_the_help_centre(stage: Stage, path: str) -> None:
    stage.excuse("404.*/help/en/none")
    page = await open_door(stage, f"/help/en/{path}")
    await expect(page.get_by_role("button", name="Chat with us")).to_be_visible()
    assert not await faults(page)
    await page.locator(".switch summary").click()
    assert not await faults(page)


async def test_the_articles(stage: Stage) -> None:
    page = (await stage.agent(**CALM)).page
    await page.goto("/knowledge/#articles?q=order")
    await page.locator(".articles tbody").get_by_role("checkbox").first.check()
    assert not await faults(page)
    await page.get_by_role("button", name="Remove").click()
    assert not await faults(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Choose none").click()
    await page.get_by_role("button", name="Try a question").click()
    await page.get_by_role("textbox", name="What would a customer ask?").fill("where is my oder")
    await page.keyboard.press("Enter")
    await expect(page.locator(".considered").first).to_be_visible()
    assert not await faults(page)
    await page.goto("/knowledge/#articles?tag=unheard-of")
    await expect(page.get_by_text("No article fits")).to_be_visible()
    assert not await faults(page)
    await page.get_by_role("button", name="New article").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    assert not await faults(page)


async def test_an_article(stage: Stage) -> None:
    page = (await stage.agent(**CALM)).page
    await page.goto("/knowledge/#article/track-order")
    await expect(page.locator(".proof-widget")).to_be_visible()
    assert not await faults(page)
    await page.get_by_label("Beside it").select_option("sl")
    await expect(page.locator(".translation")).to_have_count(2)
    await page.get_by_role("textbox", name="Title").last.fill("Kje je moje naročilo, " * 12)
    assert not await faults(page)
    for part in ("Details", "Try out"):
        await page.get_by_role("button", name=part).click()
        assert not await faults(page), part
    for part in ("Publish", "Versions"):
        await page.get_by_role("navigation").get_by_role("link", name=part).click()
        await expect(page.locator(".change").first).to_be_visible()
        assert not await faults(page), part


@pytest.mark.parametrize("path", ["/login/", "/join/", "/join/#nothing", "/call/#nothing"])
async def test_the_doors(stage: Stage, path: str) -> None:
    stage.excuse("(404|410).*/api/(invitation|call/look)")
    page = await open_door(stage, path)
    assert not await faults(page)


async def test_the_door_of_an_invitation(stage: Stage) -> None:
    page = await open_door(stage, await (await stage.agent()).invite())
    await expect(page.get_by_label("Password", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Make account").click()
    assert not await faults(page)


async def open_door(stage: Stage, path: str) -> Page:
    page = await (await stage.context(**CALM)).new_page()
    await page.goto(path)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page
