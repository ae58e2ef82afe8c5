"""What becomes of a question, as it stands in its row."""

import pytest

from bot.model import ArticleReply, Choices, Text
from bot.store import questions
from bot.store.questions import Question
from tests.bot.conftest import Customer, Floor


async def rows(floor: Floor) -> list[Question]:
    return await floor.shop.engine.read(lambda tx: questions.newest(tx, 10)[::-1])


async def the_row(floor: Floor) -> Question:
    (row,) = await rows(floor)
    return row


async def answer_seq(customer: Customer) -> int:
    return [message.seq for message in await customer.messages() if isinstance(message.body, ArticleReply)][-1]


async def test_an_answer_is_noted_with_what_ranked_it(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("kje je moje naročilo")
    row = await the_row(floor)
    assert (row.text, row.language, row.verdict, row.article) == (
        "kje je moje naročilo",
        "sl",
        "answered",
        "track-order",
    )
    assert (row.tier, row.helped, row.meant, row.person) == ("lexical", None, None, False)
    assert row.confidence > 0.9


async def test_a_yes_proves_the_article_and_a_no_takes_that_back(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    seq = await answer_seq(maja)
    await floor.desk.helped(maja.sender, seq, True)
    row = await the_row(floor)
    assert (row.helped, row.meant) == (True, "track-order")
    await floor.desk.helped(maja.sender, seq, False)
    row = await the_row(floor)
    assert (row.helped, row.meant) == (False, None)


async def test_a_vote_is_about_the_question_that_its_article_answered(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("where is my order")
    seq = await answer_seq(maja)
    await maja.ask("I want to return a gift")
    await floor.desk.helped(maja.sender, seq, False)
    assert [(row.article, row.helped) for row in await rows(floor)] == [("track-order", False), ("return-gift", None)]


async def test_a_choice_that_is_taken_says_what_was_meant(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("return something")
    assert isinstance(await maja.last(), Choices)
    await floor.desk.choose(maja.sender, "tap", "return-gift", "How do I return a gift?")
    row = await the_row(floor)
    assert (row.text, row.verdict, row.meant) == ("return something", "choices", "return-gift")
    await floor.desk.helped(maja.sender, await answer_seq(maja), True)
    assert (await the_row(floor)).helped is True


@pytest.mark.parametrize(
    ("typed", "meant"), [(None, None), ("parcel", None), ("the courier with my parcel", "track-order")]
)
async def test_a_suggestion_that_is_taken_says_what_was_typed(
    floor: Floor, typed: str | None, meant: str | None
) -> None:
    maja = await floor.customer()
    await floor.desk.choose(maja.sender, "tap", "track-order", "Where is my order?", typed)
    row = await the_row(floor)
    assert (row.verdict, row.article, row.text, row.meant) == (
        "chosen",
        "track-order",
        typed or "Where is my order?",
        meant,
    )


async def test_the_question_that_led_to_a_person_is_the_last_and_those_without_an_answer(floor: Floor) -> None:
    maja = await floor.customer()
    for text in ("quantum chromodynamics", "where is my order", "track my parcel"):
        await maja.ask(text)
    await floor.desk.person(maja.sender)
    assert [row.person for row in await rows(floor)] == [True, False, True]


async def test_an_article_that_an_agent_sends_is_what_was_meant(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("quantum chromodynamics")
    await floor.desk.person(maja.sender)
    fence = await floor.desk.take(floor.ana, conversation)
    await floor.desk.reply(floor.ana, conversation, fence, "r1", text=None, article="return-item")
    assert (await the_row(floor)).meant == "return-item"


async def test_words_stand_in_one_place(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("quantum chromodynamics")
    await floor.desk.choose(maja.sender, "tap", "track-order", "Where is my order?", "the courier with my parcel")
    kept = await floor.shop.rows("SELECT text FROM questions ORDER BY seq")
    assert [row["text"] for row in kept] == [None, "the courier with my parcel"]


async def test_who_had_a_conversation_for_how_long_is_kept(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    floor.clock.turn(60)
    await floor.desk.transfer(floor.ana, conversation, fence, floor.bor.id)
    floor.clock.turn(30)
    fence = (await maja.conversation()).fence
    await floor.desk.resolve(floor.bor, conversation, fence)
    held = await floor.shop.rows("SELECT agent, until - since AS ms FROM holdings ORDER BY since")
    assert [(row["agent"], row["ms"]) for row in held] == [(floor.ana.id, 60_000), (floor.bor.id, 30_000)]


# -- wishes ------------------------------------------------------------------------------


async def test_a_wish_is_kept_with_its_time_once(floor: Floor) -> None:
    maja = await floor.customer()
    await maja.ask("quantum chromodynamics")
    offered = (await maja.messages())[-1]
    await floor.desk.tell_me(maja.sender, offered.seq)
    at = floor.clock()
    assert await maja.last() == Text(text="I will tell you here as soon as there is an answer.")
    floor.clock.turn(60)
    await floor.desk.tell_me(maja.sender, offered.seq)
    assert len(await maja.messages()) == 3
    assert (await the_row(floor)).wished_at == at


async def test_who_leaves_the_line_without_an_answer_is_offered_one_later(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    await maja.ask("quantum chromodynamics")
    await floor.desk.person(maja.sender)
    await floor.desk.leave_line(maja.sender)
    offer = await maja.last()
    assert isinstance(offer, Text)
    assert offer.offer == ("tell_me",)
    await floor.desk.tell_me(maja.sender, (await maja.messages())[-1].seq)
    await floor.desk.person(maja.sender)
    await floor.desk.leave_line(maja.sender)
    assert not isinstance(await maja.last(), Text)  # it is known by now


async def test_who_had_an_answer_is_offered_none_later(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    await maja.ask("where is my order")
    await floor.desk.person(maja.sender)
    await floor.desk.leave_line(maja.sender)
    assert not isinstance(await maja.last(), Text)
