"""Numbers that nobody means: every address that is read answers, or refuses with a plain sentence."""

import re

import pytest

from bot.web.routes import ROUTES
from tests.client import Browser
from tests.conftest import Site

NUMBERS = ("from", "to", "days", "before", "after", "offset", "limit", "page", "revision", "hour")
ABSURD = ("0", "999999999999", str(2**53))
PATHS = [
    re.sub(r"{[^}]+}", "1", route.path)
    for route in ROUTES
    if route.method == "GET" and route.path.startswith(("/api/", "/help/"))
]


@pytest.fixture
async def ana(site: Site) -> Browser:
    return await site.signed_in("Ana")


@pytest.fixture
async def key(ana: Browser) -> str:
    _, made = await ana.request("POST", "/api/keys", {"name": "Warehouse", "scopes": ["export:read"]})
    return str(made["secret"])


async def test_no_address_breaks_of_a_number(ana: Browser, key: str) -> None:
    broken = []
    for path in PATHS:
        headers = {"Authorization": f"Bearer {key}"} if path.startswith("/api/v1/") else {}
        for number in ABSURD:
            for name in NUMBERS:
                status, told = await ana.request("GET", path, params={name: number}, headers=headers)
                if status >= 500:
                    broken.append((path, name, number))
                elif status == 400 and isinstance(told, dict):
                    assert told["error"]["message"].endswith(".")
    assert broken == []


@pytest.mark.parametrize("days", ["0", "36501", "999999999999"])
@pytest.mark.parametrize("path", ["/api/figures", "/api/help/searches", "/api/gaps", "/api/articles"])
async def test_days_have_a_bound(ana: Browser, path: str, days: str) -> None:
    status, told = await ana.request("GET", path, params={"days": days})
    assert (status, told["error"]["message"]) == (400, "days must be a whole number from 1 to 36500.")


async def test_an_agents_figures_since_the_beginning_are_by_month(ana: Browser) -> None:
    told = await ana.get("/api/mine", **{"from": "0"})
    (csat,) = told["series"]
    assert len(csat["points"]) < 1200
    status, refused = await ana.request("GET", "/api/mine", params={"from": "0", "to": "253370764799999"})
    assert (status, refused["error"]["code"]) == (400, "bad_request")


@pytest.mark.parametrize("after", ["99999999999999999999.1.x", "1.99999999999999999999.x", "-1.1.x", "1.x"])
@pytest.mark.parametrize("kind", ["conversations", "ratings"])
async def test_a_cursor_that_no_answer_gave_is_refused(ana: Browser, key: str, kind: str, after: str) -> None:
    status, told = await ana.request(
        "GET", f"/api/v1/export/{kind}", params={"after": after}, headers={"Authorization": f"Bearer {key}"}
    )
    assert (status, told["error"]["code"]) == (400, "bad_request")
