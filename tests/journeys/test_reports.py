"""What the ratings say, for the manager: figures with their interval, comments that lead to the conversation, CSV."""

import csv
import io
import re

from playwright.async_api import Page, expect

from tests.journeys.stage import Customer, Stage

RATED = ((5, "Fast & kind"), (4, ""), (2, '=HYPERLINK("http://evil.example")'))


async def rated(stage: Stage, stars: int, comment: str) -> Customer:
    customer = await stage.customer()
    await customer.ask("where is my order")
    await customer.press("Yes")
    await customer.rate(stars)
    await customer.hears("Thank you for telling us.")
    if comment:
        await customer.widget.get_by_label(re.compile("What was good|What should have been")).fill(comment)
        await customer.press("Send the comment")
        await expect(customer.thread.get_by_role("blockquote")).to_have_text(comment)
    return customer


async def test_ratings_arrive_in_the_reports(stage: Stage) -> None:
    manager = await stage.agent()
    for stars, comment in RATED:
        await (await rated(stage, stars, comment)).page.context.close()
    silent = await stage.customer()
    await silent.ask("where is my order")
    await silent.press("Yes")
    await silent.hears("How was this conversation?")

    page = manager.page
    await page.goto("/reports/")
    csat, mean, answered, asked = (page.locator(".card.figure").nth(place) for place in range(4))
    await expect(csat).to_contain_text("67%")
    await expect(csat).to_contain_text("21% to 94% at 95% confidence, 3 answers")  # Wilson, 2 of 3
    await expect(mean).to_contain_text("3.67")
    await expect(answered).to_contain_text("75%")
    await expect(answered).to_contain_text("3 of 4 asked")
    await expect(asked).to_contain_text("4")
    await the_csv_says_the_same(page)
    await page.locator(".filters").get_by_label("Channel").select_option("telegram")
    await expect(page.get_by_text("Nobody was asked in this period")).to_be_visible()
    await page.locator(".filters").get_by_label("Channel").select_option("")

    worst = page.get_by_role("listitem").filter(has_text="HYPERLINK")
    await worst.get_by_role("link", name="Open the conversation").click()
    await expect(page).to_have_url(re.compile("/desk/#"))
    await manager.sees("HYPERLINK")


async def the_csv_says_the_same(page: Page) -> None:
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download CSV").click()
    text = (await (await download.value).path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    values = [int(row["value"]) for row in rows if row["value"]]
    assert len(rows) == 4
    assert sorted(values) == [2, 4, 5]
    assert {row["comment"] for row in rows} == {"", "Fast & kind", "'" + RATED[2][1]}, "no formula for a spreadsheet"


async def test_reports_are_for_managers(stage: Stage) -> None:
    await stage.agent()
    agent = await stage.agent("Bor Kos")
    stage.excuse("403.*/api/reports")
    await agent.page.goto("/reports/")
    await expect(agent.page.get_by_text("Reports are for managers")).to_be_visible()
