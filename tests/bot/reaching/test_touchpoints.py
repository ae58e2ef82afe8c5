"""Touchpoints as they come in: each once, each of one customer."""

from typing import Any

import pytest

from bot.desk.reaching.touching import Draft, Refused, Taken
from bot.journeys.touchpoint import TouchpointError, read
from tests.bot.reaching.conftest import DAY_S, NOON, Care


async def test_the_same_touchpoint_again_gives_the_same_answer(care: Care) -> None:
    told = care.touchpoint()
    (first,) = await care.touching.take("k_1", [told])
    care.clock.turn(60)
    (again,) = await care.touching.take("k_1", [told])
    assert isinstance(first, Taken) and isinstance(again, Taken)
    assert (again.touchpoint, again.contact, again.repeated) == (first.touchpoint, first.contact, True)
    assert len(await care.steps(first.contact)) == 3
    other = care.touchpoint(id=told.id, product="Lamp")
    (refused,) = await care.touching.take("k_1", [other])
    assert isinstance(refused, Refused) and refused.code == "conflict"
    (elsewhere,) = await care.touching.take("k_2", [other])
    assert isinstance(elsewhere, Taken)


async def test_a_customer_is_one_contact_by_number_and_address(care: Care) -> None:
    bought = await care.deliver(customer={"number": "4711", "email": "Maja@Linden.example"})
    assert bought.new_contact
    by_mail = await care.deliver(customer={"email": "maja@linden.example"})
    by_id = await care.deliver(customer={"contact": bought.contact})
    assert by_mail.contact == by_id.contact == bought.contact
    other = await care.deliver(customer={"number": "12", "email": "maja@linden.example"})
    assert other.contact != bought.contact, "the address is of another customer"
    (lost,) = await care.touching.take("k_1", [care.touchpoint(customer={"contact": "c_unknown"})])
    assert isinstance(lost, Refused) and lost.field == "customer.contact"


async def test_who_was_known_by_address_gets_the_number(care: Care) -> None:
    first = await care.deliver(customer={"email": "maja@linden.example"})
    second = await care.deliver(customer={"number": "9", "email": "maja@linden.example"})
    third = await care.deliver(customer={"number": "9"})
    assert first.contact == second.contact == third.contact


async def test_a_rehearsed_touchpoint_is_not_written(care: Care) -> None:
    (looked,) = await care.touching.rehearse("k_1", [care.touchpoint()], Draft())
    assert isinstance(looked, Taken) and looked.new_contact
    assert await care.floor.shop.rows("SELECT * FROM touchpoints") == []


@pytest.mark.parametrize(
    ("changed", "at", "said"),
    [
        ({"customer": {}}, "customer", "number"),
        ({"customer": {"email": "nobody"}}, "customer.email", "email"),
        ({"at": "yesterday"}, "at", "2026-11-22T14:03:00+01:00"),
        ({"at": "2026-11-22T14:03:00"}, "at", "offset"),
        ({"at": 5}, "at", "2000"),
        ({"at": NOON + 400 * DAY_S * 1000}, "at", "ahead"),
        ({"kind": "  "}, "kind", "empty"),
        ({"id": ""}, "id", "empty"),
        ({"facts": {str(n): n for n in range(21)}}, "facts", "at most 20 entries"),
        ({"facts": {"x": {"y": 1}}}, "facts", "true or false, a number or a text"),
        ({"consent": {"allowed": True, "how": "phone", "at": NOON + DAY_S * 1000}}, "consent.at", "future"),
        ({"consent": {"allowed": True}}, "consent.how", "missing"),
        ({"colour": "red"}, "colour", "not known"),
    ],
)
def test_a_wrong_touchpoint_is_refused_in_plain_words(changed: dict[str, Any], at: str, said: str) -> None:
    whole = {"id": "1", "kind": "bought", "customer": {"number": "1"}, "at": NOON, **changed}
    with pytest.raises(TouchpointError) as refused:
        read(whole, NOON)
    assert refused.value.field == at
    assert said in str(refused.value)
