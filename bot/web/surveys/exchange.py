"""Surveys as a TOML file, out and in."""

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from bot.errors import BadRequest, NotFound, TooLarge
from bot.sentence import told
from bot.store import surveys
from bot.store.engine import Tx
from bot.surveys import toml
from bot.surveys.faults import Fault, SurveyError
from bot.web.accounts import AGENT
from bot.web.http import answer
from bot.web.services import services

LARGEST = 1024 * 1024  # bytes of a file


async def export(request: web.Request) -> web.Response:
    """All that were not removed, or the one whose `id` the query names."""
    wanted = request.query.get("id")
    entries = await services(request).engine.read(surveys.entries)
    chosen = [entry for entry in entries if wanted in (None, entry.survey.id)]
    if wanted is not None and not chosen:
        raise NotFound("There is no such survey.")
    return web.Response(
        text=toml.written(chosen),
        content_type="application/toml",
        headers={
            "Content-Disposition": f'attachment; filename="{chosen[0].survey.id if wanted else "surveys"}.toml"',
            "Cache-Control": "no-store",
        },
    )


async def take_in(request: web.Request) -> web.Response:
    """All of the file or, where anything in it is wrong, nothing; with `dry_run` only what that would do."""
    it, by, dry = services(request), request[AGENT].id, bool(request.query.get("dry_run"))
    at = it.clock()
    try:
        entries = toml.read(await _text(request))
    except SurveyError as error:
        return _refused(error.faults, dry)

    def work(tx: Tx) -> list[dict[str, Any]]:
        fates = [{"id": entry.survey.id, "fate": fate} for entry, fate in surveys.fates(tx, entries)]
        if not dry:
            surveys.take_in(tx, entries, by, at)
        return fates

    run = it.engine.read if dry else it.engine.write
    return answer({"surveys": await run(work), "problems": []})


async def _text(request: web.Request) -> str:
    data = await request.content.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TooLarge(f"At most {LARGEST} bytes at once.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadRequest("The file is not UTF-8.") from None


def _refused(faults: Sequence[Fault], dry: bool) -> web.Response:
    problems = [{"field": fault.key, "line": fault.line, **told(fault.message)} for fault in faults]
    if not dry:
        raise BadRequest("There is something wrong in this file. Nothing of it was taken.", problems=problems)
    return answer({"surveys": [], "problems": problems})
