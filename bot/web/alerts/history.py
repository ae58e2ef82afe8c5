"""What the rules have found, and what became of it at the targets."""

from typing import Any

from aiohttp import web

from bot.alerts.alert import alert
from bot.errors import NotFound
from bot.store import alerts, notifications
from bot.store.alerts import Found, Sent
from bot.store.engine import Tx
from bot.web.http import answer, whole
from bot.web.services import services

PAGE = 50


async def every(request: web.Request) -> web.Response:
    before = whole(request, "before")

    def work(tx: Tx) -> tuple[list[Found], dict[str, list[Sent]]]:
        found = alerts.page(tx, before=before, limit=PAGE + 1)
        return found, alerts.sent(tx, found[:PAGE])

    found, sent = await services(request).engine.read(work)
    return answer({"found": [_shown(one, sent[one.id]) for one in found[:PAGE]], "more": len(found) > PAGE})


def _shown(one: Found, sent: list[Sent]) -> dict[str, Any]:
    return {"id": one.id, "rule": one.rule, "alert": alert(one.fact, [one.name], one.at), "sent": sent}


async def retry(request: web.Request) -> web.Response:
    """For another day."""
    it, ident = services(request), request.match_info["notification"]
    now = it.clock()
    if not await it.engine.write(lambda tx: notifications.retry(tx, ident, now)):
        raise NotFound("There is nothing to send again.")
    return answer({})
