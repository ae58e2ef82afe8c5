"""What the rules have found, and what became of it at the targets."""

from typing import Any

from aiohttp import web

from bot.alerts.alert import alert
from bot.errors import NotFound
from bot.store import alerts, desk_alerts, notifications
from bot.store.alerts import Found
from bot.store.engine import Tx
from bot.web.http import answer, whole
from bot.web.services import services

PAGE = 50


async def every(request: web.Request) -> web.Response:
    before = whole(request, "before")

    def work(tx: Tx) -> dict[str, Any]:
        found = alerts.page(tx, before=before, limit=PAGE + 1)
        return {"found": [_shown(tx, one) for one in found[:PAGE]], "more": len(found) > PAGE}

    return answer(await services(request).engine.read(work))


def _shown(tx: Tx, one: Found) -> dict[str, Any]:
    told = alert(one.fact, one.names, one.at, gone=desk_alerts.gone(tx, one.fact))
    return {"rules": one.rules, "alert": told, "sent": alerts.sent(tx, one)}


async def retry(request: web.Request) -> web.Response:
    """For another day."""
    it, ident = services(request), request.match_info["notification"]
    now = it.clock()
    if not await it.engine.write(lambda tx: notifications.retry(tx, ident, now)):
        raise NotFound("There is nothing to send again.")
    return answer({})
