"""Conversations and ratings as files, and for programs: as a stream, of which a few hundred rows are held at a time."""

import csv
import io
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec
from aiohttp import web

from bot.errors import BadRequest
from bot.store import exporting
from bot.store.engine import Tx
from bot.store.exporting import OF_EPISODES, OF_RATINGS, Kind, Place, Row, Wanted
from bot.web.http import whole
from bot.web.reports.filtering import filter_of
from bot.web.services import services

KINDS: tuple[Kind, ...] = ("conversations", "ratings")
AT_ONCE = 500
MOST = 10_000  # rows of a page for programs
NEXT = "Heard-Next"

_FIRST = {
    "conversations": ("conversation", "episode", "opened_at", "resolved_at", "resolved_by", "contact", "contact_name",
        "channel", "language", "handler", "agent", "agent_name", "team", "article", "topic", "person", "again",
        "questions", "answered", "stuck", "first_bot_ms", "first_human_ms", "wait_ms", "handle_ms", "resolution_ms",
        "handoff", "calls"),
    "ratings": ("request", "survey", "version", "metric", "moment", "place", "asked_at", "answered_at", "changed_at",
        "value", "comment", "conversation", "episode", "contact", "contact_name", "channel", "language", "handler",
        "agent", "agent_name", "team", "article", "topic", "revision", "answers"),
}  # fmt: skip
_RATED = ("csat", "nps", "ces")
_CASE = ("id", "step", "outcome", "cause", "closed_at")

Encoded = tuple[bytes, Place | None]


async def export(request: web.Request, kind: Kind, form: str) -> web.StreamResponse:
    """A whole file. Raises BadRequest."""
    return await _stream(request, kind, form, _wanted(request, kind), None)


async def program(request: web.Request, kind: Kind) -> web.StreamResponse:
    """The same for a program; with `limit` a page of it. Raises BadRequest."""
    form = request.query.get("format", "jsonl")
    if form not in ENCODERS:
        raise BadRequest(f"format must be one of {', '.join(ENCODERS)}.")
    wanted, after, limit = _wanted(request, kind), _after(request), whole(request, "limit")
    if limit is None:
        return await _stream(request, kind, form, wanted, after)
    work = partial(_encoded, kind=kind, form=form, wanted=wanted, after=after, limit=max(1, min(limit, MOST)))
    body, follows = await services(request).engine.read(work)
    headers = {"Cache-Control": "no-store", **({NEXT: str(follows)} if follows else {})}
    return web.Response(body=_head(kind, form) + body, headers=headers | _type(form))


async def _stream(
    request: web.Request, kind: Kind, form: str, wanted: Wanted, after: Place | None
) -> web.StreamResponse:
    engine = services(request).engine
    day = datetime.fromtimestamp(wanted.since / 1000, UTC).date().isoformat()
    response = web.StreamResponse(
        headers={
            **_type(form),
            "Content-Disposition": f'attachment; filename="{kind}-{day}.{form}"',
            "Cache-Control": "no-store",
        }
    )
    with suppress(ConnectionError):  # whoever has gone away wants no more of it
        await response.prepare(request)
        await response.write(_head(kind, form))
        while True:
            # Each part is a read of its own: others read and write in between, however long the client takes.
            work = partial(_encoded, kind=kind, form=form, wanted=wanted, after=after, limit=AT_ONCE)
            body, after = await engine.read(work)
            await response.write(body)
            if after is None:
                break
        await response.write_eof()
    return response


def _encoded(tx: Tx, kind: Kind, form: str, wanted: Wanted, after: Place | None, limit: int) -> Encoded:
    part = exporting.part(tx, kind, wanted, after, limit)
    return ENCODERS[form](kind, part.rows), part.next


# -- what is asked for -----------------------------------------------------------------


def _wanted(request: web.Request, kind: Kind) -> Wanted:
    where = filter_of(request)
    narrowing = OF_EPISODES if kind == "conversations" else OF_RATINGS
    more = ("reason", "value", "mood", "answered", "commented", "hour", "weekday", *OF_RATINGS)
    for name in more:
        if name in request.query and name not in narrowing:
            raise BadRequest(f"A file of {kind} cannot be narrowed by {name}.")
    return Wanted(where.since, where.until, {name: where.keys(name) for name in narrowing})


def _after(request: web.Request) -> Place | None:
    text = request.query.get("after")
    try:
        return exporting.place(text) if text else None
    except ValueError:
        raise BadRequest(f"after must be what an earlier answer gave as {NEXT}.") from None


# -- how it is written -----------------------------------------------------------------


def _type(form: str) -> dict[str, str]:
    return {"Content-Type": "text/csv; charset=utf-8" if form == "csv" else "application/x-ndjson; charset=utf-8"}


def _head(kind: Kind, form: str) -> bytes:
    """Excel takes a file without the mark for the local code page."""
    return b"\xef\xbb\xbf" + _csv([_columns(kind)]) if form == "csv" else b""


def _columns(kind: Kind) -> list[str]:
    if kind == "ratings":
        return [*_FIRST[kind], *(f"case_{name}" for name in _CASE)]
    rated = [f"{metric}_{name}" for metric in _RATED for name in ("value", "comment", "answers")]
    return [*_FIRST[kind], *rated, *(f"case_{name}" for name in _CASE), "ratings"]


def _as_lines(kind: Kind, rows: list[Row]) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _as_csv(kind: Kind, rows: list[Row]) -> bytes:
    return _csv([[_cell(name, value) for name, value in _flat(kind, row)] for row in rows])


def _flat(kind: Kind, row: Row) -> list[tuple[str, Any]]:
    """One value a column. Of several ratings of a scale the newest stands by itself; the last column has them all."""
    case = row["case"] or {}
    told = [(f"case_{name}", case.get(name)) for name in _CASE]
    found = [(name, row[name]) for name in _FIRST[kind]]
    if kind == "ratings":
        return [*found, *told]
    for metric in _RATED:
        given = [it for it in row["ratings"] if it["metric"] == metric and it["value"] is not None]
        newest: Row = max(given, key=lambda it: it["answered_at"], default={})
        found += [(f"{metric}_{name}", newest.get(name)) for name in ("value", "comment", "answers")]
    return [*found, *told, ("ratings", row["ratings"])]


def _cell(name: str, value: Any) -> str:
    if value is None or value == []:
        return ""
    if name.endswith("_at"):
        return datetime.fromtimestamp(value / 1000, UTC).isoformat(timespec="seconds")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return msgspec.json.encode(value).decode()
    return harmless(value) if isinstance(value, str) else str(value)


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def harmless(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula (OWASP, CSV injection)."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


ENCODERS: dict[str, Callable[[Kind, list[Row]], bytes]] = {"csv": _as_csv, "jsonl": _as_lines}
