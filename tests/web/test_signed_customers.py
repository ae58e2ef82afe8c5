"""Customers whom the shop has signed: by the examples of our page for shops, and from several browsers."""

import asyncio
import hashlib
import hmac
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.clock import now_ms
from bot.journeys.identity import signature
from tests.client import Browser, Client, Refused
from tests.conftest import Site

WEB = Path(__file__).parents[2] / "bot" / "web"
PAGE = (WEB / "API.md").read_text(encoding="utf-8")
NUMBER = "K-47/11 č"

PROGRAMS = {
    "python": ([sys.executable, "-c"], "import sys\nprint(signature(sys.argv[1], sys.argv[2], int(sys.argv[3])))"),
    "js": (["node", "--input-type=module", "-e"], "console.log(signature(...process.argv.slice(1)));"),
    "php": (["php", "-r"], "echo signature($argv[1], $argv[2], (int) $argv[3]);"),
}
"""What runs each example, and what calls it: with the secret, the number and the time."""


def example(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


async def secret(manager: Browser) -> str:
    return str((await manager.post("/api/signing", {}))["secret"])


async def comes_as(browser: Browser, token: str, number: str, at: int, signed: str) -> tuple[Client, dict[str, Any]]:
    """A connection of this browser's, and what it is welcomed with."""
    client = await browser.socket()
    welcome = await client.hello("contact", token, customer={"number": number, "at": at, "signature": signed})
    return client, welcome


@pytest.mark.parametrize("language", PROGRAMS)
async def test_what_an_example_signs_is_taken(site: Site, language: str) -> None:
    (program, *flags), call = PROGRAMS[language]
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} here")
    given, at = await secret(await site.signed_in()), now_ms() // 1000
    run = [
        program,
        *flags,
        f"{example(language)}\n{call}",
        *(["--"] if language == "php" else []),
        given,
        NUMBER,
        str(at),
    ]
    process = await asyncio.create_subprocess_exec(*run, stdout=asyncio.subprocess.PIPE)
    told, _ = await process.communicate()
    visitor = await site.browser()
    token = (await visitor.post("/api/widget/start", {"language": "en"}))["token"]
    await comes_as(visitor, token, NUMBER, at, told.decode().strip())
    assert site.rows("SELECT external_id FROM addresses WHERE channel = 'shop'") == [(NUMBER,)]


def test_a_signature_is_the_plain_hmac() -> None:
    plain = hmac.new(b"secret", b"4711.1763800000", hashlib.sha256).hexdigest()
    assert signature("secret", "4711", 1_763_800_000) == plain


def test_the_page_of_journeys_shows_the_same_examples() -> None:
    shown = (WEB / "static" / "journeys" / "signing-part.js").read_text(encoding="utf-8")
    plain = re.sub(r"\\([`$])", r"\1", shown)
    for language in PROGRAMS:
        assert re.sub(r"\n+", "\n", example(language)).strip() in re.sub(r"\n+", "\n", plain), language


async def rated(client: Client, text: str, value: int) -> str:
    """The conversation in which somebody asked, was answered and rated."""
    await client.ask(text)
    await client.subscribe(f"conversation:{client.conversation}")
    await client.call("solved")
    card = await client.says("rating")
    await client.call("rate", request=card["body"]["request"], value=value)
    return str(client.conversation)


async def test_a_customer_of_two_browsers_is_one_to_agents_and_goes_on_in_one_conversation(site: Site) -> None:
    ana = await site.signed_in()
    given, at = await secret(ana), now_ms() // 1000
    signed = signature(given, "4711", at)
    browsers = [await site.browser() for _ in range(2)]
    visitors = [await browser.contact() for browser in browsers]
    tokens = [visitor.me["token"] for visitor in visitors]
    first = await rated(visitors[0], "where is my order", 2)
    second = await rated(visitors[1], "can I wash the shade", 1)
    assert first != second
    former = site.rows("SELECT contact FROM conversations WHERE id = ?", second)[0]
    _, one = await comes_as(browsers[0], tokens[0], "4711", at, signed)
    client, two = await comes_as(browsers[1], tokens[1], "4711", at, signed)
    customer = one["me"]["id"]
    assert (two["me"]["id"], two["conversation"]) == (customer, first)

    # The agent sees both talks under the one customer, from either side; ratings and what they count for are one's.
    for ident in (customer, *former):
        told = await ana.get(f"/api/contacts/{ident}/timeline")
        assert told["contact"]["id"] == customer
        talks = {moment["conversation"] for moment in told["moments"] if moment["kind"] == "conversation"}
        assert talks == {first, second}
        assert sorted(moment["value"] for moment in told["moments"] if moment["kind"] == "asking") == [1, 2]
    assert site.rows("SELECT DISTINCT contact FROM rating_requests") == [(customer,)]
    assert set(site.rows("SELECT contact, conversation FROM cases")) == {(customer, first)}
    assert site.rows("SELECT continues_in FROM conversations WHERE id = ?", second) == [(first,)]

    # Either browser reads both, and nobody else's.
    assert (await client.subscribe(f"conversation:{first}"))["state"]["former"] == [second]
    assert (await client.subscribe(f"conversation:{second}"))["state"]["continues_in"] == first
    stranger = await (await site.browser()).contact()
    await stranger.ask("hello")
    with pytest.raises(Refused, match="not for you"):
        await stranger.subscribe(f"conversation:{second}")

    # What is written from either browser, and what an agent answers, is in the customer's own conversation.
    again = await browsers[0].socket()
    await again.hello("contact", tokens[0])
    for each in (client, again):
        assert (await each.call("send", client_message_id=f"m{id(each)}", text="hello"))["conversation"] == first
    desk = await ana.agent()
    with pytest.raises(Refused, match="goes on in another conversation"):
        await desk.call("take", conversation=second)
    await desk.call("take", conversation=first)


async def test_who_stops_in_one_browser_has_stopped(site: Site) -> None:
    given, at = await secret(await site.signed_in()), now_ms() // 1000
    signed = signature(given, "4711", at)
    browsers = [await site.browser() for _ in range(2)]
    visitors = [await browser.contact() for browser in browsers]
    tokens = [visitor.me["token"] for visitor in visitors]
    await visitors[0].ask("where is my order")
    await visitors[1].call("permit", allowed=False)
    await comes_as(browsers[0], tokens[0], "4711", at, signed)
    _, welcome = await comes_as(browsers[1], tokens[1], "4711", at, signed)
    assert welcome["unasked"] == "stopped"
