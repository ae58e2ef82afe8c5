"""What time alone brings about, in a server that runs."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot import sweeper as sweeper_module
from bot.config import Desk as DeskSettings
from tests.client import Client
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands
from tests.fakes.shop import PROMPT, until


@pytest.fixture
async def swept(start_site: StartSite, clock: Hands, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    """Its clock stands still but for the test; sweeps follow each other closely."""
    monkeypatch.setattr(sweeper_module, "EVERY_S", 0.01)
    yield await start_site(clock, bot=replace(PROMPT, silence_s=600), desk=DeskSettings(absent_s=45, give_up_s=300))


async def talking(site: Site) -> Client:
    customer = await site.contact()
    await customer.ask("where is my order")
    await customer.subscribe(f"conversation:{customer.conversation}")
    return customer


async def test_a_customer_who_falls_silent_is_asked_for_a_rating(swept: Site, clock: Hands) -> None:
    customer = await talking(swept)
    clock.turn(600)
    await customer.says("rating")
    assert swept.rows("SELECT resolved_by FROM episodes") == [("silence",)]


async def test_an_offer_runs_out(swept: Site, clock: Hands) -> None:
    customer, agent = await talking(swept), await swept.agent()
    fence = (await agent.call("take", conversation=customer.conversation))["fence"]
    await agent.call("call.start", conversation=customer.conversation, fence=fence)
    assert (await customer.says("call"))["body"]["state"] == "offered"
    clock.turn(1800)
    assert (await customer.event("changed", kind="call"))["message"]["body"]["state"] == "missed"


async def test_a_customer_whose_agent_has_gone_is_back_in_the_line(swept: Site, clock: Hands) -> None:
    customer, agent = await talking(swept), await swept.agent()
    await agent.call("take", conversation=customer.conversation)
    clock.turn(300)
    await agent.call("ping")
    await customer.ask("are you there?")
    await agent.close()
    clock.turn(301)
    assert (await customer.says("notice", code="released"))["body"]["agent"]["name"] == "Ana"
    assert swept.rows("SELECT owner FROM conversations") == [("line",)]


async def test_an_agent_who_is_here_may_let_a_customer_wait(swept: Site, clock: Hands) -> None:
    customer, agent = await talking(swept), await swept.agent()
    await agent.call("take", conversation=customer.conversation)
    await customer.ask("are you there?")
    for _ in range(20):
        clock.turn(40)
        await agent.call("ping")
    assert swept.rows("SELECT owner FROM conversations") == [("agent",)]


async def test_ids_of_a_week_ago_may_be_used_again(swept: Site, clock: Hands) -> None:
    customer = await talking(swept)
    await customer.ask("first", ident="m1")
    clock.turn(7 * 86_400 + 3_601)
    await customer.says("rating")
    await until(lambda: swept.rows("SELECT COUNT(*) FROM deeds") == [(0,)])
    await customer.ask("second", ident="m1")
