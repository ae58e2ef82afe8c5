"""What anybody may ask: health, and how a site's widget looks and starts."""

from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.limits import Limit
from bot.locale import NAMES
from bot.model import Channel
from bot.store import contacts, popular
from bot.store.engine import Tx
from bot.web.compression import pack_quickly, respond
from bot.web.http import Body, answer, read
from bot.web.security import address
from bot.web.services import services

START_LIMIT = web.AppKey("start_limit", Limit)
STARTS, STARTS_PER_S = 30, 0.5
JSON = {"Content-Type": "application/json"}


class StartBody(Body, frozen=True):
    language: Annotated[str, Meta(max_length=35)] = ""


async def health(request: web.Request) -> web.Response:
    return answer({"status": "ok"})


async def widget_settings(request: web.Request) -> web.Response:
    it = services(request)
    asked = await it.engine.read(popular.articles)
    bot = it.config.bot
    keys = it.answers.articles.scope.keys(it.clock(), Channel.WIDGET, ())
    settings = msgspec.json.encode(
        {
            "title": it.config.widget.title,
            "accent": it.config.widget.accent,
            "languages": [{"code": code, "name": NAMES[code]} for code in bot.languages],
            "language": bot.fallback_language,
            "starters": {code: it.answers.articles.starters(asked, code, keys=keys) for code in bot.languages},
            "agents_present": it.audience.agents_here(),
        }
    )
    return respond(request, pack_quickly(settings), {**JSON, "Cache-Control": "no-store"})


async def widget_start(request: web.Request) -> web.Response:
    it = services(request)
    request.app[START_LIMIT].take(address(request, it.config))
    body = await read(request, StartBody)
    base = body.language.split("-")[0].lower()
    language = base if base in it.config.bot.languages else it.config.bot.fallback_language
    now = it.clock()

    def work(tx: Tx) -> dict[str, object]:
        contact = contacts.create(tx, name=None, language=language, at=now)
        return {"token": contacts.give_token(tx, contact.id, now), "contact": contact}

    return answer(await it.engine.write(work))
