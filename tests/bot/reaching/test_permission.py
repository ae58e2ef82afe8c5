"""Nothing is sent unasked without a yes, and nothing after a stop."""

import pytest

from bot.desk.thread import BY_BOT
from bot.model import ArticleReply, Notice, OwnerKind, RatingCard, Text
from tests.bot.reaching.conftest import DAY_S, Care


async def test_nothing_is_sent_without_a_yes(care: Care) -> None:
    taken = await care.deliver(consent=None)
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    assert await care.steps(taken.contact) == [
        (0, "skipped", "not_allowed"),
        (1, "planned", None),
        (2, "planned", None),
    ]
    with pytest.raises(LookupError):
        await maja.conversation()


async def test_a_yes_that_is_older_than_the_stop_does_not_count(care: Care) -> None:
    taken = await care.deliver()
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    await maja.ask("STOP")
    assert await care.permission(taken.contact) is False
    await care.deliver(kind="bought")
    assert await care.permission(taken.contact) is False
    care.clock.turn(60)
    await care.deliver(kind="bought", consent={"allowed": True, "how": "asked again", "at": care.clock()})
    assert await care.permission(taken.contact) is True


async def test_stop_ends_it_at_once_and_can_be_taken_back(care: Care) -> None:
    taken = await care.deliver()
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    await maja.ask("стоп")
    assert await maja.last() == Text(text="All right. We will not write to you unasked any more.", offer=("allow",))
    assert await care.steps(taken.contact) == [(0, "done", None), (1, "skipped", "stopped"), (2, "skipped", "stopped")]
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY, "no conversation begins by it"
    asked = (await maja.messages())[-1].seq
    await care.floor.desk.permit(maja.sender, True, "button", asked)
    assert [state for _, state, _ in await care.steps(taken.contact)] == ["done", "planned", "planned"]
    bodies = await maja.bodies()
    assert bodies[-2] == Text(text="All right. We will not write to you unasked any more.")
    await care.later(2 * DAY_S)
    assert (await maja.bodies())[-1] == Text(text="Does it work?", offer=("works", "need_help", "stop"))


async def test_the_button_below_a_message_stops_and_goes(care: Care) -> None:
    taken = await care.deliver()
    maja = await care.telegram(taken)
    await care.later(DAY_S)
    article = (await maja.messages())[-1]
    await care.floor.desk.permit(maja.sender, False, "button", article.seq)
    changed = (await maja.messages())[-2].body
    assert isinstance(changed, ArticleReply) and changed.offer == ()
    assert await care.permission(taken.contact) is False


async def test_no_in_reply_to_news_stops_but_not_in_reply_to_a_question(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.later(DAY_S)
    await maja.ask("ne")
    assert await care.permission(maja.sender.contact) is False


async def test_stop_said_to_a_person_is_kept_and_nobody_talks_over_them(care: Care) -> None:
    maja = await care.telegram(await care.deliver())
    await care.floor.taken(maja)
    await maja.ask("stop")
    assert await maja.last() == Notice(code="stopped")
    assert await care.permission(maja.sender.contact) is False


async def test_who_never_allowed_anything_and_says_stop_is_answered_as_ever(care: Care) -> None:
    maja = await care.floor.customer()
    await maja.ask("unsubscribe")
    assert await care.permission(maja.sender.contact) is None
    assert await maja.last() != Text(text="All right. We will not write to you unasked any more.", offer=("allow",))


async def test_stop_in_reply_to_a_survey_out_of_a_talk_is_heard_from_anybody(care: Care) -> None:
    maja = await care.floor.customer()
    conversation = await maja.ask("where is my order")
    card = RatingCard(request="q_1", text="Still solved?", moment="later")
    await care.floor.shop.ground.within(conversation, lambda thread: thread.say(BY_BOT, card))
    await maja.ask("стоп")
    assert await care.permission(maja.sender.contact) is False
