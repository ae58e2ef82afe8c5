"""One owner at a time, over real sockets."""

import asyncio

import pytest

from tests.client import Client, Refused
from tests.conftest import Site


async def waiting(site: Site) -> str:
    """A conversation that stands in the line."""
    customer = await site.contact()
    await customer.ask("where is my order")
    return str((await customer.call("person"))["conversation"])


async def take(agent: Client, conversation: str) -> int | Refused:
    try:
        return int((await agent.call("take", conversation=conversation))["fence"])
    except Refused as refused:
        return refused


async def test_of_twenty_who_take_one_gets_it_and_the_others_are_told_who(site: Site) -> None:
    conversation = await waiting(site)
    people = [await site.signed_in(name) for name in ("Ana", "Bor", "Cene")]
    agents = [await people[n % 3].agent() for n in range(20)]
    results = await asyncio.gather(*(take(agent, conversation) for agent in agents))
    fences = {result for result in results if isinstance(result, int)}
    winners = {agent.me["id"] for agent, result in zip(agents, results, strict=True) if isinstance(result, int)}
    assert len(fences) == len(winners) == 1
    refusals = [result for result in results if isinstance(result, Refused)]
    assert len(refusals) >= 12
    assert {refusal.code for refusal in refusals} == {"taken"}
    (winner,) = winners
    name = next(agent.me["name"] for agent in agents if agent.me["id"] == winner)
    assert all(refusal.data["agent"] == {"id": winner, "name": name} for refusal in refusals)
    assert all(refusal.message == f"{name} has taken this conversation." for refusal in refusals)
    assert site.rows("SELECT owner, agent FROM conversations") == [("agent", winner)]
    assert site.rows("SELECT state, agent FROM escalations") == [("taken", winner)]
    joined = site.rows("SELECT COUNT(*) FROM messages WHERE message LIKE '%\"joined\"%'")
    assert joined == [(1,)]


async def test_who_no_longer_holds_it_cannot_speak_in_it(site: Site) -> None:
    conversation = await waiting(site)
    ana, bor = await site.agent("Ana"), await site.agent("Bor")
    fence = (await ana.call("take", conversation=conversation))["fence"]
    await ana.call("transfer", conversation=conversation, fence=fence, agent=bor.me["id"])
    with pytest.raises(Refused) as refused:
        await ana.call("reply", conversation=conversation, fence=fence, client_message_id="r", text="Still me.")
    assert (refused.value.code, refused.value.message) == ("stale", "Bor has this conversation now.")
    assert refused.value.data["owner"] == {"kind": "agent", "agent": {"id": bor.me["id"], "name": "Bor"}}
    assert site.rows("SELECT COUNT(*) FROM messages WHERE author = 'agent'") == [(0,)]


async def test_an_old_fence_of_the_same_agent_is_refused_too(site: Site) -> None:
    conversation = await waiting(site)
    ana = await site.agent("Ana")
    first = (await ana.call("take", conversation=conversation))["fence"]
    await ana.call("release", conversation=conversation, fence=first)
    second = (await ana.call("take", conversation=conversation))["fence"]
    assert second > first
    with pytest.raises(Refused, match="stale"):
        await ana.call("resolve", conversation=conversation, fence=first)
    await ana.call("resolve", conversation=conversation, fence=second)


async def test_take_again_gives_the_same_fence(site: Site) -> None:
    conversation = await waiting(site)
    ana = await site.agent("Ana")
    assert await take(ana, conversation) == await take(ana, conversation)
