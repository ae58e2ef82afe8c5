"""From one star to a booked call: chosen by the customer on their own clock, seen and called off by its agent."""

import re
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Dialog, Page, expect

from tests.fakes.shop import until
from tests.journeys.call import camera, join, plays
from tests.journeys.looks import faults
from tests.journeys.stage import Stage
from tests.journeys.test_rating import rows
from tests.journeys.test_reaching_out import ask

WEEK = [{"weekday": day, "start_min": 8 * 60, "end_min": 18 * 60} for day in range(7)]
FAR = "Pacific/Auckland"
CALM: dict[str, Any] = {"reduced_motion": "reduce"}


async def put(page: Page, path: str, body: dict[str, Any]) -> None:
    answer = await page.request.put(path, data=body)
    assert answer.ok, await answer.text()


async def offer_calls(page: Page, survey: str = "csat") -> None:
    """After one or two stars; Ana can be booked on every day."""
    surveys = (await (await page.request.get("/api/surveys")).json())["surveys"]
    (found,) = [row for row in surveys if row["id"] == survey]
    changed = {**found["survey"], "after": "book", "book_for": [1, 2]}
    await put(page, f"/api/surveys/{survey}", {"survey": changed, "version": found["version"]})
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


async def test_who_has_no_chat_joins_the_call_on_the_page_where_it_was_booked(stage: Stage) -> None:
    agent = await stage.agent(**CALM)
    await offer_calls(agent.page, "link")
    await ask(agent.page, "PATCH", "/api/bookings/settings", {"notice_h": 0})
    scopes = ["touchpoints:write", "surveys:link"]
    key = (await ask(agent.page, "POST", "/api/keys", {"name": "Shop", "scopes": scopes}))["secret"]
    bought = {"id": "o-1", "kind": "bought", "at": int(time.time() * 1000), "customer": {"number": "1", "name": "Iva"}}
    told = await ask(agent.page, "POST", "/api/v1/touchpoints", bought, key)
    link = await ask(agent.page, "POST", "/api/v1/rating-links", {"touchpoint": told["touchpoint"]}, key)
    page = await (await stage.context(**CALM)).new_page()
    await page.goto(link["url"])
    await page.get_by_role("radio", name="1 of 5: Very bad").click()
    async with page.context.expect_page() as opened:
        await page.get_by_role("button", name="Book a call").click()
    page = await opened.value
    await page.get_by_role("group", name="Day").get_by_role("radio").nth(2).check()  # today's might begin by itself
    await page.get_by_role("group", name="Time").get_by_role("radio").first.check()
    await page.get_by_role("button", name="Book ").click()
    await expect(page.get_by_text("You will meet Ana Novak on this page")).to_be_visible()
    await expect(page.get_by_text("We cannot send you a reminder.")).to_be_visible()
    assert await faults(page) == []

    rows(stage, "UPDATE bookings SET since = ? WHERE state = 'booked'", int(time.time() * 1000))
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.get_by_role("heading", name="Your call has begun")).to_be_focused()
    await expect(page).to_have_title("● Your call has begun")
    assert await faults(page) == []
    await page.get_by_role("button", name="Join the call").click()
    await page.get_by_role("button", name="Join", exact=True).click()
    await join(page)
    ring = agent.page.get_by_role("alertdialog", name="Your call with Iva begins")
    await ring.get_by_role("button", name="Join").click()
    await plays(camera(agent.page, "Iva"))
    await plays(camera(page, "Ana Novak"))
    await agent.page.get_by_role("button", name="End call").click()
    await expect(page.get_by_role("heading", name="The call has ended")).to_be_visible()


