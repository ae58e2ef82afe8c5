"""bot/web/PROTOCOL.md against the structs and the routes that it describes."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from bot.errors import Code
from bot.events import Event
from bot.model import Author, Body, CallCheck, CallKind, Contact, Conversation, Message, Person
from bot.web import frames
from bot.web.connection import PROTOCOL
from bot.web.frames import ClientFrame
from bot.web.route import Who
from bot.web.routes import ROUTES
from webrtc import signals

PAGE = Path(__file__).parents[2].joinpath("bot", "web", "PROTOCOL.md").read_text(encoding="utf-8")

VERBS = {kind.__struct_config__.tag: kind for kind in get_args(ClientFrame)}


def lines(who: str) -> list[str]:
    blocks = re.findall(rf"^```json {who}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def tables() -> list[list[list[str]]]:
    """Rows of cells, without the heads."""
    found: list[list[list[str]]] = [[]]
    for line in PAGE.splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif found[-1]:
            found.append([])
    return [table[2:] for table in found if table]


# -- what clients send ---------------------------------------------------------------


@pytest.mark.parametrize("line", lines("client"))
def test_a_clients_example_can_be_read(line: str) -> None:
    frame = frames.decode(line)
    assert msgspec.json.decode(msgspec.json.encode(frame), type=type(frame)) == frame


def test_every_verb_has_an_example() -> None:
    assert {json.loads(line)["type"] for line in lines("client")} == set(VERBS)


def test_the_table_of_verbs_names_them_all_with_their_fields() -> None:
    told = {row[0].strip("`"): set(re.findall(r"`([a-z_]+)`", row[2])) for row in tables()[0]}
    fields = {
        verb: {field.encode_name for field in msgspec.structs.fields(kind)} - {"id"} for verb, kind in VERBS.items()
    }
    del fields["hello"]
    assert told == fields


def test_optional_fields_are_marked_so() -> None:
    for row in tables()[0]:
        kind = VERBS[row[0].strip("`")]
        optional = {field.encode_name for field in msgspec.structs.fields(kind) if not field.required}
        marked = {name for pair in re.findall(r"`(\w+)`\?|`(\w+)` or `(\w+)`", row[2]) for name in pair if name}
        assert marked == optional, row[0]


# -- what the server sends -------------------------------------------------------------


def check_result(result: dict[str, Any]) -> None:
    if "me" in result:
        msgspec.convert(result["me"], Contact)


def check(frame: dict[str, Any]) -> None:
    """That a receiver which knows the structs can read all that stands in it."""
    match frame:
        case {"type": "welcome", "protocol": protocol, "now": int()}:
            assert protocol == PROTOCOL
        case {"type": "done", "id": int(), "result": dict(result)}:
            check_result(result)
        case {"type": "error", "id": int(), "code": code, "message": str()}:
            Code(code)
        case {"type": "event", "stream": str(), "seq": int(), "at": int(), "event": event}:
            strictly(event, Event)
        case {"type": "snapshot", "stream": str(), "epoch": str(), "seq": int(), "state": state}:
            assert isinstance(state.pop("earlier"), bool)
            strictly(state.pop("former"), list[str])
            strictly(state.pop("messages"), list[Message])
            strictly(state, Conversation)
        case {"type": "place", "conversation": str(), "place": int()}:
            pass
        case {"type": "typing", "conversation": str(), "author": author}:
            strictly(author, Author)
        case {"type": "presence", "agents": agents}:
            strictly(agents, list[Person])
        case {"type": "figures", "counted": bool()}:
            pass
        case {"type": "signal", "room": str(), "signal": signal}:
            signals.decode(msgspec.json.encode(signal))
        case {"type": "ring", "room": str(), "over": True} | {"type": "asked", "ask": str(), "over": True}:
            pass
        case {"type": "ring", "room": str(), "conversation": str(), "expires_at": int()}:
            strictly(frame["contact"], Contact)
            strictly(frame["kind"], CallKind)
            strictly(frame.get("check", {"at": 0}), CallCheck)
            strictly(frame.get("invited_by", {"id": "a", "name": "A"}), Person)
        case {"type": "asked", "ask": str(), "room": str(), "expires_at": int()}:
            pass
        case {"type": "ended", "code": code, "message": str()}:
            Code(code)
        case _:
            pytest.fail(f"nobody knows {frame}")


def strictly(value: Any, kind: Any) -> None:
    """What it decodes to encodes to the very same: no field is misspelt or stands at its default."""
    assert json.loads(msgspec.json.encode(msgspec.convert(value, kind))) == value


@pytest.mark.parametrize("line", lines("server"))
def test_a_servers_example_is_what_the_structs_say(line: str) -> None:
    check(json.loads(line))


def test_every_kind_of_event_has_an_example() -> None:
    examples = {json.loads(line)["event"]["kind"] for line in lines("server") if '"type": "event"' in line}
    assert examples == {kind.__struct_config__.tag for kind in get_args(Event)}


def test_every_code_and_every_message_body_is_named() -> None:
    assert {code for code in Code if f"`{code}`" not in PAGE} == set()
    bodies = PAGE.split("### Message bodies")[1].split("\n## ")[0]
    for kind in get_args(Body):
        assert f"`{kind.__struct_config__.tag}`:" in bodies
        for name in kind.__struct_fields__:
            assert f"`{name}`" in bodies, f"{kind.__name__}.{name}"


# -- HTTP --------------------------------------------------------------------------------


def told_routes() -> set[tuple[str, str, bool]]:
    """Method, path, for managers only."""
    found = set()
    for row in tables()[-1]:
        for method, path in re.findall(r"(GET|POST|PUT|PATCH|DELETE) (/[^`\s?]*)", row[0]):
            found.add((method, re.sub(r"<(\w+)>", r"{\1}", path), "(m)" in row[0]))
    return found


def test_the_table_of_routes_is_the_servers() -> None:
    served = {
        (route.method, route.path, route.who is Who.MANAGER)
        for route in ROUTES
        if route.path.startswith(("/api/", "/locale/", "/healthz")) and route.who is not Who.PROGRAM  # see API.md
    }

    def nameless(routes: set[tuple[str, str, bool]]) -> set[tuple[str, str, bool]]:
        return {(method, re.sub(r"{\w+}", "{}", path), managers) for method, path, managers in routes}

    assert nameless(told_routes()) == nameless(served)


def test_every_page_is_named() -> None:
    for route in ROUTES:
        if route.path.endswith("/"):
            assert f"`{route.path}" in PAGE, route.path
