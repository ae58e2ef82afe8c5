"""Live sessions as their conversation knows them; the media itself is tested in tests/webrtc."""

import asyncio
import base64
import hashlib
import hmac
from dataclasses import replace

import pytest

from bot.config import Turn
from bot.desk.calls import Caller, Calls, Place
from bot.desk.calls.invitations import Redeemed
from bot.errors import Conflict, Gone, HeardError, NotFound, Stale, Unavailable
from bot.model import CallCard, CallState, Channel, OwnerKind
from bot.store import contacts, rooms
from tests.bot.conftest import Customer, Floor, agent
from webrtc.media import MediaUnavailable
from webrtc.room import Connected, Ended, Joined, Left, SharingChanged

OFFER_S = 1800


async def offered(floor: Floor) -> tuple[Customer, str, str, int]:
    """A customer, the room that was offered to them, the conversation and its fence."""
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    return maja, await floor.calls.start(floor.ana, conversation, fence), conversation, fence


async def running(floor: Floor) -> tuple[Customer, str, str, int]:
    maja, room, conversation, fence = await offered(floor)
    for caller in (agent(floor.ana), maja.caller):
        await floor.come(caller, room)
    await floor.calls.happened(Connected(room, floor.clock()))
    return maja, room, conversation, fence


# -- offering --------------------------------------------------------------------------


async def test_an_offer_stands_in_the_conversation(floor: Floor) -> None:
    maja, room, conversation, fence = await offered(floor)
    expires_at = floor.clock() + OFFER_S * 1000
    assert await maja.card() == CallCard(room=room, state=CallState.OFFERED, by=floor.ana, expires_at=expires_at)
    assert await floor.calls.start(floor.ana, conversation, fence) == room
    with pytest.raises(Stale):
        await floor.calls.start(floor.bor, conversation, fence)


