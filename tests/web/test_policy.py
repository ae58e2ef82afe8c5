"""Who may ask for what: every route, for everybody."""

import io
import re

import pytest

from bot.web.pages import PAGES
from bot.web.route import Route, Who
from bot.web.routes import ROUTES
from tests.client import Browser
from tests.conftest import ORIGIN, Site, StartSite
from tests.fakes.clock import Hands
from tests.fakes.pictures import png

BY_NAME = {f"{route.method} {route.path}": route for route in ROUTES}
FOREIGN = {
    "login": "l_of_another", "agent": "a_none", "language": "en", "path": "shared/base.css", "key": "none",
    "category": "none", "number": "1", "version": "1", "picture": "none",
    "room": "r_none", "conversation": "v_none", "id": "none", "gap": "none", "variant": "none", "recording": "none",
    "contact": "c_none", "journey": "none", "upload": "none",
    "case": "none", "survey": "none", "kiosk": "none", "rule": "none", "target": "none", "notification": "none",
    "digest": "none", "review": "none", "booking": "none", "absence": "none", "batch": "none",
}  # fmt: skip
JOURNEY = {
    "id": "none", "name": "N", "trigger": {"kind": "bought"},
    "steps": [{"does": "survey", "after_h": 1, "survey": "csat"}],
}  # fmt: skip
SURVEY = {
    "id": "none", "metric": "csat", "look": "stars", "question": {"en": "How was it?"}, "ask": {"moments": ["episode"]}
}  # fmt: skip
RULE = {
    "id": "none",
    "name": "N",
    "on": "rating",
    "conditions": [{"kind": "words", "words": ["x"]}],
    "to": ["desk:all"],
}
TARGET = {"name": "Hook", "language": "en", "url": "json://127.0.0.1/"}
PLAN = {"every": "week", "language": "en", "zone": "UTC"}
QUESTIONS = {key: {"en": "Was it?"} for key in ("responsiveness", "speed", "competence", "courtesy", "consistency")}
BODIES = {
    "POST /api/reports/comments/read": {"until": 0},
    "POST /api/bookings/{booking}/cancel": {"moves": 0},
    "POST /api/bookings/{booking}/move": {"since": 0, "moves": 0},
    "POST /api/booking/cancel": {"secret": "guess", "moves": 0},
    "POST /api/help/searches/forget": {"language": "en", "text": "x"},
    "POST /api/invitations": {"role": "agent"},
    "PATCH /api/agents/{agent}": {"disabled": True},
    "PUT /api/articles/{key}/draft": {"article": {"key": "none", "translations": [{"language": "en", "title": "T"}]}},
    "POST /api/articles/{key}/remove": {},
    "POST /api/articles/{key}/review": {},
    "POST /api/articles/{key}/publish": {"revision": 1},
    "POST /api/articles/{key}/versions/{version}/restore": {},
    "POST /api/articles/{key}/undo": {"version": 1},
    "POST /api/articles/preview": {"markdown": "Here.", "language": "en"},
    "POST /api/articles/explain": {"question": "Where?"},
    "POST /api/articles/bulk": {"keys": ["none"], "deed": "remove"},
    "POST /api/import": {"key": "none", "translations": []},
    "POST /api/gaps/{gap}/draft": {},
    "POST /api/gaps/{gap}/settle": {"article": "none"},
    "POST /api/suggested-variants/take": {"ids": []},
    "PUT /api/synonyms": {"synonyms": [], "revision": 0},
    "PUT /api/attributes": {"attributes": [], "revision": 0},
    "PUT /api/categories": {"categories": [], "revision": 0},
    "POST /api/keys": {"name": "Shop", "scopes": ["export:read"]},
    "PATCH /api/keys/{key}": {},
    "PUT /api/contacts/{contact}/permission": {"allowed": True, "how": "said so"},
    "PUT /api/journeys/{journey}": {"journey": JOURNEY},
    "PATCH /api/journeys/{journey}": {"enabled": False},
    "POST /api/journeys/read": {"toml": "journeys = []"},
    "POST /api/journeys/rehearse": {"journey": JOURNEY},
    **{f"POST /api/recovery/cases/{{case}}/{deed}": {} for deed in ("claim", "hear", "resolve")},
    **{f"POST /api/recovery/cases/{{case}}/{deed}": {"text": "Why"} for deed in ("dismiss", "reopen", "note")},
    "POST /api/recovery/cases/{case}/assign": {"agent": None},
    "POST /api/recovery/cases/{case}/apologise": {"note": "By phone"},
    "POST /api/recovery/cases/{case}/diagnose": {"cause": "slow"},
    "PATCH /api/recovery/settings": {},
    "PUT /api/surveys/order": {"order": []},
    "PATCH /api/surveys/settings": {},
    "POST /api/surveys/preview": {"survey": SURVEY, "language": "en"},
    "PUT /api/surveys/{survey}": {"survey": SURVEY},
    "PATCH /api/surveys/{survey}": {"enabled": True},
    "POST /api/kiosks": {"place": "Shop", "survey": "shop", "language": "en"},
    "PATCH /api/kiosks/{kiosk}": {},
    "PUT /api/alerts/rules/{rule}": {"rule": RULE},
    "PATCH /api/alerts/rules/{rule}": {"enabled": True},
    "PATCH /api/alerts/settings": {},
    "POST /api/alerts/targets": TARGET,
    "POST /api/alerts/read": {},
    "PATCH /api/alerts/targets/{target}": {"name": "Hook", "language": "en"},
    "POST /api/digests": {"target": "none", "plan": PLAN},
    "PATCH /api/digests/{digest}": {"target": "none", "plan": PLAN},
    "POST /api/digests/preview": {"plan": PLAN},
    "POST /api/reviews/draw": {"since": 0, "until": 1},
    "PUT /api/reviews/form": {"questions": QUESTIONS},
    "PUT /api/reviews/{review}": {"scores": dict.fromkeys(QUESTIONS, 5)},
    "POST /api/reviews/{review}/skip": {"skipped": True},
    "PATCH /api/thanks/terms": {},
    "POST /api/thanks/codes": {"batch": "Spring", "codes": "ONE"},
    "PATCH /api/bookings/settings": {},
    "PUT /api/calendar/hours": {"hours": []},
    "POST /api/calendar/absences": {"since": 2**52, "until": 2**52 + 1},
}
QUERIES = {
    "POST /api/import": "?format=jsonl", "GET /api/export": "?format=csv",
    "POST /api/conversations/{conversation}/pictures": "?fence=1&client_message_id=one",
    "GET /api/digests/preview.html": "?every=week&language=en&zone=UTC",
}  # fmt: skip
RAW = {
    "POST /api/surveys/import": b"", "POST /api/pictures": png(),
    "POST /api/conversations/{conversation}/pictures": png(),
    "POST /api/touchpoints/upload": b"id,kind,at,number\n",
}  # fmt: skip


