"""Recording a call: everybody is asked, whoever comes pauses it, whoever says no ends it; a manager gets the file."""

import asyncio
import re
from pathlib import Path
from typing import Any

import av
import pytest
from playwright.async_api import FrameLocator, Page, expect

from tests.fakes.shop import until
from tests.journeys.call import camera, meet, plays
from tests.journeys.stage import Agent, Customer, Stage

pytestmark = pytest.mark.slow

Place = Page | FrameLocator


async def in_a_call(stage: Stage) -> tuple[Agent, Agent, Customer]:
    """A manager at the desk; Bor, an agent, and Maja in a call."""
    manager = await stage.agent()
    agent, customer = await stage.agent("Bor Kos"), await stage.customer()
    await meet(agent, customer, "Bor Kos")
    return manager, agent, customer


async def press(place: Place, name: str) -> None:
    await place.get_by_role("button", name=name, exact=True).click()


def indicator(place: Place, words: str) -> Any:
    return place.locator(".call-head .recording").filter(has_text=words)


async def recording(agent: Agent, customer: Customer) -> None:
    """Asked and agreed."""
    await press(agent.page, "Record")
    await press(agent.page, "I agree, ask the others")
    await expect(agent.page.get_by_text("Nothing is recorded until Maja agrees.")).to_be_visible()
    question = customer.widget.get_by_role("alertdialog", name="May Bor Kos record this call?")
    await expect(question).to_contain_text("kept for 30 days, then deleted. Only this team's managers can see it.")
    await press(customer.widget, "Yes, you may record")
    for place in (agent.page, customer.widget):
        await expect(indicator(place, re.compile(r"Recording0:0[1-9]"))).to_be_visible()


async def every(manager: Agent) -> list[dict[str, Any]]:
    answer = await manager.page.request.get("/api/recordings")
    found: list[dict[str, Any]] = (await answer.json())["recordings"]
    return found


async def test_it_pauses_for_a_third_and_ends_with_a_no(stage: Stage, tmp_path: Path) -> None:
    manager, agent, customer = await in_a_call(stage)
    await recording(agent, customer)
    for place in (agent.page, customer.widget):
        await plays(camera(place, "Maja" if place is agent.page else "Bor Kos"))

    await manager.list("open")
    await manager.row("Maja").click()
    await manager.button("listen").click()
    await join_listening(manager)
    for place in (agent.page, customer.widget):
        await expect(indicator(place, "Recording paused")).to_be_visible()
    await expect(customer.widget.get_by_text("The recording is paused until Ana Novak agrees.")).to_be_visible()
    await press(manager.page, "Yes, you may record")
    await expect(indicator(customer.widget, re.compile(r"Recording0:"))).to_be_visible()

    await indicator(customer.widget, "Recording").click()
    await press(customer.widget, "I no longer want to be recorded")
    said = "Maja does not want to be recorded. Nothing is recorded any more."
    await expect(agent.page.get_by_text(said)).to_be_visible()
    await expect(indicator(agent.page, "Recording")).to_have_count(0)

    await press(agent.page, "Record")
    await expect(agent.page.get_by_text("You can ask again in 0:")).to_be_visible()
    await expect(agent.page.get_by_role("button", name="I agree, ask the others")).to_be_disabled()

    [one] = await until_ended(manager)
    assert one["reason"] == "refused"
    assert [(each["name"], each["role"], each["agree"]) for each in one["consents"]] == [
        ("Bor Kos", "agent", True),
        ("Maja", "customer", True),
        ("Ana Novak", "supervisor", True),
        ("Maja", "customer", False),
    ]
    assert all("kept for 30 days" in each["text"] for each in one["consents"])

    file = tmp_path / "call.webm"
    answer = await manager.page.request.get(f"/api/recordings/{one['id']}/file")
    file.write_bytes(await answer.body())
    seen = dict(await asyncio.to_thread(decoded, file))
    assert set(seen) == {f"{name}: {kind}" for name in ("Bor Kos", "Maja") for kind in ("audio", "camera")}
    assert min(seen["Bor Kos: camera"], seen["Maja: camera"]) > 10
    assert min(seen["Bor Kos: audio"], seen["Maja: audio"]) > 50
    refused = await agent.page.request.get("/api/recordings")
    assert refused.status == 403


async def join_listening(manager: Agent) -> None:
    page = manager.page
    enter, leave = page.get_by_role("button", name="Join now"), page.get_by_role("button", name="Leave", exact=True)
    await expect(enter.or_(leave).first).to_be_visible()
    if await enter.count():
        await enter.click()
    await expect(leave).to_be_visible()


async def until_ended(manager: Agent) -> list[dict[str, Any]]:
    async def ended() -> list[dict[str, Any]]:
        found = await every(manager)
        return found if all(one["ended_at"] for one in found) else []

    found: list[dict[str, Any]] = await until(ended)
    return found


def decoded(path: Path) -> list[tuple[str, int]]:
    found = []
    with av.open(str(path)) as file:
        count = len(file.streams)
    for place in range(count):
        with av.open(str(path)) as file:
            stream = file.streams[place]
            found.append((stream.metadata["title"], sum(1 for _ in file.decode(stream))))
    return found
