"""What shops' programs send, and the links that they ask for. Described in bot/web/API.md."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from bot.clock import HOUR_MS
from bot.desk.reaching.touching import Refused, Taken
from bot.desk.surveys import surveying
from bot.errors import BadRequest, Conflict, NotFound, TooLarge, Unavailable
from bot.journeys import touchpoint
from bot.journeys.touchpoint import Customer, Touchpoint, TouchpointError
from bot.store import identities, touchpoints
from bot.store.engine import Tx
from bot.surveys.deciding import Occasion
from bot.validation import unfit
from bot.web.frames import checked
from bot.web.http import Body, answer, read
from bot.web.programs import PROGRAM
from bot.web.services import services

MOST = 1000
"""Touchpoints in one request."""
LARGEST = 1024 * 1024  # bytes of a request

_list = msgspec.json.Decoder(list[msgspec.Raw])


class TelegramLinkBody(Body, frozen=True):
    customer: Customer
    valid_h: Annotated[int, Meta(ge=1, le=720)] = 168


class RatingLinkBody(Body, frozen=True):
    touchpoint: Annotated[str, Meta(min_length=1, max_length=64)]
    survey: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


# -- touchpoints --------------------------------------------------------------------


async def take(request: web.Request) -> web.Response:
    """One touchpoint, or a list of them with an answer for each."""
    it, sender = services(request), request[PROGRAM].id
    body = await _body(request)
    if not body.lstrip().startswith(b"["):
        return answer(await _take_one(request, sender, body))
    items = _items(body)
    told: list[Touchpoint | dict[str, Any]] = [_read(bytes(item), it.clock()) for item in items]
    taken = iter(await it.touching.take(sender, [one for one in told if isinstance(one, Touchpoint)]))
    results = [_told(one, next(taken)) if isinstance(one, Touchpoint) else one for one in told]
    return answer({"results": results})


async def _body(request: web.Request) -> bytes:
    if request.content_type != "application/json":
        raise BadRequest("Send JSON, with Content-Type: application/json.")
    try:
        return checked((await request.read()).decode("utf-8"), LARGEST)
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8.") from None


def _items(body: bytes) -> Sequence[msgspec.Raw]:
    try:
        items = _list.decode(body)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadRequest(f"The body cannot be read: {unfit(error)}") from None
    if not items:
        raise BadRequest("The list is empty.")
    if len(items) > MOST:
        raise TooLarge(f"At most {MOST} touchpoints at once.")
    return items


async def _take_one(request: web.Request, sender: str, body: bytes) -> dict[str, Any]:
    it = services(request)
    try:
        told = touchpoint.read(body, it.clock())
    except TouchpointError as error:
        raise BadRequest(error.message, field=error.field) from None
    (taken,) = await it.touching.take(sender, [told])
    if isinstance(taken, Taken):
        return {"touchpoint": taken.touchpoint, "contact": taken.contact}
    kind = Conflict if taken.code == "conflict" else NotFound
    raise kind(taken.message, field=taken.field)


def _read(item: bytes, now: int) -> Touchpoint | dict[str, Any]:
    """Or its place in the answer, where it cannot be taken."""
    try:
        return touchpoint.read(item, now)
    except TouchpointError as error:
        return {"id": _id_of(item), "error": {"code": "bad_request", "message": str(error), "field": error.field}}


class _Named(msgspec.Struct, frozen=True):
    id: str | None = None


def _id_of(item: bytes) -> str | None:
    try:
        return msgspec.json.decode(item, type=_Named).id
    except msgspec.MsgspecError:
        return None


def _told(one: Touchpoint, taken: Taken | Refused) -> dict[str, Any]:
    if isinstance(taken, Taken):
        return {"id": one.id, "touchpoint": taken.touchpoint, "contact": taken.contact}
    return {"id": one.id, "error": {"code": taken.code, "message": taken.message, "field": taken.field}}


# -- links --------------------------------------------------------------------------


async def telegram_link(request: web.Request) -> web.Response:
    """A one-time link with which the customer's Telegram chat becomes theirs here."""
    it = services(request)
    body = await read(request, TelegramLinkBody)
    username = it.telegram_name()
    if username is None:
        raise Unavailable("The bot is not on Telegram, or has not reached it yet.")
    now = it.clock()
    expires_at = now + body.valid_h * HOUR_MS
    try:
        customer = touchpoint.tidy_customer(body.customer)
    except TouchpointError as error:
        raise BadRequest(error.message, field=error.field) from None

    def work(tx: Tx) -> tuple[str, str]:
        contact = it.touching.customer(tx, customer)
        return contact, identities.link(tx, contact, now, expires_at)

    contact, secret = await it.engine.write(work)
    return answer({"url": f"https://t.me/{username}?start={secret}", "contact": contact, "expires_at": expires_at})


async def rating_link(request: web.Request) -> web.Response:
    """A survey's link about a touchpoint, for a mail of the shop's own."""
    it = services(request)
    body = await read(request, RatingLinkBody)
    now = it.clock()

    def work(tx: Tx) -> tuple[str, int]:
        kept = touchpoints.get(tx, body.touchpoint)
        if kept is None:
            raise NotFound("There is no such touchpoint.")
        about = Occasion(
            moment="link", subject=kept.id, contact=kept.contact, place=kept.kind, product=kept.product,
            survey=body.survey,
        )  # fmt: skip
        asked, secret = surveying.link(tx, it.config, about, now)
        return secret, asked.edit_until

    secret, until = await it.engine.write(work)
    return answer({"url": f"{it.config.public_url}/rate/#{secret}", "expires_at": until})