@pytest.mark.slow
async def test_an_agent_moves_a_call_and_hands_it_to_a_colleague(stage: Stage) -> None:
    agent = await stage.agent(**CALM)
    await offer_calls(agent.page)
    colleague = await stage.agent("Bor Kos", **CALM)
    customer = await stage.customer(timezone_id=FAR, **CALM)
    await customer.ask("where is my order")
    await customer.press("Yes")
    await customer.rate(1)
    async with customer.page.context.expect_page() as opened:
        await customer.press("Book a call")
    page = await opened.value
    await page.get_by_role("group", name="Day").get_by_role("radio").nth(2).check()
    await page.get_by_role("group", name="Time").get_by_role("radio").first.check()
    await page.get_by_role("button", name="Book ").click()
    first = await calendar_file(page)
    assert "SEQUENCE:0\r\n" in first

    await agent.page.goto("/calendar/")
    calls = agent.page.get_by_role("region", name="Booked calls")
    await calls.get_by_role("button", name="Move the call").click()
    dialog = agent.page.get_by_role("dialog")
    await dialog.get_by_role("group", name="Day").get_by_role("radio").nth(3).check()
    await dialog.get_by_role("group", name="Time").get_by_role("radio").nth(1).check()
    await expect(dialog.get_by_text("For the customer: ")).to_be_visible()
    assert await faults(agent.page) == []
    await dialog.get_by_role("button", name="Move the call to ").click()
    await expect(dialog).to_have_count(0)
    await customer.hears(re.compile(rf"we had to move our call: .*{FAR}"))

    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.get_by_text("The call was moved. Add it again")).to_be_visible()
    assert await faults(page) == []
    second = await calendar_file(page)
    assert "SEQUENCE:1\r\n" in second
    assert part(first, "UID") == part(second, "UID")
    assert part(first, "DTSTART") != part(second, "DTSTART")

    await put(colleague.page, "/api/calendar/hours", {"hours": WEEK})
    await calls.locator(".booking-link").click()
    person = agent.page.get_by_role("region", name="About the customer")
    await person.get_by_role("button", name="Move the call").click()
    await dialog.get_by_label("With").select_option(label="Bor Kos")
    await dialog.get_by_role("group", name="Day").get_by_role("radio").nth(3).check()
    await dialog.get_by_role("group", name="Time").get_by_role("radio").nth(1).check()
    assert await faults(agent.page) == []
    await dialog.get_by_role("button", name="Hand it to Bor Kos").click()
    await customer.hears("Our call stays at its time, now with Bor Kos: ")
    await expect(person.get_by_text("Bor Kos")).to_be_visible()

    async with customer.page.context.expect_page() as opened:
        await customer.thread.get_by_role("link", name="/book/").last.click()
    again = await opened.value
    await again.get_by_role("button", name="Choose another time").click()
    await again.get_by_role("group", name="Day").get_by_role("radio").nth(5).check()
    await again.get_by_role("group", name="Time").get_by_role("radio").first.check()
    await again.get_by_role("button", name="Move the call to ").click()
    await customer.hears("Our call has been moved: ")
    await colleague.page.goto("/calendar/")
    await expect(colleague.page.get_by_role("button", name="Move the call")).to_be_visible()


async def calendar_file(page: Page) -> str:
    async with page.expect_download() as started:
        await page.get_by_role("button", name="Add to my calendar").click()
    return (await (await started.value).path()).read_bytes().decode()


def part(file: str, name: str) -> str:
    return file.split(f"\r\n{name}:")[1].split("\r\n")[0]


@pytest.mark.slow
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
    year = datetime.now(UTC).year + 1
    await absences.get_by_label("From").fill(f"{year}-07-05")
    await absences.get_by_role("button", name="Add an absence").click()
    await expect(absences.get_by_text(f"5 Jul {year}")).to_be_visible()
    told = await (await page.request.get("/api/calendar")).json()
    assert told["timezone"] == "UTC"
    assert [datetime.fromtimestamp(told["absences"][0][end] / 1000, UTC).isoformat() for end in ("since", "until")] == [
        f"{year}-07-05T00:00:00+00:00",
        f"{year}-07-06T00:00:00+00:00",
    ]
    assert await faults(page) == []
