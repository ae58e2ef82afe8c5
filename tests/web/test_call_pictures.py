"""Pictures of a call over HTTP: who may send them, what becomes of them, and who may see them."""

from io import BytesIO
from typing import Any

import pytest

from bot.desk.pictures import worded
from bot.locale import words
from bot.web.calls.pictures import LARGEST
from tests.client import Browser
from tests.conftest import ORIGIN, Site
from tests.fakes.pictures import gif, jpeg, png
from tests.web.conftest import Offered

SCREEN = "Picture of the shared screen"


async def send(
    page: Browser, room: str, data: bytes, token: str | None = None, ident: str = "one", **query: str
) -> tuple[int, dict[str, Any]]:
    headers = {"Origin": ORIGIN, "Content-Type": "image/jpeg", **_bearing(token)}
    params = {"client_message_id": ident, "of": "screen", **query}
    path = f"/api/calls/{room}/pictures"
    async with page.http.post(path, data=BytesIO(data), headers=headers, params=params) as response:
        return response.status, await response.json()


async def get(page: Browser, conversation: str, picture: str, token: str | None = None) -> tuple[int, bytes, str]:
    path = f"/api/conversations/{conversation}/pictures/{picture}"
    async with page.http.get(path, headers=_bearing(token)) as response:
        return response.status, await response.read(), response.headers.get("Cache-Control", "")


def _bearing(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


async def test_a_picture_becomes_a_message_that_its_readers_see(offered: Offered) -> None:
    agent, customer = await offered.site.signed_in("Bor"), await offered.site.browser()
    secret = b"\xff\xe1" + (2 + 5).to_bytes(2) + b"home!"
    status, told = await send(agent, offered.room, jpeg(640, 480, more=secret), marked="1")
    assert (status, told["conversation"]) == (200, offered.conversation)
    message = await offered.customer.says("picture")
    body = message["body"]
    assert (body["width"], body["height"], body["alt"]) == (640, 480, f"{SCREEN}, with marks on it")
    assert (message["author"]["kind"], message["author"]["name"], message["seq"]) == ("agent", "Bor", told["seq"])
    token = offered.customer.me["token"]
    for page, who in ((agent, None), (customer, token), (await offered.site.signed_in("Cene"), None)):
        status, data, kept = await get(page, offered.conversation, body["picture"], who)
        assert status == 200 and data.startswith(b"\xff\xd8\xff") and b"home!" not in data
        assert kept.startswith("private")


async def test_the_customer_sends_one_too_and_the_card_tells_of_it(offered: Offered) -> None:
    page = await offered.site.browser()
    status, _ = await send(page, offered.room, png(30, 20), offered.customer.me["token"], of="photo")
    assert status == 200
    message = await offered.customer.says("picture")
    assert (message["author"]["kind"], message["body"]["alt"]) == ("contact", "Photo")
    card = (await offered.customer.event("changed", kind="call"))["message"]["body"]
    assert [(moment["what"], moment["role"]) for moment in card["moments"]] == [("snapshot", "customer")]


async def test_who_came_by_an_invitation_sends_and_sees_what_belongs_to_the_call(offered: Offered) -> None:
    page = await offered.site.browser()
    secret = await offered.invitation()
    login = (await page.post("/api/call/redeem", {"invitation": secret}))["token"]
    status, _ = await send(page, offered.room, jpeg(), login)
    assert status == 200
    picture = (await offered.customer.says("picture"))["body"]["picture"]
    assert (await get(page, offered.conversation, picture, login))[0] == 200
    assert (await get(page, "v_other", picture, login))[0] == 404


async def test_the_same_id_is_one_message(offered: Offered) -> None:
    page = await offered.site.signed_in("Bor")
    first, again = await send(page, offered.room, jpeg()), await send(page, offered.room, jpeg())
    assert first == again and first[0] == 200
    status, told = await send(page, offered.room, png())
    assert (status, told["error"]["code"]) == (409, "conflict")
    assert offered.site.rows("SELECT COUNT(*) FROM conversation_pictures") == [(1,)]


async def test_strangers_neither_send_nor_see(offered: Offered) -> None:
    agent, nobody = await offered.site.signed_in("Bor"), await offered.site.browser()
    await send(agent, offered.room, jpeg())
    picture = (await offered.customer.says("picture"))["body"]["picture"]
    stranger = (await offered.site.contact()).me["token"]
    for token, code in ((None, 401), ("wrong", 401), (stranger, 404)):
        assert (await send(nobody, offered.room, jpeg(), token))[0] == code
        assert (await get(nobody, offered.conversation, picture, token))[0] == code
    assert (await send(await offered.site.signed_in("Cene"), offered.room, jpeg()))[0] == 404
    assert (await get(agent, "v_other", picture))[0] == 404
    assert (await get(agent, offered.conversation, "p_other"))[0] == 404


async def test_nothing_is_taken_once_the_call_is_over(offered: Offered) -> None:
    await offered.agent.call("call.end", room=offered.room)
    status, told = await send(await offered.site.signed_in("Bor"), offered.room, jpeg())
    assert (status, told["error"]["code"]) == (410, "gone")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 400),
        (b"<svg onload='alert(1)'/>", 400),
        (gif(), 400),
        (png(9000, 9000), 400),
        (png() + b"\0" * LARGEST, 413),
    ],
    ids=["nothing", "SVG", "GIF", "too many pixels", "too many bytes"],
)
async def test_what_is_no_picture_is_refused(offered: Offered, data: bytes, status: int) -> None:
    assert (await send(await offered.site.signed_in("Bor"), offered.room, data))[0] == status


