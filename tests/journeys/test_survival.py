"""What a call survives, as both sides see it: lost sockets, other networks, killed workers, sleep, second windows."""

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator

import psutil
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from tests.journeys.call import camera, join, meet, plays
from tests.journeys.stage import CHROMIUM, FLAGS, Agent, Customer, Heard, Stage
from tests.journeys.wires import WATCHED, UdpPath, drop_socket, wires
from tests.process import free_port

pytestmark = pytest.mark.slow

NEAR = "127.0.0.2"  # where browsers are told that the media is: Linux has all of 127.0.0.0/8


@pytest_asyncio.fixture(loop_scope="session")
async def path(heard_at: Heard) -> AsyncIterator[UdpPath]:
    """The way of all media to the test's own server."""
    port = free_port()
    text = heard_at.config.read_text()
    [line] = [line for line in text.splitlines() if line.startswith("port = ") and str(heard_at.port) not in line]
    heard_at.config.write_text(text.replace(line, f'port = {port}\naddresses = ["{NEAR}"]'))
    path = await UdpPath((NEAR, port), ("127.0.0.1", port)).open()
    yield path
    path.close()


async def in_a_call(stage: Stage) -> tuple[Agent, Customer]:
    stage.scripts.append(WATCHED)
    stage.heard.start()
    stage.heard.wait_healthy()
    agent, customer = await stage.agent(), await stage.customer()
    await meet(agent, customer)
    return agent, customer


async def both_see(agent: Agent, customer: Customer) -> None:
    await plays(camera(customer.widget, "Ana Novak"))
    await plays(camera(agent.page, "Maja"))


async def mutes(customer: Customer) -> None:
    await customer.widget.get_by_role("button", name="Mute", exact=True).click()


def workers(heard: Heard) -> list[psutil.Process]:
    children = psutil.Process(heard.pid).children()
    return [one for one in children if "webrtc" in one.cmdline()]


async def test_the_media_goes_on_while_the_socket_is_lost(own_stage: Stage) -> None:
    agent, customer = await in_a_call(own_stage)
    frame = await customer.frame()
    before = [await wires(frame), await wires(agent.page)]
    for _ in range(2):
        await drop_socket(frame)
        await both_see(agent, customer)
    await drop_socket(agent.page)
    await both_see(agent, customer)
    await mutes(customer)
    await expect(agent.page.get_by_text("Maja is muted")).to_be_visible()
    assert [await wires(frame), await wires(agent.page)] == before
    await agent.page.get_by_role("button", name="End call").click()
    await expect(customer.widget.get_by_text("The call has ended").first).to_be_visible()


async def test_another_network_is_another_way_for_the_same_connection(path: UdpPath, own_stage: Stage) -> None:
    agent, customer = await in_a_call(own_stage)
    frame = await customer.frame()
    path.move()  # at once: a router that gives another port
    await both_see(agent, customer)
    before = await wires(frame)
    path.whole = False
    await expect(customer.widget.get_by_text("Connecting again").first).to_be_visible()
    await drop_socket(frame)
    await frame.wait_for_function("() => wires.restarts > 0")
    path.move()
    path.whole = True
    await both_see(agent, customer)
    told = await wires(frame)
    print(f"\nanother network: {before} before, {told} after")
    assert told["state"] == "connected" and told["made"] == before["made"]


async def test_a_killed_worker_costs_both_less_than_five_seconds(own_stage: Stage) -> None:
    agent, customer = await in_a_call(own_stage)
    frame = await customer.frame()
    before = [(await wires(place))["made"] for place in (frame, agent.page)]
    [worker] = workers(own_stage.heard)
    killed_s = time.monotonic()
    worker.send_signal(signal.SIGKILL)
    for place, made in zip((frame, agent.page), before, strict=True):
        await place.wait_for_function(
            "made => wires.peers.length > made && wires.peers.at(-1).connectionState === 'connected'", arg=made
        )
    await both_see(agent, customer)
    resumed_s = time.monotonic() - killed_s
    print(f"\nworker killed: both see each other again after {resumed_s:.1f} s")
    assert resumed_s < 5
    [again] = workers(own_stage.heard)
    assert again.pid != worker.pid
    await mutes(customer)
    await expect(agent.page.get_by_text("Maja is muted")).to_be_visible()


async def test_a_second_window_of_the_same_person_takes_the_call_over(own_stage: Stage) -> None:
    agent, customer = await in_a_call(own_stage)
    second = Agent(await agent.page.context.new_page())
    await second.page.goto(agent.page.url)
    await second.verb("video")
    await join(second.page)
    await expect(agent.page.get_by_text("The call goes on in another window").first).to_be_visible()
    await plays(camera(second.page, "Maja"))
    await plays(camera(customer.widget, "Ana Novak"))


@pytest_asyncio.fixture(loop_scope="session")
async def laptop() -> AsyncIterator[tuple[Browser, list[psutil.Process]]]:
    """A browser of its own, and the process at its root."""
    me = psutil.Process()
    before = set(me.children(recursive=True))
    async with async_playwright() as playwright:
        there = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield there, [one for one in set(me.children(recursive=True)) - before if "chrom" in one.name()]
        await there.close()


def send(roots: list[psutil.Process], what: signal.Signals) -> None:
    every = {one for root in roots if root.is_running() for one in (root, *root.children(recursive=True))}
    for one in every:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.send_signal(what)


async def test_a_laptop_sleeps_and_comes_back(own_stage: Stage, laptop: tuple[Browser, list[psutil.Process]]) -> None:
    there, roots = laptop
    own_stage.heard.start()
    own_stage.heard.wait_healthy()
    agent = await own_stage.agent()
    async with Stage(there, own_stage.heard) as elsewhere:
        customer = await elsewhere.customer()
        await meet(agent, customer)
        send(roots, signal.SIGSTOP)
        try:
            await expect(camera(agent.page, "Maja")).to_have_count(0)
            await asyncio.sleep(15)  # the sleep that this is about
        finally:
            send(roots, signal.SIGCONT)
        await both_see(agent, customer)


async def test_who_is_left_alone_is_told_after_a_while(own_stage: Stage) -> None:
    agent, customer = await in_a_call(own_stage)
    await customer.page.context.close()
    left_s = time.monotonic()
    await expect(agent.page.get_by_text("Maja was gone for too long").first).to_be_visible(timeout=80_000)
    assert time.monotonic() - left_s > 40
    await agent.page.get_by_role("button", name="Close", exact=True).click()
    await agent.sees("the connection was lost")