async def test_nobody_is_invited_to_what_cannot_start(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    floor.media.broken = MediaUnavailable("The media process ended at once.")
    with pytest.raises(Unavailable):
        await floor.calls.start(floor.ana, conversation, fence)
    assert not [body for body in await maja.bodies() if isinstance(body, CallCard)]


async def test_two_offers_at_once_are_one_room(floor: Floor) -> None:
    maja = await floor.customer()
    conversation, fence = await floor.taken(maja)
    assert len(set(await asyncio.gather(*(floor.calls.start(floor.ana, conversation, fence) for _ in range(10))))) == 1


async def test_an_offer_that_nobody_takes_is_missed(floor: Floor) -> None:
    maja, room, conversation, fence = await offered(floor)

    async def missed() -> list[str]:
        now = floor.clock()
        return await floor.shop.engine.read(lambda tx: rooms.missed(tx, now))

    floor.clock.turn(OFFER_S - 1)
    assert await missed() == []
    floor.clock.turn(1)
    assert await missed() == [room]
    await floor.calls.miss(room)
    assert (await maja.card()).state is CallState.MISSED
    assert floor.media.ended == [(room, "expired")]
    assert await missed() == []
    assert await floor.calls.start(floor.ana, conversation, fence) != room


async def test_it_can_be_declined_before_it_begins(floor: Floor) -> None:
    maja, room, _, _ = await offered(floor)
    await floor.calls.decline(maja.caller, room)
    declined = await maja.card()
    assert (declined.state, declined.ended_by) == (CallState.DECLINED, "customer")
    assert floor.media.ended == [(room, "declined")]


async def test_what_runs_cannot_be_declined(floor: Floor) -> None:
    maja, room, _, _ = await running(floor)
    await floor.calls.decline(maja.caller, room)
    assert (await maja.card()).state is CallState.RUNNING


# -- invitations, for channels that are elsewhere ------------------------------------------


async def invited(floor: Floor) -> tuple[Customer, str, str]:
    """A customer on Telegram, their room, and the secret of the link that goes out."""
    maja = await floor.customer(Channel.TELEGRAM)
    await floor.shop.engine.write(lambda tx: contacts.give_address(tx, maja.sender.contact, Channel.TELEGRAM, "77"))
    conversation, fence = await floor.taken(maja)
    room = await floor.calls.start(floor.ana, conversation, fence)
    (row,) = await floor.shop.rows("SELECT link FROM outbox WHERE link IS NOT NULL")
    return maja, room, row["link"].split("/call/#")[1]


async def test_looking_changes_nothing_and_redeeming_works_once(floor: Floor) -> None:
    maja, room, secret = await invited(floor)
    for _ in range(3):
        look = await floor.calls.look(secret)
        assert (look.by, look.state) == (floor.ana, CallState.OFFERED)
    redeemed = await floor.calls.redeem(secret)
    assert redeemed.room == room
    guest = await floor.calls.guest(redeemed.token)
    assert guest is not None
    assert (guest.caller.id, guest.room, guest.by) == (maja.sender.contact, room, floor.ana)
    for again in (floor.calls.redeem, floor.calls.look):
        with pytest.raises(Gone):
            await again(secret)
    assert await floor.calls.guest(secret) is None


async def test_of_twenty_who_redeem_at_once_one_gets_in(floor: Floor) -> None:
    _, _, secret = await invited(floor)
    results = await asyncio.gather(*(floor.calls.redeem(secret) for _ in range(20)), return_exceptions=True)
    assert sum(isinstance(result, Redeemed) for result in results) == 1
    assert sum(isinstance(result, Gone) for result in results) == 19


async def test_an_invitation_runs_out(floor: Floor) -> None:
    _, _, secret = await invited(floor)
    floor.clock.turn(OFFER_S)
    for use in (floor.calls.redeem, floor.calls.look):
        with pytest.raises(Gone):
            await use(secret)


async def test_with_the_room_end_invitation_login_and_tokens(floor: Floor) -> None:
    maja, room, secret = await invited(floor)
    login = (await floor.calls.redeem(secret)).token
    token = (await floor.calls.token(maja.caller, room, "s_1")).token
    await floor.calls.end(agent(floor.ana), room)
    floor.clock.turn(30 * 60 - 1)
    assert await floor.calls.guest(login) is not None  # who was in it may read and write on for a while
    floor.clock.turn(1)
    assert await floor.calls.guest(login) is None
    with pytest.raises(Gone):
        await floor.calls.join(maja.caller, token, "s_1")
    with pytest.raises(Gone):
        await floor.calls.token(maja.caller, room, "s_1")


async def test_neither_secret_is_kept(floor: Floor) -> None:
    _, _, secret = await invited(floor)
    login = (await floor.calls.redeem(secret)).token
    kept = await floor.shop.rows("SELECT * FROM call_invitations")
    assert all(value not in (secret, login) for row in kept for value in row.values())


# -- join tokens -------------------------------------------------------------------------


async def test_a_token_lets_in_once(floor: Floor) -> None:
    maja, room, _, _ = await offered(floor)
    given = await floor.calls.token(maja.caller, room, "s_1")
    token = given.token
    assert given.expires_at == floor.clock() + 60_000
    place = await floor.calls.join(maja.caller, token, "s_1")
    assert place.member.room == room
    assert [(where, who.id, who.role) for where, who in floor.media.joined] == [(room, maja.sender.contact, "customer")]
    with pytest.raises(Gone):
        await floor.calls.join(maja.caller, token, "s_1")
    await place.link.close()


async def test_a_token_is_for_one_connection_one_person_and_a_minute(floor: Floor) -> None:
    maja, room, _, _ = await offered(floor)
    caller = maja.caller

    async def fresh() -> str:
        return (await floor.calls.token(caller, room, "s_1")).token

    with pytest.raises(Gone):
        await floor.calls.join(caller, await fresh(), "s_2")
    with pytest.raises(Gone):
        await floor.calls.join(agent(floor.ana), await fresh(), "s_1")
    late = await fresh()
    floor.clock.turn(60)
    with pytest.raises(Gone):
        await floor.calls.join(caller, late, "s_1")
    assert floor.media.joined == []


async def test_of_twenty_who_use_one_token_one_joins(floor: Floor) -> None:
    maja, room, _, _ = await offered(floor)
    token = (await floor.calls.token(maja.caller, room, "s_1")).token
    results = await asyncio.gather(
        *(floor.calls.join(maja.caller, token, "s_1") for _ in range(20)), return_exceptions=True
    )
    assert sum(isinstance(result, Place) for result in results) == 1
    assert len(floor.media.joined) == 1


async def test_a_room_is_for_its_customer_and_the_agent_who_has_the_conversation(floor: Floor) -> None:
    maja, room, _, _ = await offered(floor)
    tone = await floor.customer()
    for stranger in (tone.caller, agent(floor.bor), Caller(maja.sender.contact, "agent", "Maja")):
        for verb in (floor.calls.decline, floor.calls.end):
            with pytest.raises(NotFound):
                await verb(stranger, room)
        with pytest.raises(NotFound):
            await floor.calls.token(stranger, room, "s_1")
    assert (await maja.card()).state is CallState.OFFERED


# -- what happens in it ---------------------------------------------------------------------


async def test_what_happened_and_how_long_stands_in_the_card(floor: Floor) -> None:
    maja, room, _, _ = await offered(floor)
    customer = maja.sender.contact
    started = floor.clock()
    for caller in (agent(floor.ana), maja.caller):
        await floor.come(caller, room)
    for event in (
        Connected(room, started + 2),
        SharingChanged(room, customer, True, True, True, started + 10),
        SharingChanged(room, customer, False, True, True, started + 11),
        Joined(room, customer, started + 12),
        SharingChanged(room, customer, False, False, True, started + 20),
    ):
        await floor.calls.happened(event)
    floor.clock.turn(60)
    await floor.calls.end(agent(floor.ana), room)
    told = await maja.card()
    assert (told.state, told.started_at, told.ended_at) == (CallState.ENDED, started + 2, floor.clock())
    assert (told.ended_by, told.reason) == ("agent", "hung_up")
    assert [(moment.what, moment.role, moment.name, moment.person) for moment in told.moments] == [
        ("joined", "agent", "Ana", floor.ana.id),
        ("joined", "customer", None, customer),
        ("shared", "customer", None, customer),
        ("unshared", "customer", None, customer),
    ]
    assert floor.media.ended == [(room, "hung_up")]


async def test_a_reload_is_no_leaving(floor: Floor) -> None:
    maja, room, _, _ = await running(floor)
    await floor.calls.happened(Left(room, maja.sender.contact, floor.clock(), "replaced"))
    await floor.calls.happened(Joined(room, maja.sender.contact, floor.clock()))
    assert [moment.what for moment in (await maja.card()).moments] == ["joined", "joined"]


@pytest.mark.parametrize(("met", "state"), [(True, CallState.ENDED), (False, CallState.MISSED)])
async def test_a_room_that_all_have_left_is_over(floor: Floor, met: bool, state: CallState) -> None:
    maja, room, _, _ = await (running(floor) if met else offered(floor))
    await floor.calls.happened(Ended(room, floor.clock(), "left"))
    await floor.calls.happened(Ended(room, floor.clock(), "left"))
    assert ((await maja.card()).state, (await maja.card()).ended_by) == (state, "system")


async def test_after_the_end_nothing_happens_any_more(floor: Floor) -> None:
    maja, room, _, _ = await running(floor)
    await floor.calls.end(maja.caller, room)
    over = await maja.card()
    for event in (Joined(room, floor.ana.id, 1), Connected(room, 1), Ended(room, 1, "left")):
        await floor.calls.happened(event)
    for verb in (floor.calls.end, floor.calls.decline):
        with pytest.raises(Gone):
            await verb(maja.caller, room)
    await floor.calls.miss(room)
    assert await maja.card() == over
    assert len(floor.media.ended) == 1


async def test_a_call_makes_the_episode_one_of_a_call(floor: Floor) -> None:
    _, room, conversation, fence = await running(floor)
    await floor.calls.end(agent(floor.ana), room)
    await floor.desk.resolve(floor.ana, conversation, fence)
    assert await floor.shop.rows("SELECT handler, agent FROM rating_requests") == [
        {"handler": "call", "agent": floor.ana.id}
    ]


# -- a call is an agent's -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        ("resolve", "resolved"),
        ("release", "released"),
        ("hand_back", "handed_back"),
        ("give_up", "released"),
    ],
)
@pytest.mark.parametrize(("met", "state"), [(True, CallState.ENDED), (False, CallState.MISSED)])
async def test_it_ends_when_the_conversation_is_no_longer_an_agents(
    floor: Floor, verb: str, reason: str, met: bool, state: CallState
) -> None:
    maja, room, conversation, fence = await (running(floor) if met else offered(floor))
    match verb:
        case "resolve" | "release" | "hand_back":
            await getattr(floor.desk, verb)(floor.ana, conversation, fence)
        case "give_up":
            await floor.desk.give_up(conversation, frozenset())
    over = await maja.card()
    assert (over.state, over.ended_at, over.ended_by) == (state, floor.clock(), "system")
    assert floor.media.ended == [(room, reason)]
    assert await floor.shop.rows("SELECT id FROM rooms WHERE ended_at IS NULL") == []


