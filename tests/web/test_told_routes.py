"""What bot/web/PROTOCOL.md tells of each HTTP route, against what is read and what a running server answers."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
import pytest

from bot.clock import now_ms
from bot.web.route import Route, Who
from bot.web.routes import ROUTES
from tests.conftest import Site
from tests.web.test_protocol import tables

READS = re.compile(r"\bread\(\s*request,\s*(\w+)")
TOLD = re.compile(
    r"(GET|POST|PUT|PATCH|DELETE) (/[^`\s?]*)(\?[^`]*)?`(?:(?: \([^)]*\))? `(\{[^`]*\})`)?(?: or `(\{[^`]*\})`)?"
)
FIELD = re.compile(r'"(\w+)"(\??)(?::\s*(.*))?', re.DOTALL)


def nameless(path: str) -> str:
    return re.sub(r"{\w+}|<\w+>", "{}", path)


def told() -> Iterator[tuple[str, str, list[str], str]]:
    """Method, path, the bodies that are sent, the cell of the answer."""
    for row in tables()[-1]:
        for method, path, _, *bodies in TOLD.findall(row[0]):
            yield method, nameless(path), [body for body in bodies if body], row[1]


ROWS = {f"{method} {path}": (bodies, cell) for method, path, bodies, cell in told()}


@dataclass(frozen=True)
class Shape:
    """An object as the page tells it: its fields, and of those that are objects or lists of objects their shapes."""

    fields: dict[str, "Shape | None"]
    optional: frozenset[str]


def shape(text: str) -> Shape | None:
    """None: it is no object, or one that is told only in part."""
    inner = text.strip().removeprefix("[").removesuffix("]").strip()
    if not (inner.startswith("{") and inner.endswith("}")) or "…" in parts(inner[1:-1]):
        return None
    found = [FIELD.fullmatch(part) for part in parts(inner[1:-1])]
    if not all(found):
        return None
    named = [each for each in found if each]
    return Shape({it[1]: shape(it[3] or "") for it in named}, frozenset(it[1] for it in named if it[2]))


def parts(text: str) -> list[str]:
    """What commas part, but for those in brackets."""
    found, level = [""], 0
    for sign in text:
        level += (sign in "{[") - (sign in "}]")
        if sign == "," and not level:
            found.append("")
        else:
            found[-1] += sign
    return [part.strip() for part in found if part.strip()]


def untold(answered: Any, told: Shape | None, where: str) -> Iterator[str]:
    """What one of the two has and the other not; inside, what stands at its default may be left out."""
    if told is None or not isinstance(answered, list | dict):
        return
    for each in answered if isinstance(answered, list) else [answered]:
        yield from (f"{where} has {name}" for name in each.keys() - told.fields.keys())
        if " " not in where:
            yield from (f"{where} lacks {name}" for name in told.fields.keys() - told.optional - each.keys())
        for name, inner in told.fields.items():
            yield from untold(each.get(name), inner, f"{where} {name}")


def handler(route: Route) -> Callable[..., Any]:
    return route.handler.func if isinstance(route.handler, partial) else route.handler


def body_of(route: Route) -> type[msgspec.Struct] | None:
    """None: none is read, or nothing that has fields of its own."""
    function = handler(route)
    found = READS.search(inspect.getsource(function))
    kind = getattr(inspect.getmodule(function), found[1], None) if found else None
    return kind if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else None


REFUSED_WITHOUT = {("POST /api/alerts/targets", "url"), ("PUT /api/reviews/form", "questions")}
"""The struct would do without them, the handler does not."""

ASKED = [
    route for route in ROUTES if route.path.startswith("/api/") and route.who is not Who.PROGRAM and body_of(route)
]


@pytest.mark.parametrize("route", ASKED, ids=lambda route: f"{route.method} {route.path}")
def test_what_a_request_holds_is_told(route: Route) -> None:
    kind = body_of(route)
    assert kind is not None
    asked = f"{route.method} {nameless(route.path)}"
    bodies, _ = ROWS[asked]
    optional = {field.encode_name for field in msgspec.structs.fields(kind) if not field.required}
    optional -= {name for where, name in REFUSED_WITHOUT if where == asked}
    names = {(name, name in optional) for name in kind.__struct_encode_fields__}
    shapes = [found for found in map(shape, bodies) if found]
    one = len(shapes) == 1  # else one or the other of them
    said = {(name, not one or name in found.optional) for found in shapes for name in found.fields}
    assert said == names


ANSWER = re.compile(r"^`(\{.*?\})`(?=[:;,. ]|$)")
SEEN = {
    name.removeprefix("GET "): cell
    for name, (_, cell) in ROWS.items()
    if name.startswith("GET ") and ANSWER.match(cell) and name != "GET /api/import/{}"
}
"""Paths with an object as their answer."""


async def lived_in(site: Site) -> dict[str, str]:
    """A site where something of everything has happened; what stands in for the names in paths."""
    manager, agent, customer = await site.signed_in("Ana"), await site.agent("Bor"), await site.contact()
    me = agent.me["id"]
    hours = [{"weekday": day, "start_min": 0, "end_min": 1440} for day in range(7)]
    await manager.request("PUT", "/api/calendar/hours", {"agent": me, "hours": hours})
    away = {"agent": me, "since": 10**13, "until": 10**13 + 1}
    assert (await manager.request("POST", "/api/calendar/absences", away))[0] == 200
    kept = (await manager.get("/api/surveys"))["surveys"]
    csat = next(row for row in kept if row["id"] == "csat")
    changed = {"survey": {**csat["survey"], "after": "book", "book_for": []}, "version": csat["version"]}
    assert (await manager.request("PUT", "/api/surveys/csat", changed))[0] == 200
    kiosk = {"place": "Door", "survey": "shop", "language": "sl"}
    await manager.post("/api/kiosks", kiosk)
    key = await manager.post("/api/keys", {"name": "Shop", "scopes": ["touchpoints:write"]})
    await customer.ask("where is my order")
    talk = str(customer.conversation)
    bought = {"id": "o-1", "kind": "bought", "at": now_ms(), "customer": {"contact": customer.me["id"]}}
    told = {"Authorization": f"Bearer {key['secret']}"}
    assert (await manager.request("POST", "/api/v1/touchpoints", bought, headers=told))[0] == 200
    await customer.subscribe(f"conversation:{talk}")
    fence = (await agent.call("take", conversation=talk))["fence"]
    await agent.call("note", conversation=talk, client_message_id="n1", text="The carrier lost it.")
    await agent.call("resolve", fence=fence, conversation=talk)
    request = (await customer.says("rating"))["body"]["request"]
    await customer.call("rate", request=request, value=1, comment="Still no parcel.")
    secret = (await customer.call("book", request=request))["url"].split("/book/#")[1]
    times = (await manager.post("/api/booking/look", {"secret": secret}))["times"]
    await manager.post("/api/booking/book", {"secret": secret, "since": times[0]})
    drawn = {"since": 0, "until": now_ms() + 1000, "agents": [me]}
    await manager.post("/api/reviews/draw", drawn)
    draft = (await manager.get("/api/articles/track-order"))["article"]
    assert (await manager.request("PUT", "/api/articles/track-order/draft", {"article": draft}))[0] == 200
    return {
        "articles": "track-order",
        "bookings": (await manager.get("/api/bookings"))["bookings"][0]["id"],
        "cases": (await manager.get("/api/recovery/cases"))["cases"][0]["id"],
        "contacts": str(customer.me["id"]),
        "reviews": (await manager.get("/api/reviews"))["reviews"][0]["id"],
        "surveys": "csat",
        "versions": "1",
    }


async def test_what_is_answered_is_told(site: Site) -> None:
    named, manager, looked = await lived_in(site), await site.signed_in("Ana"), 0
    wrong: set[str] = set()
    for path, cell in SEEN.items():
        found = ANSWER.match(cell)
        told = shape(found[1]) if found else None
        real = re.sub(r"(\w+)/{}", lambda part: f"{part[1]}/{named.get(part[1], '{}')}", path)
        if told is None or "{}" in real:
            continue
        status, answered = await manager.request("GET", real)
        assert status == 200, (real, answered)
        wrong |= set(untold(answered, told, real))
        looked += 1
    assert sorted(wrong) == []
    assert looked > 55
