"""Surveys at the desk: what is asked after what, planned askings, the reminder, the deadline, links."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.desk.surveys import rating, surveying
from bot.desk.surveys.due_surveys import DueSurveys
from bot.errors import BadRequest, Conflict, NotFound, Stale
from bot.model import CardAnswer, Channel, RatingCard, Text
from bot.store import contacts, permissions, planned_askings, ratings, settings, surveys
from bot.store.engine import Tx
from bot.surveys import faults
from bot.surveys.deciding import Customs, Occasion
from bot.surveys.definition import Survey
from tests.bot.conftest import Customer, Floor

HOUR_S = 3600
DAY_S = 24 * HOUR_S
AWAKE = Customs(quiet_from_min=0, quiet_until_min=0)


def capped(cap_n: int) -> Customs:
    return Customs(quiet_from_min=0, quiet_until_min=0, cap_n=cap_n)


def made(ident: str, *moments: str, **more: Any) -> Survey:
    plain = {
        "id": ident,
        "metric": "csat",
        "look": "stars",
        "question": {"en": f"{ident}?"},
        "ask": {"moments": moments},
    }
    return faults.checked({**plain, **more})


async def ask_with(floor: Floor, *wanted: Survey, customs: Customs = AWAKE) -> None:
    """These surveys and no others."""

    def work(tx: Tx) -> None:
        for kept in surveys.every(tx):
            surveys.remove(tx, kept.survey.id, 1)
        for survey in wanted:
            surveys.save(tx, survey, None, 1, enabled=True)
        settings.put(tx, surveying.SETTINGS, customs, None, 1)

    await floor.shop.engine.write(work)


async def plan(floor: Floor, it: Occasion, *, allowed: bool = True) -> str | None:
    """`allowed`: the contact has said that we may write unasked."""
    ground, now = floor.shop.ground, floor.clock()

    def work(tx: Tx) -> str | None:
        if allowed:
            permissions.say(tx, it.contact, allowed=True, how="checkout", at=now)
        return surveying.plan(tx, ground.config, it, now)

    return await ground.engine.write(work)


async def turn(floor: Floor, seconds: float = 0) -> None:
    """Time passes, and what is due is done."""
    floor.clock.turn(seconds)
    await DueSurveys(floor.shop.ground).run()


async def cards(customer: Customer) -> list[RatingCard]:
    return [body for body in await customer.bodies() if isinstance(body, RatingCard)]


async def requests(floor: Floor, *columns: str) -> list[Sequence[Any]]:
    rows = await floor.shop.rows(f"SELECT {', '.join(columns)} FROM rating_requests ORDER BY asked_at, rowid")
    return [tuple(row.values()) for row in rows]


async def planned(floor: Floor) -> list[tuple[str, str | None]]:
    rows = await floor.shop.rows("SELECT state, reason FROM planned_askings ORDER BY created_at, rowid")
    return [(row["state"], row["reason"]) for row in rows]


async def solved(floor: Floor, channel: Channel = Channel.WIDGET) -> Customer:
    maja = await floor.customer(channel)
    await maja.ask("where is my order")
    await floor.desk.solved(maja.sender)
    return maja


# -- who spoke, and what is asked then ---------------------------------------------------


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


# -- later -------------------------------------------------------------------------------


async def test_days_later_it_is_asked_whether_it_is_still_solved(floor: Floor) -> None:
    await ask_with(
        floor, made("csat", "episode"), made("later", "later", delay_h=72, question={"en": "Still, {name}?"})
    )
    maja = await solved(floor)
    await turn(floor, 3 * DAY_S - 1)
    assert [card.survey for card in await cards(maja)] == ["csat"]
    await turn(floor, 1)
    assert [(card.survey, card.moment, card.text) for card in await cards(maja)][1:] == [
        ("later", "later", "Still, Maja?")
    ]
    assert await requests(floor, "moment", "handler", "article", "conversation", "episode") == [
        ("episode", "article", "track-order", (await maja.conversation()).id, 1),
        ("later", "article", "track-order", (await maja.conversation()).id, 1),
    ]


async def test_who_has_come_back_is_not_asked_whether_it_is_still_solved(floor: Floor) -> None:
    await ask_with(floor, made("later", "later", delay_h=72))
    maja = await solved(floor)
    await maja.ask("how do i return an item")
    await turn(floor, 3 * DAY_S)
    assert await planned(floor) == [("skipped", "came_back")]


async def test_it_waits_while_somebody_speaks_with_the_customer(floor: Floor) -> None:
    await ask_with(floor, made("weeks", "touchpoint"))
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    assert await plan(floor, Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact))
    await turn(floor)
    assert await cards(maja) == []
    await floor.desk.resolve(floor.ana, conversation, fence)
    await turn(floor, 600)
    assert [card.moment for card in await cards(maja)] == ["touchpoint"]


async def test_who_is_gone_at_night_is_asked_in_the_morning_and_who_is_there_at_once(floor: Floor) -> None:
    night = Customs(quiet_from_min=0, quiet_until_min=9 * 60)  # it is 8:26 UTC
    await ask_with(floor, made("mine", "episode"), customs=night)
    there, gone = await floor.customer(), await floor.customer()
    for customer in (there, gone):
        await floor.taken(customer)
    floor.clock.turn(10 * 60)
    await there.ask("are you there?")
    floor.clock.turn(10 * 60)
    for customer in (there, gone):
        conversation = await customer.conversation()
        await floor.desk.resolve(floor.ana, conversation.id, conversation.fence)
    assert [len([it for it in await one.bodies() if isinstance(it, RatingCard)]) for one in (there, gone)] == [1, 0]
    await turn(floor, HOUR_S)
    assert [len([it for it in await one.bodies() if isinstance(it, RatingCard)]) for one in (there, gone)] == [1, 1]


async def test_it_waits_until_the_customer_is_awake(floor: Floor) -> None:
    await ask_with(floor, made("weeks", "touchpoint"), customs=Customs())
    maja = await solved(floor)
    now = floor.clock()
    noon = now - now % 86_400_000 + 12 * 3_600_000  # UTC
    await floor.shop.engine.write(lambda tx: contacts.lives_in(tx, maja.sender.contact, "Pacific/Auckland"))
    floor.clock.turn((noon - now) / 1000 + DAY_S)
    await plan(floor, Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact))
    await turn(floor)
    assert len(await cards(maja)) == 0  # it is about midnight there
    await turn(floor, 10 * HOUR_S)
    assert len(await cards(maja)) == 1


@pytest.mark.parametrize("reason", ["off", "cap", "stopped", "late", "gone"])
async def test_what_speaks_against_an_asking_is_kept(floor: Floor, reason: str) -> None:
    await ask_with(floor, made("weeks", "touchpoint"), customs=capped(1 if reason == "cap" else 9))
    maja = await solved(floor)
    await plan(floor, Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact, delay_h=1))
    at = floor.clock()

    def change(tx: Tx) -> None:
        match reason:
            case "off":
                surveys.enable(tx, "weeks", False)
            case "stopped":
                permissions.say(tx, maja.sender.contact, allowed=False, how="stop", at=at)
            case "gone":
                tx.execute(
                    "UPDATE planned_askings SET about = REPLACE(about, :is, 'c_none'), contact = 'c_none'",
                    {"is": maja.sender.contact},
                )

    await floor.shop.engine.write(change)
    if reason == "cap":
        await plan(floor, Occasion(moment="touchpoint", subject="t_0", contact=maja.sender.contact))
        await turn(floor)
    await turn(floor, 8 * DAY_S + HOUR_S if reason == "late" else HOUR_S)
    assert (await planned(floor))[0] == ("skipped", reason)
    assert len(await cards(maja)) == (reason == "cap")


async def test_a_contact_who_has_written_nothing_is_asked_on_the_website(floor: Floor) -> None:
    await ask_with(floor, made("weeks", "touchpoint", question={"en": "How is the {product|it}?"}))
    maja = await floor.customer()
    assert await plan(floor, Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact, product="lamp"))
    await turn(floor)
    (card,) = await cards(maja)
    assert card.text == "How is the lamp?"
    assert (await maja.conversation()).episode == 0
    await floor.desk.rate(maja.sender, card.request, 5)
    await maja.ask("where is my order")
    assert (await maja.conversation()).episode == 1


async def test_who_has_never_said_yes_is_not_asked_about_what_happened_elsewhere(floor: Floor) -> None:
    await ask_with(floor, made("weeks", "touchpoint"))
    maja = await solved(floor)
    await plan(floor, Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact), allowed=False)
    await turn(floor)
    assert await planned(floor) == [("skipped", "stopped")]


async def test_an_occasion_is_planned_once(floor: Floor) -> None:
    await ask_with(floor, made("weeks", "touchpoint"), made("more", "touchpoint"))
    maja = await solved(floor)
    it = Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact)
    assert await plan(floor, it)
    assert await plan(floor, it) is None
    assert (
        await plan(floor, Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact, survey="more"))
        is None
    )
    await turn(floor)
    assert await plan(floor, it) is None
    assert len(await cards(maja)) == 1


async def test_what_is_planned_may_be_called_off(floor: Floor) -> None:
    await ask_with(floor, made("weeks", "touchpoint", delay_h=5))
    maja = await solved(floor)
    await plan(floor, Occasion(moment="touchpoint", subject="t_1", contact=maja.sender.contact))
    assert await floor.shop.engine.write(lambda tx: planned_askings.skip_of(tx, maja.sender.contact, "stopped")) == 1
    await turn(floor, 6 * HOUR_S)
    assert await planned(floor) == [("skipped", "stopped")]


# -- the reminder, the deadline ------------------------------------------------------------


async def test_who_left_telegram_is_reminded_once(floor: Floor) -> None:
    await ask_with(floor, made("csat", "episode", reminder_h=24))
    maja = await solved(floor, Channel.TELEGRAM)
    for _ in range(4):
        await turn(floor, DAY_S)
    reminders = [body for body in (await maja.bodies())[-3:] if isinstance(body, Text) and "One tap" in body.text]
    assert len(reminders) == 1


@pytest.mark.parametrize("why", ["rated", "wrote", "widget", "off", "stopped"])
async def test_nobody_is_reminded_in_vain(floor: Floor, why: str) -> None:
    await ask_with(floor, made("csat", "episode", reminder_h=24))
    maja = await solved(floor, Channel.WIDGET if why == "widget" else Channel.TELEGRAM)
    (card,) = await cards(maja)
    at = floor.clock()
    if why == "rated":
        await floor.desk.rate(maja.sender, card.request, 5)
    elif why == "wrote":
        await maja.ask("where is my order")
        await floor.desk.solved(maja.sender)
        await floor.shop.engine.write(
            lambda tx: tx.execute("UPDATE rating_requests SET remind_at = NULL WHERE occasion = 2")
        )
    elif why == "off":
        quiet = Customs(quiet_from_min=0, quiet_until_min=0, reminder=False)
        await floor.shop.engine.write(lambda tx: settings.put(tx, surveying.SETTINGS, quiet, None, 1))
    elif why == "stopped":
        await floor.shop.engine.write(
            lambda tx: permissions.say(tx, maja.sender.contact, allowed=False, how="stop", at=at)
        )
    before = len(await maja.bodies())
    await turn(floor, DAY_S)
    await turn(floor, DAY_S)
    assert len(await maja.bodies()) == before


async def test_after_the_deadline_the_card_is_closed(floor: Floor) -> None:
    await ask_with(floor, made("csat", "episode", deadline_h=48))
    maja = await solved(floor)
    (card,) = await cards(maja)
    await turn(floor, 2 * DAY_S - 1)
    assert not (await cards(maja))[0].closed
    await turn(floor, 1)
    assert (await cards(maja))[0].closed
    with pytest.raises(Conflict, match="no longer be changed"):
        await floor.desk.rate(maja.sender, card.request, 5)
    assert await floor.shop.rows("SELECT * FROM ratings") == []


# -- links ---------------------------------------------------------------------------------


async def linked(floor: Floor, it: Occasion) -> str:
    ground = floor.shop.ground
    now = floor.clock()
    found = await ground.engine.write(lambda tx: surveying.link(tx, ground.config, it, now))
    assert found is not None
    return found[1]


async def test_a_link_shows_and_takes_a_rating_and_looking_votes_nothing(floor: Floor) -> None:
    await ask_with(floor, made("mail", "link"))
    maja = await floor.customer()
    it = Occasion(moment="link", subject="order-17", contact=maja.sender.contact)
    secret = await linked(floor, it)
    for _ in range(3):
        card, language = await floor.desk.asked_by_link(secret)
        assert (card.text, card.value, language) == ("Mail?", None, "en")
    assert await floor.shop.rows("SELECT * FROM ratings") == []
    await floor.desk.rate_by_link(secret, 2, "Late")
    card = await floor.desk.rate_by_link(secret, 3)
    assert (card.value, card.comment) == (3, "Late")
    assert await floor.shop.rows("SELECT value, revision FROM ratings") == [{"value": 3, "revision": 2}]
    with pytest.raises(NotFound):
        await floor.desk.asked_by_link("nothing")
    with pytest.raises(BadRequest):
        await floor.desk.rate_by_link(secret, 7)


async def test_a_further_link_to_the_same_takes_the_place_of_the_first(floor: Floor) -> None:
    await ask_with(floor, made("mail", "link"))
    it = Occasion(moment="link", subject="order-17", contact="")
    first, second = await linked(floor, it), await linked(floor, it)
    assert await requests(floor, "subject", "seq", "channel") == [("order-17", 0, "link")]
    with pytest.raises(NotFound):
        await floor.desk.asked_by_link(first)
    await floor.desk.rate_by_link(second, 5)
    floor.clock.turn(8 * DAY_S)
    card, _ = await floor.desk.asked_by_link(second)
    assert (card.closed, card.value) == (True, 5)
    with pytest.raises(Conflict):
        await floor.desk.rate_by_link(second, 1)


async def test_a_card_may_have_a_link_too_and_both_are_one(floor: Floor) -> None:
    maja = await solved(floor)
    (card,) = await cards(maja)
    secret = await floor.shop.engine.write(lambda tx: surveying.relink(tx, card.request))
    await asyncio.gather(
        *(floor.desk.rate_by_link(secret, 1 + n % 5) for n in range(10)),
        *(floor.desk.rate(maja.sender, card.request, 1 + n % 5) for n in range(10)),
    )
    ((value,),) = [tuple(row.values()) for row in await floor.shop.rows("SELECT value FROM ratings")]
    assert (await cards(maja))[0].value == value
    assert (await floor.desk.asked_by_link(secret))[0].value == value


async def test_links_too_count_towards_the_cap(floor: Floor) -> None:
    await ask_with(floor, made("mail", "link"), customs=capped(1))
    maja = await floor.customer()
    await linked(floor, Occasion(moment="link", subject="a", contact=maja.sender.contact))
    with pytest.raises(Conflict, match="as often as"):
        await linked(floor, Occasion(moment="link", subject="b", contact=maja.sender.contact))


async def test_what_is_given_elsewhere_is_taken_once(floor: Floor) -> None:
    maja = await solved(floor)
    ground = floor.shop.ground
    (card,) = await cards(maja)
    asked = await ground.engine.read(lambda tx: ratings.get(tx, card.request))
    assert asked is not None
    it = replace(asked, id="k_1.a", moment="kiosk", subject="k_1", conversation=None, seq=0, edit_until=asked.asked_at)
    for value in (4, 1):
        await ground.engine.write(lambda tx, value=value: rating.elsewhere(tx, ground.config, it, value, None, {}, 5))
    assert await floor.shop.rows("SELECT value, revision FROM ratings") == [{"value": 4, "revision": 1}]
