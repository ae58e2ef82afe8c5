"""What an agent has read of what stands behind the bell; the entries themselves come in the stream `agent:<id>`."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.events import agent_stream
from bot.store import desk_alerts
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.services import services

Subject = Annotated[str, Meta(min_length=1, max_length=200)]


class ReadBody(Body, frozen=True):
    ids: Annotated[tuple[Subject, ...], Meta(max_length=100)] | None = None  # None: all


async def mark_read(request: web.Request) -> web.Response:
    body, it, agent = await read(request, ReadBody), services(request), request[AGENT].id
    now = it.clock()
    if await it.engine.write(lambda tx: desk_alerts.read(tx, agent, body.ids, now)):
        it.bus.hint((agent_stream(agent),))
    return answer({})
