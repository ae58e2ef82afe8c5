"""More than two in a call: colleagues, managers who listen, and who is sent out."""

import pytest

from bot.desk.calls import Caller
from bot.errors import BadRequest, Conflict, Forbidden, Gone, NotFound
from bot.events import inside_stream
from bot.model import CallState, Person, Role
from bot.store import agents
from bot.web.calls.rings import heard_by
from bot.web.snapshots import snapshot
from tests.bot.conftest import Customer, Floor, agent
from webrtc.media import Connected, Left


async def called(floor: Floor) -> tuple[Customer, str, str, int]:
    """A customer and Ana in a call: the room, the conversation and its fence."""
    floor.arrive(floor.ana, floor.bor)
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    room = await floor.calls.start(floor.ana, conversation, fence)
    for caller in (agent(floor.ana), maja.caller):
        await floor.come(caller, room)
    await floor.calls.happened(Connected(room, floor.clock()))
    return maja, room, conversation, fence


async def eva(floor: Floor) -> Caller:
    """A manager."""
    at = floor.clock()
    made = await floor.shop.engine.write(
        lambda tx: agents.create(
            tx, name="Eva", email="eva@linden.example", password_hash="-", role=Role.MANAGER, at=at
        )
    )
    assert made is not None
    return Caller(made.id, "agent", made.name)


async def heard(floor: Floor, person: Person) -> dict[str, Person]:
    """By room, who has asked them in."""
    return {room: frame["invited_by"] for room, frame in heard_by(person.id, await floor.calls.ringing()).items()}


async def moments(customer: Customer) -> list[tuple[str, str, str | None]]:
    return [(moment.what, moment.role, moment.name) for moment in (await customer.card()).moments]


# -- a colleague ---------------------------------------------------------------------------


async def test_a_colleague_who_is_asked_in_may_join(floor: Floor) -> None:
    maja, room, _, _ = await called(floor)
    with pytest.raises(NotFound):
        await floor.calls.token(agent(floor.bor), room, "s_1")
    await floor.calls.bring(agent(floor.ana), room, floor.bor.id)
    assert await heard(floor, floor.bor) == {room: floor.ana}
    await floor.come(agent(floor.bor), room)
    assert await heard(floor, floor.bor) == {}
    assert floor.media.joined[-1][1].role == "agent"
    assert (await moments(maja))[-1] == ("joined", "agent", "Bor")
    await floor.calls.happened(Left(room, floor.bor.id, floor.clock(), "left"))
    assert (await moments(maja))[-1] == ("left", "agent", "Bor")
    await floor.come(agent(floor.bor), room)  # with what they forgot to say
    assert (await moments(maja))[-1] == ("joined", "agent", "Bor")


async def test_it_rings_at_a_colleague_for_a_while(floor: Floor) -> None:
    _, room, _, _ = await called(floor)
    await floor.calls.bring(agent(floor.ana), room, floor.bor.id)
    floor.clock.turn(30)
    assert await heard(floor, floor.bor) == {}


async def test_only_who_is_at_the_desk_and_free_can_be_asked_in(floor: Floor) -> None:
    _, room, _, _ = await called(floor)
    with pytest.raises(NotFound):
        await floor.calls.bring(agent(floor.ana), room, "a_none")
    with pytest.raises(NotFound):
        await floor.calls.bring(agent(floor.bor), room, floor.bor.id)
    with pytest.raises(Conflict):
        await floor.calls.bring(agent(floor.ana), room, floor.ana.id)
    floor.clock.turn(60)
    with pytest.raises(Conflict):
        await floor.calls.bring(agent(floor.ana), room, floor.bor.id)


async def test_a_colleague_ends_it_for_nobody_else(floor: Floor) -> None:
    maja, room, _, _ = await called(floor)
    await floor.calls.bring(agent(floor.ana), room, floor.bor.id)
    await floor.come(agent(floor.bor), room)
    with pytest.raises(Forbidden):
        await floor.calls.end(agent(floor.bor), room)
    assert (await maja.card()).state is CallState.RUNNING


