"""What programs may do with a key, and bot/web/API.md against the code."""

import asyncio
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.journeys.identity import signature
from bot.journeys.touchpoint import Consent, Customer, Told
from bot.web.journeys import programs_api
from bot.web.journeys.programs_api import RatingLinkBody, TelegramLinkBody
from bot.web.programs import CALLS
from bot.web.route import Who
from bot.web.routes import ROUTES
from tests.client import Browser
from tests.conftest import Site, StartSite
from tests.fakes.clock import Hands

PAGE = Path(__file__).parents[2].joinpath("bot", "web", "API.md").read_text(encoding="utf-8")
ONE = {"id": "o-1", "kind": "delivered", "at": "2025-11-20T14:03:00+01:00", "customer": {"number": "4711"}}
EVERY = ["export:read", "surveys:link", "touchpoints:write"]


class Program:
    """A shop's software with its key."""

    def __init__(self, browser: Browser, secret: str) -> None:
        self.browser = browser
        self.secret = secret

    async def call(self, path: str, body: Any, *, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        told = {"Authorization": f"Bearer {self.secret}"} if headers is None else headers
        async with self.browser.http.post(path, json=body, headers=told) as response:
            return response.status, await response.json()

    async def tell(self, body: Any) -> tuple[int, Any]:
        return await self.call("/api/v1/touchpoints", body)


async def program(site: Site, *scopes: str) -> Program:
    ana = await site.signed_in("Ana")
    status, made = await ana.request("POST", "/api/keys", {"name": "Shop", "scopes": list(scopes or EVERY)})
    assert status == 200
    return Program(await site.browser(), made["secret"])


# -- keys ----------------------------------------------------------------------------


async def test_a_key_is_shown_once_and_only_its_hash_is_kept(site: Site) -> None:
    ana = await site.signed_in("Ana")
    _, made = await ana.request("POST", "/api/keys", {"name": " The  shop ", "scopes": ["touchpoints:write"]})
    (kept,) = (await ana.get("/api/keys"))["keys"]
    assert (kept["name"], kept["scopes"], kept["by"]) == ("The shop", ["touchpoints:write"], "Ana")
    assert made["secret"].startswith("heard_")
    ((stored,),) = site.rows("SELECT hash FROM api_keys")
    assert stored == hashlib.sha256(made["secret"].encode()).hexdigest()
    assert made["secret"] not in json.dumps(kept)


async def test_a_key_is_good_for_its_scopes_until_it_ends(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    shop, ana = await program(site, "export:read"), await site.signed_in("Ana")
    status, said = await shop.tell(ONE)
    assert (status, said["error"]["data"]) == (403, {"scope": "touchpoints:write"})
    (key,) = (await ana.get("/api/keys"))["keys"]
    assert "used_at" not in key
    await ana.request("PATCH", f"/api/keys/{key['id']}", {"scopes": ["touchpoints:write"]})
    assert (await shop.tell(ONE))[0] == 200
    (key,) = (await ana.get("/api/keys"))["keys"]
    assert key["used_at"] == clock()
    _, renewed = await ana.request("POST", f"/api/keys/{key['id']}/secret", {})
    assert (await shop.tell(ONE))[0] == 401
    fresh = Program(shop.browser, renewed["secret"])
    assert (await fresh.tell(ONE))[0] == 200, "the same key by another secret knows what it has sent"
    assert len(site.rows("SELECT * FROM touchpoints")) == 1
    assert (await ana.request("DELETE", f"/api/keys/{key['id']}"))[0] == 200
    assert (await fresh.tell(ONE))[0] == 401
    assert (await ana.request("POST", f"/api/keys/{key['id']}/secret", {}))[0] == 410


async def test_agents_make_no_keys(site: Site) -> None:
    bor = await site.signed_in("Bor")
    assert (await bor.request("POST", "/api/keys", {"name": "x", "scopes": EVERY}))[0] == 403
    assert (await bor.request("GET", "/api/keys"))[0] == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer"}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer heard_wrong"}],
)
async def test_without_a_key_nothing_is_taken(site: Site, headers: dict[str, str]) -> None:
    shop = await program(site)
    assert (await shop.call("/api/v1/touchpoints", ONE, headers=headers))[0] == 401
    assert site.rows("SELECT * FROM touchpoints") == []