def path_of(route: Route) -> str:
    return re.sub(r"{(\w+)(?::[^}]*)?}", lambda hole: FOREIGN[hole[1]], route.path)


async def status(page: Browser, name: str, **more: str) -> int:
    route = BY_NAME[name]
    path, body = path_of(route) + QUERIES.get(name, ""), BODIES.get(name)
    return (await page.request(route.method, path, {**body, **more} if body else body, data=RAW.get(name)))[0]


@pytest.mark.parametrize("name", [name for name, route in BY_NAME.items() if route.who in (Who.AGENT, Who.MANAGER)])
async def test_what_is_for_agents_or_managers_is_for_nobody_else(site: Site, name: str) -> None:
    stranger, customer, agent = await site.browser(), await site.browser(), await site.signed_in("Bor")
    await customer.contact()
    assert await status(stranger, name) == 401
    assert await status(customer, name) == 401
    for_managers = BY_NAME[name].who is Who.MANAGER
    assert (await status(agent, name) == 403) is for_managers
    manager, more = await site.signed_in("Ana"), {}
    if name == "POST /api/digests":  # one that goes nowhere is a mistake of the body
        more["target"] = (await manager.post("/api/alerts/targets", TARGET))["target"]["id"]
    assert await status(manager, name, **more) in (200, 404)