async def test_a_transfer_keeps_the_call(floor: Floor) -> None:
    maja, room, conversation, fence = await called(floor)
    await floor.desk.transfer(floor.ana, conversation, fence, floor.bor.id)
    told = await maja.card()
    assert (told.state, told.by) == (CallState.RUNNING, floor.bor)
    assert (await moments(maja))[-1] == ("taken_over", "agent", "Bor")
    assert await heard(floor, floor.bor) == {room: floor.ana}
    assert floor.media.ended == []
    await floor.come(agent(floor.bor), room)
    await floor.calls.token(agent(floor.ana), room, "s_1")  # may stay, and come back after a reload
    with pytest.raises(Forbidden):
        await floor.calls.end(agent(floor.ana), room)
    await floor.calls.end(agent(floor.bor), room)
    assert floor.media.ended == [(room, "hung_up")]


# -- a manager who listens ---------------------------------------------------------------------


async def test_who_listens_is_seen(floor: Floor) -> None:
    maja, room, conversation, _ = await called(floor)
    manager = await eva(floor)
    with pytest.raises(NotFound):
        await floor.calls.token(manager, room, "s_1")
    await floor.calls.listen(manager, room)
    await floor.come(manager, room)
    participant = floor.media.joined[-1][1]
    assert (participant.role, participant.hidden) == ("supervisor", False)
    assert (await moments(maja))[-1] == ("joined", "supervisor", "Eva")
    inside = await floor.shop.engine.read(lambda tx: snapshot(tx, inside_stream(conversation)))
    assert inside.state["listened"] == []


async def test_who_listens_unseen_stands_nowhere_where_the_customer_may_read(floor: Floor) -> None:
    maja, room, conversation, _ = await called(floor)
    floor.hide_supervision(True)
    manager = await eva(floor)
    before = await maja.messages()
    await floor.calls.listen(manager, room)
    await floor.come(manager, room)
    assert floor.media.joined[-1][1].hidden
    await floor.calls.happened(Left(room, manager.id, floor.clock(), "left"))
    assert await maja.messages() == before
    log = await floor.shop.rows("SELECT body FROM events WHERE stream = :stream", stream=f"conversation:{conversation}")
    assert all(manager.id not in row["body"] and "Eva" not in row["body"] for row in log)
    inside = await floor.shop.engine.read(lambda tx: snapshot(tx, inside_stream(conversation)))
    assert [(one["what"], one["by"]["name"], one["room"]) for one in inside.state["listened"]] == [
        ("joined", "Eva", room),
        ("left", "Eva", room),
    ]


async def test_who_speaks_is_seen_from_then_on(floor: Floor) -> None:
    maja, room, _, _ = await called(floor)
    floor.hide_supervision(True)
    manager = await eva(floor)
    await floor.calls.listen(manager, room)
    old = (await floor.calls.token(manager, room, "s_1")).token
    await floor.come(manager, room)
    await floor.calls.speak(manager, room)
    with pytest.raises(Gone):
        await floor.calls.join(manager, old, "s_1")  # it was to listen
    await floor.come(manager, room)
    participant = floor.media.joined[-1][1]
    assert (participant.role, participant.hidden) == ("agent", False)
    assert (await moments(maja))[-1] == ("joined", "agent", "Eva")
    with pytest.raises(Conflict):
        await floor.calls.listen(manager, room)


async def test_who_has_a_voice_does_not_listen(floor: Floor) -> None:
    _, room, _, _ = await called(floor)
    with pytest.raises(Conflict):
        await floor.calls.listen(agent(floor.ana), room)
    with pytest.raises(NotFound):
        await floor.calls.speak(agent(floor.bor), room)


async def test_who_listens_invites_nobody(floor: Floor) -> None:
    _, room, _, _ = await called(floor)
    manager = await eva(floor)
    await floor.calls.listen(manager, room)
    for forbidden in (
        floor.calls.link(manager, room),
        floor.calls.bring(manager, room, floor.bor.id),
        floor.calls.end(manager, room),
    ):
        with pytest.raises(Forbidden):
            await forbidden