async def test_a_login_is_no_key(site: Site) -> None:
    ana = await site.signed_in("Ana")
    assert (await ana.request("POST", "/api/v1/touchpoints", ONE))[0] == 401


async def test_a_key_that_is_used_too_often_has_to_wait(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    shop = await program(site)
    answers = await asyncio.gather(*(shop.tell(ONE) for _ in range(CALLS + 1)))
    assert sorted(status for status, _ in answers) == [200] * CALLS + [429]
    clock.turn(1)
    assert (await shop.tell(ONE))[0] == 200


# -- touchpoints -------------------------------------------------------------------------


async def test_one_touchpoint_is_taken_once(site: Site) -> None:
    shop = await program(site)
    first, again = await shop.tell(ONE), await shop.tell({**ONE, "at": 1_763_643_780_000})
    assert first[0] == 200
    assert first == again, "the same moment, written otherwise"
    status, said = await shop.tell({**ONE, "kind": "returned"})
    assert (status, said["error"]["code"], said["error"]["data"]) == (409, "conflict", {"field": "id"})
    assert len(site.rows("SELECT * FROM touchpoints")) == 1


async def test_raced_repetitions_are_taken_once(site: Site) -> None:
    shop = await program(site)
    answers = await asyncio.gather(*(shop.tell(ONE) for _ in range(30)))
    assert {json.dumps(answer) for answer in answers} == {json.dumps(answers[0])}
    assert len(site.rows("SELECT * FROM touchpoints")) == len(site.rows("SELECT * FROM contacts")) == 1


async def test_a_list_has_an_answer_for_each(site: Site) -> None:
    shop = await program(site)
    await shop.tell(ONE)
    status, said = await shop.tell([
        ONE, {**ONE, "kind": "returned"}, {**ONE, "id": "o-2"}, {"id": "o-3"}, 7,
        {**ONE, "id": "o-4", "customer": {"contact": "c_lost"}}, {**ONE, "id": "o-5", "at": "soon"},
    ])  # fmt: skip
    assert status == 200
    told = [(it["id"], it.get("error", {}).get("code"), it.get("error", {}).get("field")) for it in said["results"]]
    assert told == [
        ("o-1", None, None), ("o-1", "conflict", "id"), ("o-2", None, None), ("o-3", "bad_request", "kind"),
        (None, "bad_request", ""), ("o-4", "not_found", "customer.contact"), ("o-5", "bad_request", "at"),
    ]  # fmt: skip


async def test_a_thousand_fit_and_no_more(site: Site) -> None:
    shop = await program(site)
    many = [{**ONE, "id": f"o-{n}", "customer": {"number": str(n % 7)}} for n in range(programs_api.MOST + 1)]
    status, said = await shop.tell(many)
    assert (status, said["error"]["code"]) == (413, "too_large")
    status, said = await shop.tell(many[:-1])
    assert (status, len(said["results"])) == (200, programs_api.MOST)
    assert site.rows("SELECT COUNT(*) FROM touchpoints") == [(programs_api.MOST,)]
    assert site.rows("SELECT COUNT(*) FROM contacts") == [(7,)]


@pytest.mark.parametrize("body", [[], "x", 5, None, {"id": "\u0000"}])
async def test_what_is_no_touchpoint_is_refused(site: Site, body: Any) -> None:
    assert (await (await program(site)).tell(body))[0] == 400


# -- links -----------------------------------------------------------------------------


async def test_a_rating_link_about_a_touchpoint(site: Site) -> None:
    shop = await program(site)
    _, taken = await shop.tell(ONE)
    status, link = await shop.call("/api/v1/rating-links", {"touchpoint": taken["touchpoint"], "survey": "csat"})
    assert status == 200, link
    assert re.fullmatch(r"http://heard\.test/rate/#[\w-]{43}", link["url"])
    assert site.rows("SELECT moment, subject, survey FROM rating_requests") == [("link", taken["touchpoint"], "csat")]
    assert (await shop.call("/api/v1/rating-links", {"touchpoint": "t_lost"}))[0] == 404
    assert (await shop.call("/api/v1/rating-links", {"touchpoint": taken["touchpoint"], "survey": "none"}))[0] in (
        200,
        409,
    )


async def test_without_telegram_there_is_no_link_to_it(site: Site) -> None:
    shop = await program(site)
    status, said = await shop.call("/api/v1/telegram-links", {"customer": {"number": "4711"}})
    assert (status, said["error"]["code"]) == (503, "unavailable")


# -- who is there ------------------------------------------------------------------------


async def test_a_signed_customer_is_the_shops(site: Site) -> None:
    shop, ana = await program(site), await site.signed_in("Ana")
    _, taken = await shop.tell({**ONE, "customer": {"number": "4711", "name": "Maja"}})
    _, made = await ana.request("POST", "/api/signing", {})
    at = site.rows("SELECT created_at FROM api_keys")[0][0] // 1000
    visitor = await (await site.browser()).contact()
    token = visitor.me["token"]
    said = {"number": "4711", "at": at, "signature": signature(made["secret"], "4711", at)}
    again = await (await site.browser()).socket()
    welcome = await again.hello("contact", token, customer=said)
    assert (welcome["me"]["id"], welcome["me"]["name"]) == (taken["contact"], "Maja")
    assert welcome["unasked"] == "unsaid"
    forged = await (await site.browser()).socket()
    fresh = (await (await site.browser()).post("/api/widget/start", {"language": "en"}))["token"]
    stranger = await forged.hello("contact", fresh, customer={**said, "number": "4712"})
    assert stranger["me"]["id"] != taken["contact"]
    assert "unasked" not in stranger
    renewed = (await ana.request("POST", "/api/signing", {}))[1]
    assert renewed["former_until"] > renewed["made_at"]
    late = await (await site.browser()).socket()
    assert (await late.hello("contact", fresh, customer=said))["me"]["id"] == taken["contact"], (
        "the former secret, for a day"
    )


async def test_the_widget_stops_and_allows(site: Site) -> None:
    visitor = await (await site.browser()).contact()
    stopped = await visitor.call("permit", allowed=False)
    snapshot = await visitor.subscribe(f"conversation:{stopped['conversation']}")
    (message,) = snapshot["state"]["messages"]
    assert message["body"]["offer"] == ["allow"]
    await visitor.call("permit", allowed=True, seq=message["seq"])
    assert site.rows("SELECT allowed, how FROM permissions ORDER BY at") == [(0, "menu"), (1, "button")]


# -- the page says what is true ------------------------------------------------------------


def tables() -> list[list[str]]:
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in PAGE.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows]