HELP = {
    "GET /help", "GET /help/", "GET /help/theme.css", "GET /help/sitemap.xml",
    "GET /help/sitemap-{number:[1-9][0-9]?[0-9]?}.xml", "GET /help/feed/{language}.xml", "GET /help/{path:.*}",
    "GET /help/{language}/", "GET /help/{language}/categories/", "GET /help/{language}/categories/{category:.+}/",
    "GET /help/{language}/search/", "GET /help/{language}/{key:.*[^/]}", "POST /help/{language}/{key:.*[^/]}",
}  # fmt: skip
OPEN = {
    "GET /healthz", "GET /socket", "GET /locale/{language}.json", "GET /api/widget/settings", "POST /api/widget/start",
    "POST /api/calls/{room}/pictures", "GET /api/conversations/{conversation}/pictures/{picture}",
    "POST /api/login", "POST /api/invitation", "POST /api/join", "POST /api/call/look", "POST /api/call/redeem",
    "POST /telegram/webhook", "GET /widget/loader.js", "GET /static/{path:.+}", "GET /pictures/{picture}",
    "GET /robots.txt", *HELP,
    # Whoever has the secret of their link, which comes in the body:
    "POST /api/rating/look", "POST /api/rating/give", "POST /api/rating/book",
    "POST /api/booking/look", "POST /api/booking/book", "POST /api/booking/cancel", "POST /api/booking/join",
    "POST /api/kiosk/open", "POST /api/kiosk/answer",
    "GET /kiosk/worker.js",  # the tablet's page without a network
    *(f"GET {path}" for path in PAGES), *(f"GET {path.rstrip('/')}" for path in PAGES if path != "/"),
}  # fmt: skip


def test_what_is_open_to_anyone_was_opened_on_purpose() -> None:
    assert {name for name, route in BY_NAME.items() if route.who is Who.ANYONE} == OPEN


# -- other sites ----------------------------------------------------------------------------

