"""The same thing sent again is the same thing, whatever runs at the same time."""

import asyncio

import pytest

from tests.client import Client, Refused
from tests.conftest import Site


async def sockets_of_one(site: Site, count: int) -> list[Client]:
    """One contact in as many tabs."""
    page = await site.browser()
    first = await page.contact()
    return [first, *[await page.contact_again(first.me["token"]) for _ in range(count - 1)]]


async def test_a_hundred_sends_of_one_id_make_one_message(site: Site) -> None:
    tabs = await sockets_of_one(site, 10)

    async def ten_times(tab: Client) -> list[dict[str, object]]:
        sent = [await tab.post("send", client_message_id="m1", text="where is my order") for _ in range(10)]
        return [await tab.answer(ident) for ident in sent]

    receipts = [receipt for some in await asyncio.gather(*map(ten_times, tabs)) for receipt in some]
    assert len(receipts) == 100
    assert all(receipt == receipts[0] for receipt in receipts)
    assert site.rows("SELECT COUNT(*) FROM messages WHERE author = 'contact'") == [(1,)]
    assert site.rows("SELECT COUNT(*) FROM conversations") == [(1,)]


async def test_the_same_id_with_other_words_is_a_conflict(site: Site) -> None:
    customer = await site.contact()
    await customer.ask("where is my order", ident="m1")
    with pytest.raises(Refused) as refused:
        await customer.ask("where is my money", ident="m1")
    assert refused.value.code == "conflict"
    assert site.rows("SELECT COUNT(*) FROM messages WHERE author = 'contact'") == [(1,)]


async def test_first_messages_from_many_tabs_begin_one_conversation(site: Site) -> None:
    tabs = await sockets_of_one(site, 20)
    receipts = await asyncio.gather(*(tab.ask(f"question {n}") for n, tab in enumerate(tabs)))
    assert len({receipt["conversation"] for receipt in receipts}) == 1
    assert len({receipt["seq"] for receipt in receipts}) == 20


async def test_two_customers_may_use_the_same_id(site: Site) -> None:
    maja, tone = await site.contact(), await site.contact()
    first, second = await maja.ask("hello", ident="m1"), await tone.ask("where is my order", ident="m1")
    assert first["conversation"] != second["conversation"]


async def test_an_agents_reply_and_note_are_written_once(site: Site) -> None:
    customer, agent = await site.contact(), await site.agent()
    conversation = (await customer.ask("help"))["conversation"]
    fence = (await agent.call("take", conversation=conversation))["fence"]
    said = {"conversation": conversation, "client_message_id": "r1", "text": "Good morning!"}
    first = [await agent.call("reply", fence=fence, **said) for _ in range(2)]
    assert first[0] == first[1]
    noted = {"conversation": conversation, "client_message_id": "n1", "text": "Called before."}
    assert await agent.call("note", **noted) == await agent.call("note", **noted)
    assert site.rows("SELECT COUNT(*) FROM messages WHERE author = 'agent'") == [(1,)]
    assert site.rows("SELECT COUNT(*) FROM notes") == [(1,)]
    with pytest.raises(Refused, match="conflict"):
        await agent.call("note", **{**noted, "client_message_id": "r1"})
