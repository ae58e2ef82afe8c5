"""Hello, the Origin, and input that no page of ours would send."""

import json
import random

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import HeardError
from bot.web import connection as connection_module
from bot.web import frames
from bot.web.connection import BURST
from tests.client import Browser, Client, Closed, Refused
from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands

# -- Origin -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin",
    [
        None, "null", "", "http://evil.test", "http://heard.test.evil.test", "http://evilheard.test", "http://heard.test:81",
        "https://heard.test", "HTTP://HEARD.TEST", "http://heard.test.", "http://heard.test/", "http://heard.test, http://evil.test",
    ],
)  # fmt: skip
async def test_another_origin_is_refused_at_the_handshake(site: Site, origin: str | None) -> None:
    page = await site.browser()
    headers = {} if origin is None else {"Origin": origin}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await page.http.ws_connect("/socket", headers=headers)
    assert refused.value.status == 403


# -- hello ---------------------------------------------------------------------------------


async def test_the_server_speaks_first(site: Site) -> None:
    page = await site.browser()
    async with page.http.ws_connect("/socket", headers={"Origin": ORIGIN}) as socket:
        welcome = await socket.receive_json()
    assert (welcome["type"], welcome["protocol"]) == ("welcome", 1)


async def test_a_contact_comes_back_to_the_same_conversation(site: Site) -> None:
    page = await site.browser()
    first = await page.contact("sl")
    assert "conversation" not in first.me
    receipt = await first.ask("where is my order")
    again = await page.contact_again(first.me["token"])
    assert again.conversation == receipt["conversation"]
    assert (again.me["id"], again.me["language"]) == (first.me["id"], "sl")


@pytest.mark.parametrize(
    "hello",
    [
        {"as": "contact"},
        {"as": "contact", "token": "guessed"},
        {"as": "agent"},
        {"as": "agent", "token": "a login is a cookie"},
        {"as": "participant", "token": "guessed"},
        {"as": "participant"},
    ],
)
async def test_who_is_not_known_is_told_so_and_sent_away(site: Site, hello: dict[str, str]) -> None:
    socket = await (await site.browser()).socket()
    with pytest.raises(Refused) as refused:
        await socket.call("hello", **hello)
    assert refused.value.code == "unauthorized"
    assert (await socket.until(lambda frame: frame["type"] == "ended"))["code"] == "unauthorized"
    assert await socket.closes() == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_a_verb_before_hello_ends_the_connection(site: Site) -> None:
    socket = await (await site.browser()).socket()
    await socket.post("ping")
    assert (await socket.until(lambda frame: frame["type"] == "ended"))["code"] == "unauthorized"
    assert await socket.closes() == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_who_never_says_hello_is_sent_away(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "HELLO_S", 0.05)
    socket = await (await site.browser()).socket()
    assert (await socket.until(lambda frame: frame["type"] == "ended"))["message"] == "Nobody said hello."
    assert await socket.closes() == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_hello_is_said_once(site: Site) -> None:
    customer = await site.contact()
    with pytest.raises(Refused, match="bad_request"):
        await customer.call("hello", **{"as": "contact", "token": customer.me["token"]})
    await customer.call("ping")


# -- what cannot be read ---------------------------------------------------------------------

UNREADABLE = {
    "nothing": "",
    "no JSON": "hello?",
    "half of it": '{"type": "ping", "id": 2',
    "no object": "[1, 2]",
    "a number": "7",
    "null": "null",
    "no verb": '{"id": 2}',
    "unknown verb": '{"type": "explode", "id": 2}',
    "no id": '{"type": "ping"}',
    "id of a wrong kind": '{"type": "ping", "id": "2"}',
    "id below 0": '{"type": "ping", "id": -1}',
    "id too large": '{"type": "ping", "id": 99999999999999999999}',
    "five thousand digits": '{"type": "ping", "id": ' + "9" * 5000 + "}",
    "not a number": '{"type": "ping", "id": NaN}',
    "infinite": '{"type": "ping", "id": 1e400}',
    "unknown field": '{"type": "ping", "id": 2, "more": 1}',
    "__proto__": '{"type": "ping", "id": 2, "__proto__": {"admin": true}}',
    "text of a wrong kind": '{"type": "send", "id": 2, "client_message_id": "m", "text": 7}',
    "no text": '{"type": "send", "id": 2, "client_message_id": "m", "text": ""}',
    "text too long": json.dumps({"type": "send", "id": 2, "client_message_id": "m", "text": "x" * 4001}),
    "id of the message too long": json.dumps({"type": "send", "id": 2, "client_message_id": "m" * 65, "text": "x"}),
    "NUL": '{"type": "send", "id": 2, "client_message_id": "m", "text": "a\\u0000b"}',
    "raw NUL": '{"type": "send", "id": 2, "client_message_id": "m", "text": "a\x00b"}',
    "NUL in an id": '{"type": "send", "id": 2, "client_message_id": "m\\u0000", "text": "x"}',
    "lone surrogate": '{"type": "send", "id": 2, "client_message_id": "m", "text": "a\\ud800b"}',
    "surrogates the wrong way": '{"type": "send", "id": 2, "client_message_id": "m", "text": "\\udc00\\ud800"}',
    "nested deeply": '{"type": "signal", "id": 2, "room": "r", "signal": {"a": ' + "[" * 5000 + "]" * 5000 + "}}",
    "open brackets": "[" * 60_000,
    "rating of 11": '{"type": "rate", "id": 2, "request": "q", "value": 11}',
    "rating of 4.5": '{"type": "rate", "id": 2, "request": "q", "value": 4.5}',
    "ten thousand fields": json.dumps({"type": "ping", "id": 2, **{f"k{n}": n for n in range(4000)}}),
}  # fmt: skip


