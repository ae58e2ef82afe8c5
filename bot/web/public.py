"""What anybody may ask: health, words, and how a site's widget looks and starts."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.errors import NotFound
from bot.limits import Limit
from bot.locale import NAMES, catalogue_json
from bot.store import contacts, popular
from bot.store.engine import Tx
from bot.web.http import Body, answer, read
from bot.web.security import address
from bot.web.services import services

START_LIMIT = web.AppKey("start_limit", Limit)
STARTS, STARTS_PER_S = 30, 0.5


class StartBody(Body, frozen=True):
    language: Annotated[str, Meta(max_length=35)] = ""


async def health(request: web.Request) -> web.Response:
    return answer({"status": "ok"})


async def catalogue(request: web.Request) -> web.Response:
    language = request.match_info["language"]
    if language not in NAMES:
        raise NotFound("There is no such language.")
    return web.Response(
        body=catalogue_json(language), content_type="application/json", headers={"Cache-Control": "no-cache"}
    )


async def widget_settings(request: web.Request) -> web.Response:
    it = services(request)
    asked = await it.engine.read(popular.articles)
    bot = it.config.bot
    return answer(
        {
            "title": it.config.widget.title,
            "accent": it.config.widget.accent,
            "languages": [{"code": code, "name": NAMES[code]} for code in bot.languages],
            "language": bot.fallback_language,
            "starters": {code: it.answers.starters(asked, code) for code in bot.languages},
            "agents_present": it.audience.agents_here(),
        }
    )


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
