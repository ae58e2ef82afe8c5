"""Happy customers are thanked: each code once, nobody too often, nothing unless a manager wants it."""

import asyncio

import pytest

from bot.clock import DAY_MS
from bot.desk.surveys import surveying, thanking
from bot.model import RatingCard, Text
from bot.store import settings, thanks
from bot.surveys.deciding import Occasion
from bot.surveys.thanks import Happy, Kind, Standing, Thanks, due
from tests.bot.conftest import Customer, Floor

BOTH = Thanks(
    codes=True, review=True, review_url="https://reviews.example/linden", review_name="Example", known_only=False
)
NOW = 400 * DAY_MS


def standing(had: dict[Kind, int] | None = None, *, known: bool = True, today: int = 0) -> Standing:
    return Standing(known, had or {}, {"code": today, "review": today})


@pytest.mark.parametrize(
    ("metric", "value", "thanked"),
    [("csat", 5, True), ("csat", 4, False), ("nps", 9, True), ("nps", 8, False), ("ces", 6, True), ("ces", 5, False)],
)
def test_who_is_happy_is_thanked(metric: str, value: int, thanked: bool) -> None:
    assert due(BOTH, metric, value, standing(), NOW) == (("code", "review") if thanked else ())


def test_nothing_unless_it_is_wanted() -> None:
    assert due(Thanks(), "csat", 5, standing(), NOW) == ()
    assert due(Thanks(review=True), "csat", 5, standing(), NOW) == ()  # it is not said where
    assert due(Thanks(codes=True, happy=Happy(csat=4)), "csat", 4, standing(), NOW) == ("code",)


def test_the_same_contact_waits_for_another_of_the_same_kind() -> None:
    assert due(BOTH, "csat", 5, standing({"code": NOW - 180 * DAY_MS + 1}), NOW) == ("review",)
    assert due(BOTH, "csat", 5, standing({"code": NOW - 180 * DAY_MS}), NOW) == ("code", "review")


def test_nobody_empties_the_list_by_making_contacts() -> None:
    assert due(Thanks(codes=True), "csat", 5, standing(known=False), NOW) == ()
    assert due(Thanks(codes=True, most_a_day=3), "csat", 5, standing(today=2), NOW) == ("code",)
    assert due(Thanks(codes=True, most_a_day=3), "csat", 5, standing(today=3), NOW) == ()


async def open_for_thanks(floor: Floor, *codes: str, terms: Thanks = BOTH, until: int | None = None) -> None:
    at = floor.clock()
    await floor.shop.engine.write(lambda tx: settings.put(tx, thanking.SETTINGS, terms, None, at))
    await floor.shop.engine.write(lambda tx: thanks.load(tx, "spring", codes, until, at))


async def rated(floor: Floor, value: int) -> Customer:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await floor.desk.solved(maja.sender)
    await again(floor, maja, value)
    return maja


async def again(floor: Floor, maja: Customer, value: int) -> None:
    card = [body for body in await maja.bodies() if isinstance(body, RatingCard)][-1]
    await floor.desk.rate(maja.sender, card.request, value, None)


async def said(maja: Customer) -> list[str]:
    """After the rating was asked for."""
    bodies = await maja.bodies()
    place = max(place for place, body in enumerate(bodies) if isinstance(body, RatingCard))
    return [body.text for body in bodies[place + 1 :] if isinstance(body, Text)]


async def test_a_code_and_an_invitation_come_after_the_best_rating_and_once(floor: Floor) -> None:
    await open_for_thanks(floor, "SPRING-1", "SPRING-2")
    maja = await rated(floor, 5)
    code, review = await said(maja)
    assert "SPRING-1" in code
    assert review.startswith("Would you tell others on Example") and review.endswith("https://reviews.example/linden")
    for value in (1, 5):
        await again(floor, maja, value)
    assert len(await said(maja)) == 2


async def test_who_was_not_happy_and_is_now_is_thanked(floor: Floor) -> None:
    await open_for_thanks(floor, "SPRING-1")
    maja = await rated(floor, 2)
    assert await said(maja) == []
    await again(floor, maja, 5)
    assert len(await said(maja)) == 2


async def test_each_code_is_given_once_however_many_rate_at_once(floor: Floor) -> None:
    codes = [f"C-{number}" for number in range(5)]
    await open_for_thanks(floor, *codes, terms=Thanks(codes=True, known_only=False))
    customers = await asyncio.gather(*(rated(floor, 5) for _ in range(8)))
    given = [text.rsplit(" ", 1)[1] for maja in customers for text in await said(maja)]
    assert sorted(given) == codes
    (batch,) = await floor.shop.engine.read(thanks.batches)
    assert (batch.codes, batch.given) == (5, 5)


async def test_codes_are_given_in_the_order_of_their_list(floor: Floor) -> None:
    codes = ["=cmd", "CODE10", "CODE0", "CODE1"]
    await open_for_thanks(floor, *codes)
    at = floor.clock()
    engine, number = floor.shop.engine, range(len(codes))
    given = [await engine.write(lambda tx, n=n: thanks.give(tx, f"c_{n}", f"q_{n}", at)) for n in number]
    assert given == codes


async def test_what_has_run_out_is_not_given(floor: Floor) -> None:
    await open_for_thanks(floor, "OLD", terms=Thanks(codes=True, known_only=False), until=floor.clock())
    assert await said(await rated(floor, 5)) == []


async def test_what_is_withdrawn_is_given_to_nobody_and_what_was_given_stays(floor: Floor) -> None:
    await open_for_thanks(floor, "A", "B", terms=Thanks(codes=True, known_only=False))
    await rated(floor, 5)
    assert await floor.shop.engine.write(lambda tx: thanks.withdraw(tx, "spring")) == 1
    assert await said(await rated(floor, 5)) == []
    (one,) = await floor.shop.engine.read(lambda tx: thanks.newest(tx, 10))
    assert (one.kind, one.code) == ("code", "A")


async def test_whoever_rates_by_a_link_is_thanked_where_they_are_reached(floor: Floor) -> None:
    await open_for_thanks(floor, "SPRING-1")
    maja, stranger = await floor.customer(), ""
    at, config = floor.clock(), floor.shop.ground.config
    for contact, texts in ((maja.sender.contact, 2), (stranger, 0)):
        about = Occasion(moment="link", subject=f"o_{contact}", contact=contact)
        made = await floor.shop.engine.write(lambda tx, about=about: surveying.link(tx, config, about, at))
        shown = await floor.desk.rate_by_link(made[1], 10 if made[0].metric == "nps" else 5)
        assert len(shown.thanks) == texts, "on the page too: who comes by a link may have no chat"
        assert "SPRING-1" in "".join(shown.thanks) or not texts
        assert (await floor.desk.asked_by_link(made[1])).thanks == shown.thanks
        rows = await floor.shop.rows("SELECT COUNT(*) AS n FROM thank_yous WHERE contact = :contact", contact=contact)
        assert rows == [{"n": texts}]
    assert sum(isinstance(body, Text) for body in await maja.bodies()) == 2


async def test_who_has_talked_to_a_person_is_known(floor: Floor) -> None:
    await open_for_thanks(floor, "A", "B", terms=Thanks(codes=True))
    assert await said(await rated(floor, 5)) == []
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    await floor.desk.resolve(floor.ana, conversation, fence)
    await again(floor, maja, 5)
    assert "A" in (await said(maja))[0]
