"""An invitation to a call: looking changes nothing, pressing Join redeems it."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.desk.calls.invitations import Redeemed, Used
from bot.errors import Gone
from bot.limits import Limit
from bot.web.http import Body, answer, read
from bot.web.security import address
from bot.web.services import Services, services

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
    try:
        redeemed = await it.calls.redeem(body.invitation)
    except Gone:
        used = await it.calls.used(body.invitation)
        if used is None:
            raise
        redeemed = await _taken_over(request, it, body.invitation, used)
    return answer(redeemed)


async def _taken_over(request: web.Request, it: Services, invitation: str, used: Used) -> Redeemed:
    """From the place that used it first, if that agrees, or has been left: a browser that lives in another app may
    have no camera, and the customer tries the next one. Raises Gone, with `used` where that place keeps it.
    """
    empty = not used.held and not it.places.somebody(used.invitation)
    agreed = empty or await it.places.yields(used.invitation, used.room)
    if not agreed or request.transport is None:  # who wanted it may have gone meanwhile
        raise Gone("This call is open in another place, which keeps it.", used=True)
    redeemed = await it.calls.pass_on(invitation)
    it.places.leave(used.invitation)
    return redeemed