CHANGES = [name for name, route in BY_NAME.items() if route.method != "GET" and not route.path.startswith("/telegram/")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Origin": "http://heard.test.evil.test"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
async def test_another_sites_page_changes_nothing(site: Site, headers: dict[str, str]) -> None:
    manager = await site.signed_in("Ana")
    for name in CHANGES:
        route = BY_NAME[name]
        async with manager.http.request(
            route.method, path_of(route), json=BODIES.get(name, {}), headers=headers
        ) as response:
            assert response.status == 403, name
    assert (await manager.get("/api/me"))["me"]["name"] == "Ana"


async def test_a_form_is_no_json(site: Site) -> None:
    page = await site.browser()
    for content_type in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data"):
        async with page.http.post(
            "/api/login", data=b'{"email": "a", "password": "b"}',
            headers={"Origin": ORIGIN, "Content-Type": content_type},
        ) as response:  # fmt: skip
            assert response.status == 400


async def test_no_answer_may_be_read_by_other_sites(site: Site) -> None:
    page = await site.browser()
    for name, route in BY_NAME.items():
        if route.method == "GET":
            async with page.http.get(path_of(route), headers={"Origin": "http://evil.test"}) as response:
                assert "Access-Control-Allow-Origin" not in response.headers, name


# -- bodies ------------------------------------------------------------------------------------

UNREADABLE = {
    "nothing": b"",
    "no JSON": b"hello",
    "not UTF-8": b'{"email": "\xff", "password": "x"}',
    "a list": b"[]",
    "an unknown field": b'{"email": "a", "password": "b", "admin": true}',
    "a wrong kind": b'{"email": 1, "password": "b"}',
    "a missing field": b'{"email": "a"}',
    "NUL": b'{"email": "a\\u0000", "password": "b"}',
    "a lone surrogate": b'{"email": "\\ud800", "password": "b"}',
    "nested deeply": b'{"email": ' + b"[" * 20_000,
    "a huge number": b'{"email": ' + b"9" * 5000 + b', "password": "b"}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_a_body_that_cannot_be_read_is_a_bad_request(site: Site, body: bytes) -> None:
    page = await site.browser()
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    async with page.http.post("/api/login", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["error"]["code"] == "bad_request"


@pytest.mark.parametrize("size", [70_000, 3_000_000])
async def test_a_body_that_is_too_large_is_refused(site: Site, size: int) -> None:
    page = await site.browser()
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    body = io.BytesIO(b'{"email": "' + b"x" * size + b'", "password": "b"}')
    async with page.http.post("/api/login", data=body, headers=headers) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "path",
    [
        "/api/conversations?before=x", "/api/conversations?before=-1", "/api/conversations?limit=1e9",
        "/api/conversations?owner=me", "/api/conversations?channel=fax", "/api/conversations?q=%00",
        f"/api/conversations?before={'9' * 400}", f"/api/conversations?before={'9' * 5000}",
        "/api/reports/overview?from=2&to=1", "/api/reports/overview?from=x", f"/api/reports/overview?to={2**60}",
        "/api/reports/overview?metric=fax", "/api/reports/overview?hour=24", "/api/reports/overview?value=x",
        f"/api/reports/export/ratings.csv?from=0&to={2**54}", "/api/reports/export/conversations.csv?value=1",
        f"/api/reports/overview?from=0&to={2**53}", "/api/reports/series?from=0&step=day",
        "/api/reports/series?step=hour",
        "/api/reports/series?figure=mood", "/api/reports/groups?by=mood", "/api/reports/compare?figure=ratings",
        "/api/reports/comments?order=loudest", "/api/reports/comments?before=x", "/api/reports/conversations?behind=x",
    ],
)  # fmt: skip
async def test_a_question_that_makes_no_sense_is_a_bad_request(site: Site, path: str) -> None:
    manager = await site.signed_in()
    status, answer = await manager.request("GET", path)
    assert (status, answer["error"]["code"]) == (400, "bad_request")


async def test_what_is_not_there_is_said_in_json(site: Site) -> None:
    page = await site.browser()
    for method, path in (("GET", "/nothing"), ("POST", "/"), ("GET", "/api/login"), ("GET", "/locale/xx.json")):
        status, answer = await page.request(method, path)
        assert (status, set(answer["error"])) in [(code, {"code", "message", "data"}) for code in (400, 404, 405)]


async def test_a_search_takes_signs_literally(site: Site) -> None:
    maja = await site.contact()
    await maja.ask("is 100% cotton_wool fine? \\ '")
    agent = await site.signed_in("Bor")
    for words, found in (("100%", 1), ("%", 1), ("_", 1), ("\\", 1), ("'", 1), ("1%n", 0), ("n_w", 1), ("nxw", 0)):
        listed = (await agent.get("/api/conversations", q=words))["conversations"]
        assert len(listed) == found, words


async def test_the_list_can_be_narrowed_and_paged(start_site: StartSite, clock: Hands) -> None:
    site = await start_site(clock)
    customers = [await site.contact() for _ in range(3)]
    for customer in customers:
        await customer.ask("where is my order")
        clock.turn(1)
    await customers[0].call("person")
    agent = await site.signed_in("Bor")
    line = (await agent.get("/api/conversations", owner="line"))["conversations"]
    assert [it["id"] for it in line] == [customers[0].conversation]
    first = (await agent.get("/api/conversations", limit=2))["conversations"]
    rest = (await agent.get("/api/conversations", before=first[-1]["last_at"]))["conversations"]
    assert {it["id"] for it in first + rest} == {customer.conversation for customer in customers}
    assert (await agent.get("/api/conversations", channel="telegram"))["conversations"] == []
