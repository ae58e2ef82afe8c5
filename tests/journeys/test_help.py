"""The help centre in a browser: from a question to an answer, or to a person."""

import re

from playwright.async_api import expect

from tests.journeys.stage import Customer, Stage


async def test_a_visitor_finds_an_answer_without_javascript(stage: Stage) -> None:
    page = await (await stage.context(java_script_enabled=False, locale="en-GB")).new_page()
    await page.goto("/help/")
    await expect(page).to_have_url(re.compile("/help/en/$"))
    await page.get_by_role("searchbox").fill("wher is my parcle")
    await page.get_by_role("button", name="Search").click()
    await page.get_by_role("link", name="Where is my order?").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Where is my order?")
    await page.get_by_role("button", name="Yes").click()
    await expect(page.get_by_role("status")).to_contain_text("Thank you")
    await page.locator(".switch summary").click()
    await page.get_by_role("link", name="Беларуская").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Дзе мая замова?")
    await page.locator("[data-talk]").first.click()
    await expect(page).to_have_url(re.compile(r"/widget/\?language=be"))


async def test_a_visitor_who_finds_nothing_brings_the_question_to_the_chat(stage: Stage) -> None:
    page = await (await stage.context(width=360, height=740)).new_page()
    await page.goto("/")
    await page.get_by_role("contentinfo").get_by_role("link", name="the help centre").click()
    await page.get_by_role("searchbox").fill("quantum flux capacitor")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("We have found no answer")).to_be_visible()
    await page.locator(".missed").get_by_role("link", name="Talk to us").click()
    customer = Customer(page)
    await expect(customer.box).to_have_value("quantum flux capacitor")
    await customer.box.press("Enter")
    await customer.sees(re.compile("I do not know|a person", re.IGNORECASE))
