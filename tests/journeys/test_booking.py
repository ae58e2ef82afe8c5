"""From one star to a booked call: chosen by the customer on their own clock, seen and called off by its agent."""

from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Page, expect

from tests.journeys.looks import faults
from tests.journeys.stage import Stage

WEEK = [{"weekday": day, "start_min": 8 * 60, "end_min": 18 * 60} for day in range(7)]
FAR = "Pacific/Auckland"
CALM: dict[str, Any] = {"reduced_motion": "reduce"}


async def put(page: Page, path: str, body: dict[str, Any]) -> None:
    answer = await page.request.put(path, data=body)
    assert answer.ok, await answer.text()


async def offer_calls(page: Page) -> None:
    """After one or two stars; Ana can be booked on every day."""
    surveys = (await (await page.request.get("/api/surveys")).json())["surveys"]
    (csat,) = [row for row in surveys if row["id"] == "csat"]
    changed = {**csat["survey"], "after": "book", "book_for": [1, 2]}
    await put(page, "/api/surveys/csat", {"survey": changed, "version": csat["version"]})
    await put(page, "/api/calendar/hours", {"hours": WEEK})


async def test_an_unhappy_customer_books_a_call(stage: Stage) -> None:
    agent = await stage.agent(**CALM)
    await offer_calls(agent.page)
    customer = await stage.customer(timezone_id=FAR, **CALM)
    await customer.ask("where is my order")
    await customer.press("Yes")
    await customer.rate(1)
    async with customer.page.context.expect_page() as opened:
        await customer.press("Book a call")
    page = await opened.value
    await expect(page.get_by_text(f"Your time zone: {FAR}, GMT+1")).to_be_visible()
    assert await faults(page) == []
    await page.get_by_role("group", name="Day").get_by_role("radio").nth(2).check()
    await page.get_by_role("group", name="Time").get_by_role("radio").first.check()
    await page.get_by_label("What is it about?").fill("It still creaks.")
    await page.get_by_role("button", name="Book ").click()
    await expect(page.get_by_role("heading", name="Your call is booked")).to_be_focused()
    assert await faults(page) == []
    async with page.expect_download() as started:
        await page.get_by_role("button", name="Add to my calendar").click()
    file = (await (await started.value).path()).read_text(encoding="utf-8")
    begins = file.split("DTSTART:")[1][:16]
    assert datetime.strptime(begins, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) > datetime.now(UTC)
    assert "It still creaks." in file
    await customer.hears("Our call is booked: ")

    await agent.page.goto("/calendar/")
    calls = agent.page.get_by_role("region", name="Booked calls")
    await expect(calls.get_by_text("It still creaks.")).to_be_visible()
    await expect(calls.get_by_text("For the customer: ")).to_be_visible()
    assert await faults(agent.page) == []
    await calls.get_by_role("button", name="Cancel").click()
    await agent.page.get_by_role("button", name="Yes, cancel").click()
    await expect(calls.get_by_text("No calls are booked.")).to_be_visible()
    await customer.hears("Our call is cancelled: ")
    await page.reload()
    await expect(page.get_by_text("Your call is cancelled: ")).to_be_visible()
