"""Meeting on video: both see and hear each other, either shows the screen, what happened stands in the conversation."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import expect

from tests.journeys.call import (
    camera,
    first_frame,
    meet,
    offer,
    plays,
    screen,
    shares,
    sounds,
    stops_sharing,
    track,
)
from tests.journeys.stage import Agent, Customer, Stage


async def offered(stage: Stage) -> tuple[Agent, Customer]:
    """A conversation in which a call has been offered, and the agent sits in it."""
    agent, customer = await stage.agent(), await stage.customer()
    await offer(agent, customer)
    await customer.hears("Ana Novak invites you to a video call")
    return agent, customer


async def in_a_call(stage: Stage) -> tuple[Agent, Customer]:
    agent, customer = await stage.agent(), await stage.customer()
    await meet(agent, customer)
    return agent, customer


async def test_both_see_and_hear_each_other(stage: Stage) -> None:
    agent, customer = await in_a_call(stage)
    await sounds(customer.widget)
    await sounds(agent.page)
    await customer.widget.get_by_role("button", name="Mute").click()
    await expect(agent.page.get_by_text("Maja is muted")).to_be_visible()
    await agent.page.get_by_role("button", name="End call").click()
    await expect(customer.widget.get_by_text("The call has ended").first).to_be_visible()
    await customer.press("Back to the conversation")
    await customer.hears("The video call with Ana Novak has ended")
    await customer.hears(re.compile(r"Length 0:\d\d"))
    await agent.page.get_by_role("button", name="Close", exact=True).click()
    await agent.sees(re.compile(r"0:\d\d, ended by Ana Novak"))


@pytest.mark.slow
async def test_either_shows_the_screen_beside_the_camera(stage: Stage) -> None:
    agent, customer = await in_a_call(stage)
    sides = ((agent.page, customer.widget, "Ana Novak"), (customer.widget, agent.page, "Maja"))
    for shower, watcher, name in sides:
        await shares(shower)
        await plays(screen(watcher, name))
        await plays(camera(watcher, name))
        assert await track(screen(watcher, name)) != await track(camera(watcher, name))
        await stops_sharing(shower)
        await expect(screen(watcher, name)).to_have_count(0)
        await plays(camera(watcher, name))
    await customer.widget.get_by_role("button", name="End call").click()
    await customer.press("Back to the conversation")
    await customer.hears("a screen was shared")
    await agent.page.get_by_role("button", name="Close", exact=True).click()
    await agent.sees(re.compile(r"0:\d\d, ended by Maja"))
    await agent.thread.get_by_text("What happened").click()
    for moment in ("Ana Novak shared the screen", "Maja shared the screen", "Maja stopped sharing"):
        await agent.sees(moment)


@pytest.mark.slow
async def test_a_reload_comes_back_into_the_call(stage: Stage) -> None:
    agent, customer = await in_a_call(stage)
    await customer.page.reload()
    await expect(agent.page.get_by_text("Maja is not here yet")).to_be_visible()
    await customer.press("Back into the call")
    await plays(camera(customer.widget, "Ana Novak"))
    await plays(camera(agent.page, "Maja"))

    await agent.page.reload()
    await agent.page.get_by_role("button", name="Back into the call").click()
    await plays(camera(agent.page, "Maja"))
    await plays(camera(customer.widget, "Ana Novak"))


async def test_an_offer_may_be_declined(stage: Stage) -> None:
    agent, customer = await offered(stage)
    await customer.press("Not now")
    await customer.hears("You did not join the video call")
    await agent.sees("declined by Maja")
    await expect(agent.page.get_by_role("heading", name="Maja did not join")).to_be_visible()


@pytest.mark.slow
async def test_the_first_picture_comes_soon_after_the_click(
    stage: Stage, record_property: Callable[[str, Any], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """From "Join now" to the first frame of the other's camera: told, not judged, as a busy machine makes it slow."""
    agent, customer = await offered(stage)
    await customer.press("Join")
    frame_ms = await first_frame(customer.widget, "Ana Novak")
    await plays(camera(agent.page, "Maja"))
    record_property("click_to_first_frame_ms", round(frame_ms))
    with capsys.disabled():
        print(f"\nclick to first remote frame: {frame_ms:.0f} ms")
