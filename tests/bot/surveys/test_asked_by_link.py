"""Ratings by link, and those given elsewhere."""

import asyncio
from dataclasses import replace

import pytest

from bot.desk.surveys import rating, surveying
from bot.errors import BadRequest, Conflict, NotFound
from bot.store import ratings, surveys
from bot.surveys.answering import Tap
from bot.surveys.deciding import Occasion
from tests.bot.conftest import Floor
from tests.bot.surveys.conftest import DAY_S, ask_with, capped, cards, made, requests, solved


async def linked(floor: Floor, it: Occasion) -> str:
    ground = floor.shop.ground
    now = floor.clock()
    found = await ground.engine.write(lambda tx: surveying.link(tx, ground.config, it, now))
    return found[1]


async def test_a_link_shows_and_takes_a_rating_and_looking_votes_nothing(floor: Floor) -> None:
    await ask_with(floor, made("mail", "link"))
    maja = await floor.customer()
    it = Occasion(moment="link", subject="order-17", contact=maja.sender.contact)
    secret = await linked(floor, it)
    for _ in range(3):
        shown = await floor.desk.asked_by_link(secret)
        assert (shown.card.text, shown.card.value, shown.language) == ("Mail?", None, "en")
    assert await floor.shop.rows("SELECT * FROM ratings") == []
    await floor.desk.rate_by_link(secret, 2, "Late")
    card = (await floor.desk.rate_by_link(secret, 3)).card
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
    card = (await floor.desk.asked_by_link(second)).card
    assert (card.closed, card.value) == (True, 5)
    with pytest.raises(Conflict):
        await floor.desk.rate_by_link(second, 1)


async def test_a_survey_that_is_named_is_not_drawn_and_a_refusal_names_its_reason(floor: Floor) -> None:
    drawn = made("mail", ask={"moments": ["link"], "share": 1})
    await ask_with(floor, drawn)
    for number in range(20):
        await linked(floor, Occasion(moment="link", subject=f"order-{number}", contact="", survey="mail"))
    refusals = set()
    for number in range(20, 40):
        try:
            await linked(floor, Occasion(moment="link", subject=f"order-{number}", contact=""))
        except Conflict as refused:
            refusals.add(str(refused))
    assert refusals == {
        "The survey that asks by a link asks about a share only, and this is not in it. Name it to ask all."
    }
    with pytest.raises(Conflict, match="There is no such survey"):
        await linked(floor, Occasion(moment="link", subject="x", contact="", survey="lost"))
    await ask_with(floor, made("mail", "kiosk"))
    with pytest.raises(Conflict, match="No survey that asks by a link fits"):
        await linked(floor, Occasion(moment="link", subject="y", contact=""))
    await floor.shop.engine.write(lambda tx: surveys.enable(tx, "mail", False))
    with pytest.raises(Conflict, match="switched off"):
        await linked(floor, Occasion(moment="link", subject="z", contact="", survey="mail"))


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
    assert (await floor.desk.asked_by_link(secret)).card.value == value


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
        await ground.engine.write(lambda tx, value=value: rating.elsewhere(tx, ground.config, it, Tap(value), 5))
    assert await floor.shop.rows("SELECT value, revision FROM ratings") == [{"value": 4, "revision": 1}]
