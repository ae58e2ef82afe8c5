"""Calls by a link: whoever has redeemed it is in this call, and in its conversation from the call on."""

import asyncio
from typing import Any

import pytest

from bot.desk.calls import invitations
from bot.errors import NotFound
from bot.web.calls.places import Places
from tests.client import Browser, Client, Frame, Refused
from tests.fakes.clock import Hands
from tests.web.conftest import Offered, join, secret_of, signal


async def redeemed(offered: Offered) -> tuple[Browser, Client, str]:
    """A browser that has used the link: its socket, and its login."""
    page = await offered.site.browser()
    login = (await page.post("/api/call/redeem", {"invitation": await offered.invitation()}))["token"]
    guest = await page.socket()
    await guest.hello("participant", login)
    return page, guest, login


def texts(snapshot: Frame) -> list[str]:
    return [body.get("text", body["kind"]) for body in (message["body"] for message in snapshot["state"]["messages"])]


async def test_a_link_is_looked_at_freely_and_used_once(offered: Offered) -> None:
    secret = await offered.invitation()
    page = await offered.site.browser()
    for _ in range(3):
        looked = await page.post("/api/call/look", {"invitation": secret})
        assert (looked["by"]["name"], looked["state"], looked["media"]) == ("Bor", "offered", "video")
    redeemed = await page.post("/api/call/redeem", {"invitation": secret})
    assert redeemed["room"] == offered.room
    for path in ("/api/call/redeem", "/api/call/look"):
        status, answer = await (await offered.site.browser()).request("POST", path, {"invitation": secret})
        assert (status, answer["error"]["code"], answer["error"]["data"]) == (410, "gone", {"used": True})
    await offered.agent.call("call.end", room=offered.room)
    for path in ("/api/call/redeem", "/api/call/look"):
        status, answer = await page.request("POST", path, {"invitation": secret})
        assert (status, answer["error"]["code"], answer["error"]["data"]) == (410, "gone", {})


async def test_links_cannot_be_guessed_at_speed(offered: Offered) -> None:
    page = await offered.site.browser()
    tried = [(await page.request("POST", "/api/call/redeem", {"invitation": f"guess-{n}"}))[0] for n in range(40)]
    assert set(tried) == {410, 429}
    assert tried.count(410) <= 30


async def test_each_of_several_links_is_good_once_and_all_end_with_the_call(offered: Offered) -> None:
    page = await offered.site.browser()
    first, second, third = [await offered.invitation() for _ in range(3)]
    for secret in (first, second):
        assert (await page.post("/api/call/redeem", {"invitation": secret}))["room"] == offered.room
    await offered.agent.call("call.end", room=offered.room)
    assert (await page.request("POST", "/api/call/redeem", {"invitation": third}))[0] == 410


async def test_a_customer_goes_on_in_a_window_of_its_own(offered: Offered) -> None:
    await join(offered.customer, offered.room)
    secret = secret_of(await offered.customer.call("call.link", room=offered.room))
    page = await offered.site.browser()
    guest = await page.socket()
    await guest.hello("participant", (await page.post("/api/call/redeem", {"invitation": secret}))["token"])
    await join(guest, offered.room)
    assert (await signal(offered.customer, "bye"))["reason"] == "replaced"


# -- what a link is good for -----------------------------------------------------------------


async def test_who_came_by_a_link_is_in_this_call_and_nowhere_else(offered: Offered) -> None:
    page, guest, login = await redeemed(offered)
    again = await page.socket()
    told = (await again.hello("participant", login))["me"]
    assert (told["room"], told["role"], told["with"]) == (offered.room, "customer", "Bor")
    assert (told["conversation"], told["kind"]) == (offered.conversation, "video")
    elsewhere = {"conversation": offered.conversation}
    for verb, fields in (
        ("person", {}), ("suggest", {"text": "x"}), ("take", elsewhere), ("solved", {}), ("profile", {"name": "X"}),
        ("note", {**elsewhere, "client_message_id": "m", "text": "x"}), ("earlier", {**elsewhere, "before": 9}),
        ("typing", {"conversation": "v_other"}), ("call.start", {**elsewhere, "fence": offered.fence}),
        ("call.link", {"room": offered.room}), ("call.ask", {"kind": "video"}),
    ):  # fmt: skip
        with pytest.raises(Refused, match="forbidden"):
            await guest.call(verb, **fields)
    for stream in ("line", "articles", "conversation:v_other", f"inside:{offered.conversation}"):
        with pytest.raises(Refused, match="forbidden"):
            await guest.call("subscribe", stream=stream)
    for verb, fields in (("call.token", {}), ("call.end", {}), ("call.decline", {}), ("signal", {"signal": {}})):
        with pytest.raises(Refused, match="not_found"):
            await guest.call(verb, room="r_other", **fields)
    await join(guest, offered.room)
    await signal(guest, "state")


