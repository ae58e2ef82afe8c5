"""In the call: devices, both sides' screens, sizes, the chat beside it, the connection, three people, the way back."""

import re
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.fakes.shop import until
from tests.journeys.call import Place, camera, join, meet, plays, screen, shares, sounds, stops_sharing
from tests.journeys.looks import faults
from tests.journeys.stage import Agent, Customer, Stage
from tests.journeys.test_invited import comes_in, invites

BOXES = """view => [...view.querySelectorAll(".bar button, .call-head button, .tile, .stage-tools button")]
    .filter(each => each.checkVisibility())
    .map(each => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return { name: each.textContent.trim() || each.getAttribute("aria-label"), x, y, width, height };
    })"""
"""Where everything stands that can be pressed."""


CALM: dict[str, Any] = {"reduced_motion": "reduce"}
PHONE: dict[str, Any] = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}

PLUG = """label => {
    const { mediaDevices } = navigator;
    const all = mediaDevices.enumerateDevices.bind(mediaDevices);
    globalThis.plug = (whether) => {
        mediaDevices.enumerateDevices = async () => (await all()).filter((each) => whether || each.label !== label);
        mediaDevices.dispatchEvent(new Event("devicechange"));
    };
}"""
"""A device that a test plugs in and out: of those that there are, the one of this name."""


async def meeting(stage: Stage, **options: Any) -> tuple[Agent, Customer]:
    """`options`: of the customer's browser."""
    agent, customer = await stage.agent(**CALM), await stage.customer(**CALM, **options)
    await meet(agent, customer)
    return agent, customer


async def ends(agent: Agent) -> None:
    """So that the next test's agent is free."""
    await agent.page.get_by_role("button", name="End call").click()
    await agent.page.get_by_role("button", name="Close", exact=True).click()
    await agent.verb("resolve")


def button(place: Place, name: str) -> Locator:
    return place.get_by_role("button", name=name, exact=True)


def control(place: Place, name: str) -> Locator:
    """One of the bar, whatever is counted on it."""
    return place.locator(".control").filter(has_text=name)


@pytest.mark.slow
async def test_keys_work_the_bar_and_are_shown(stage: Stage) -> None:
    agent, _ = await meeting(stage)
    page = agent.page
    await page.locator(".call-view").focus()
    await page.keyboard.press("m")
    await expect(button(page, "Unmute")).to_be_visible()
    await page.keyboard.press("c")
    await expect(button(page, "Start camera")).to_be_visible()
    await page.locator("#composer-text").fill("")
    await page.locator("#composer-text").press_sequentially("mcE")
    await expect(button(page, "Unmute")).to_be_visible()  # what is written goes into the field alone
    await page.locator("#composer-text").fill("")
    await page.locator(".call-view").focus()
    for key, name in (("m", "Mute"), ("c", "Stop camera")):
        await page.keyboard.press(key)
        await expect(button(page, name)).to_have_attribute("aria-keyshortcuts", key.upper())
    await button(page, "Options").click()
    await button(page, "Keyboard shortcuts").click()
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    await expect(sheet.get_by_text("Stop camera")).to_be_visible()
    await sheet.get_by_role("checkbox").uncheck()
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    await expect(button(page, "Options")).to_be_focused()
    await page.keyboard.press("m")
    await expect(button(page, "Mute")).to_be_visible()
    await button(page, "Options").click()
    await button(page, "Keyboard shortcuts").click()
    await sheet.get_by_role("checkbox").check()
    await page.keyboard.press("Escape")
    await ends(agent)


@pytest.mark.slow
async def test_another_device_is_chosen_in_the_call(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    place = customer.widget
    await place.get_by_role("button", name="Choose camera").click()
    sheet = place.get_by_role("dialog", name="Camera")
    await plays(sheet.get_by_label("How you are seen"))
    await expect(sheet.get_by_role("radio")).to_be_checked()
    await customer.page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)

    await place.get_by_role("button", name="Choose microphone and speaker").click()
    sound = place.get_by_role("dialog", name="Sound")
    await expect(sound.get_by_role("meter")).to_be_visible()
    other = sound.get_by_role("group", name="Microphone").get_by_role("radio").nth(2)
    await other.check()
    await expect(other).to_be_checked()
    await sounds(agent.page)
    await sound.get_by_role("group", name="Speaker").get_by_role("radio").nth(1).check()
    speaker = await sound.get_by_role("group", name="Speaker").get_by_role("radio").nth(1).get_attribute("value")
    await expect(place.locator("audio").first).to_have_js_property("sinkId", speaker)
    await customer.page.keyboard.press("Escape")

    await place.get_by_label("Your camera").evaluate(
        "video => video.srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))"
    )
    await expect(place.get_by_text(re.compile("was disconnected. You are seen through"))).to_be_visible()
    await plays(camera(agent.page, "Maja"))
    await ends(agent)


