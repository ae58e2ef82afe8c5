"""What visitors searched in vain, for managers."""

from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.clock import DAY_MS
from bot.store import help as help_store
from bot.store.help import Search
from bot.web.help.views import SEARCH_LENGTH
from bot.web.http import Body, answer, days, read
from bot.web.services import services

DAYS = 90


class ForgetBody(Body, frozen=True):
    language: Annotated[str, Meta(max_length=35)]
    text: Annotated[str, Meta(max_length=SEARCH_LENGTH)]


async def every(request: web.Request) -> web.Response:
    it = services(request)
    since = it.clock() - days(request, DAYS) * DAY_MS
    found = await it.engine.read(lambda tx: help_store.searches(tx, since))
    titles = {article.key: article for article in it.answers.articles.all}

    def told(search: Search) -> dict[str, Any]:
        article = titles.get(search.nearest or "")
        title = article.translation(search.language, it.config.bot.fallback_language).title if article else None
        return {
            "text": search.text,
            "language": search.language,
            "count": search.count,
            "nearest": {"key": search.nearest, "title": title} if title else None,
            "first_at": search.first_at,
            "last_at": search.last_at,
        }

    return answer({"searches": [told(search) for search in found]})


async def forget(request: web.Request) -> web.Response:
    body = await read(request, ForgetBody)
    await services(request).engine.write(lambda tx: help_store.forget(tx, body.language, body.text))
    return answer({})