# -- sent out ------------------------------------------------------------------------------------


async def test_who_is_sent_out_stays_out_until_asked_again(floor: Floor) -> None:
    maja, room, _, _ = await called(floor)
    await floor.calls.bring(agent(floor.ana), room, floor.bor.id)
    token = (await floor.calls.token(agent(floor.bor), room, "s_2")).token
    await floor.come(agent(floor.bor), room)
    await floor.calls.send_out(agent(floor.ana), room, floor.bor.id)
    assert floor.media.removed == [(room, floor.bor.id, "removed")]
    await floor.calls.happened(Left(room, floor.bor.id, floor.clock(), "removed"))
    assert (await moments(maja))[-1] == ("left", "agent", "Bor")
    with pytest.raises(Gone):
        await floor.calls.join(agent(floor.bor), token, "s_2")
    with pytest.raises(Forbidden):
        await floor.calls.token(agent(floor.bor), room, "s_1")
    await floor.calls.bring(agent(floor.ana), room, floor.bor.id)
    await floor.come(agent(floor.bor), room)


async def test_a_customer_who_is_sent_out_comes_back_with_a_new_link(floor: Floor) -> None:
    maja, room, _, _ = await called(floor)
    await floor.calls.send_out(agent(floor.ana), room, maja.sender.contact)
    with pytest.raises(Forbidden):
        await floor.calls.token(maja.caller, room, "s_1")
    with pytest.raises(Forbidden):
        await floor.calls.link(maja.caller, room)
    await floor.calls.link(agent(floor.ana), room)
    await floor.calls.token(maja.caller, room, "s_1")


async def test_a_manager_who_was_sent_out_does_not_listen_on(floor: Floor) -> None:
    _, room, _, _ = await called(floor)
    manager = await eva(floor)
    await floor.calls.listen(manager, room)
    await floor.come(manager, room)
    await floor.calls.send_out(agent(floor.ana), room, manager.id)
    with pytest.raises(Forbidden):
        await floor.calls.listen(manager, room)


async def test_who_may_send_out_whom(floor: Floor) -> None:
    maja, room, _, _ = await called(floor)
    manager = await eva(floor)
    await floor.calls.bring(agent(floor.ana), room, floor.bor.id)
    for nobodys in (agent(floor.bor), maja.caller, manager):
        with pytest.raises(Forbidden):
            await floor.calls.send_out(nobodys, room, floor.bor.id)
    with pytest.raises(BadRequest):
        await floor.calls.send_out(manager, room, floor.ana.id, manager=True)
    with pytest.raises(NotFound):
        await floor.calls.send_out(agent(floor.ana), room, "a_none")
    await floor.calls.send_out(manager, room, floor.bor.id, manager=True)
    assert floor.media.removed == [(room, floor.bor.id, "removed")]


async def test_who_is_sent_out_while_joining_does_not_get_in(floor: Floor) -> None:
    """The token was good, but before the media worker had let them in the agent was quicker."""
    maja, room, _, _ = await called(floor)
    token = (await floor.calls.token(maja.caller, room, "s_1")).token
    join = floor.media.join

    async def late(*args: object, **kwargs: object) -> object:
        link = await join(*args, **kwargs)
        await floor.calls.send_out(agent(floor.ana), room, maja.sender.contact)
        return link

    floor.media.join = late
    with pytest.raises(Forbidden):
        await floor.calls.join(maja.caller, token, "s_1")
    assert [signal async for signal in floor.media.links[-1]] == []
    assert floor.media.removed[-1] == (room, maja.sender.contact, "removed")


async def test_an_invitation_stays_good_when_the_conversation_changes_hands(floor: Floor) -> None:
    floor.arrive(floor.ana, floor.bor)
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    room = await floor.calls.start(floor.ana, conversation, fence)
    secret = (await floor.calls.link(agent(floor.ana), room)).url.split("#")[1]
    await floor.desk.transfer(floor.ana, conversation, fence, floor.bor.id)
    look = await floor.calls.look(secret)
    assert (look.by, look.state) == (floor.bor, CallState.OFFERED)
