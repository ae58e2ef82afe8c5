"""A manager says who must know what; an angry customer is in the team's chat and behind the bell a moment later."""

from playwright.async_api import expect

from tests.fakes.inboxes import hook
from tests.fakes.shop import until
from tests.journeys.looks import faults
from tests.journeys.stage import Stage


async def test_a_bad_rating_reaches_the_chat_and_the_bell(stage: Stage) -> None:
    manager = await stage.agent(reduced_motion="reduce")
    page = manager.page
    async with hook() as chat:
        await page.goto("/alerts/#digests")
        await page.get_by_role("link", name="Add a mailbox or chat").click()  # there is nowhere to send one to yet
        await page.get_by_role("button", name="Add a mailbox or chat").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("Name").fill("Team chat")
        await form.get_by_role("button", name="Your own program").click()
        await form.get_by_label("Its address").fill(f"http://127.0.0.1:{chat.port}/hook")
        await form.get_by_role("button", name="Add", exact=True).click()
        await page.get_by_role("button", name="Send a test").click()
        await until(lambda: chat.posted, 30)

        await page.get_by_role("link", name="Rules").click()
        await page.get_by_role("button", name="Change “Low rating”").click()
        await form.get_by_label("Team chat").check()
        await form.get_by_label("Collect for (minutes)").fill("0")
        await form.get_by_label("Send it in quiet hours too").check()
        assert await faults(page) == []
        await form.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Team chat, ").or_(page.get_by_text(", Team chat"))).to_be_visible()

        await page.goto("/desk/")
        customer = await stage.customer()
        await customer.ask("where is my order")
        await customer.press("Yes")
        await customer.rate(1)
        await until(lambda: len(chat.posted) == 2, 30)
        assert chat.posted[1]["title"].startswith("Low rating") and "1 of 5" in chat.posted[1]["message"]
        await page.get_by_role("button", name="Alerts: 1 unread").click()
        assert await faults(page) == []
        await page.get_by_role("menuitem", name="1 of 5").click()
        await expect(page.get_by_role("button", name="Alerts", exact=True)).to_be_visible()  # nothing is unread now
        await expect(manager.thread).to_contain_text("where is my order")
        await page.goto("/alerts/#history")
        await expect(page.get_by_text("Team chat: sent")).to_be_visible()
        assert await faults(page) == []
