"""The surveys as they are, with what they say, how they were, and what a new one may begin with."""

from typing import Any

from aiohttp import web

from bot.clock import DAY_MS
from bot.desk.booking.bookings import bookable
from bot.errors import NotFound
from bot.reports.intervals import wilson
from bot.store import agents, surveys, touchpoints
from bot.store.engine import Tx
from bot.surveys import toml
from bot.web.accounts import person
from bot.web.http import answer
from bot.web.services import services

LATELY_MS = 30 * DAY_MS


async def every(request: web.Request) -> web.Response:
    """In the order of precedence."""
    it = services(request)
    now = it.clock()

    def work(tx: Tx) -> dict[str, Any]:
        names, counted = agents.names(tx), surveys.lately(tx, now - LATELY_MS)
        return {
            "surveys": [_told(kept, names, counted.get(kept.survey.id, (0, 0))) for kept in surveys.every(tx)],
            "touchpoints": touchpoints.kinds(tx),
            "places": surveys.places(tx),
            "bookable": bookable(tx, now),
        }

    bot = it.config.bot
    known = {"languages": bot.languages, "fallback_language": bot.fallback_language}
    return answer({**await it.engine.read(work), **known})


def _told(kept: surveys.Kept, names: dict[str, str], counted: tuple[int, int]) -> dict[str, Any]:
    asked, answered = counted
    return {
        "id": kept.survey.id,
        "version": kept.version,
        "enabled": kept.enabled,
        "survey": kept.survey,
        "at": kept.at,
        "by": person(kept.by or "", names),
        "asked": asked,
        "answered": answered,
        "interval": wilson(answered, asked),
    }


async def templates(request: web.Request) -> web.Response:
    """Those that a new installation begins with."""
    return answer({"templates": [entry.survey for entry in toml.defaults()]})


async def versions(request: web.Request) -> web.Response:
    """The newest first, also of a survey that was removed."""
    ident = request.match_info["survey"]

    def work(tx: Tx) -> list[dict[str, Any]]:
        names = agents.names(tx)
        return [
            {"version": each.version, "at": each.at, "by": person(each.by or "", names), "survey": each.survey}
            for each in surveys.versions(tx, ident)
        ]

    found = await services(request).engine.read(work)
    if not found:
        raise NotFound("There is no such survey.")
    return answer({"versions": found})
