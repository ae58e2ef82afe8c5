"""A journey asks whether all works."""

from typing import Any

import pytest

from bot.errors import BadRequest
from bot.model import OwnerKind, Text
from tests.bot.conftest import Customer
from tests.bot.reaching.conftest import DAY_S, JOURNEY, Care


async def checked_in(care: Care, **changed: Any) -> Customer:
    if changed:
        await care.use({**JOURNEY, "steps": [*JOURNEY["steps"][:1], {**JOURNEY["steps"][1], **changed}]})
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await care.later(2 * DAY_S)
    return maja


async def test_yes_is_good_to_hear(care: Care) -> None:
    maja = await checked_in(care)
    asked = (await maja.messages())[-1]
    await care.floor.desk.check_in(maja.sender, "tap", asked.seq, True)
    await care.floor.desk.check_in(maja.sender, "tap", asked.seq, True)
    assert (await maja.bodies())[-3:] == [
        Text(text="Does it work?"),
        Text(text="Yes, everything works"),
        Text(text="Glad to hear that. Write here any time you need us."),
    ]
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY
    with pytest.raises(BadRequest):
        await care.floor.desk.check_in(maja.sender, "tap2", asked.seq, False)


async def test_who_needs_help_gets_it_from_the_bot(care: Care) -> None:
    maja = await checked_in(care)
    asked = (await maja.messages())[-1]
    await care.floor.desk.check_in(maja.sender, "tap", asked.seq, False)
    last = await maja.last()
    assert isinstance(last, Text) and last.offer == ("person",)
    conversation = await maja.conversation()
    assert (conversation.owner.kind, conversation.episode) == (OwnerKind.BOT, 1)


async def test_who_needs_help_joins_the_line_where_the_journey_says_so(care: Care) -> None:
    maja = await checked_in(care, help="person")
    await care.floor.desk.check_in(maja.sender, "tap", (await maja.messages())[-1].seq, False)
    assert (await maja.conversation()).owner.kind is OwnerKind.LINE
    assert [row["reason"] for row in await care.floor.shop.rows("SELECT reason FROM escalations")] == ["check_in"]


@pytest.mark.parametrize(
    ("said", "owner"), [("yes", OwnerKind.NOBODY), ("ne", OwnerKind.BOT), ("where is my order", OwnerKind.BOT)]
)
async def test_words_answer_it_too(care: Care, said: str, owner: OwnerKind) -> None:
    maja = await checked_in(care)
    await maja.ask(said)
    assert (await maja.conversation()).owner.kind is owner
    assert await care.permission(maja.sender.contact) is True
