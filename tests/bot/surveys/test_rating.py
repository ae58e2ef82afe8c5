"""One rating request for an episode, however it ends; one rating for a request, however often it is tapped."""

import asyncio

import pytest

from bot.errors import BadRequest, Conflict, NotFound
from bot.model import RatingCard
from tests.bot.conftest import Customer, Floor

WEEK_S = 604_800


async def card(customer: Customer) -> RatingCard:
    """The only one."""
    (found,) = [body for body in await customer.bodies() if isinstance(body, RatingCard)]
    return found


async def asked(floor: Floor) -> tuple[Customer, str]:
    maja = await floor.customer()
    await maja.ask("where is my order")
    await floor.desk.solved(maja.sender)
    return maja, (await card(maja)).request


async def ratings(floor: Floor) -> list[tuple[int, str | None, int]]:
    rows = await floor.shop.rows("SELECT value, comment, revision FROM ratings")
    return [(row["value"], row["comment"], row["revision"]) for row in rows]


async def test_however_it_ends_it_is_asked_once(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    article = (await maja.messages())[-1].seq
    floor.clock.turn(600)
    await asyncio.gather(
        *(floor.desk.solved(maja.sender) for _ in range(5)),
        *(floor.desk.fall_silent(conversation) for _ in range(5)),
        *(floor.desk.helped(maja.sender, article, True) for _ in range(5)),
    )
    await card(maja)
    assert await floor.shop.rows("SELECT COUNT(*) AS n FROM rating_requests") == [{"n": 1}]


async def test_each_episode_is_asked_about(floor: Floor) -> None:
    maja = await floor.customer()
    for _ in range(3):
        await maja.ask("where is my order")
        await floor.desk.solved(maja.sender)
    rows = await floor.shop.rows("SELECT occasion FROM rating_requests ORDER BY occasion")
    assert [row["occasion"] for row in rows] == [1, 2, 3]


async def test_a_second_tap_changes_the_rating(floor: Floor) -> None:
    maja, request = await asked(floor)
    for value in (5, 3):
        await floor.desk.rate(maja.sender, request, value, None)
        assert (await card(maja)).value == value
    assert await ratings(floor) == [(3, None, 2)]


async def test_twenty_taps_at_once_make_one_rating(floor: Floor) -> None:
    maja, request = await asked(floor)
    await asyncio.gather(*(floor.desk.rate(maja.sender, request, 1 + n % 5, None) for n in range(20)))
    ((value, _, revision),) = await ratings(floor)
    assert revision == 20
    assert (await card(maja)).value == value


async def test_a_comment_may_follow_and_stays_when_the_value_changes(floor: Floor) -> None:
    maja, request = await asked(floor)
    with pytest.raises(BadRequest, match="Choose 1 to 5"):
        await floor.desk.rate(maja.sender, request, None, "great")
    await floor.desk.rate(maja.sender, request, 4, None)
    await floor.desk.rate(maja.sender, request, None, "  great  ")
    await floor.desk.rate(maja.sender, request, 5, "   ")
    assert await ratings(floor) == [(5, "great", 3)]
    shown = await card(maja)
    assert (shown.value, shown.comment) == (5, "great")


async def test_after_a_week_it_is_frozen(floor: Floor) -> None:
    maja, request = await asked(floor)
    floor.clock.turn(WEEK_S - 1)
    await floor.desk.rate(maja.sender, request, 4, None)
    floor.clock.turn(1)
    with pytest.raises(Conflict):
        await floor.desk.rate(maja.sender, request, 1, None)
    assert await ratings(floor) == [(4, None, 1)]


@pytest.mark.parametrize("value", [0, 6, -1])
async def test_it_is_one_to_five(floor: Floor, value: int) -> None:
    maja, request = await asked(floor)
    with pytest.raises(BadRequest):
        await floor.desk.rate(maja.sender, request, value, None)


async def test_another_cannot_rate(floor: Floor) -> None:
    maja, request = await asked(floor)
    tone = await floor.customer()
    for sender, which in ((tone.sender, request), (maja.sender, "q_none")):
        with pytest.raises(NotFound):
            await floor.desk.rate(sender, which, 1, None)
    assert await ratings(floor) == []


async def test_it_can_be_given_while_the_next_episode_runs(floor: Floor) -> None:
    maja, request = await asked(floor)
    await maja.ask("how do i return an item")
    await floor.desk.rate(maja.sender, request, 5, None)
    assert await ratings(floor) == [(5, None, 1)]
    assert (await maja.conversation()).episode == 2
