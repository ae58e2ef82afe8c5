"""Conversations and ratings as files, and for programs: as a stream, of which a megabyte is held at a time."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import msgspec
from aiohttp import web

from bot.errors import BadRequest
from bot.store import exporting
from bot.store.engine import Tx
from bot.store.exporting import OF_EPISODES, OF_RATINGS, Kind, Place, Row, Wanted
from bot.web.http import whole
from bot.web.reports import sheets
from bot.web.reports.filtering import filter_of, yes
from bot.web.services import services

KINDS: tuple[Kind, ...] = ("conversations", "ratings")
MB = 1024 * 1024
AT_ONCE, PAGE = MB, 16 * MB
"""Of a stream, and of a page for programs, no row is added past so many bytes."""
MOST = 10_000  # rows of a page for programs
NEXT = "Heard-Next"

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
    work = partial(encoded, kind=kind, form=form, wanted=wanted, after=after, limit=max(1, min(limit, MOST)), room=PAGE)
    body, follows = await services(request).engine.read(work)
    headers = {"Cache-Control": "no-store", **({NEXT: str(follows)} if follows else {})}
    return web.Response(body=_head(kind, form, wanted) + body, headers=headers | _type(form))


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
        await response.write(_head(kind, form, wanted))
        while True:
            # Each part is a read of its own: others read and write in between, however long the client takes.
            work = partial(encoded, kind=kind, form=form, wanted=wanted, after=after, limit=MOST, room=AT_ONCE)
            body, after = await engine.read(work)
            await response.write(body)
            if after is None:
                break
        await response.write_eof()
    return response


def encoded(tx: Tx, kind: Kind, form: str, wanted: Wanted, after: Place | None, limit: int, room: int) -> Encoded:
    """At most `limit` rows, and none that begins past `room` bytes; None: that was all."""
    body, encode = bytearray(), ENCODERS[form]
    for n, (row, place) in enumerate(exporting.rows(tx, kind, wanted, after), 1):
        body += encode(kind, row)
        if n >= limit or len(body) >= room:
            return bytes(body), place
    return bytes(body), None


# -- what is asked for -----------------------------------------------------------------


def _wanted(request: web.Request, kind: Kind) -> Wanted:
    where = filter_of(request)
    narrowing = OF_EPISODES if kind == "conversations" else OF_RATINGS
    more = ("reason", "value", "mood", "answered", "commented", "hour", "weekday", *OF_RATINGS)
    for name in more:
        if name in request.query and name not in narrowing:
            raise BadRequest(f"A file of {kind} cannot be narrowed by {name}.")
    keys = {name: where.keys(name) for name in narrowing}
    return Wanted(where.since, where.until, keys, yes(request, "messages") is not False)


def _after(request: web.Request) -> Place | None:
    text = request.query.get("after")
    try:
        return exporting.place(text) if text else None
    except ValueError:
        raise BadRequest(f"after must be what an earlier answer gave as {NEXT}.") from None


# -- how it is written -----------------------------------------------------------------


def _type(form: str) -> dict[str, str]:
    return {"Content-Type": "text/csv; charset=utf-8" if form == "csv" else "application/x-ndjson; charset=utf-8"}


def _head(kind: Kind, form: str, wanted: Wanted) -> bytes:
    return sheets.head(kind, wanted) if form == "csv" else b""


def _as_line(kind: Kind, row: Row) -> bytes:
    return msgspec.json.encode(row) + b"\n"


ENCODERS: dict[str, Callable[[Kind, Row], bytes]] = {"csv": sheets.line, "jsonl": _as_line}
