"""Journeys over a real database, as contacts feel them."""

import pytest

from bot.desk import Sender
from bot.model import ArticleReply, Channel, OwnerKind, Text
from bot.store import contacts, journeys
from tests.bot.conftest import Customer
from tests.bot.reaching.conftest import DAY_S, HOUR_S, JOURNEY, Care


async def test_a_journey_speaks_by_name_about_the_product(care: Care) -> None:
    maja = await care.telegram(await care.deliver(product="Linden lamp"))
    await care.later(DAY_S)
    hello, first, second = await maja.bodies()
    assert hello == Text(text="Hello Maja! About Linden lamp:")
    assert isinstance(first, ArticleReply) and isinstance(second, ArticleReply)
    assert [first.article, second.article] == ["return-item", "return-gift"]
    assert (first.offer, second.offer) == ((), ("stop",))
    conversation = await maja.conversation()
    assert (conversation.owner.kind, conversation.episode) == (OwnerKind.NOBODY, 0)
    sent = await care.floor.shop.rows("SELECT deed FROM outbox WHERE address = '77'")
    assert len(sent) == 3
    await care.later(2 * DAY_S)
    assert await maja.last() == Text(text="Does Linden lamp work?", offer=("works", "need_help", "stop"))


async def test_what_was_returned_is_not_asked_about(care: Care) -> None:
    taken = await care.deliver(product="Lamp")
    await care.telegram(taken)
    await care.later(DAY_S)
    await care.deliver(kind="returned", product="Lamp")
    await care.later(2 * DAY_S)
    found = await care.floor.shop.rows("SELECT step, reason, detail FROM journey_steps WHERE state = 'skipped'")
    assert found == [{"step": 1, "reason": "unless", "detail": "returned"}]


async def test_a_busy_conversation_is_waited_for(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    conversation, fence = await care.floor.taken(maja)
    await care.later(DAY_S)
    assert (await care.steps(maja.sender.contact))[0] == (0, "planned", None)
    await care.floor.desk.resolve(care.floor.ana, conversation, fence)
    await care.later(11 * 60)
    assert (await care.steps(maja.sender.contact))[0] == (0, "done", None)


async def test_nothing_is_sent_at_night_where_the_contact_is(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.floor.shop.engine.write(lambda tx: contacts.lives_in(tx, maja.sender.contact, "Asia/Vladivostok"))
    await care.later(DAY_S)  # 22:00 there
    assert (await care.steps(maja.sender.contact))[0] == (0, "planned", None)
    await care.later(10 * HOUR_S)  # 8:00
    assert (await care.steps(maja.sender.contact))[0] == (0, "planned", None)
    await care.later(HOUR_S)
    assert (await care.steps(maja.sender.contact))[0] == (0, "done", None)


async def test_a_journey_does_not_run_twice_in_its_days(care: Care) -> None:
    await care.use({**JOURNEY, "every_days": 30})
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await care.deliver(product="Kettle")
    await care.later(25 * HOUR_S)
    found = await care.floor.shop.rows("SELECT reason FROM journey_steps WHERE state = 'skipped'")
    assert found == [{"reason": "lately"}]
    assert len(await maja.bodies()) == 3


async def test_a_journey_that_is_switched_off_sends_nothing(care: Care) -> None:
    taken = await care.deliver()
    await care.telegram(taken)
    await care.floor.shop.engine.write(lambda tx: journeys.switch(tx, "care", on=False))
    await care.later(DAY_S)
    assert (await care.steps(taken.contact))[0] == (0, "skipped", "off")


async def test_a_step_goes_by_the_version_by_which_it_was_planned(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.use({**JOURNEY, "steps": [{"does": "text", "after_h": 24, "text": {"en": "Other words"}}]})
    await care.later(DAY_S)
    assert (await maja.bodies())[0] == Text(text="Hello Maja! About your order:")
    await care.deliver(product="Kettle")
    await care.later(DAY_S)
    assert await maja.last() == Text(text="Other words", offer=("stop",))


async def test_two_purchases_are_not_spoken_of_at_the_same_moment(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.deliver(product="Kettle", at=care.clock() + 1000)
    await care.later(DAY_S + 60)
    assert len(await maja.bodies()) == 3
    await care.later(6 * HOUR_S)
    assert len(await maja.bodies()) == 6


async def test_a_survey_is_planned_by_its_step(care: Care) -> None:
    await care.use({**JOURNEY, "steps": [{"does": "survey", "after_h": 1, "survey": "csat"}]})
    taken = await care.deliver()
    await care.telegram(taken)
    await care.later(HOUR_S)
    assert await care.steps(taken.contact) == [(0, "done", None)]
    found = await care.floor.shop.rows("SELECT survey, moment, contact FROM planned_askings")
    assert found == [{"survey": "csat", "moment": "touchpoint", "contact": taken.contact}]


async def test_a_step_that_finds_nothing_to_send_says_so(care: Care) -> None:
    await care.use({**JOURNEY, "steps": [{"does": "articles", "after_h": 1, "category": "none such"}]})
    taken = await care.deliver()
    await care.telegram(taken)
    await care.later(HOUR_S)
    assert await care.steps(taken.contact) == [(0, "skipped", "nothing")]


# -- on the website -------------------------------------------------------------------------


async def test_on_the_website_it_waits_for_the_next_visit(care: Care) -> None:
    taken = await care.deliver()
    maja = Customer(care.floor.shop, Sender(taken.contact, Channel.WIDGET))
    await care.floor.shop.engine.write(lambda tx: contacts.give_token(tx, taken.contact, care.clock()))
    await care.later(2 * DAY_S)
    with pytest.raises(LookupError):
        await maja.conversation()
    await care.journeys.visited(taken.contact)
    assert (await maja.bodies())[0] == Text(text="Hello Maja! About your order:")
    care.watched.add((await maja.conversation()).id)
    await care.later(DAY_S)
    assert await maja.last() == Text(text="Does it work?", offer=("works", "need_help", "stop"))


async def test_who_writes_first_after_us_begins_the_first_episode(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await maja.ask("where is my order")
    conversation = await maja.conversation()
    assert (conversation.owner.kind, conversation.episode) == (OwnerKind.BOT, 1)
    assert [row["number"] for row in await care.floor.shop.rows("SELECT number FROM episodes")] == [1]


async def test_who_never_comes_is_given_up(care: Care) -> None:
    taken = await care.deliver()
    await care.later(DAY_S)
    for _ in range(32):
        await care.later(DAY_S)
    assert (await care.steps(taken.contact))[0] == (0, "skipped", "unreachable")
