"""What an agent writes reaches its customer, or is refused; and they are told before they write."""

from typing import Any

import pytest

from bot.desk.reaching.reach import Reach, reach
from bot.errors import Unreachable
from bot.model import Channel, DeliveryState
from bot.store import contacts, conversations, identities, outbox
from bot.store.outbox import Outcome
from tests.bot.conftest import Customer, Floor, agent
from tests.bot.reaching.conftest import Care

HALF_AN_HOUR_S = 1800


async def reached(floor: Floor, conversation: str) -> Reach:
    found = await floor.shop.engine.read(lambda tx: reach(tx, conversation, floor.clock()))
    assert found is not None
    return found


async def known(floor: Floor, customer: Customer, **told: str) -> None:
    def work(tx: Any) -> None:
        for kind, value in told.items():
            identities.give(tx, customer.sender.contact, kind, value)

    await floor.shop.engine.write(work)


async def test_somebody_without_a_browser_or_a_number_is_reached_by_nothing(floor: Floor) -> None:
    customer = await floor.customer(browser=False)
    conversation, fence = await floor.taken(customer)
    assert await reached(floor, conversation) == Reach(way="nowhere")
    with pytest.raises(Unreachable):
        await floor.desk.reply(floor.ana, conversation, fence, "r1", text="hello", article=None)
    assert "hello" not in [getattr(body, "text", "") for body in await customer.bodies()]

    await known(floor, customer, email="maja@example.com")
    assert await reached(floor, conversation) == Reach(way="nowhere", email="maja@example.com")
    await floor.shop.engine.write(lambda tx: contacts.give_token(tx, customer.sender.contact, floor.clock()))
    assert (await reached(floor, conversation)).way == "visit"
    await floor.desk.reply(floor.ana, conversation, fence, "r1", text="hello", article=None)


async def test_who_can_sign_in_reads_it_then(floor: Floor) -> None:
    customer = await floor.customer(browser=False)
    conversation, fence = await floor.taken(customer)
    await known(floor, customer, shop="4711")
    assert (await reached(floor, conversation)).way == "sign_in"
    await floor.desk.reply(floor.ana, conversation, fence, "r1", text="hello", article=None)


async def test_a_call_page_is_read_until_it_closes(floor: Floor) -> None:
    begun = await floor.calls.new(floor.ana, "Maja", "en", "video")
    assert (await reached(floor, begun.conversation)).way == "call"
    await floor.calls.end(agent(floor.ana), begun.room)
    floor.clock.turn(HALF_AN_HOUR_S - 1)
    assert (await reached(floor, begun.conversation)).way == "call"
    floor.clock.turn(1)
    assert (await reached(floor, begun.conversation)).way == "nowhere"


async def test_what_telegram_refused_is_told_until_they_write_again(care: Care) -> None:
    floor = care.floor
    chat = await floor.desk.sender(Channel.TELEGRAM, "77", name="Maja", language="en")
    customer = Customer(floor.shop, chat)
    conversation, fence = await floor.taken(customer)
    assert await reached(floor, conversation) == Reach(way="sent")
    receipt = await floor.desk.reply(floor.ana, conversation, fence, "r1", text="hello", article=None)

    def refuse(tx: Any) -> None:
        while due := outbox.due(tx, floor.clock(), 10):
            for parcel in outbox.claim(tx, due):
                state: Any = "failed" if parcel.seq == receipt.seq else "sent"
                outbox.settle(tx, parcel, Outcome(state, floor.clock()))

    await floor.shop.engine.write(refuse)
    why = "The customer has blocked the bot on Telegram."
    await floor.desk.delivery(conversation, receipt.seq, DeliveryState.FAILED, why)
    assert await reached(floor, conversation) == Reach(way="sent", problem=why)
    floor.clock.turn(1)
    await floor.desk.receive(chat, "m9", "I am back")
    assert await reached(floor, conversation) == Reach(way="sent")


async def test_who_was_to_be_told_of_an_answer_that_did_not_arrive_still_is(floor: Floor) -> None:
    customer = await floor.customer(Channel.TELEGRAM)
    conversation = await customer.ask("quantum chromodynamics")
    reply = (await customer.messages())[-1]
    await floor.desk.tell_me(customer.sender, reply.seq)
    told = (await customer.messages())[-1]

    def tell(tx: Any) -> None:
        tx.execute("UPDATE questions SET telling = 'return-item', told_at = :at", {"at": told.at})

    await floor.shop.engine.write(tell)
    rows = "SELECT telling, told_at FROM questions WHERE wished_at IS NOT NULL"
    await floor.desk.delivery(conversation, told.seq, DeliveryState.UNCERTAIN, None)
    assert await floor.shop.rows(rows) == [{"telling": "return-item", "told_at": told.at}]
    await floor.desk.delivery(conversation, told.seq, DeliveryState.FAILED, "Blocked.")
    assert await floor.shop.rows(rows) == [{"telling": None, "told_at": None}]


async def test_nobody_is_reached_in_a_conversation_that_is_not_there(floor: Floor) -> None:
    assert await floor.shop.engine.read(lambda tx: reach(tx, "v_0", floor.clock())) is None
    assert await floor.shop.engine.read(lambda tx: conversations.current(tx, "v_0")) is None
