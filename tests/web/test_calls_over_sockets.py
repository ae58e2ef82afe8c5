"""Live sessions as pages meet them: offers, links, tokens, and a real media worker behind the signals."""

import socket
from dataclasses import dataclass

import pytest

from bot.config import Media
from bot.store import rooms
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from tests.client import Client, Refused
from tests.conftest import Site, StartSite


@dataclass
class Offered:
    site: Site
    agent: Client
    customer: Client
    room: str
    conversation: str
    fence: int

    async def invitation(self) -> str:
        """The secret of a link to the room, as it goes out to Telegram."""

        def invite(tx: Tx) -> str:
            room = rooms.get(tx, self.room)
            assert room is not None
            return rooms.invite(tx, room)

        engine = SqliteEngine(self.site.config.database)
        secret = await engine.write(invite)
        await engine.aclose()
        return secret


def free_udp_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def offered(start_site: StartSite) -> Offered:
    site = await start_site(media=Media(port=free_udp_port(), addresses=("127.0.0.1",)))
    agent, customer = await site.agent("Bor"), await site.contact()
    conversation = (await customer.ask("where is my order"))["conversation"]
    fence = (await agent.call("take", conversation=conversation))["fence"]
    await customer.subscribe(f"conversation:{conversation}")
    room = (await agent.call("call.start", conversation=conversation, fence=fence))["room"]
    return Offered(site, agent, customer, room, conversation, fence)


async def signal(client: Client, kind: str) -> dict[str, object]:
    """The next of a kind."""
    frame = await client.until(lambda it: it["type"] == "signal" and it["signal"]["type"] == kind)
    told: dict[str, object] = frame["signal"]
    return told


async def join(client: Client, room: str) -> dict[str, object]:
    token = (await client.call("call.token", room=room))["token"]
    return await client.call("call.join", token=token)


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


# -- by a link --------------------------------------------------------------------------------


async def test_a_link_is_looked_at_freely_and_used_once(offered: Offered) -> None:
    secret = await offered.invitation()
    page = await offered.site.browser()
    for _ in range(3):
        looked = await page.post("/api/call/look", {"invitation": secret})
        assert (looked["by"]["name"], looked["state"]) == ("Bor", "offered")
    redeemed = await page.post("/api/call/redeem", {"invitation": secret})
    assert redeemed["room"] == offered.room
    for path in ("/api/call/redeem", "/api/call/look"):
        status, answer = await (await offered.site.browser()).request("POST", path, {"invitation": secret})
        assert (status, answer["error"]["code"]) == (410, "gone")


async def test_links_cannot_be_guessed_at_speed(offered: Offered) -> None:
    page = await offered.site.browser()
    tried = [(await page.request("POST", "/api/call/redeem", {"invitation": f"guess-{n}"}))[0] for n in range(40)]
    assert set(tried) == {410, 429}
    assert tried.count(410) <= 30


async def test_who_came_by_a_link_is_in_this_call_and_nowhere_else(offered: Offered) -> None:
    page = await offered.site.browser()
    login = (await page.post("/api/call/redeem", {"invitation": await offered.invitation()}))["token"]
    guest, again = await page.socket(), await page.socket()
    told = (await guest.hello("participant", login))["me"]
    assert (told["room"], told["role"], told["with"]) == (offered.room, "customer", "Bor")
    await again.hello("participant", login)
    elsewhere = {"conversation": offered.conversation}
    for verb, fields in (
        ("send", {"client_message_id": "m", "text": "x"}), ("person", {}), ("suggest", {"text": "x"}),
        ("take", elsewhere),
        ("note", {**elsewhere, "client_message_id": "m", "text": "x"}), ("earlier", {**elsewhere, "before": 9}),
        ("typing", elsewhere), ("call.start", {**elsewhere, "fence": offered.fence}), ("solved", {}),
    ):  # fmt: skip
        with pytest.raises(Refused, match="forbidden"):
            await guest.call(verb, **fields)
    for stream in ("line", "articles", f"conversation:{offered.conversation}", f"inside:{offered.conversation}"):
        with pytest.raises(Refused, match="forbidden"):
            await guest.call("subscribe", stream=stream)
    for verb, fields in (("call.token", {}), ("call.end", {}), ("call.decline", {}), ("signal", {"signal": {}})):
        with pytest.raises(Refused, match="not_found"):
            await guest.call(verb, room="r_other", **fields)
    await join(guest, offered.room)
    await signal(guest, "state")
    await offered.agent.call("call.end", room=offered.room)
    await signal(guest, "bye")
    late = await page.socket()
    with pytest.raises(Refused, match="unauthorized"):
        await late.hello("participant", login)
