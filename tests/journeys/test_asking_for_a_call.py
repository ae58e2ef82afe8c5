"""A customer asks for a call: it rings at the desk, somebody accepts, or the customer is called back."""

import re

import pytest
from playwright.async_api import FrameLocator, expect

from tests.journeys.call import before, camera, join, plays, screen, sounds
from tests.journeys.stage import Agent, Customer, Heard, Stage

VIDEO, VOICE, SCREEN = re.compile("^Video"), re.compile("^Voice only"), re.compile("^Show my screen")


async def chooses(customer: Customer, kind: re.Pattern[str]) -> FrameLocator:
    """One tap from anywhere in the chat, and how to talk."""
    await customer.press("Call")
    await customer.widget.locator(".way-to-talk").filter(has_text=kind).click()
    return customer.widget


async def calls(customer: Customer) -> None:
    """With camera and microphone, past the questions."""
    await (await before(await chooses(customer, VIDEO), "Call now")).click()
    await expect(customer.widget.get_by_role("heading", name="Calling…")).to_be_visible()


async def accepts(agent: Agent) -> None:
    await expect(agent.page.locator(".ring-card")).to_be_visible()
    await agent.page.keyboard.press("a")
    await expect(agent.page.locator(".held-by")).to_have_text("yours")


async def ends(agent: Agent) -> None:
    await agent.page.get_by_role("button", name="End call").click()
    await agent.page.get_by_role("button", name="Close", exact=True).click()


