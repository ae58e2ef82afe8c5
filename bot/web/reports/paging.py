"""Which rows of a long list are asked for, and in which order."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.errors import BadRequest
from bot.reports.filter import Filter
from bot.reports.listing import Order, Page
from bot.web.services import Services

ORDERS: tuple[Order, ...] = ("newest", "worst", "best", "longest")


async def page_of(it: Services, where: Filter, work: Callable[[Any], Page]) -> Page:
    try:
        return await it.figures.study(work, where.since)
    except ValueError:
        raise BadRequest("before must be what an earlier answer gave as next.") from None


def order_of(request: web.Request, known: tuple[Order, ...]) -> Order:
    wanted = request.query.get("order") or "newest"
    found = next((order for order in known if order == wanted), None)
    if found is None:
        raise BadRequest(f"order must be one of {', '.join(known)}.")
    return found


def before_of(request: web.Request) -> str | None:
    return request.query.get("before") or None
