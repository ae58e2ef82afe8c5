"""Touchpoints, for managers: looked through, and brought in as a file."""

import asyncio
import re
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.errors import BadRequest, NotFound
from bot.journeys.spreadsheet import COLUMNS
from bot.journeys.touchpoint import KNOWN_KINDS
from bot.sentence import told
from bot.store import touchpoints
from bot.store.engine import Tx
from bot.web.http import answer, flag, search_words
from bot.web.journeys.uploads import Job
from bot.web.services import services
from bot.web.upload import receive

PAGE = 50
LARGEST = 20_000_000  # bytes of a file
_CURSOR = re.compile(r"(\d{1,16})\.([\w-]{1,40})")


async def search(request: web.Request) -> web.Response:
    words, kind = search_words(request), request.query.get("kind") or None
    before = _before(request)

    def work(tx: Tx) -> dict[str, Any]:
        found = touchpoints.search(tx, words=words, kind=kind, before=before, limit=PAGE + 1)
        last = found[PAGE - 1].touchpoint if len(found) > PAGE else None
        return {
            "touchpoints": found[:PAGE],
            "next": f"{last.at}.{last.id}" if last else None,
            "kinds": list(dict.fromkeys((*touchpoints.kinds(tx), *KNOWN_KINDS))),
            "places": touchpoints.places(tx),
        }

    return answer(await services(request).engine.read(work))


def _before(request: web.Request) -> tuple[int, str] | None:
    said = request.query.get("before", "")
    if not said:
        return None
    found = _CURSOR.fullmatch(said)
    if found is None:
        raise BadRequest("before must be what an earlier answer gave as next.")
    return int(found[1]), found[2]


async def upload(request: web.Request) -> web.Response:
    it = services(request)
    dry_run = flag(request, "dry_run")
    file = await receive(request, LARGEST)
    try:
        job = it.uploads.begin(file.path, file.discard, dry_run=dry_run)
    except BaseException:
        await asyncio.to_thread(file.discard)
        raise
    return answer({"id": job.id})


async def progress(request: web.Request) -> web.Response:
    job = services(request).uploads.get(request.match_info["upload"])
    if job is None:
        raise NotFound("There is no such upload, or its result is no longer kept.")
    return answer(_told(job))


def _told(job: Job) -> dict[str, Any]:
    problems = [{"line": each.line, "column": each.column, **told(each.message)} for each in job.problems]
    failed = told(job.message) if job.message else {"message": None}
    return {**asdict(job), "state": job.state, **failed, "problems": problems}


async def template(request: web.Request) -> web.Response:
    """A file to begin with."""
    example = (
        "order-1042-delivered", "delivered", "2026-11-20T14:03:00+01:00", "4711", "maja@example.com", "", "Maja", "sl",
        "Linden desk lamp", "Ljubljana", "yes", "checkbox at checkout", "2026-11-15T09:12:00+01:00",
    )  # fmt: skip
    text = ",".join((*COLUMNS, "order")) + "\r\n" + ",".join((*example, "1042")) + "\r\n"
    return web.Response(
        text=text,
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="touchpoints.csv"', "Cache-Control": "no-store"},
    )