def paths(pattern: str) -> list[str]:
    """`/a/{kind:b|c}` stands for two."""
    found = re.fullmatch(r"(.*)\{\w+:([\w|]+)\}", pattern)
    return [found[1] + name for name in found[2].split("|")] if found else [pattern]


def test_every_route_for_programs_is_described_with_its_scope() -> None:
    told = {(row[0], row[1].strip("`"), row[2]) for row in tables() if row[0] in ("GET", "POST")}
    routes = [route for route in ROUTES if route.who is Who.PROGRAM]
    assert told == {(route.method, path, route.scope) for route in routes for path in paths(route.path)}


def test_every_field_is_described() -> None:
    named = {row[0].strip("`") for row in tables() if row[0].startswith("`")}
    fields = {
        field.encode_name for kind in (Told, TelegramLinkBody, RatingLinkBody) for field in msgspec.structs.fields(kind)
    }
    parts = {f"customer.{field.encode_name}" for field in msgspec.structs.fields(Customer)}
    parts |= {f"consent.{field.encode_name}" for field in msgspec.structs.fields(Consent)}
    assert fields | parts <= named


@pytest.mark.parametrize(
    ("name", "kind"), [("touchpoint", Told), ("telegram-link", TelegramLinkBody), ("rating-link", RatingLinkBody)]
)
def test_the_examples_can_be_read(name: str, kind: type) -> None:
    (example,) = re.findall(rf"^```json {name}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert msgspec.json.decode(example, type=kind)
