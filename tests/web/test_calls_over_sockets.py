"""Live sessions as pages meet them: offers, links, tokens, and a real media worker behind the signals."""

import asyncio

import pytest

from bot.config import Media
from bot.web.calls.verbs import ECHOES
from tests.client import Client, Frame, Refused
from tests.conftest import StartSite
from tests.fakes.clock import Hands
from tests.process import free_port
from tests.web.conftest import Offered, join, signal


async def test_both_join_see_each_other_and_either_ends_it(offered: Offered) -> None:
    customer, agent, room = offered.customer, offered.agent, offered.room
    assert (await customer.says("call"))["body"]["state"] == "offered"
    joined = await join(customer, room)
    assert (joined["room"], joined["ice_servers"]) == (room, [])
    await join(agent, room)
    state = await agent.until(
        lambda it: it["type"] == "signal" and len(it["signal"].get("participants", [])) == 2, within_s=20
    )
    assert {it["role"] for it in state["signal"]["participants"]} == {"agent", "customer"}
    for nonsense in ({"type": "explode"}, {"type": "description"}, {"type": "description", "sdp": 7}, {}):
        with pytest.raises(Refused, match="bad_request"):
            await agent.call("signal", room=room, signal=nonsense)
    await agent.call("signal", room=room, signal={"type": "description", "sdp": "v=0\r\nnonsense"})
    await signal(agent, "problem")
    await customer.call("call.end", room=room)
    await signal(agent, "bye")
    await signal(customer, "bye")
    changed = await customer.until(
        lambda it: it["type"] == "event" and it["event"].get("message", {}).get("body", {}).get("ended_at")
    )
    assert changed["event"]["message"]["body"]["ended_by"] == "customer"
    with pytest.raises(Refused, match="gone"):
        await agent.call("call.token", room=room)


async def test_resolving_sends_everybody_out(offered: Offered) -> None:
    await join(offered.customer, offered.room)
    await signal(offered.customer, "state")
    await offered.agent.call("resolve", conversation=offered.conversation, fence=offered.fence)
    await signal(offered.customer, "bye")
    await offered.customer.says("rating")


async def test_a_token_is_no_good_on_another_connection(offered: Offered) -> None:
    token = (await offered.customer.call("call.token", room=offered.room))["token"]
    page = await offered.site.browser()
    other_tab = await page.contact_again(offered.customer.me["token"])
    for thief in (other_tab, offered.agent, await offered.site.contact()):
        with pytest.raises(Refused, match="gone"):
            await thief.call("call.join", token=token)


async def test_who_is_not_in_a_call_cannot_signal(offered: Offered) -> None:
    for client in (offered.customer, offered.agent, await offered.site.contact()):
        with pytest.raises(Refused, match="not_found"):
            await client.call("signal", room=offered.room, signal={"type": "bye"})


async def test_another_customer_cannot_come_near_it(offered: Offered) -> None:
    stranger = await offered.site.contact()
    for verb in ("call.token", "call.decline", "call.end"):
        with pytest.raises(Refused, match="not_found"):
            await stranger.call(verb, room=offered.room)
    colleague = await offered.site.agent("Cene")
    for verb in ("call.token", "call.end"):
        with pytest.raises(Refused, match="not_found"):
            await colleague.call(verb, room=offered.room)


async def test_a_wrong_token_leaves_the_current_call_alone(offered: Offered) -> None:
    await join(offered.customer, offered.room)
    await signal(offered.customer, "state")
    with pytest.raises(Refused, match="gone"):
        await offered.customer.call("call.join", token="wrong")
    await offered.customer.call("signal", room=offered.room, signal={"type": "sharing", "audio": True})
    state = await signal(offered.customer, "state")
    assert state["participants"][0]["sharing"]["audio"]


