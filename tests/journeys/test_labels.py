"""What is known of a customer: told by the page around the widget, seen and changed in the desk."""

import pytest
from playwright.async_api import Route, expect

from tests.journeys.stage import Customer, Stage

SHOP = (
    "<!doctype html><title>Shop</title>"
    '<script src="/widget/loader.js" data-audience="business, big shop" async></script>'
)


@pytest.mark.slow
async def test_a_page_labels_its_visitor_and_an_agent_changes_that(stage: Stage) -> None:
    ana = await stage.agent()
    page = await (await stage.context()).new_page()

    async def shop(route: Route) -> None:
        await route.fulfill(body=SHOP, content_type="text/html")

    await page.route(f"{stage.heard.url}/business/", shop)
    await page.goto("/business/")
    customer = Customer(page)
    await customer.open()
    await customer.ask("talk to a person")

    await ana.take("talk to a person")
    person = ana.page.get_by_role("region", name="About the customer")
    await expect(person.get_by_text("big shop")).to_be_visible()
    await person.get_by_role("button", name="Remove “big shop”").click()
    await expect(person.get_by_text("big shop")).to_have_count(0)
    await person.get_by_role("textbox", name="Add a label").fill("patient")
    await person.get_by_role("textbox", name="Add a label").press("Enter")
    await expect(person.get_by_text("patient")).to_be_visible()
    await expect(person.get_by_role("textbox", name="Add a label")).to_have_value("")
    await expect(person.get_by_text("business")).to_be_visible()