async def test_its_customer_says_that_it_is_solved_only_after_it(floor: Floor) -> None:
    maja, room, *_ = await running(floor)
    with pytest.raises(Conflict):
        await floor.desk.solved(maja.sender)
    assert (await maja.card()).state is CallState.RUNNING
    await floor.calls.end(maja.caller, room)
    await floor.desk.solved(maja.sender)
    assert (await maja.conversation()).owner.kind is OwnerKind.NOBODY


async def test_what_is_offered_is_over_when_its_customer_says_that_it_is_solved(floor: Floor) -> None:
    maja, room, *_ = await offered(floor)
    await floor.desk.solved(maja.sender)
    assert ((await maja.card()).state, floor.media.ended) == (CallState.MISSED, [(room, "resolved")])


# -- TURN --------------------------------------------------------------------------------------


async def test_turn_credentials_are_good_for_ten_minutes(floor: Floor) -> None:
    assert floor.calls.ice_servers("c_1") == []
    ground = floor.shop.ground
    turn = Turn(urls=("turn:turn.example.com:3478",), secret="a-secret-of-sixteen")
    ground.config = replace(ground.config, turn=turn)
    (server,) = Calls(ground, floor.media).ice_servers("c_1")
    assert server["username"] == f"{floor.clock() // 1000 + 600}:c_1"
    signed = hmac.new(turn.secret.encode(), server["username"].encode(), hashlib.sha1).digest()
    assert server["credential"] == base64.b64encode(signed).decode()
    assert server["urls"] == ["turn:turn.example.com:3478"]


