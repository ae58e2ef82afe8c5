"""Seeing together: one points and draws on what the other shows, holds it still, and puts it into the conversation."""

import asyncio
import itertools
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.journeys.call import Place, camera, meet, plays, screen, shares, stops_sharing
from tests.journeys.stage import Agent, Customer, Stage

PHONE = {
    "width": 360,
    "height": 740,
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 3,
    "user_agent": "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 "
    "Mobile Safari/537.36",
}
NO_SCREENS = "delete globalThis.MediaDevices?.prototype.getDisplayMedia"
A_PAGE = """
const page = Object.assign(document.createElement("canvas"), { width: 1600, height: 900 });
let turned = 0;
const paint = () => {
    const context = page.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, 1600, 900);
    context.fillStyle = turned % 2 ? "#123" : "#ddd";
    for (let y = 40; y < 900; y += 90) context.fillRect(80, y + 20 * turned, 1440, 50);
};
window.turnPage = () => { turned += 1; };
if (globalThis.MediaDevices) MediaDevices.prototype.getDisplayMedia = async () => {
    paint();
    setInterval(paint, 100);
    return page.captureStream(10);
};
"""


async def meeting(stage: Stage, **customers: Any) -> tuple[Agent, Customer]:
    agent = await stage.agent()
    context = await stage.context(**customers)
    await context.add_init_script(NO_SCREENS if "is_mobile" in customers else A_PAGE)
    page = await context.new_page()
    await page.goto("/")
    customer = Customer(page)
    await customer.open()
    await meet(agent, customer)
    return agent, customer


def over(place: Place, picture: str) -> Locator:
    """What lies over a picture, by the picture's name."""
    return place.locator(".picture-content").filter(has=place.get_by_label(picture)).locator(".layer")


async def takes(place: Place, tool: str) -> None:
    draw = place.get_by_role("button", name="Point and draw")
    if await draw.get_attribute("aria-pressed") != "true":
        await draw.click()
    await place.get_by_role("button", name=tool, exact=True).click()


async def drags(page: Page, layer: Locator, *places: tuple[float, float]) -> None:
    """Over shares of a picture's width and height."""
    box = await layer.bounding_box()
    assert box is not None
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    await page.mouse.move(*points[0])
    await page.mouse.down()
    for point in points:
        await page.mouse.move(*point, steps=4)
    await page.mouse.up()


async def drawn(layer: Locator) -> list[list[float]]:
    """Where each mark begins and ends, as shares of the picture that it is seen on."""
    found: list[list[float]] = await layer.evaluate(
        """layer => {
            const { width, height } = layer.getBoundingClientRect();
            const box = layer.querySelector("svg")?.getAttribute("viewBox") ?? "0 0 1 1";
            const [,, w, h] = box.split(" ").map(Number);
            if (Math.abs(w - width) > 1 || Math.abs(h - height) > 1) return [];
            return [...layer.querySelectorAll("svg > g")].map(mark => {
                const disc = mark.querySelector("circle");
                if (disc) return [disc.cx.baseVal.value / w, disc.cy.baseVal.value / h];
                const path = mark.querySelector("path").getAttribute("d");
                const [, x1, y1, x2, y2] = path.match(/^M(\\S+) (\\S+?)[LQ](\\S+) ([^A-Z ]+)/).map(Number);
                return [x1 / w, y1 / h, x2 / w, y2 / h];
            });
        }"""
    )
    return found


def near(places: list[list[float]], *wanted: tuple[float, ...]) -> bool:
    return len(places) == len(wanted) and all(
        abs(one - other) < 0.02
        for place, want in zip(places, wanted, strict=True)
        for one, other in zip(place, want, strict=True)
    )


async def sees(layer: Locator, *wanted: tuple[float, ...]) -> None:
    """These marks, at these places."""
    found: list[list[float]] = []
    for _ in range(150):
        found = await drawn(layer)
        if near(found, *wanted):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"{found} is seen, not {wanted}")


