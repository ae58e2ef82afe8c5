"""From a shop's word to the customer's chat: a key, a journey, a delivery, a signed customer, and stop."""

import hashlib
import hmac
import json
import re
import time
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.journeys.looks import faults
from tests.journeys.stage import Customer, Stage

pytestmark = pytest.mark.browser

DAY_MS = 86_400_000


async def ask(page: Page, method: str, path: str, body: Any, key: str | None = None) -> Any:
    """As a program would, or as the page itself."""
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
    answer = await page.request.fetch(path, method=method, data=json.dumps(body), headers=headers)
    assert answer.ok, await answer.text()
    return await answer.json()


async def shop_page(page: Page, number: str, secret: str) -> Customer:
    """The shop's page as it is for a customer who is signed in there."""
    at = int(time.time())
    signed = hmac.new(secret.encode(), f"{number}.{at}".encode(), hashlib.sha256).hexdigest()
    tag = f'data-customer="{number}" data-signed-at="{at}" data-signature="{signed}"'

    async def sign(route: Route) -> None:
        got = await route.fetch()
        text = re.sub(r'(<script[^>]*src="/widget/loader.js")', rf"\1 {tag}", await got.text())
        await route.fulfill(response=got, body=text)

    await page.route(re.compile(r"/$"), sign)
    await page.goto("/")
    customer = Customer(page)
    await customer.open()
    return customer


async def test_what_was_delivered_is_asked_about_until_the_customer_says_stop(stage: Stage) -> None:
    page = (await stage.agent(reduced_motion="reduce")).page
    await page.goto("/journeys/#keys")
    await page.get_by_role("button", name="New key").click()
    await page.get_by_label("Which program is it for?").fill("Online shop")
    await page.get_by_role("button", name="Make the key").click()
    key = await page.get_by_role("region", name="The key").inner_text()
    await page.get_by_role("button", name="I have copied it").click()
    secret = (await ask(page, "POST", "/api/signing", {}))["secret"]
    quiet = {"quiet_from_min": 0, "quiet_until_min": 0, "cap_n": 3, "cap_days": 7, "reminder": True}
    await ask(page, "PATCH", "/api/surveys/settings", quiet)

    await page.goto("/journeys/#journeys")
    await page.get_by_role("switch", name="“After delivery” is on").click()
    now = int(time.time() * 1000)
    await ask(page, "POST", "/api/v1/touchpoints", {
        "id": "order-1-delivered", "kind": "delivered", "at": now - 3 * DAY_MS, "product": "Linden lamp",
        "customer": {"number": "4711", "name": "Maja"},
        "consent": {"allowed": True, "how": "checkbox at checkout", "at": now - 9 * DAY_MS},
    }, key)  # fmt: skip
    await page.goto("/journeys/#touchpoints")
    await expect(page.get_by_role("row").filter(has_text="Linden lamp")).to_contain_text("Maja")
    assert await faults(page) == []
    await page.goto("/journeys/#journey/after-delivery/try")
    await page.get_by_role("button", name="Try it").click()
    await expect(page.get_by_text("has no chat with us yet").first).to_be_visible()
    assert await faults(page) == []

    maja = await shop_page(await (await stage.context()).new_page(), "4711", secret)
    await maja.hears("Hello Maja! Does Linden lamp work as it should?")
    await maja.press("No more of these messages")
    await maja.hears("All right. We will not write to you unasked any more.")

    await page.goto("/journeys/#journeys")
    await expect(page.get_by_text("wants nothing unasked")).to_be_visible()
    await page.goto("/desk/")
    await page.locator(".lists-item.all, .lists-item.ended").last.click()
    await page.locator(".row-link").filter(has_text="Maja").click()
    await expect(page.get_by_text("Wants nothing unasked")).to_be_visible()
