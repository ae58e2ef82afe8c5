"""What agents do, over a real database."""

import asyncio

import pytest

from bot.errors import BadRequest, NotFound, Stale, Taken
from bot.model import ArticleReply, Notice, OwnerKind, RatingCard, Text
from bot.store import agents, conversations
from tests.bot.conftest import Floor


@pytest.mark.parametrize("where", ["bot", "line", "nobody"])
async def test_it_can_be_taken_from_anywhere(floor: Floor, where: str) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    if where == "line":
        await floor.desk.person(maja.sender)
    if where == "nobody":
        await floor.desk.solved(maja.sender)
    fence = await floor.desk.take(floor.ana, conversation)
    it = await maja.conversation()
    assert it.owner.agent == floor.ana
    assert it.fence == fence
    assert it.episode == (2 if where == "nobody" else 1)
    assert await maja.last() == Notice(code="joined", agent=floor.ana)
    assert await floor.line() == []


async def test_what_another_has_cannot_be_taken(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    with pytest.raises(Taken, match="Ana has taken") as refused:
        await floor.desk.take(floor.bor, conversation)
    assert refused.value.data == {"agent": {"id": floor.ana.id, "name": "Ana"}}
    assert await floor.desk.take(floor.ana, conversation) == fence
    with pytest.raises(NotFound):
        await floor.desk.take(floor.ana, "v_none")


async def test_of_many_who_take_at_once_one_has_it(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await maja.ask("where is my order")
    results = await asyncio.gather(
        *(floor.desk.take((floor.ana, floor.bor)[n % 2], conversation) for n in range(20)), return_exceptions=True
    )
    fences = [result for result in results if isinstance(result, int)]
    assert len(fences) == 10
    assert len(set(fences)) == 1
    assert sum(isinstance(result, Taken) for result in results) == 10
    assert (await maja.bodies()).count(Notice(code="joined", agent=(await maja.conversation()).owner.agent)) == 1


async def test_a_reply_is_a_text_or_an_article(floor: Floor) -> None:
    maja = await floor.customer(language="sl")
    conversation, fence = await floor.taken(maja)
    reply = floor.desk.reply
    await reply(floor.ana, conversation, fence, "r1", text="  Good morning!  ", article=None)
    assert await maja.last() == Text(text="Good morning!")
    await reply(floor.ana, conversation, fence, "r2", text=None, article="return-item")
    assert isinstance(await maja.last(), ArticleReply)
    for text, article in ((None, None), ("a", "return-item")):
        with pytest.raises(BadRequest):
            await reply(floor.ana, conversation, fence, "r3", text=text, article=article)
    with pytest.raises(NotFound):
        await reply(floor.ana, conversation, fence, "r4", text=None, article="no-such")


async def test_who_does_not_hold_it_cannot_speak_but_may_note(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    held = (
        lambda who, fence: floor.desk.reply(who, conversation, fence, f"r{fence}", text="x", article=None),
        lambda who, fence: floor.desk.release(who, conversation, fence),
        lambda who, fence: floor.desk.hand_back(who, conversation, fence),
        lambda who, fence: floor.desk.transfer(who, conversation, fence, floor.bor.id),
        lambda who, fence: floor.desk.resolve(who, conversation, fence),
        lambda who, fence: floor.calls.start(who, conversation, fence),
    )
    before = len(await maja.messages())
    for verb in held:
        for who, number in ((floor.bor, fence), (floor.ana, fence - 1), (floor.ana, fence + 1)):
            with pytest.raises(Stale):
                await verb(who, number)
    assert len(await maja.messages()) == before
    await floor.desk.note(floor.bor, conversation, "n1", "I know her.")
    assert await floor.shop.rows("SELECT COUNT(*) AS n FROM notes") == [{"n": 1}]


async def test_a_refused_reply_may_be_sent_again_under_the_same_id(floor: Floor) -> None:
    """The text is kept as a draft; once the conversation is taken again it goes out, once."""
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    await floor.desk.release(floor.ana, conversation, fence)
    with pytest.raises(Stale, match="in the line"):
        await floor.desk.reply(floor.ana, conversation, fence, "r1", text="Hello", article=None)
    fence = await floor.desk.take(floor.ana, conversation)
    first = await floor.desk.reply(floor.ana, conversation, fence, "r1", text="Hello", article=None)
    await floor.desk.resolve(floor.ana, conversation, fence)
    assert await floor.desk.reply(floor.ana, conversation, fence, "r1", text="Hello", article=None) == first


# -- giving it away --------------------------------------------------------------------------


async def test_released_it_waits_at_the_old_place(floor: Floor) -> None:
    maja, tone = await floor.customer(), await floor.customer()
    first = await floor.desk.person(maja.sender)
    since = floor.clock()
    floor.clock.turn(60)
    second = await floor.desk.person(tone.sender)
    assert await floor.line() == [(first, since), (second, since + 60_000)]
    fence = await floor.desk.take(floor.ana, first)
    floor.clock.turn(60)
    await floor.desk.release(floor.ana, first, fence)
    assert await floor.line() == [(first, since), (second, since + 60_000)]
    assert await maja.last() == Notice(code="released", agent=floor.ana)


async def test_a_new_episode_waits_at_a_new_place(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await floor.desk.person(maja.sender)
    fence = await floor.desk.take(floor.ana, conversation)
    await floor.desk.resolve(floor.ana, conversation, fence)
    floor.clock.turn(60)
    await floor.desk.person(maja.sender)
    assert await floor.line() == [(conversation, floor.clock())]


async def test_who_left_the_line_waits_at_a_new_place(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await floor.desk.person(maja.sender)
    await floor.desk.leave_line(maja.sender)
    floor.clock.turn(60)
    await floor.desk.person(maja.sender)
    assert await floor.line() == [(conversation, floor.clock())]


async def test_transfer_gives_it_to_somebody_who_can_take_it(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    for who, error in (("a_none", NotFound), (floor.ana.id, BadRequest)):
        with pytest.raises(error):
            await floor.desk.transfer(floor.ana, conversation, fence, who)
    await floor.desk.transfer(floor.ana, conversation, fence, floor.bor.id)
    it = await maja.conversation()
    assert it.owner.agent == floor.bor
    assert await maja.last() == Notice(code="transferred", agent=floor.bor)
    row = await floor.shop.engine.read(lambda tx: agents.get(tx, floor.ana.id))
    assert row is not None
    await floor.shop.engine.write(
        lambda tx: agents.change(tx, floor.ana.id, role=row.role, disabled_at=1, team=row.team)
    )
    with pytest.raises(NotFound):
        await floor.desk.transfer(floor.bor, conversation, it.fence, floor.ana.id)


async def test_an_agent_who_is_gone_loses_a_customer_who_waits(floor: Floor) -> None:
    floor.arrive(floor.ana, floor.bor)
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    await floor.desk.reply(floor.ana, conversation, fence, "r1", text="One moment.", article=None)

    async def left(after_s: int) -> list[str]:
        floor.clock.turn(after_s)
        now = floor.clock()
        return await floor.shop.engine.read(lambda tx: conversations.left_by(tx, {floor.bor.id}, now - 300_000))

    assert await left(1000) == []
    await maja.ask("are you there?")
    assert await left(299) == []
    assert await left(2) == [conversation]
    await floor.desk.give_up(conversation, frozenset({floor.ana.id}))
    assert (await maja.conversation()).owner.kind is OwnerKind.AGENT
    await floor.desk.give_up(conversation, frozenset({floor.bor.id}))
    await floor.desk.give_up(conversation, frozenset({floor.bor.id}))
    assert (await maja.conversation()).owner.kind is OwnerKind.LINE
    assert await maja.last() == Notice(code="released", agent=floor.ana)
    assert len(await floor.line()) == 1


# -- the end ---------------------------------------------------------------------------------


async def test_resolving_asks_for_one_rating_and_remembers_who_helped(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    await floor.desk.resolve(floor.ana, conversation, fence)
    with pytest.raises(Stale, match="has ended"):
        await floor.desk.resolve(floor.ana, conversation, fence)
    bodies = await maja.bodies()
    assert bodies[-2] == Notice(code="resolved", agent=floor.ana)
    assert isinstance(bodies[-1], RatingCard)
    assert await floor.shop.rows("SELECT agent, handler FROM rating_requests") == [
        {"agent": floor.ana.id, "handler": "agent"}
    ]