ANSWERED = {
    "no verb", "unknown verb", "unknown field", "__proto__", "text of a wrong kind", "no text", "text too long",
    "id of the message too long", "rating of 11", "rating of 4.5", "ten thousand fields", "NUL", "NUL in an id",
    "lone surrogate", "surrogates the wrong way",
}  # fmt: skip
"""Wrong, but one can read which frame it was."""


@pytest.mark.parametrize("name", UNREADABLE)
async def test_what_cannot_be_read_is_refused_and_the_connection_lives(site: Site, name: str) -> None:
    customer = await site.contact()
    answer = await customer.raw(UNREADABLE[name])
    assert (answer["type"], answer["code"]) == ("error", "bad_request")
    assert answer["id"] == (2 if name in ANSWERED else 0)
    await customer.ask("where is my order")
    assert site.rows("SELECT COUNT(*) FROM messages WHERE author = 'contact'") == [(1,)]


async def test_a_frame_that_is_a_little_too_large_is_refused(site: Site) -> None:
    customer = await site.contact()
    answer = await customer.raw(json.dumps({"type": "suggest", "id": 9, "text": "x" * 65 * 1024}))
    assert (answer["type"], answer["code"]) == ("error", "too_large")
    await customer.ask("where is my order")


async def test_a_first_frame_that_cannot_be_read_ends_the_connection(site: Site) -> None:
    socket = await (await site.browser()).socket()
    assert (await socket.raw("hello?"))["code"] == "bad_request"
    assert (await socket.until(lambda frame: frame["type"] == "ended"))["code"] == "bad_request"
    assert await socket.closes() == aiohttp.WSCloseCode.POLICY_VIOLATION


@pytest.mark.parametrize("size", [129 * 1024, 1_000_000])
async def test_what_is_far_too_large_ends_the_connection_and_nothing_else(site: Site, size: int) -> None:
    page = await site.browser()
    customer = await page.contact()
    other = await site.contact()
    await customer.socket.send_str(json.dumps({"type": "suggest", "id": 9, "text": "x" * size}))
    with pytest.raises((Closed, ConnectionError)):
        await customer.until(lambda frame: frame.get("id") == 9)
    await other.ask("where is my order")
    back = await page.contact_again(customer.me["token"])
    await back.ask("where is my order")


async def test_a_frame_of_64_kib_is_read(site: Site) -> None:
    customer = await site.contact()
    empty = json.dumps({"type": "suggest", "id": 9, "text": ""})
    answer = await customer.raw(empty.replace('""', '"' + "x" * (64 * 1024 - len(empty)) + '"'))
    assert answer["code"] == "bad_request"  # a text has at most 4000 characters, the frame was read
    assert "4000" in answer["message"]


async def test_binary_frames_close_the_connection(site: Site) -> None:
    customer = await site.contact()
    await customer.socket.send_bytes(b'{"type": "ping", "id": 2}')
    assert await customer.closes() == aiohttp.WSCloseCode.UNSUPPORTED_DATA


async def test_brackets_in_a_text_are_text(site: Site) -> None:
    customer = await site.contact()
    text = "[[[[{{{{" * 20 + '"\\['
    await customer.ask(text)
    assert site.rows("SELECT words FROM messages WHERE author = 'contact'") == [(text,)]


def test_a_written_backslash_before_u0000_is_text() -> None:
    frame = frames.decode(r'{"type": "send", "id": 1, "client_message_id": "m", "text": "\\u0000"}')
    assert isinstance(frame, frames.Send)
    assert frame.text == r"\u0000"