async def test_who_came_by_a_link_reads_the_conversation_from_the_call_on(offered: Offered) -> None:
    _, guest, _ = await redeemed(offered)
    snapshot = await guest.subscribe(f"conversation:{offered.conversation}")
    assert texts(snapshot) == ["call"]
    assert not snapshot["state"]["earlier"]
    await guest.call("subscribe", stream=snapshot["stream"], epoch=snapshot["epoch"], after=0)
    seen = [await guest.until(lambda it, seq=seq: it.get("seq") == seq) for seq in range(1, snapshot["seq"] + 1)]
    messages = [frame["event"].get("message", {}).get("body", {}).get("kind") for frame in seen]
    assert set(filter(None, messages)) == {"call"}
    assert "unseen" in {frame["event"]["kind"] for frame in seen}


async def test_who_came_by_a_link_writes_and_is_answered(offered: Offered) -> None:
    _, guest, _ = await redeemed(offered)
    await guest.subscribe(f"conversation:{offered.conversation}")
    await offered.agent.subscribe(f"conversation:{offered.conversation}")
    await guest.call("typing", conversation=offered.conversation)
    assert (await offered.agent.until(lambda it: it["type"] == "typing"))["author"]["kind"] == "contact"
    sent = await guest.call("send", client_message_id="m1", text="The number is 17.")
    assert sent["conversation"] == offered.conversation
    assert (await offered.agent.says("text"))["body"]["text"] == "The number is 17."
    held = {"conversation": offered.conversation, "fence": offered.fence}
    await offered.agent.call("reply", **held, client_message_id="r1", text="Thank you!")
    await guest.event("message", kind="text", text="Thank you!")


async def test_who_came_by_a_link_rates_when_it_is_over(offered: Offered) -> None:
    _, guest, _ = await redeemed(offered)
    await guest.subscribe(f"conversation:{offered.conversation}")
    await offered.agent.call("resolve", conversation=offered.conversation, fence=offered.fence)
    asked = await guest.says("rating")
    await guest.call("rate", request=asked["body"]["request"], value=5)
    assert (await guest.event("changed", kind="rating"))["message"]["body"]["value"] == 5
    with pytest.raises(Refused, match="gone"):
        await guest.call("call.token", room=offered.room)


# -- with somebody who is in no conversation ---------------------------------------------------


async def test_a_call_with_somebody_who_gets_nothing_but_the_link(offered: Offered) -> None:
    begun = await offered.agent.call("call.new", name="Maja Novak", kind="screen", language="sl")
    page = await offered.site.browser()
    secret = secret_of(begun)
    assert (await page.post("/api/call/look", {"invitation": secret}))["media"] == "screen"
    guest = await page.socket()
    told = await guest.hello("participant", (await page.post("/api/call/redeem", {"invitation": secret}))["token"])
    assert (told["me"]["name"], told["me"]["conversation"]) == ("Maja Novak", begun["conversation"])
    await join(guest, begun["room"])
    await join(offered.agent, begun["room"])
    await guest.call("send", client_message_id="m1", text="Can you see it?")
    snapshot = await guest.subscribe(f"conversation:{begun['conversation']}")
    assert texts(snapshot) == ["call", "Can you see it?"]
    assert (snapshot["state"]["channel"], snapshot["state"]["language"]) == ("link", "sl")
    listed = await offered.site.signed_in("Ana")
    assert [it["id"] for it in (await listed.get("/api/conversations", channel="link"))["conversations"]] == [
        begun["conversation"]
    ]


async def test_it_is_held_in_a_language_that_is_offered(offered: Offered) -> None:
    with pytest.raises(Refused, match="bad_request"):
        await offered.agent.call("call.new", name="Maja", kind="video", language="xx")


# -- used elsewhere ----------------------------------------------------------------------------