async def arrives(pointer: Locator, left: float, top: float) -> None:
    """It glides there, in percent of the picture."""
    await pointer.evaluate(
        """async (element, [left, top]) => {
            while (element.isConnected) {
                const at = [element.style.left, element.style.top].map(parseFloat);
                if (Math.abs(at[0] - left) < 2 && Math.abs(at[1] - top) < 2) return;
                await new Promise(requestAnimationFrame);
            }
            throw new Error(`it has gone at ${element.style.left} ${element.style.top}`);
        }""",
        [left, top],
    )


async def pixels(image: Locator, *places: tuple[float, float]) -> list[tuple[int, int, int]]:
    """Of a picture, at shares of its width and height."""
    found = await image.evaluate(
        """async (image, places) => {
            await image.decode();
            const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            return places.map(([x, y]) =>
                [...context.getImageData(x * canvas.width, y * canvas.height, 1, 1).data.slice(0, 3)]);
        }""",
        places,
    )
    return [(red, green, blue) for red, green, blue in found]


def is_red(pixel: tuple[int, int, int]) -> bool:
    return pixel[0] > 180 and pixel[1] < 90 and pixel[2] < 90


async def test_what_the_agent_points_at_and_draws_is_where_the_customer_sees_it(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    await shares(customer.widget)
    await plays(screen(agent.page, "Maja"))
    theirs, own = over(agent.page, "Maja's screen"), over(customer.widget, "Your screen")

    await takes(agent.page, "Point")
    box = await theirs.bounding_box()
    assert box is not None
    pointer = own.locator(".pointing")
    async with asyncio.TaskGroup() as group:
        seen = group.create_task(arrives(pointer, 27, 40))
        for step in itertools.count():  # who stops pointing is gone before a busy machine has looked
            if seen.done():
                break
            across = 0.27 if step > 7 else 0.2 + 0.01 * step
            await agent.page.mouse.move(box["x"] + across * box["width"] + step % 2, box["y"] + 0.4 * box["height"])
    await expect(pointer).to_have_count(0)  # some time after it has stopped

    await takes(agent.page, "Arrow")
    await drags(agent.page, theirs, (0.1, 0.2), (0.5, 0.6))
    await sees(theirs, (0.1, 0.2, 0.5, 0.6))
    await sees(own, (0.1, 0.2, 0.5, 0.6))
    await takes(agent.page, "Number")
    await drags(agent.page, theirs, (0.7, 0.3))
    await drags(agent.page, theirs, (0.8, 0.3))
    await sees(own, (0.1, 0.2, 0.5, 0.6), (0.7, 0.3), (0.8, 0.3))
    assert await own.locator("text").all_text_contents() == ["1", "2"]
    await agent.page.set_viewport_size({"width": 1000, "height": 900})
    await sees(theirs, (0.1, 0.2, 0.5, 0.6), (0.7, 0.3), (0.8, 0.3))
    await agent.page.set_viewport_size({"width": 1280, "height": 800})

    await agent.page.get_by_role("button", name="Undo").click()
    await sees(own, (0.1, 0.2, 0.5, 0.6), (0.7, 0.3))
    await agent.page.keyboard.press("Control+z")
    await sees(own, (0.1, 0.2, 0.5, 0.6))
    await agent.page.get_by_role("button", name="Clear all").click()
    await sees(own)
    await agent.page.keyboard.press("Escape")
    await expect(agent.page.get_by_role("button", name="Undo")).to_have_count(0)
    await stops_sharing(customer.widget)


@pytest.mark.slow
async def test_marks_go_when_the_page_below_them_does(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    await shares(customer.widget)
    await plays(screen(agent.page, "Maja"))
    theirs, own = over(agent.page, "Maja's screen"), over(customer.widget, "Your screen")
    await takes(agent.page, "Arrow")
    await drags(agent.page, theirs, (0.2, 0.2), (0.4, 0.5))
    await sees(own, (0.2, 0.2, 0.4, 0.5))
    await (await customer.frame()).evaluate("turnPage()")
    await sees(own)
    await sees(theirs)


@pytest.mark.slow
async def test_a_frozen_picture_is_the_same_for_both_and_goes_into_the_conversation_with_its_marks(
    stage: Stage,
) -> None:
    agent, customer = await meeting(stage)
    await shares(customer.widget)
    await plays(screen(agent.page, "Maja"))
    theirs, own = over(agent.page, "Maja's screen"), over(customer.widget, "Your screen")
    await takes(agent.page, "Freeze")
    await expect(own.locator("xpath=..").get_by_alt_text("Frozen picture")).to_be_visible()
    await (await customer.frame()).evaluate("turnPage()")
    await takes(agent.page, "Number")
    await drags(agent.page, theirs, (0.25, 0.22))
    await customer.widget.get_by_role("button", name="Show large: Your screen").click()
    await takes(customer.widget, "Arrow")
    await drags(customer.page, own, (0.8, 0.8), (0.6, 0.6))
    await sees(theirs, (0.25, 0.22), (0.8, 0.8, 0.6, 0.6))
    await sees(own, (0.8, 0.8, 0.6, 0.6), (0.25, 0.22))

    await agent.page.get_by_role("button", name="Snapshot").click()
    await expect(agent.page.get_by_text("The picture is in the conversation.")).to_be_visible()
    kept = agent.thread.get_by_alt_text("Picture of the shared screen, with marks on it").first
    await expect(kept).to_be_visible()
    size = await kept.evaluate("image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])")
    assert size == [1600, 900]
    disc, beside, arrow = await pixels(kept, (0.237, 0.22), (0.25, 0.45), (0.7, 0.7))
    assert is_red(disc) and not is_red(beside) and arrow[2] > 180 and arrow[0] < 90  # the customer's is blue
    assert min(beside) > 180  # as it was before the page was turned

    await agent.page.get_by_role("button", name="Go on").click()
    await expect(own.locator("xpath=..").get_by_alt_text("Frozen picture")).to_have_count(0)
    await sees(own)
    await customer.widget.get_by_role("button", name="End call").click()
    await customer.press("Back to the conversation")
    shown = customer.thread.get_by_alt_text("Picture of the shared screen, with marks on it")
    await expect(shown.first).to_be_visible()
    await customer.thread.get_by_role("button", name="Picture of the shared screen, with marks on it").click()
    await expect(customer.widget.get_by_role("dialog")).to_be_visible()
    await customer.page.keyboard.press("Escape")
    await expect(customer.widget.get_by_role("dialog")).to_have_count(0)


@pytest.mark.slow
async def test_the_keys_draw_too(stage: Stage) -> None:
    agent, customer = await meeting(stage)
    await shares(customer.widget)
    await plays(screen(agent.page, "Maja"))
    theirs, own = over(agent.page, "Maja's screen"), over(customer.widget, "Your screen")
    await takes(agent.page, "Number")
    await theirs.focus()
    for key in ("ArrowRight", "Shift+ArrowUp", "Enter"):
        await agent.page.keyboard.press(key)
    await sees(own, (0.51, 0.45))
    await takes(agent.page, "Arrow")
    await theirs.focus()
    for key in ("Enter", "Shift+ArrowRight", "Shift+ArrowDown", "Enter"):
        await agent.page.keyboard.press(key)
    await sees(own, (0.51, 0.45), (0.5, 0.5, 0.55, 0.55))
    await agent.page.keyboard.press("Escape")
    await expect(theirs).not_to_have_attribute("tabindex", "0")


@pytest.mark.slow
async def test_a_phone_shows_with_its_rear_camera_and_sends_a_sharp_photo(stage: Stage) -> None:
    agent, customer = await meeting(stage, **PHONE)
    page = customer.widget
    await expect(
        page.get_by_text(
            "This browser cannot share its screen. Show things with the rear camera, or send a sharp photo."
        )
    ).to_be_visible()
    await page.get_by_role("button", name="Rear camera").click()
    await plays(camera(agent.page, "Maja"))
    await page.get_by_role("button", name="Sharp photo").click()
    await expect(page.get_by_text("The picture is in the conversation.")).to_be_visible()
    await expect(agent.thread.get_by_alt_text("Photo").first).to_be_visible()
    frozen = over(agent.page, "Maja's camera")
    await expect(agent.page.get_by_alt_text("Frozen picture").first).to_be_visible()
    await takes(agent.page, "Arrow")
    await drags(agent.page, frozen, (0.3, 0.3), (0.6, 0.5))
    await sees(over(page, "Your camera"), (0.3, 0.3, 0.6, 0.5))