pieces = st.sampled_from(
    ['{"type":"send","id":1,', '"client_message_id":"m",', '"text":', '"', "\\u0000", "\\ud800", "\\", "[", "{", "}",
     "]", "1e999", "null", ",", ":"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.one_of(st.text(), st.lists(pieces, max_size=30).map("".join), st.text(alphabet='[]{}"\\u0d8', max_size=200)))
def test_reading_raises_what_clients_may_see_and_nothing_else(text: str) -> None:
    try:
        frames.decode(text)
    except HeardError as error:
        assert error.code in ("bad_request", "too_large")


async def test_a_flood_is_slowed_down_not_cut(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    customer = await site.contact()
    sent = [await customer.post("ping") for _ in range(200)]
    refused = 0
    for ident in sent:
        try:
            await customer.answer(ident)
        except Refused as error:
            assert error.code == "too_many"
            assert error.data["retry_after_s"] > 0
            refused += 1
    assert refused == 200 - BURST
    clock.turn(60)
    await customer.call("ping")


# -- what is not theirs -------------------------------------------------------------------------

FOR_AGENTS = {
    "take": {"conversation": "@"},
    "reply": {"conversation": "@", "fence": 1, "client_message_id": "r", "text": "x"},
    "note": {"conversation": "@", "client_message_id": "n", "text": "x"},
    "release": {"conversation": "@", "fence": 1},
    "hand_back": {"conversation": "@", "fence": 1},
    "transfer": {"conversation": "@", "fence": 1, "agent": "a_1"},
    "resolve": {"conversation": "@", "fence": 1},
    "retry": {"conversation": "@", "seq": 1},
    "call.start": {"conversation": "@", "fence": 1},
}
FOR_CONTACTS = {
    "send": {"client_message_id": "m", "text": "x"},
    "choose": {"client_message_id": "m", "article": "track-order", "label": "x"},
    "helped": {"seq": 1, "value": True},
    "person": {},
    "leave_line": {},
    "solved": {},
    "rate": {"request": "q", "value": 5},
    "profile": {"name": "x"},
    "call.decline": {"room": "r_1"},
}


async def two_customers(site: Site) -> tuple[Client, Client]:
    maja, tone = await site.contact(), await site.contact()
    await maja.ask("my address is Cankarjeva 1")
    await tone.ask("where is my order")
    return maja, tone


@pytest.mark.parametrize("verb", FOR_AGENTS)
async def test_a_customer_cannot_do_what_agents_do(site: Site, verb: str) -> None:
    maja, tone = await two_customers(site)
    for conversation in (maja.conversation, tone.conversation):
        fields = {name: conversation if value == "@" else value for name, value in FOR_AGENTS[verb].items()}
        with pytest.raises(Refused, match="forbidden"):
            await tone.call(verb, **fields)


@pytest.mark.parametrize("verb", [verb for verb in FOR_CONTACTS if verb != "call.decline"])
async def test_an_agent_cannot_do_what_customers_do(site: Site, verb: str) -> None:
    agent = await site.agent("Bor")
    with pytest.raises(Refused, match="forbidden"):
        await agent.call(verb, **FOR_CONTACTS[verb])


async def test_a_customer_reads_their_own_conversation_only(site: Site) -> None:
    maja, tone = await two_customers(site)
    own = await tone.subscribe(f"conversation:{tone.conversation}")
    assert own["state"]["id"] == tone.conversation
    for stream in (
        f"conversation:{maja.conversation}", f"inside:{maja.conversation}", f"inside:{tone.conversation}", "line",
        "articles", "conversation:", "conversation", "", "agent:a_1", "conversation:%", "conversation:' OR 1=1 --",
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            await tone.call("subscribe", stream=stream)
        assert refused.value.code in ("forbidden", "bad_request"), stream
    for verb, fields in (("earlier", {"before": 100}), ("typing", {})):
        with pytest.raises(Refused, match="not_found"):
            await tone.call(verb, conversation=maja.conversation, **fields)
    assert not any("Cankarjeva" in json.dumps(frame) for frame in tone.frames)


async def test_an_agent_reads_streams_that_exist(site: Site) -> None:
    agent = await site.agent("Bor")
    for stream, code in (("conversation:v_none", "not_found"), ("agent:a_1", "forbidden"), ("inside:", "forbidden")):
        with pytest.raises(Refused) as refused:
            await agent.call("subscribe", stream=stream)
        assert refused.value.code == code
    await agent.subscribe("line")
    await agent.subscribe("articles")


def shuffled_verbs() -> list[str]:
    verbs = list({**FOR_AGENTS, **FOR_CONTACTS})
    random.Random(1).shuffle(verbs)
    return verbs


async def test_nothing_that_a_stranger_says_is_a_failure_of_the_server(site: Site) -> None:
    """Whatever the verb and whoever says it, a refusal is typed: never `internal`."""
    page: Browser = await site.browser()
    customer, agent = await page.contact(), await site.agent()
    for who in (customer, agent):
        for verb in shuffled_verbs():
            for wrong in ("v_none", "x" * 64, "'", "%", "\ud83d\ude00"):
                fields = {**FOR_AGENTS, **FOR_CONTACTS}[verb]
                try:
                    await who.call(verb, **{name: wrong if value == "@" else value for name, value in fields.items()})
                except Refused as refused:
                    assert refused.code != "internal", (verb, wrong)
