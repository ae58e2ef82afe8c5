"""From one star to won back: an unhappy customer is heard, apologised to, helped, and asked again."""

import re
from typing import Any

from playwright.async_api import Page, expect

from tests.journeys.looks import faults
from tests.journeys.stage import Customer, Stage

CALM: dict[str, Any] = {"reduced_motion": "reduce"}


NEVER_QUIET = {"quiet_from_min": 0, "quiet_until_min": 0, "cap_n": 10, "cap_days": 1, "reminder": False}


async def patch(page: Page, path: str, settings: dict[str, Any]) -> None:
    answer = await page.request.patch(path, data=settings)
    assert answer.ok, await answer.text()


async def rate(customer: Customer, stars: int, words: str = "") -> None:
    await customer.rate(stars)
    if words:
        await customer.widget.get_by_label("What should have been better?").fill(words)
        await customer.thread.get_by_role("button", name="Send").last.click()


async def test_a_customer_is_won_back(stage: Stage) -> None:
    agent, customer = await stage.agent(**CALM), await stage.customer()
    await patch(agent.page, "/api/recovery/settings", {"owner": "", "reask_h": 0})
    await patch(agent.page, "/api/surveys/settings", NEVER_QUIET)
    await customer.ask("talk to a person")
    await customer.called("Maja")
    await agent.take("Maja")
    await agent.reply("Look it up yourself.")
    await agent.verb("resolve")
    await customer.hears("How was this conversation?")
    await rate(customer, 1, "Nobody helped me.")

    # heard: beside the conversation, then on the case's own page
    card = agent.page.get_by_role("region", name="Recovery case")
    await expect(card.get_by_text("Nobody helped me.")).to_be_visible()
    await card.get_by_role("link", name="Open the case").click()
    page = agent.page
    await expect(page.get_by_role("region", name="What Maja says").get_by_text("Nobody helped me.")).to_be_visible()
    await page.get_by_role("button", name="Take the case", exact=True).click()

    # apologised to, in words that a person has made their own
    await page.get_by_role("button", name="Unfriendly").click()
    await page.get_by_role("button", name=re.compile("The way we spoke to you")).click()
    words = page.get_by_label("Your words to Maja")
    await words.fill(await words.input_value() + " It was me who wrote that.")
    assert not await faults(page)
    await page.get_by_role("button", name="Send to Maja").click()
    await customer.hears(re.compile("It was me who wrote that."))

    await page.get_by_label("What was done?").fill("Found the parcel.")
    await page.get_by_role("button", name="Mark as resolved").click()
    await page.get_by_role("button", name="Unfriendly manner").click()
    await page.get_by_role("button", name="Close the case").click()

    # asked again, and content
    await customer.hears(re.compile("How is it now?"))
    await customer.rate(5)
    await expect(page.get_by_text("Recovered: asked again, the customer answered 5.")).to_be_visible()
    await expect(page.get_by_role("listitem").filter(has_text="apologised")).to_contain_text(
        "It was me who wrote that."
    )
    assert not await faults(page)
    await page.get_by_role("link", name="By cause").click()
    await expect(page.get_by_role("row").filter(has_text="Unfriendly manner")).to_contain_text("100%")
    assert not await faults(page)
    await page.get_by_role("link", name="Settings").click()
    await expect(page.get_by_label("Low ratings open a case")).to_be_checked()
    assert not await faults(page)
