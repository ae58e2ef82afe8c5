"""A customer asks for a call: whom it rings at, who gets it, and what stands there when nobody does."""

import asyncio

import pytest

from bot.desk.calls.ringing import Accepted
from bot.errors import BadRequest, Gone, NotFound, Taken, Unavailable
from bot.model import CallCheck, CallState, Channel, Notice, OwnerKind, Person, Summary
from bot.store import conversations
from bot.web.calls.rings import heard_by
from tests.bot.conftest import Customer, Floor, agent
from webrtc.media import Connected, MediaUnavailable, RoomFull

RING_S = 30


async def rung(floor: Floor) -> tuple[Customer, str, str]:
    """A customer who asks for a call while both agents are there: the room and the conversation."""
    floor.arrive(floor.ana, floor.bor)
    maja = await floor.customer()
    asked = await floor.calls.ask(maja.sender, "video")
    return maja, asked.room, asked.conversation


async def heard(floor: Floor, person: Person) -> list[str]:
    return sorted(heard_by(person.id, await floor.calls.ringing()))


async def expire(floor: Floor, room: str) -> None:
    floor.clock.turn(RING_S)
    await floor.calls.miss(room)


async def summary(floor: Floor, conversation: str) -> Summary:
    found = await floor.shop.engine.read(conversations.lines)
    return next(one for one in found if one.id == conversation)


async def notices(customer: Customer) -> list[str]:
    return [body.code for body in await customer.bodies() if isinstance(body, Notice)]


# -- asking --------------------------------------------------------------------------------


async def test_it_rings_at_everybody_who_is_free(floor: Floor) -> None:
    maja, room, conversation = await rung(floor)
    told = await maja.card()
    assert (told.state, told.asked, told.by, told.media) == (CallState.RINGING, True, None, "video")
    assert told.expires_at == floor.clock() + RING_S * 1000
    assert await heard(floor, floor.ana) == await heard(floor, floor.bor) == [room]
    ring = heard_by(floor.ana.id, await floor.calls.ringing())[room]
    assert (ring["conversation"], ring["kind"], ring["contact"].id) == (conversation, "video", maja.sender.contact)
    assert (await summary(floor, conversation)).reason == "call"


async def test_asking_again_is_the_same_call(floor: Floor) -> None:
    maja, room, _ = await rung(floor)
    assert (await floor.calls.ask(maja.sender, "voice")).room == room
    assert len(await maja.bodies()) == 1


async def test_an_agent_in_a_call_hears_nothing_until_it_is_over(floor: Floor) -> None:
    _, room, conversation = await rung(floor)
    await floor.calls.accept(floor.ana, conversation, room)
    await floor.come(agent(floor.ana), room)
    tone = await floor.customer()
    second = (await floor.calls.ask(tone.sender, "voice")).room
    assert (await heard(floor, floor.ana), await heard(floor, floor.bor)) == ([], [second])
    await floor.calls.end(agent(floor.ana), room)
    assert await heard(floor, floor.ana) == [second]


async def test_it_rings_at_the_agent_who_has_the_conversation_alone(floor: Floor) -> None:
    floor.arrive(floor.ana, floor.bor)
    maja = await floor.customer()
    await floor.taken(maja, floor.bor)
    room = (await floor.calls.ask(maja.sender, "video")).room
    assert (await heard(floor, floor.ana), await heard(floor, floor.bor)) == ([], [room])


async def test_who_takes_the_conversation_while_it_rings_hears_it_alone(floor: Floor) -> None:
    maja, room, conversation = await rung(floor)
    fence = await floor.desk.take(floor.ana, conversation)
    assert (await heard(floor, floor.ana), await heard(floor, floor.bor)) == ([room], [])
    await floor.desk.release(floor.ana, conversation, fence)
    assert await heard(floor, floor.bor) == [room]
    assert (await maja.card()).state is CallState.RINGING


