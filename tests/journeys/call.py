"""What people do in a call, and what they see and hear there; the same in the widget, the desk and on the call page."""

from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.journeys.stage import MANAGER, Agent, Customer

Place = Page | FrameLocator


async def before(place: Place, button: str = "Join now") -> Locator:
    """Past the questions that come first on a new machine; the button that joins, or calls."""
    join, skip = place.get_by_role("button", name=button), place.get_by_role("button", name="Skip the test")
    await expect(join.or_(skip).first).to_be_visible()
    if await skip.count():
        await skip.click()
    await expect(join).to_be_enabled()
    await expect(place.get_by_label("Your camera", exact=True)).to_be_visible()
    return join


async def join(place: Place) -> None:
    await (await before(place)).click()
    await expect(place.get_by_role("button", name="Leave", exact=True)).to_be_visible()


async def offer(agent: Agent, customer: Customer) -> None:
    """Maja asks for a person, and is offered a call by the agent, who sits in it."""
    await customer.ask("talk to a person")
    await customer.called("Maja")
    await agent.take("Maja")
    await agent.verb("video")
    await join(agent.page)


async def meet(agent: Agent, customer: Customer, name: str = MANAGER) -> None:
    """Both see each other; `name`: the agent's."""
    await offer(agent, customer)
    await customer.press("Join")
    await join(customer.widget)
    await plays(camera(customer.widget, name))
    await plays(camera(agent.page, "Maja"))


def camera(place: Place, name: str) -> Locator:
    return place.get_by_label(f"{name}'s camera", exact=True)


def screen(place: Place, name: str) -> Locator:
    return place.get_by_label(f"{name}'s screen", exact=True)


async def shares(place: Place) -> None:
    await place.get_by_role("button", name="Share screen").click()


async def stops_sharing(place: Place) -> None:
    await place.get_by_role("button", name="Stop sharing").click()


async def plays(video: Locator) -> None:
    """The picture shows a new frame."""
    await expect(video).to_be_visible()
    await video.evaluate(
        """video => new Promise((resolve, reject) => {
            const late = setTimeout(() => reject(new Error("no frame came")), 20000);
            video.requestVideoFrameCallback(() => { clearTimeout(late); resolve(); });
        })"""
    )


async def track(video: Locator) -> str:
    """The id of what is shown."""
    return str(await video.evaluate("video => video.srcObject.getVideoTracks()[0].id"))


async def sounds(place: Place) -> None:
    """The other's voice arrives: what plays is not silence."""
    await place.locator("audio").first.evaluate(
        """async audio => {
            const context = new AudioContext();
            const ear = context.createAnalyser();
            context.createMediaStreamSource(audio.srcObject).connect(ear);
            const heard = new Uint8Array(ear.fftSize), until = performance.now() + 20000;
            while (performance.now() < until) {
                ear.getByteTimeDomainData(heard);
                if (heard.some(value => Math.abs(value - 128) > 3)) return context.close();
                await new Promise(requestAnimationFrame);
            }
            throw new Error("nothing was heard");
        }"""
    )


async def first_frame(place: Place, name: str) -> float:
    """Joins; ms from the click until the first frame of `name`'s camera is shown."""
    return float(
        await (await before(place)).evaluate(
            """(button, label) => new Promise((resolve, reject) => {
                setTimeout(() => reject(new Error("no frame came")), 20000);
                const clicked = performance.now();
                const look = () => {
                    const video = [...document.querySelectorAll("video")].find(each => each.ariaLabel === label);
                    if (video) video.requestVideoFrameCallback(now => resolve(now - clicked));
                    else requestAnimationFrame(look);
                };
                button.click();
                look();
            })""",
            f"{name}'s camera",
        )
    )
