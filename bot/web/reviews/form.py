"""The questions of the form."""

from aiohttp import web

from bot.reviews.form import NAME, Form
from bot.store import settings
from bot.web.accounts import AGENT
from bot.web.http import answer, read
from bot.web.services import services


async def look(request: web.Request) -> web.Response:
    return answer(await services(request).engine.read(lambda tx: settings.get(tx, NAME, Form)))


async def put(request: web.Request) -> web.Response:
    it, me, form = services(request), request[AGENT], await read(request, Form)
    await it.engine.write(lambda tx: settings.put(tx, NAME, form, me.id, it.clock()))
    return answer(form)
