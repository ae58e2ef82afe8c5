"""From one star to a booked call: chosen by the customer on their own clock, seen and called off by its agent."""

from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Dialog, Page, expect

from tests.fakes.shop import until
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
    await customer.hears("We are sorry: our call cannot take place ")
    await page.reload()
    await expect(page.get_by_text("Your call is cancelled: ")).to_be_visible()
    assert await faults(customer.page, await customer.frame()) == []
    async with customer.page.context.expect_page() as opened:
        await customer.thread.get_by_role("link", name="/book/").last.click()
    again = await opened.value
    await expect(again.get_by_role("group", name="Day")).to_be_visible()


async def test_changed_hours_are_not_lost_and_absences_go_by_the_calendars_clock(stage: Stage) -> None:
    page = (await stage.agent(timezone_id=FAR, **CALM)).page
    await page.goto("/calendar/")
    await page.get_by_role("button", name="Add hours on Monday").click()
    whose = page.get_by_label("Calendar of")
    await whose.select_option("all")
    await expect(page.get_by_role("region", name="Weekly hours")).to_have_count(0)
    await expect(whose.get_by_role("option", name="Me (not saved)")).to_have_count(1)
    await whose.select_option(label="Me (not saved)")
    await expect(page.get_by_text("Not saved yet")).to_be_visible()
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    page.once("dialog", stay)
    await page.get_by_role("link", name="Desk").first.click()
    await until(lambda: asked)
    assert asked == ["beforeunload"] and "/calendar/" in page.url
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Not saved yet")).to_have_count(0)

    absences = page.get_by_role("region", name="Absences")
    await absences.get_by_label("From").fill("2027-07-05")
    await absences.get_by_role("button", name="Add an absence").click()
    await expect(absences.get_by_text("5 Jul 2027")).to_be_visible()
    told = await (await page.request.get("/api/calendar")).json()
    assert told["timezone"] == "UTC"
    assert [datetime.fromtimestamp(told["absences"][0][end] / 1000, UTC).isoformat() for end in ("since", "until")] == [
        "2027-07-05T00:00:00+00:00",
        "2027-07-06T00:00:00+00:00",
    ]
    assert await faults(page) == []