@pytest.mark.slow
async def test_a_device_that_is_plugged_in_may_be_used(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    page = agent.page
    await page.evaluate(PLUG, "Fake Audio Input 2")
    await page.evaluate("plug(false)")
    await button(page, "Choose microphone and speaker").click()
    microphones = page.get_by_role("dialog", name="Sound").get_by_role("group", name="Microphone")
    await expect(microphones.get_by_role("radio", name="Fake Audio Input 2")).to_have_count(0)
    await page.keyboard.press("Escape")
    await button(page, "Mute").click()
    await page.evaluate("plug(true)")
    await expect(page.get_by_text("Fake Audio Input 2 is connected.")).to_be_visible()
    await button(page, "Use it").click()
    await button(page, "Choose microphone and speaker").click()
    await expect(microphones.get_by_role("radio", name="Fake Audio Input 2")).to_be_checked()
    await expect(button(page, "Unmute")).to_be_visible()  # as it was
    await page.keyboard.press("Escape")
    await button(page, "Unmute").click()
    await sounds(customer.widget)
    await ends(agent)


@pytest.mark.slow
async def test_both_share_and_either_screen_may_be_large(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    await shares(customer.widget)
    await plays(screen(agent.page, "Maja"))
    await expect(agent.page.get_by_text("Maja shares the screen")).to_be_visible()
    await expect(customer.widget.get_by_text("Ana Novak sees your screen")).to_be_visible()
    await shares(agent.page)
    await plays(screen(customer.widget, "Ana Novak"))
    large = agent.page.locator(".shown")
    await expect(screen(agent.page, "Maja").and_(large.locator("video"))).to_be_visible()
    await agent.page.get_by_role("button", name="Maja sees your screen").click()
    await plays(large.get_by_label("Your screen"))
    await button(agent.page, "Arrange automatically").click()
    await plays(large.get_by_label("Maja's screen"))
    await button(agent.page, "Show large: Maja's camera").click()
    await plays(large.get_by_label("Maja's camera"))
    await agent.page.get_by_role("button", name="Maja shares the screen").click()

    await button(agent.page, "Actual size").click()
    frame = agent.page.locator(".picture.actual")
    await frame.focus()
    assert await frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    await agent.page.keyboard.press("ArrowRight")
    await agent.page.wait_for_function("() => document.querySelector('.picture.actual').scrollLeft > 0")
    await button(agent.page, "Fit").click()
    await expect(frame).to_have_count(0)
    await stops_sharing(customer.widget)
    await stops_sharing(agent.page)
    await ends(agent)


@pytest.mark.slow
async def test_the_small_window_and_the_own_picture(stage: Stage) -> None:
    agent, _ = await meeting(stage)
    page = agent.page
    await button(page, "Options").click()
    await button(page, "Hide my own picture").click()
    await expect(page.get_by_label("Your camera")).to_have_count(0)
    await page.locator(".call-view").focus()
    await page.keyboard.press("o")
    await expect(page.get_by_label("Your camera")).to_be_visible()
    await button(page, "Options").click()
    async with page.context.expect_page() as opening:
        await button(page, "Small window over other programs").click()
    small = await opening.value
    await plays(small.get_by_label("Maja's camera"))
    await button(small, "Mute").click()
    await expect(button(page, "Unmute")).to_be_visible()
    await small.close()
    await button(page, "Options").click()
    await button(page, "Full screen").click()
    await page.wait_for_function("() => document.fullscreenElement?.classList.contains('during')")
    await page.locator(".call-view").focus()
    await page.keyboard.press("f")
    await page.wait_for_function("() => document.fullscreenElement === null")
    await ends(agent)


async def test_the_chat_is_beside_the_call(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    await agent.reply("Please hold the lamp up")
    await expect(customer.widget.get_by_role("img", name="1 new message")).to_be_visible()
    chat = control(customer.widget, "Chat")
    await chat.click()
    await customer.hears("Please hold the lamp up")
    await expect(customer.widget.get_by_role("img", name="1 new message")).to_have_count(0)
    await expect(customer.box).to_be_focused()
    await customer.ask("Like this?")
    await agent.sees("Like this?")
    await plays(camera(customer.widget, "Ana Novak"))
    assert not await faults(customer.page, await customer.frame())
    await chat.click()
    await expect(customer.widget.locator("main.widget")).to_have_attribute("inert", "")
    await control(agent.page, "Chat").click()
    await expect(agent.page.locator("#composer-text")).to_be_focused()
    await ends(agent)


@pytest.mark.slow
async def test_the_chat_beside_an_invited_call(stage: Stage) -> None:
    agent = await stage.agent(**CALM)
    page = await comes_in(stage, await invites(agent, "Vida"))
    await plays(camera(page, "Ana Novak"))
    await agent.reply("Which lamp is it? https://linden.example/lamps")
    await expect(page.get_by_role("img", name="1 new message")).to_be_visible()
    await control(page, "Chat").click()
    talk = page.get_by_role("complementary", name="Chat")
    await expect(talk.get_by_text("Which lamp is it?")).to_be_visible()
    await talk.get_by_label("Your message").fill("The green one")
    await talk.get_by_label("Your message").press("Enter")
    await agent.sees("The green one")
    await expect(talk.get_by_text("The green one")).to_have_count(1)
    assert not await faults(page)
    await plays(camera(page, "Ana Novak"))
    await talk.get_by_label("Your message").press("Escape")
    await expect(talk).to_have_count(0)
    await button(agent.page, "End call").click()
    await expect(page.get_by_role("heading", name="The call has ended")).to_be_visible()


@pytest.mark.slow
async def test_the_connection_is_explained(stage: Stage) -> None:
    agent, _ = await meeting(stage)
    await agent.page.get_by_title("About the connection").click()
    sheet = agent.page.get_by_role("dialog", name="About the connection")
    await expect(sheet.get_by_text("direct", exact=True)).to_be_visible()
    await expect(sheet.get_by_text(re.compile(r"^\d+ × \d+, \d+ a second, [\d.,]+ [kM]bit/s$")).first).to_be_visible()
    for title in ("You send", "You receive"):
        await expect(sheet.get_by_role("heading", name=title)).to_be_visible()
    assert not await faults(agent.page)
    await agent.page.keyboard.press("Escape")
    await ends(agent)


@pytest.mark.slow
async def test_a_second_tab_takes_the_call_and_gives_it_back(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    second = await agent.page.context.new_page()
    await second.goto(agent.page.url)
    await Agent(second).button("video").click()
    await join(second)
    await plays(camera(second, "Maja"))
    await expect(agent.page.get_by_role("heading", name="The call goes on in another window")).to_be_visible()
    await button(agent.page, "Move it back here").click()
    await plays(camera(agent.page, "Maja"))
    await expect(second.get_by_role("heading", name="The call goes on in another window")).to_be_visible()
    await plays(camera(customer.widget, "Ana Novak"))
    await second.close()
    await ends(agent)


@pytest.mark.slow
async def test_a_reload_comes_back_with_one_press(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    await button(agent.page, "Mute").click()
    await expect(customer.widget.get_by_text("Ana Novak is muted")).to_be_visible()
    await agent.page.reload()
    await button(agent.page, "Back into the call").click()
    await plays(camera(agent.page, "Maja"))
    await plays(camera(customer.widget, "Ana Novak"))
    await expect(button(agent.page, "Unmute")).to_be_visible()
    await ends(agent)


@pytest.mark.slow
async def test_the_widget_opens_again_after_a_reload(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    await customer.page.reload()
    await button(customer.widget, "Back into the call").click()
    await plays(camera(customer.widget, "Ana Novak"))
    await plays(camera(agent.page, "Maja"))
    await ends(agent)


@pytest.mark.slow
async def test_three_people_see_and_hear_each_other(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    boris = await stage.agent("Boris Kos")
    await button(agent.page, "Calls").click()
    await agent.page.get_by_role("menuitem", name="Bring in a colleague…").click()
    await agent.page.get_by_role("dialog").get_by_text("Boris Kos").click()
    await joins_in(boris.page)
    for page, others in (
        (customer.widget, ("Ana Novak", "Boris Kos")),
        (agent.page, ("Maja", "Boris Kos")),
        (boris.page, ("Maja", "Ana Novak")),
    ):
        for name in others:
            await plays(camera(page, name))
    await customer.page.set_viewport_size({"width": 360, "height": 740})
    one, other = [await cell.bounding_box() for cell in await customer.widget.locator(".shown > .cell").all()]
    assert one and other
    assert one["y"] + one["height"] <= other["y"], "side by side they would be slivers"
    await customer.page.set_viewport_size({"width": 1280, "height": 800})
    await button(boris.page, "Mute").click()
    await expect(
        customer.widget.locator(".cell").filter(has_text="Boris Kos").get_by_role("img", name="Muted")
    ).to_be_visible()
    await shares(boris.page)
    await plays(screen(customer.widget, "Boris Kos"))
    await plays(screen(agent.page, "Boris Kos"))
    await expect(boris.page.get_by_text("Everyone sees your screen")).to_be_visible()
    await button(boris.page, "Leave").click()
    await expect(camera(customer.widget, "Boris Kos")).to_have_count(0)
    await plays(camera(customer.widget, "Ana Novak"))
    await ends(agent)


@pytest.mark.slow
async def test_a_manager_listens_in_and_joins_the_talk(stage: Stage) -> None:
    ana, boris, customer = await stage.agent(), await stage.agent("Boris Kos"), await stage.customer()
    await customer.ask("talk to a person")
    await customer.called("Nejka Zorman")
    await boris.take("Nejka Zorman")
    await boris.verb("video")
    await join(boris.page)
    await customer.press("Join")
    await join(customer.widget)
    await plays(camera(boris.page, "Nejka Zorman"))
    await ana.list("open")
    await ana.row("Nejka Zorman").click()
    await button(ana.page, "Listen in").first.click()
    await plays(camera(ana.page, "Nejka Zorman"))
    await plays(camera(ana.page, "Boris Kos"))
    await expect(ana.page.get_by_text("You listen in")).to_be_visible()
    await expect(button(ana.page, "Mute")).to_have_count(0)
    await expect(customer.widget.get_by_text("Ana Novak listens in")).to_be_visible()
    await button(ana.page, "Join in").click()
    await expect(button(ana.page, "Mute")).to_be_visible()
    await expect(customer.widget.locator(".cell").filter(has_text="Ana Novak")).to_be_visible()
    await plays(camera(ana.page, "Nejka Zorman"))
    await ends(boris)


async def joins_in(page: Page) -> None:
    """Answers the ring of a colleague."""
    await page.get_by_role("alertdialog").get_by_role("button", name="Join").click()
    await expect(button(page, "Leave")).to_be_visible()


@pytest.mark.slow
async def test_nothing_overlaps_and_all_can_be_touched(stage: Stage) -> None:
    agent, customer = await meeting(stage, **PHONE)
    await shares(agent.page)
    await plays(screen(customer.widget, "Ana Novak"))
    for width, height in ((360, 740), (740, 360), (412, 915), (915, 412), (1280, 800)):
        await customer.page.set_viewport_size({"width": width, "height": height})
        await fits(customer.widget.locator(".call-view"), width, height)
    await stops_sharing(agent.page)
    await ends(agent)


async def fits(view: Locator, width: int, height: int) -> None:
    """Once the page has taken up its new size."""
    wrong = ["not looked at yet"]

    async def right() -> bool:
        wrong[:] = misplaced(await view.evaluate(BOXES), width, height)
        return not wrong

    try:
        await until(right)
    except TimeoutError:
        pytest.fail(f"{width} x {height}: {wrong}")


def misplaced(boxes: list[dict[str, Any]], width: int, height: int) -> list[str]:
    """What is too small to touch, sticks out or lies over another."""
    found = [] if any("End call" in box["name"] for box in boxes) else ["no End call"]
    for place, box in enumerate(boxes):
        small = min(box["width"], box["height"]) < 44
        out = box["x"] < -0.5 or box["x"] + box["width"] > width + 0.5 or box["y"] + box["height"] > height + 0.5
        found += [f"too small or out: {box}"] if small or out else []
        found += [f"over each other: {box} {other}" for other in boxes[place + 1 :] if not apart(box, other)]
    return found


def apart(box: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(
        first[at] + first[size] <= second[at] + 0.5
        for first, second in ((box, other), (other, box))
        for at, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.slow
async def test_a_phone_keeps_its_chat_over_the_call(stage: Stage) -> None:
    agent, customer = await meeting(stage, **PHONE)
    await control(customer.widget, "Chat").click()
    await expect(customer.box).to_be_visible()
    await plays(camera(customer.widget, "Ana Novak"))
    for name in ("Mute", "Stop camera", "Chat", "Options", "End call"):
        await expect(control(customer.widget, name)).to_be_visible()
    for name in ("Call", "That solved it"):
        await expect(button(customer.widget, name)).to_have_count(0)
    await customer.ask("I see you above")
    await agent.sees("I see you above")
    await ends(agent)