@pytest.mark.parametrize("query", [{"of": "house"}, {"ident": ""}, {"ident": "x" * 65}, {"marked": "perhaps"}])
async def test_it_is_said_what_it_is_of(offered: Offered, query: dict[str, str]) -> None:
    assert (await send(await offered.site.signed_in("Bor"), offered.room, jpeg(), **query))[0] == 400


async def test_more_than_one_mebibyte_is_taken(offered: Offered) -> None:
    large = jpeg() + b"\0" * (3 << 20)
    assert (await send(await offered.site.signed_in("Bor"), offered.room, large))[0] == 200


def test_each_picture_says_what_it_shows() -> None:
    said = {worded(of, marked, words("en")) for of in ("screen", "camera", "photo") for marked in (True, False)}
    assert len(said) == 6 and SCREEN in said


async def test_who_has_a_conversation_sends_a_picture_without_a_call(site: Site) -> None:
    maja, page = await site.contact("sl"), await site.signed_in("Ana")
    await maja.ask("moj kotliček pušča")
    await maja.subscribe(f"conversation:{maja.conversation}")
    fence = (await (await page.agent()).call("take", conversation=maja.conversation))["fence"]

    async def sent(data: bytes, ident: str = "one", fence: int = fence, by: Browser = page) -> tuple[int, Any]:
        headers = {"Origin": ORIGIN, "Content-Type": "image/png"}
        path, params = f"/api/conversations/{maja.conversation}/pictures", {"client_message_id": ident, "fence": fence}
        async with by.http.post(path, data=BytesIO(data), headers=headers, params=params) as response:
            return response.status, await response.json()

    first = await sent(png(30, 20))
    assert first[0] == 200
    message = await maja.says("picture")
    assert (message["author"]["name"], message["body"]["alt"], message["seq"]) == ("Ana", "Slika", first[1]["seq"])
    assert await sent(png(30, 20)) == first
    assert (await sent(png(30, 21)))[1]["error"]["code"] == "conflict"
    assert (await sent(png(30, 20), "two", fence - 1))[1]["error"]["code"] == "stale"
    assert (await sent(png(30, 20), "two", by=await site.signed_in("Bor")))[1]["error"]["code"] == "stale"
    assert (await sent(gif(30, 20), "two"))[0] == 400