async def test_who_joins_another_call_has_left_the_first(offered: Offered) -> None:
    customer, agent = offered.customer, offered.agent
    await join(customer, offered.room)
    await agent.call("call.join", token=(await agent.call("call.token", room=offered.room))["token"], page="a-page")
    await together(customer, 2)
    other = (await agent.call("call.new", name="Tone", kind="voice", language="en"))["room"]
    await join(agent, other)
    told = await agent.until(lambda it: it["type"] == "signal" and it["signal"]["type"] == "bye")
    assert (told["room"], told["signal"]["reason"]) == (offered.room, "elsewhere")
    await together(customer, 1)
    with pytest.raises(Refused, match="not_found"):
        await agent.call("signal", room=offered.room, signal={"type": "sharing"})


async def together(client: Client, people: int) -> None:
    """Waits until so many are in the room."""
    await client.until(lambda it: it["type"] == "signal" and len(it["signal"].get("participants", [])) == people)


async def test_relays_are_for_who_is_in_a_call(offered: Offered) -> None:
    with pytest.raises(Refused, match="not_found"):
        await offered.customer.call("call.servers")
    await join(offered.customer, offered.room)
    assert await offered.customer.call("call.servers") == {"ice_servers": []}


async def test_the_way_to_the_server_can_be_tried_before_a_call(offered: Offered) -> None:
    visitor = await offered.site.contact()
    echo = (await visitor.call("call.echo"))["room"]
    assert await visitor.call("call.servers") == {"ice_servers": []}
    await visitor.call("signal", room=echo, signal={"type": "description", "sdp": "v=0\r\nnonsense"})
    await signal(visitor, "problem")
    with pytest.raises(Refused, match="not_found"):
        await offered.customer.call("signal", room=echo, signal={"type": "bye"})


async def test_the_way_is_tried_only_so_often_from_one_address(offered: Offered) -> None:
    with pytest.raises(Refused, match="too_many"):
        for _ in range(ECHOES + 5):
            await offered.customer.call("call.echo")


async def test_what_the_browser_found_is_told_to_agents(offered: Offered) -> None:
    found = {"microphone": "granted", "camera": "missing", "way": "udp", "rtt_ms": 31, "loss_pct": 0.5}
    await offered.agent.subscribe(f"inside:{offered.conversation}")
    await offered.customer.call("call.check", check=found)
    traits = (await offered.agent.event("traits"))["traits"]
    assert traits["check"].items() >= found.items()
    await offered.customer.call("call.check", room=offered.room, check={**found, "camera": "busy"})
    changed = await offered.customer.event("changed", kind="call")
    assert changed["message"]["body"]["check"]["camera"] == "busy"
    for nonsense in ({"camera": "on fire"}, {"loss_pct": 101}, {"rtt_ms": -1}, {"more": 1}, {"browser": "x" * 101}):
        with pytest.raises(Refused, match="bad_request"):
            await offered.customer.call("call.check", check=nonsense)


# -- ringing ---------------------------------------------------------------------------------


async def rings(client: Client, room: str) -> Frame:
    """The next that is about the room."""
    return await client.until(lambda it: it["type"] == "ring" and it["room"] == room)


async def test_a_customers_call_rings_until_it_is_accepted(offered: Offered) -> None:
    maja, ana = await offered.site.contact(), await offered.site.agent("Ana")
    room = (await maja.call("call.ask", kind="voice"))["room"]
    ring = await rings(ana, room)
    assert (ring["kind"], ring["contact"]["id"]) == ("voice", maja.me["id"])
    late = await offered.site.agent("Cene")
    assert (await rings(late, room))["conversation"] == ring["conversation"]
    accepted = await ana.call("call.accept", conversation=ring["conversation"], room=room)
    for client in (ana, late, offered.agent):
        assert (await client.until(lambda it: it.get("room") == room and it.get("over")))["type"] == "ring"
    with pytest.raises(Refused, match="taken"):
        await late.call("call.accept", conversation=ring["conversation"], room=room)
    await ana.call("resolve", conversation=ring["conversation"], fence=accepted["fence"])