async def test_a_check_of_a_moment_ago_stands_in_the_card(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja, tone = await floor.customer(), await floor.customer()
    for customer in (maja, tone):
        await floor.calls.check(customer.caller, None, CallCheck(at=0, microphone="granted", camera="denied"))
    checked_at = floor.clock()
    room = (await floor.calls.ask(maja.sender, "video")).room
    assert (await maja.card()).check == CallCheck(at=checked_at, microphone="granted", camera="denied")
    await floor.calls.check(maja.caller, room, CallCheck(at=0, camera="granted"))
    assert (await maja.card()).check == CallCheck(at=checked_at, camera="granted")
    floor.clock.turn(600)
    floor.arrive(floor.ana)
    await floor.calls.ask(tone.sender, "video")
    assert (await tone.card()).check is None


@pytest.mark.parametrize("why", ["nobody is there", "all are in a call", "the owner is away"])
async def test_where_nobody_can_hear_it_a_callback_is_offered(floor: Floor, why: str) -> None:
    maja = await floor.customer()
    if why == "all are in a call":
        tone = await floor.customer()
        floor.arrive(floor.ana)
        asked = await floor.calls.ask(tone.sender, "video")
        await floor.calls.accept(floor.ana, asked.conversation, asked.room)
        await floor.come(agent(floor.ana), asked.room)
    elif why == "the owner is away":
        floor.arrive(floor.ana)
        await floor.taken(maja, floor.bor)
    with pytest.raises(Unavailable) as refused:
        await floor.calls.ask(maja.sender, "video")
    assert refused.value.data == {"callback": True}
    with pytest.raises(LookupError if why != "the owner is away" else IndexError):
        await maja.card()


@pytest.mark.parametrize("broken", [RoomFull("Full."), MediaUnavailable("It does not start."), None])
async def test_past_capacity_nothing_rings(floor: Floor, broken: MediaUnavailable | RoomFull | None) -> None:
    floor.arrive(floor.ana)
    floor.media.broken = broken
    if broken is None:
        floor.media.free = 1
        await floor.calls.ask((await floor.customer()).sender, "video")
    maja = await floor.customer()
    with pytest.raises(Unavailable) as refused:
        await floor.calls.ask(maja.sender, "video")
    assert refused.value.data == {"callback": True}


# -- accepting -------------------------------------------------------------------------------


async def test_of_twenty_who_accept_at_once_one_gets_it(floor: Floor) -> None:
    maja, room, conversation = await rung(floor)
    people = [floor.ana, floor.bor] * 10
    results = await asyncio.gather(
        *(floor.calls.accept(person, conversation, room) for person in people), return_exceptions=True
    )
    won = {person.id for person, result in zip(people, results, strict=True) if isinstance(result, Accepted)}
    lost = [result for result in results if isinstance(result, Taken)]
    assert len(won) == 1
    assert len(lost) == 10
    winner = (await maja.card()).by
    assert winner is not None
    assert {winner.id} == won
    assert {one.data["agent"]["id"] for one in lost} == won


async def test_accepted_it_goes_on_as_one_that_is_offered(floor: Floor) -> None:
    maja, room, conversation = await rung(floor)
    accepted = await floor.calls.accept(floor.bor, conversation, room)
    it = await maja.conversation()
    assert (it.owner.agent, it.fence) == (floor.bor, accepted.fence)
    told = await maja.card()
    assert (told.state, told.asked, told.by) == (CallState.OFFERED, True, floor.bor)
    assert await heard(floor, floor.ana) == []
    for caller in (agent(floor.bor), maja.caller):
        await floor.come(caller, room)
    assert (await summary(floor, conversation)).unanswered_since is not None
    await floor.calls.happened(Connected(room, floor.clock()))
    assert (await maja.card()).state is CallState.RUNNING
    assert (await summary(floor, conversation)).unanswered_since is None
    assert floor.media.met == [False, False]


async def test_the_agent_who_has_the_conversation_may_also_start_it(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    room = (await floor.calls.ask(maja.sender, "video")).room
    assert await floor.calls.start(floor.ana, conversation, fence) == room
    assert ((await maja.card()).state, (await maja.card()).by) == (CallState.OFFERED, floor.ana)


async def test_what_no_longer_rings_cannot_be_accepted(floor: Floor) -> None:
    _, room, conversation = await rung(floor)
    await expire(floor, room)
    with pytest.raises(Gone):
        await floor.calls.accept(floor.ana, conversation, room)
    with pytest.raises(NotFound):
        await floor.calls.accept(floor.ana, conversation, "r_none")


async def test_nobody_joins_what_still_rings(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    await floor.taken(maja)
    room = (await floor.calls.ask(maja.sender, "video")).room
    with pytest.raises(BadRequest):
        await floor.calls.token(agent(floor.ana), room, "s_1")
    with pytest.raises(NotFound):
        await floor.calls.token(agent(floor.bor), room, "s_1")


# -- not coming about ---------------------------------------------------------------------------


async def test_what_nobody_accepts_is_missed_and_the_customer_waits_in_the_line(floor: Floor) -> None:
    maja, room, conversation = await rung(floor)
    floor.clock.turn(RING_S - 1)
    await floor.calls.miss(room)
    assert (await maja.card()).state is CallState.RINGING  # a sweep that was too early changes nothing
    await expire(floor, room)
    told = await maja.card()
    assert (told.state, told.reason, told.callback) == (CallState.MISSED, "nobody_free", False)
    assert (await floor.line())[0][0] == conversation
    assert await notices(maja) == ["queued"]
    assert await heard(floor, floor.ana) == []


async def test_who_cancels_goes_back_to_the_bot(floor: Floor) -> None:
    maja, room, _ = await rung(floor)
    await floor.calls.decline(maja.caller, room)
    told = await maja.card()
    assert (told.state, told.reason, told.ended_by) == (CallState.MISSED, "cancelled", "customer")
    assert (await maja.conversation()).owner.kind is OwnerKind.BOT
    assert (await floor.line(), floor.media.ended) == ([], [(room, "cancelled")])


async def test_who_was_in_the_line_before_stays_there(floor: Floor) -> None:
    floor.arrive(floor.ana)
    maja = await floor.customer()
    conversation = await floor.desk.person(maja.sender)
    room = (await floor.calls.ask(maja.sender, "video")).room
    await floor.calls.end(maja.caller, room)
    assert (await maja.card()).reason == "cancelled"
    assert (await floor.line())[0][0] == conversation


async def test_who_closes_the_page_has_cancelled_it_unless_an_agent_was_quicker(floor: Floor) -> None:
    maja, room, _ = await rung(floor)
    await floor.calls.cancel(room)
    told = await maja.card()
    assert (told.state, told.reason, told.ended_by) == (CallState.MISSED, "cancelled", "customer")
    assert (await floor.line(), floor.media.ended) == ([], [(room, "cancelled")])
    asked = await floor.calls.ask(maja.sender, "video")
    await floor.calls.accept(floor.ana, asked.conversation, asked.room)
    await floor.calls.cancel(asked.room)
    assert (await maja.card()).state is CallState.OFFERED


@pytest.mark.parametrize("verb", ["leave_line", "solved"])
async def test_it_does_not_ring_for_who_has_left(floor: Floor, verb: str) -> None:
    maja, *_ = await rung(floor)
    await getattr(floor.desk, verb)(maja.sender)
    assert (await maja.card()).state is CallState.MISSED
    assert await heard(floor, floor.ana) == []


async def test_an_agent_at_whom_alone_it_rings_may_say_no(floor: Floor) -> None:
    floor.arrive(floor.ana, floor.bor)
    maja = await floor.customer()
    await floor.taken(maja)
    room = (await floor.calls.ask(maja.sender, "video")).room
    with pytest.raises(NotFound):
        await floor.calls.decline(agent(floor.bor), room)
    await floor.calls.decline(agent(floor.ana), room)
    assert ((await maja.card()).state, (await maja.card()).ended_by) == (CallState.DECLINED, "agent")


# -- calling back -----------------------------------------------------------------------------


async def test_the_wish_to_be_called_stands_in_the_missed_call(floor: Floor) -> None:
    maja, room, conversation = await rung(floor)
    await expire(floor, room)
    for _ in range(2):
        assert await floor.calls.call_back(maja.sender, "video") == conversation
    told = await maja.card()
    assert (told.room, told.callback) == (room, True)
    assert await notices(maja) == ["queued", "callback"]
    assert (await summary(floor, conversation)).callback
    fence = await floor.desk.take(floor.ana, conversation)
    assert (await summary(floor, conversation)).callback
    await floor.calls.start(floor.ana, conversation, fence, "voice")
    assert not (await summary(floor, conversation)).callback
    assert ((await maja.card()).state, (await maja.card()).media) == (CallState.OFFERED, "voice")


async def test_the_wish_has_a_card_of_its_own_where_nothing_rang(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await floor.calls.call_back(maja.sender, "voice")
    told = await maja.card()
    assert (told.state, told.asked, told.callback, told.media) == (CallState.MISSED, True, True, "voice")
    assert await floor.shop.rows("SELECT id FROM rooms WHERE ended_at IS NULL") == []
    found = await summary(floor, conversation)
    assert (found.callback, found.reason, found.owner.kind) == (True, "call", OwnerKind.LINE)


async def test_the_wish_is_over_with_the_conversation(floor: Floor) -> None:
    maja = await floor.customer()
    conversation = await floor.calls.call_back(maja.sender, "voice")
    fence = await floor.desk.take(floor.ana, conversation)
    await floor.desk.resolve(floor.ana, conversation, fence)
    assert not (await summary(floor, conversation)).callback
    await floor.calls.call_back(maja.sender, "video")
    assert (await maja.conversation()).episode == 2
    assert (await summary(floor, conversation)).callback


async def test_on_telegram_the_call_comes_as_an_invitation(floor: Floor) -> None:
    maja = await floor.customer(Channel.TELEGRAM)
    conversation = await floor.calls.call_back(maja.sender, "video")
    fence = await floor.desk.take(floor.ana, conversation)
    await floor.calls.start(floor.ana, conversation, fence)
    assert ((await maja.card()).state, (await summary(floor, conversation)).callback) == (CallState.OFFERED, False)


# -- no place for it ----------------------------------------------------------------------------


async def test_a_call_that_no_worker_takes_is_missed_and_no_running_one_suffers(floor: Floor) -> None:
    _, running, first = await rung(floor)
    await floor.calls.accept(floor.ana, first, running)
    await floor.come(agent(floor.ana), running)
    maja = await floor.customer()
    asked = await floor.calls.ask(maja.sender, "video")
    await floor.calls.accept(floor.bor, asked.conversation, asked.room)
    floor.media.broken = RoomFull("There are too many calls at the moment.")
    with pytest.raises(Unavailable) as refused:
        await floor.come(maja.caller, asked.room)
    assert refused.value.data == {"callback": True}
    assert ((await maja.card()).state, (await maja.card()).reason) == (CallState.MISSED, "full")
    assert floor.media.ended == [(asked.room, "full")]


async def test_a_room_that_is_full_ends_for_nobody(floor: Floor) -> None:
    maja, room, conversation = await rung(floor)
    await floor.calls.accept(floor.ana, conversation, room)
    await floor.come(agent(floor.ana), room)
    floor.media.broken = RoomFull("The room is full.")
    with pytest.raises(Unavailable):
        await floor.come(maja.caller, room)
    assert (await maja.card()).state is CallState.OFFERED