async def elsewhere(offered: Offered, secret: str) -> tuple[int, Any]:
    return await (await offered.site.browser()).request("POST", "/api/call/redeem", {"invitation": secret})


async def first_place(offered: Offered) -> tuple[Client, str]:
    page, secret = await offered.site.browser(), await offered.invitation()
    guest = await page.socket()
    await guest.hello("participant", (await page.post("/api/call/redeem", {"invitation": secret}))["token"])
    return guest, secret


async def test_the_first_place_may_let_the_second_have_it(offered: Offered) -> None:
    guest, secret = await first_place(offered)
    async with asyncio.TaskGroup() as group:
        other = group.create_task(elsewhere(offered, secret))
        asked = await guest.until(lambda it: it["type"] == "asked")
        assert asked["room"] == offered.room
        await guest.call("call.yield", ask=asked["ask"], yes=True)
    status, login = other.result()
    assert (status, login["room"]) == (200, offered.room)
    ended = await guest.until(lambda it: it["type"] == "ended")
    assert ended["code"] == "unauthorized"
    second = await (await offered.site.browser()).socket()
    await second.hello("participant", login["token"])
    await join(second, offered.room)


async def test_the_first_place_may_say_no(offered: Offered) -> None:
    guest, secret = await first_place(offered)
    async with asyncio.TaskGroup() as group:
        other = group.create_task(elsewhere(offered, secret))
        asked = await guest.until(lambda it: it["type"] == "asked")
        with pytest.raises(Refused, match="not_found"):
            await guest.call("call.yield", ask="k_other", yes=True)
        await guest.call("call.yield", ask=asked["ask"], yes=False)
    assert other.result()[0] == 410
    assert (await guest.until(lambda it: it["type"] == "asked"))["over"]
    await join(guest, offered.room)


async def test_who_went_before_the_first_place_said_yes_takes_nothing_away(offered: Offered) -> None:
    guest, secret = await first_place(offered)
    async with asyncio.TaskGroup() as group:
        other = group.create_task(elsewhere(offered, secret))
        asked = await guest.until(lambda it: it["type"] == "asked")
        other.cancel()
    await offered.agent.call("ping")  # by then the server has seen them go
    await guest.call("call.yield", ask=asked["ask"], yes=True)
    assert (await guest.until(lambda it: it["type"] == "asked"))["over"]
    await join(guest, offered.room)


async def test_where_the_first_place_was_left_without_a_call_the_next_one_gets_in(
    offered: Offered, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest, secret = await first_place(offered)
    await guest.close()
    await offered.agent.call("ping")  # by then the server has seen it go
    assert (await elsewhere(offered, secret))[0] == 410  # it may only just have been opened there
    monkeypatch.setattr(invitations, "ARRIVING_MS", 0)
    status, login = await elsewhere(offered, secret)
    assert status == 200
    second = await (await offered.site.browser()).socket()
    await second.hello("participant", login["token"])
    await join(second, offered.room)


async def test_a_call_whose_socket_was_lost_is_not_taken_over_without_asking(
    offered: Offered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "ARRIVING_MS", 0)
    guest, secret = await first_place(offered)
    await offered.agent.subscribe(f"conversation:{offered.conversation}")
    token = (await guest.call("call.token", room=offered.room))["token"]
    await guest.call("call.join", token=token, page="p1")
    while not (await offered.agent.event("changed", kind="call"))["message"]["body"].get("moments"):
        pass
    await guest.close()
    await offered.agent.call("ping")
    assert (await elsewhere(offered, secret))[0] == 410


class Quiet:
    def __init__(self) -> None:
        self.told: list[Frame] = []

    def push(self, frame: Frame) -> None:
        self.told.append(frame)

    def end(self, code: str, message: str) -> None:
        raise AssertionError(code)


async def test_a_first_place_that_says_nothing_means_no() -> None:
    places, quiet = Places(Hands(), patience_s=0.05), Quiet()
    places.add("i_1", quiet)
    assert await asyncio.gather(places.yields("i_1", "r_1"), places.yields("i_1", "r_1")) == [False, False]
    assert [frame.get("over", False) for frame in quiet.told] == [False, True]  # it was asked once
    with pytest.raises(NotFound):
        places.answer("i_1", quiet.told[0]["ask"], True)
    places.remove("i_1", quiet)
    assert not await places.yields("i_1", "r_1")
