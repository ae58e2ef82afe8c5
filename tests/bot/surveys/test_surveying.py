"""Surveys at the desk: what is asked after what, and what is kept of the answers."""

import asyncio

from bot.desk.surveys.due_surveys import DueSurveys
from bot.errors import Stale
from bot.model import CardAnswer
from bot.store import surveys
from bot.surveys.deciding import Customs
from tests.bot.conftest import Customer, Floor
from tests.bot.surveys.conftest import DAY_S, ask_with, cards, made, planned, requests, solved


async def test_who_spoke_is_fixed_at_the_end(floor: Floor) -> None:
    await solved(floor)  # an article
    tone = await floor.customer()
    await tone.ask("zeppelin maintenance")
    await floor.desk.solved(tone.sender)  # the bot alone, in vain
    await floor.shop.engine.write(lambda tx: tx.execute("UPDATE agents SET team = 'North'", {}))
    ines = await floor.customer()
    conversation, fence = await floor.taken(ines)
    await floor.desk.resolve(floor.ana, conversation, fence)
    assert await requests(floor, "handler", "moment", "agent", "team", "article", "survey") == [
        ("article", "episode", None, None, "track-order", "csat"),
        ("bot", "episode", None, None, None, "csat"),
        ("agent", "episode", floor.ana.id, "North", "track-order", "csat"),
    ]


async def test_a_call_is_asked_about_as_such(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    await floor.shop.engine.write(lambda tx: tx.execute("UPDATE episodes SET handler = 'call'", {}))
    await floor.desk.resolve(floor.ana, conversation, fence)
    (card,) = await cards(maja)
    assert (card.moment, card.survey, card.text) == ("call", "call", "How was the call with Ana?")


async def test_the_first_survey_that_fits_asks_and_an_old_answer_keeps_its_question(floor: Floor) -> None:
    await ask_with(
        floor, made("agents", "episode", ask={"moments": ["episode"], "handlers": ["agent"]}), made("all", "episode")
    )
    maja = await solved(floor)
    reworded = made("all", "episode", question={"en": "And now?"})
    await floor.shop.engine.write(lambda tx: surveys.save(tx, reworded, None, 2))
    (card,) = await cards(maja)
    await floor.desk.rate(maja.sender, card.request, 4)
    tone = await solved(floor)
    assert [card.text for card in (*await cards(maja), *await cards(tone))] == ["All?", "And now?"]
    assert await requests(floor, "survey", "version") == [("all", 1), ("all", 2)]


async def test_nothing_is_asked_where_no_survey_fits(floor: Floor) -> None:
    await ask_with(floor, made("calls", "call"))
    assert await cards(await solved(floor)) == []
    assert await planned(floor) == []


async def test_nobody_is_asked_more_often_than_the_cap(floor: Floor) -> None:
    await ask_with(floor, made("all", "episode"), customs=Customs(cap_n=2, cap_days=7))
    maja = await solved(floor)
    for _ in range(3):
        await maja.ask("where is my order")
        await floor.desk.solved(maja.sender)
    assert len(await cards(maja)) == 2
    assert await planned(floor) == [("skipped", "cap"), ("skipped", "cap")]
    floor.clock.turn(7 * DAY_S + 1)
    await maja.ask("where is my order")
    await floor.desk.solved(maja.sender)
    assert len(await cards(maja)) == 3


# -- answers -----------------------------------------------------------------------------


async def test_a_low_value_asks_why_and_the_answers_are_kept(floor: Floor) -> None:
    maja = await solved(floor)
    request = (await cards(maja))[0].request
    await floor.desk.rate(maja.sender, request, 2)
    (card,) = await cards(maja)
    assert [question.id for question in card.questions] == ["reasons", "comment"]
    await floor.desk.rate(maja.sender, request, None, None, {"reasons": CardAnswer(choices=("slow", "wrong"))})
    await floor.desk.rate(maja.sender, request, None, "Too late", {})
    (card,) = await cards(maja)
    assert card.answers == {"reasons": CardAnswer(choices=("slow", "wrong")), "comment": CardAnswer(text="Too late")}
    assert [tuple(row.values()) for row in await floor.shop.rows("SELECT question, choice FROM rating_answers")] == [
        ("reasons", "slow"), ("reasons", "wrong"),
    ]  # fmt: skip
    await floor.desk.rate(maja.sender, request, 5)
    (card,) = await cards(maja)
    assert (card.comment, [question.id for question in card.questions]) == ("Too late", ["praise"])
    assert await floor.shop.rows("SELECT * FROM rating_answers") == []


async def test_the_same_again_changes_nothing(floor: Floor) -> None:
    maja = await solved(floor)
    request = (await cards(maja))[0].request
    answers = {"reasons": CardAnswer(choices=("wrong", "slow"))}
    for _ in range(3):
        await floor.desk.rate(maja.sender, request, 1, "No", answers)
    assert await floor.shop.rows("SELECT revision FROM ratings") == [{"revision": 1}]
    changes = """SELECT COUNT(*) AS n FROM events WHERE body LIKE '%"comment":"No"%'"""
    assert await floor.shop.rows(changes) == [{"n": 1}]


# -- races -------------------------------------------------------------------------------


async def test_closes_and_taps_that_race_make_one_request_and_one_rating(floor: Floor) -> None:
    people = [await floor.customer() for _ in range(20)]
    for one in people:
        await one.ask("where is my order")
    floor.clock.turn(600)

    async def close(one: Customer, how: int) -> None:
        conversation = (await one.conversation()).id
        if how % 2:
            await floor.desk.solved(one.sender)
        else:
            await floor.desk.fall_silent(conversation)

    async def tap(one: Customer, value: int) -> None:
        (card,) = await cards(one)
        await floor.desk.rate(one.sender, card.request, value, answers={"comment": CardAnswer(text=f"{value}")})

    await asyncio.gather(*(close(one, how) for one in people for how in range(6)))
    await asyncio.gather(*(tap(one, 1 + n % 5) for one in people for n in range(15)))
    counted = "SELECT COUNT(*) AS n, COUNT(DISTINCT subject) AS of FROM"
    assert await floor.shop.rows(f"{counted} rating_requests") == [{"n": 20, "of": 20}]
    assert (await floor.shop.rows("SELECT COUNT(*) AS n FROM ratings")) == [{"n": 20}]
    for one in people:
        (card,) = await cards(one)
        rows = await floor.shop.rows("SELECT value, comment FROM ratings WHERE request = :id", id=card.request)
        assert rows == [{"value": card.value, "comment": card.comment}]


async def test_an_agent_and_the_customer_who_close_at_once_ask_once(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    ended = await asyncio.gather(
        *(floor.desk.resolve(floor.ana, conversation, fence) for _ in range(5)),
        *(floor.desk.solved(maja.sender) for _ in range(5)),
        return_exceptions=True,
    )
    assert all(it is None or isinstance(it, Stale) for it in ended)
    assert len(await cards(maja)) == 1


async def test_the_chore_that_runs_twice_asks_once(floor: Floor) -> None:
    await ask_with(floor, made("later", "later", delay_h=72))
    maja = await solved(floor)
    floor.clock.turn(3 * DAY_S)
    await asyncio.gather(*(DueSurveys(floor.shop.ground).run() for _ in range(5)))
    assert len(await cards(maja)) == 1
    assert await planned(floor) == [("asked", None)]