async def test_a_room_that_nobody_knows(floor: Floor) -> None:
    await floor.calls.happened(Joined("r_none", "a", 1))
    with pytest.raises(HeardError):
        await floor.calls.end(agent(floor.ana), "r_none")


# -- when the media is gone ----------------------------------------------------------------


async def test_a_call_that_nobody_comes_back_to_ends(floor: Floor) -> None:
    maja, room, *_ = await running(floor)
    await floor.calls.happened(Ended(room, floor.clock(), "worker_lost"))
    floor.clock.turn(44)
    await floor.calls.end_deserted()
    assert (await maja.card()).state is CallState.RUNNING
    floor.clock.turn(1)
    await floor.calls.end_deserted()
    assert (await maja.card()).state is CallState.ENDED


async def test_a_call_that_is_joined_again_goes_on(floor: Floor) -> None:
    maja, room, *_ = await running(floor)
    await floor.calls.happened(Ended(room, floor.clock(), "worker_lost"))
    await floor.calls.happened(Joined(room, floor.ana.id, floor.clock()))
    floor.clock.turn(60)
    await floor.calls.end_deserted()
    assert (await maja.card()).state is CallState.RUNNING


async def test_a_start_gives_those_in_a_call_time_to_come_back(floor: Floor) -> None:
    maja, *_ = await running(floor)
    anew = Calls(floor.shop.ground, floor.media)
    await anew.come_back()
    await anew.end_deserted()
    assert (await maja.card()).state is CallState.RUNNING
    floor.clock.turn(45)
    await anew.end_deserted()
    assert (await maja.card()).state is CallState.ENDED


async def test_a_start_knows_who_waited_in_an_offered_call(floor: Floor) -> None:
    """Else an agent who never comes back would count as being in a call for as long as the offer is good."""
    maja, room, *_ = await offered(floor)
    await floor.come(agent(floor.ana), room)
    anew = Calls(floor.shop.ground, floor.media)
    await anew.come_back()
    floor.clock.turn(45)
    await anew.end_deserted()
    assert ((await maja.card()).state, (await maja.card()).reason) == (CallState.MISSED, "left")
