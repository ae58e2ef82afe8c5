"""The questions before a call, with a browser that asks for permissions as people's do."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.journeys.looks import faults
from tests.journeys.stage import CHROMIUM, FLAGS, Customer, Heard, Stage
from tests.journeys.test_asking_for_a_call import VIDEO, VOICE, chooses

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"


@pytest_asyncio.fixture(loop_scope="session")
async def strict(heard: Heard, browser: Browser) -> AsyncIterator[Stage]:
    """Its browser goes by the permissions that it was given."""
    flags = [flag for flag in FLAGS if "fake-ui" not in flag]
    own = await browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    async with Stage(own, heard) as stage:
        yield stage
    await own.close()


@pytest_asyncio.fixture(loop_scope="session")
async def bare(heard: Heard, browser: Browser) -> AsyncIterator[Stage]:
    """Its machine has neither camera nor microphone."""
    flags = [flag for flag in FLAGS if "fake" not in flag]
    own = await browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    async with Stage(own, heard) as stage:
        yield stage
    await own.close()


async def test_one_question_after_the_other_and_the_way_is_tried_meanwhile(stage: Stage) -> None:
    await stage.agent()
    customer = await stage.customer()
    place = await chooses(customer, VIDEO)
    await expect(place.get_by_role("heading", name="Can you be heard?")).to_be_visible()
    await expect(place.get_by_text("You are heard.")).to_be_visible()
    await place.get_by_role("button", name="Continue", exact=True).click()
    await place.get_by_role("button", name="Play the tones").click()
    await place.get_by_role("button", name="No", exact=True).click()
    await expect(place.get_by_text("Turn the volume up")).to_be_visible()
    await place.get_by_role("button", name="Play them again").click()
    await place.get_by_role("button", name="Yes", exact=True).click()
    await expect(place.get_by_label("Your camera", exact=True)).to_be_visible()
    await expect(place.get_by_text(re.compile(r"The connection is good: \d+ ms"))).to_be_visible()
    await place.get_by_role("button", name="Back").click()

    # This device has passed: it is not asked again, and may ask for it.
    place = await chooses(customer, VIDEO)
    await expect(place.get_by_role("button", name="Call now")).to_be_enabled()
    await place.get_by_role("button", name="Test sound again").click()
    await expect(place.get_by_role("heading", name="Can you be heard?")).to_be_visible()


@pytest.mark.slow
async def test_what_is_blocked_is_told_on_both_sides_and_mended_live(strict: Stage) -> None:
    agent, customer = await strict.agent(), await strict.customer(user_agent=CHROME)
    await customer.page.context.clear_permissions()
    await customer.page.context.grant_permissions(["clipboard-read"])  # and nothing else
    place = await chooses(customer, VIDEO)
    await expect(place.get_by_text("The microphone is blocked.")).to_be_visible()
    await expect(place.get_by_text("Turn Microphone on, then press Try again.")).to_be_visible()
    await place.get_by_role("button", name="Skip the test").click()
    await expect(place.get_by_text("The camera is blocked.")).to_be_visible()
    await place.get_by_role("button", name="Call now").click()

    card = agent.page.locator(".ring-card")
    await expect(card.get_by_text("Microphone blocked")).to_be_visible()
    await expect(card.get_by_text("Camera blocked")).to_be_visible()
    await customer.page.context.grant_permissions(["microphone"])
    await expect(card.get_by_text("Microphone blocked")).to_have_count(0)
    await agent.page.keyboard.press("a")
    person = agent.page.locator(".person-pane")
    await agent.page.get_by_role("button", name="End call").click()
    await agent.page.get_by_role("button", name="Close", exact=True).click()
    await expect(person.get_by_text("Microphone allowed")).to_be_visible()
    await expect(person.get_by_text("Camera blocked")).to_be_visible()


@pytest.mark.slow
async def test_who_has_no_microphone_may_still_come(bare: Stage) -> None:
    await bare.agent()
    customer: Customer = await bare.customer()
    place = await chooses(customer, VOICE)
    await expect(place.get_by_text("No microphone was found.")).to_be_visible()
    await expect(place.get_by_text("Connect a microphone or a headset, or go on without one.")).to_be_visible()
    await place.get_by_role("button", name="Continue without microphone").click()
    await place.get_by_role("button", name="Skip the test").click()
    await place.get_by_role("button", name="Call now").click()
    await expect(place.get_by_role("heading", name="Calling…")).to_be_visible()
    await place.get_by_role("region", name="Your call").get_by_role("button", name="Cancel the call").click()


@pytest.mark.slow
async def test_every_question_can_be_used_by_everyone(stage: Stage) -> None:
    calm = {"reduced_motion": "reduce"}  # a colour halfway between two schemes is no fault
    agent, customer = await stage.agent(**calm), await stage.customer(**calm)
    frame, page, found = await customer.frame(), customer.page, []
    await customer.press("Call")
    await expect(customer.widget.get_by_role("heading", name="How do you want to talk?")).to_be_visible()
    found += await faults(page, frame)
    await customer.widget.locator(".way-to-talk").filter(has_text=VIDEO).click()
    await expect(customer.widget.get_by_text("You are heard.")).to_be_visible()
    found += await faults(page, frame)
    await customer.press("Continue")
    await customer.press("Play the tones")
    await expect(customer.widget.get_by_role("button", name="Yes", exact=True)).to_be_visible()
    found += await faults(page, frame)
    await customer.press("Yes")
    await expect(customer.widget.get_by_text("The connection is good")).to_be_visible()
    found += await faults(page, frame)
    await customer.press("Call now")
    await expect(agent.page.locator(".ring-card")).to_be_visible()
    found += await faults(agent.page)
    await customer.press("Cancel the call")
    assert not found, "\n".join(found)
