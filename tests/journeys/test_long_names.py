"""Names without a space, as long as they may be: no page scrolls sideways on a phone."""

import time

import pytest
from playwright.async_api import Page, expect

from tests.journeys.stage import Stage
from tests.journeys.test_reaching_out import ask

pytestmark = pytest.mark.slow

NAME = "Wolkenkuckucksheimgesellschaft" * 2


async def test_no_page_scrolls_sideways_on_a_phone(stage: Stage) -> None:
    page = (await stage.agent(reduced_motion="reduce")).page
    await page.set_viewport_size({"width": 360, "height": 740})
    scopes = ["touchpoints:write", "surveys:link", "export:read"]
    key = (await ask(page, "POST", "/api/keys", {"name": NAME, "scopes": scopes}))["secret"]
    now = int(time.time() * 1000)
    told = await ask(page, "POST", "/api/v1/touchpoints", {
        "id": "order-1", "kind": "bought", "at": now, "product": NAME, "place": NAME,
        "customer": {"number": "1", "name": NAME},
    }, key)  # fmt: skip
    customer = await stage.customer()
    await customer.ask("where is my order")
    await customer.press("Yes")
    await customer.rate(2)
    link = await ask(page, "POST", "/api/v1/rating-links", {"touchpoint": told["touchpoint"]}, key)
    secret = link["url"].partition("#")[2]
    origin = {"Origin": link["url"].partition("/rate/")[0], "Content-Type": "application/json"}
    given = await page.request.post("/api/rating/give", data={"secret": secret, "value": 2}, headers=origin)
    assert given.ok, await given.text()
    for path, shown in (
        ("/journeys/#keys", ".key-card"),
        (f"/contact/#{told['contact']}", ".moment"),
        ("/journeys/#touchpoints", ".touchpoints td"),
        ("/reports/", ".figure-card, .tile, .card"),
    ):
        await page.goto("about:blank")
        await page.goto(path)
        await expect(page.locator(shown).first).to_be_visible()
        await expect(page.locator(".skeleton")).to_have_count(0)
        assert await over(page) == 0, path


async def over(page: Page) -> int:
    """By how many px it can be scrolled sideways."""
    return int(await page.evaluate("document.documentElement.scrollWidth - innerWidth"))