async def test_it_stops_ringing_when_its_customer_has_closed_the_page(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock, media=Media(host="127.0.0.1", port=free_port(), addresses=("127.0.0.1",)))
    maja, ana = await site.contact(), await site.agent("Ana")
    asked = await maja.call("call.ask", kind="voice")
    await ana.subscribe(f"conversation:{asked['conversation']}")
    await maja.close()
    async with asyncio.timeout(30):
        while not site.rows("SELECT 1 FROM rooms WHERE ended_at IS NOT NULL"):
            clock.turn(0.5)
            await asyncio.sleep(0.05)
    assert (await ana.event("changed", kind="call"))["message"]["body"]["reason"] == "cancelled"
    await ana.until(lambda it: it["type"] == "ring" and it["room"] == asked["room"] and it.get("over"))


async def test_a_colleague_is_rung_into_a_call(offered: Offered) -> None:
    await join(offered.customer, offered.room)
    await join(offered.agent, offered.room)
    ana = await offered.site.agent("Ana")
    await offered.agent.call("call.bring", room=offered.room, agent=ana.me["id"])
    assert (await rings(ana, offered.room))["invited_by"]["name"] == "Bor"
    await join(ana, offered.room)
    assert (await rings(ana, offered.room))["over"]
    state = await ana.until(lambda it: it["type"] == "signal" and len(it["signal"].get("participants", [])) == 3)
    assert sorted(it["role"] for it in state["signal"]["participants"]) == ["agent", "agent", "customer"]


async def test_a_kick_ends_it_for_one_alone(offered: Offered) -> None:
    await join(offered.customer, offered.room)
    await join(offered.agent, offered.room)
    await offered.agent.until(lambda it: it["type"] == "signal" and len(it["signal"].get("participants", [])) == 2)
    await offered.agent.call("call.kick", room=offered.room, participant=offered.customer.me["id"])
    assert (await signal(offered.customer, "bye"))["reason"] == "removed"
    with pytest.raises(Refused, match="forbidden"):
        await offered.customer.call("call.token", room=offered.room)
    await offered.agent.until(lambda it: it["type"] == "signal" and len(it["signal"].get("participants", [])) == 1)


async def test_only_managers_listen_in(offered: Offered) -> None:
    cene, ana = await offered.site.agent("Cene"), await offered.site.agent("Ana")  # Ana manages
    with pytest.raises(Refused, match="forbidden"):
        await cene.call("call.listen", room=offered.room)
    await join(offered.customer, offered.room)
    await ana.call("call.listen", room=offered.room)
    joined = await join(ana, offered.room)
    assert joined["me"]["role"] == "supervisor"
    await ana.call("call.speak", room=offered.room)
    joined = await join(ana, offered.room)
    assert joined["me"]["role"] == "agent"


VERBS_OF = {
    "agent": {
        "call.accept": {"conversation": "v_none", "room": "r_none"},
        "call.start": {"conversation": "v_none", "fence": 1},
        "call.new": {"name": "Maja", "kind": "video", "language": "en"},
        "call.bring": {"room": "r_none", "agent": "a_none"},
        "call.listen": {"room": "r_none"},
        "call.speak": {"room": "r_none"},
        "call.kick": {"room": "r_none", "participant": "c_none"},
        "call.link": {"room": "r_none"},
    },
    "contact": {
        "call.ask": {"kind": "video"},
        "call.cancel": {"room": "r_none"},
        "call.callback": {"kind": "video"},
        "call.check": {"check": {}},
        "call.link": {"room": "r_none"},
    },
    "participant": {"call.check": {"check": {}}, "call.yield": {"ask": "k_none", "yes": True}},
}


@pytest.mark.parametrize("role", VERBS_OF)
async def test_each_verb_is_for_some_alone(offered: Offered, role: str) -> None:
    page = await offered.site.browser()
    guest = await page.socket()
    login = await page.post("/api/call/redeem", {"invitation": await offered.invitation()})
    await guest.hello("participant", login["token"])
    clients = {"agent": await offered.site.agent("Ana"), "contact": await offered.site.contact(), "participant": guest}
    for verbs in VERBS_OF.values():
        for verb, fields in verbs.items():
            if role == "participant" and "room" in fields:
                fields = {**fields, "room": offered.room}
            try:
                await clients[role].call(verb, **fields)
                forbidden = False
            except Refused as refused:
                forbidden = refused.code == "forbidden"
            assert forbidden is (verb not in VERBS_OF[role]), verb
