"""What is asked later: when, whom, and what speaks against it."""

import pytest

from bot.model import RatingCard
from bot.store import contacts, permissions, planned_askings, surveys
from bot.store.engine import Tx
from bot.surveys.deciding import Customs, Occasion
from tests.bot.conftest import Floor
from tests.bot.surveys.conftest import (
    DAY_S,
    HOUR_S,
    ask_with,
    capped,
    cards,
    made,
    plan,
    planned,
    requests,
    solved,
    turn,
)


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


async def test_the_same_question_does_not_stand_twice(floor: Floor) -> None:
    await ask_with(floor, made("weeks", "touchpoint"))
    maja = await solved(floor)
    for subject in ("t_1", "t_2"):
        assert await plan(floor, Occasion(moment="touchpoint", subject=subject, contact=maja.sender.contact))
    await turn(floor)
    (card,) = await cards(maja)
    assert sorted(await planned(floor), key=str) == [("asked", None), ("skipped", "unanswered")]
    await floor.desk.rate(maja.sender, card.request, 5, None)
    assert await plan(floor, Occasion(moment="touchpoint", subject="t_3", contact=maja.sender.contact))
    await turn(floor)
    assert len(await cards(maja)) == 2


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
