"""An invitation to a call: looking changes nothing, pressing Join redeems it."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.limits import Limit
from bot.web.http import Body, answer, read
from bot.web.security import address
from bot.web.services import services

REDEEM_LIMIT = web.AppKey("redeem_limit", Limit)
REDEEMS, REDEEMS_PER_S = 20, 0.2


class InvitationBody(Body, frozen=True):
    invitation: Annotated[str, Meta(min_length=1, max_length=128)]


async def look(request: web.Request) -> web.Response:
    it = services(request)
    request.app[REDEEM_LIMIT].take(address(request, it.config))
    body = await read(request, InvitationBody)
    return answer(await it.calls.look(body.invitation))


async def redeem(request: web.Request) -> web.Response:
    it = services(request)
    request.app[REDEEM_LIMIT].take(address(request, it.config))
    body = await read(request, InvitationBody)
    token, room = await it.calls.redeem(body.invitation)
    return answer({"token": token, "room": room})
