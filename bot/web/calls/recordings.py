"""Recordings of calls, for managers: what there is, the files, throwing one away."""

from datetime import UTC, datetime
from typing import Any

import structlog
from aiohttp import web

from bot.clock import DAY_MS
from bot.model import Person
from bot.store import recordings
from bot.store.engine import Tx
from bot.store.recordings import Consent, Recording
from bot.web.accounts import AGENT
from bot.web.http import answer, whole
from bot.web.services import services

logger = structlog.get_logger()

PAGE = 50
TYPES = {".webm": "video/webm", ".mkv": "video/x-matroska"}


async def every(request: web.Request) -> web.Response:
    it = services(request)
    room, before = request.query.get("room") or None, whole(request, "before")

    def work(tx: Tx) -> tuple[list[Recording], dict[str, list[Consent]]]:
        found = recordings.page(tx, room=room, before=before, limit=PAGE + 1)
        return found, recordings.consents(tx, found[:PAGE])

    found, consents = await it.engine.read(work)
    days = it.config.recording.days
    shown = [_shown(one, consents[one.id], days) for one in found[:PAGE]]
    return answer({"recordings": shown, "more": len(found) > PAGE, "days": days})


def _shown(one: Recording, consents: list[Consent], days: int) -> dict[str, Any]:
    kept = one.ended_at is not None and one.removed_at is None
    return {
        "id": one.id,
        "room": one.room,
        "conversation": one.conversation,
        "contact": {"id": one.contact, "name": one.contact_name},
        "by": one.by,
        "started_at": one.started_at,
        "ended_at": one.ended_at,
        "reason": one.reason,
        "length_ms": one.length_ms,
        "size": one.size,
        "expires_at": one.ended_at + days * DAY_MS if kept and one.ended_at is not None else None,
        "removed_at": one.removed_at,
        "removed_by": one.removed_by,
        "consents": consents,
    }


async def file(request: web.Request) -> web.StreamResponse:
    """In parts where a range is asked for."""
    one, path = await services(request).recordings.file(request.match_info["recording"])
    logger.info("recording_downloaded", recording=one.id, agent=request[AGENT].id)
    day = datetime.fromtimestamp(one.started_at / 1000, UTC).strftime("%Y-%m-%d-%H%M")
    return web.FileResponse(
        path,
        headers={
            "Content-Type": TYPES[path.suffix],
            "Content-Disposition": f'attachment; filename="call-{day}{path.suffix}"',
            "Cache-Control": "private, no-store",
        },
    )


async def remove(request: web.Request) -> web.Response:
    agent = request[AGENT]
    await services(request).recordings.remove(request.match_info["recording"], Person(id=agent.id, name=agent.name))
    return answer({})
