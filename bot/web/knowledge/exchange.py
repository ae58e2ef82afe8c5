"""Articles in and out as files, for managers."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiohttp import web

import knowledge.store
from bot.errors import BadRequest, NotFound
from bot.exchange.importing import Order
from bot.exchange.imports import Job
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import answer, flag
from bot.web.services import services
from bot.web.upload import receive
from knowledge import pictures
from knowledge.article import LANGUAGE, Article
from knowledge.formats import FORMATS, archive, spreadsheet
from knowledge.formats.shelf import named
from knowledge.picture import Picture

LARGEST = 50_000_000  # bytes of an upload
TOLD = 100  # changed articles, and problems, in an answer
_CHUNK = 256 * 1024

_FILES = {
    "csv": (".csv", "text/csv"),
    "tsv": (".tsv", "text/tab-separated-values"),
    "jsonl": (".jsonl", "application/jsonl"),
    "markdown": (archive.SUFFIX, "application/zip"),
    "faq": (".html", "text/html"),
    "zendesk": (".zendesk.json", "application/json"),
    "chatwoot": (".chatwoot.json", "application/json"),
}


async def begin(request: web.Request) -> web.Response:
    it = services(request)
    format = _format(request) if request.query.get("format") else None
    language = request.query.get("default_language") or it.config.bot.fallback_language
    if not LANGUAGE.fullmatch(language):
        raise BadRequest("default_language is not a language code such as 'en'.")
    columns = _columns(request.query.get("columns", ""))
    dry_run, prune = flag(request, "dry_run"), flag(request, "prune")
    submitted_by = request[AGENT].id if it.config.knowledge.review else None
    it.imports.free()
    upload = await receive(request, LARGEST)
    try:
        order = Order(upload.path, format, columns, language, dry_run, prune, submitted_by)
        job = it.imports.begin(order, upload.discard)
    except BaseException:
        await asyncio.to_thread(upload.discard)
        raise
    return answer({"id": job.id})


async def look(request: web.Request) -> web.Response:
    job = services(request).imports.get(request.match_info["id"])
    if job is None:
        raise NotFound("There is no such import, or its result is no longer kept.")
    return answer(_told(job))


async def export(request: web.Request) -> web.StreamResponse:
    it = services(request)
    format = _format(request)
    suffix, type = _FILES[format]
    day = datetime.fromtimestamp(it.clock() / 1000, UTC).date().isoformat()
    found, shown = await it.engine.read(_everything)
    folder = await asyncio.to_thread(TemporaryDirectory, prefix="heard-export-")
    try:
        path = Path(folder.name, f"articles{suffix}")
        size = await asyncio.to_thread(_write, found, path, format, shown)
        response = web.StreamResponse(
            headers={
                "Content-Type": type if type == "application/zip" else f"{type}; charset=utf-8",
                "Content-Disposition": f'attachment; filename="articles-{day}{suffix}"',
                "Content-Length": str(size),
                "Cache-Control": "no-store",
            }
        )
        await response.prepare(request)
        file = await asyncio.to_thread(path.open, "rb")
        with file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                await response.write(chunk)
        await response.write_eof()
    finally:
        await asyncio.to_thread(folder.cleanup)
    return response


def _write(found: list[Article], path: Path, format: str, shown: dict[str, Picture | None]) -> int:
    """Bytes of the file."""
    from knowledge import exporting  # what writes HTML is heavy

    exporting.write(found, path, format, shown.get)
    return path.stat().st_size


def _everything(tx: Tx) -> tuple[list[Article], dict[str, Picture | None]]:
    """All articles, and the pictures that they show by their ids."""
    found = list(knowledge.store.articles(tx))
    return found, {id: pictures.get(tx, id) for article in found for id in named(article)}


def _format(request: web.Request) -> str:
    format = request.query.get("format", "")
    if format not in FORMATS:
        raise BadRequest(f"format must be one of {', '.join(FORMATS)}.")
    return format


def _columns(names: str) -> list[str] | None:
    """None: the first row names them. Raises BadRequest."""
    if not names.strip():
        return None
    columns = [name.strip() for name in names.split(",")]
    try:
        spreadsheet.check(columns)
    except ValueError as error:
        raise BadRequest(str(error)) from None
    return columns


def _told(job: Job) -> dict[str, Any]:
    told: dict[str, Any] = {
        "state": job.state,
        "dry_run": job.order.dry_run,
        "submitted": job.order.submitted_by is not None,
        "done": job.done,
        "total": job.total,
    }
    if job.message:
        told["message"] = job.message
    if job.outcome:
        fates = [(fate, getattr(job.outcome, fate)) for fate in ("new", "changed", "removed", "held")]
        told |= {fate: len(keys) for fate, keys in fates}
        told |= {
            "same": job.outcome.same,
            "kept": job.outcome.kept,
            "articles": [{"key": key, "fate": fate} for fate, keys in fates for key in keys][:TOLD],
            "problem_count": len(job.outcome.problems),
            "problems": [
                {"file": str(each.file), "line": each.line, "message": each.message}
                for each in job.outcome.problems[:TOLD]
            ],
        }
    return told