async def test_a_call_rings_at_the_desk_and_is_accepted_with_a_key(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    await calls(customer)
    card = agent.page.locator(".ring-card")
    await expect(card).to_contain_text(re.compile(r"Visitor \w+ is calling.*Video call · English", re.DOTALL))
    await expect(card.get_by_text("Loudspeaker not tried")).to_be_visible()
    await expect(agent.page).to_have_title(re.compile("is calling"))
    await accepts(agent)
    await plays(camera(customer.widget, "Ana Novak"))
    await sounds(agent.page)
    await expect(card).to_have_count(0)
    await expect(agent.page).not_to_have_title(re.compile("is calling"))
    await agent.sees(re.compile("running for"))
    await ends(agent)
    await customer.press("Back to the conversation")
    await customer.hears("The video call with Ana Novak has ended")
    await agent.sees(re.compile(r"0:\d\d, ended by Ana Novak"))


@pytest.mark.slow
async def test_whoever_answers_first_has_it(stage: Stage) -> None:
    agent, colleague, customer = await stage.agent(), await stage.agent("Bor Kos"), await stage.customer()
    await calls(customer)
    await expect(agent.page.locator(".ring-card")).to_be_visible()
    await expect(colleague.page.locator(".ring-card")).to_be_visible()
    await agent.page.keyboard.press("x")
    await expect(agent.page.locator(".ring-card")).to_have_count(0)
    await accepts(colleague)
    await plays(camera(customer.widget, "Bor Kos"))
    await ends(colleague)


async def test_the_customer_may_give_up(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    await calls(customer)
    await expect(agent.page.locator(".ring-card")).to_be_visible()
    await customer.press("Cancel the call")
    await customer.hears("You cancelled the call")
    await expect(agent.page.locator(".ring-card")).to_have_count(0)


@pytest.mark.slow
async def test_a_voice_call_asks_for_no_camera(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    place = await chooses(customer, VOICE)
    await place.get_by_role("button", name="Skip the test").click()
    await expect(place.get_by_role("heading", name="Ready to talk?")).to_be_visible()
    await expect(place.get_by_role("button", name="Camera off")).to_have_count(0)
    await place.get_by_role("button", name="Call now").click()
    await expect(agent.page.locator(".ring-card")).to_contain_text("Voice call")
    await accepts(agent)
    await sounds(agent.page)
    await expect(agent.page.get_by_role("button", name="Start camera")).to_be_visible()
    await ends(agent)
    await customer.press("Back to the conversation")
    await customer.hears("The voice call with Ana Novak has ended")


@pytest.mark.slow
async def test_a_screen_is_shown_without_microphone_and_camera(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    place = await chooses(customer, SCREEN)
    await expect(place.get_by_role("button", name="Microphone off")).to_be_visible()
    await place.get_by_role("button", name="Choose what to show…").click()
    await plays(place.get_by_label("Your screen", exact=True))
    await place.get_by_role("button", name="Call now").click()
    await accepts(agent)
    name = await agent.page.locator(".conversation-who h2").inner_text()
    await plays(screen(agent.page, name))
    await ends(agent)


@pytest.mark.slow
async def test_it_goes_on_in_a_window_of_its_own(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    await calls(customer)
    await accepts(agent)
    await plays(camera(customer.widget, "Ana Novak"))
    async with customer.page.expect_popup() as opening:
        await customer.press("Open in a window of its own")
    own = await opening.value
    await plays(camera(own, "Ana Novak"))
    await expect(customer.widget.get_by_text("The call goes on in another window").first).to_be_visible()
    await expect(own.get_by_role("button", name="Leave", exact=True)).to_be_visible()
    await ends(agent)
    await expect(own.get_by_role("heading", name="The call has ended")).to_be_visible()


@pytest.fixture
def impatient(heard_at: Heard) -> Heard:
    """Its calls ring for a moment only."""
    heard_at.set("calls", ring_s=5)
    heard_at.start()
    heard_at.wait_healthy()
    return heard_at


@pytest.mark.slow
async def test_who_is_not_answered_is_called_back(impatient: Heard, own_stage: Stage) -> None:
    agent, customer = await own_stage.agent(), await own_stage.customer()
    await calls(customer)
    await expect(customer.widget.get_by_role("heading", name="Nobody could answer")).to_be_visible()
    await expect(agent.page.locator(".ring-card")).to_have_count(0)
    await customer.press("Call me back")
    await customer.hears("We call you back here as soon as somebody is free.")
    await customer.called("Maja")
    await expect(agent.row("Maja").get_by_text("Call back")).to_be_visible()
    await agent.take("Maja")
    await agent.sees("missed, nobody answered Maja")
    await agent.verb("video")
    await expect(customer.widget.get_by_role("alertdialog")).to_contain_text("Ana Novak invites you to a video call")
    await expect(agent.row("Maja").get_by_text("Call back")).to_have_count(0)
    await customer.widget.get_by_role("alertdialog").get_by_role("button", name="Join").click()
    await join(agent.page)
    await join(customer.widget)
    await plays(camera(customer.widget, "Ana Novak"))


@pytest.mark.slow
async def test_an_empty_desk_calls_back_at_once(heard_at: Heard, own_stage: Stage) -> None:
    heard_at.start()
    heard_at.wait_healthy()
    customer = await own_stage.customer()
    await customer.press("Call")
    await expect(customer.widget.get_by_text("Nobody is at the desk right now. We can call you back.")).to_be_visible()
    await customer.press("Call me back")
    await customer.hears("We call you back here as soon as somebody is free.")


@pytest.mark.slow
async def test_an_invitation_is_seen_on_the_page_when_the_chat_is_closed(stage: Stage) -> None:
    agent, customer = await stage.agent(), await stage.customer()
    await customer.ask("talk to a person")
    await customer.called("Zoja")
    await agent.take("Zoja")
    await customer.widget.get_by_role("button", name="Close the chat").click()
    await agent.verb("video")
    peek = customer.page.locator("heard-chat .peek")
    await expect(peek).to_have_text("Ana Novak is calling you")
    await customer.open()
    await customer.widget.get_by_role("alertdialog").get_by_role("button", name="Not now").click()
    await expect(peek).to_be_hidden()
    await agent.sees("declined by Zoja")
