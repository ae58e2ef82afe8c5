"""Addresses of digests."""

from bot.web.digests import orders
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/digests", Who.MANAGER, orders.every),
    Route("POST", "/api/digests", Who.MANAGER, orders.order),
    Route("PATCH", "/api/digests/{digest}", Who.MANAGER, orders.change),
    Route("DELETE", "/api/digests/{digest}", Who.MANAGER, orders.remove),
    Route("POST", "/api/digests/{digest}/bring-back", Who.MANAGER, orders.bring_back),
    Route("POST", "/api/digests/{digest}/send", Who.MANAGER, orders.send_now),
    Route("GET", "/api/digests/preview.html", Who.MANAGER, orders.preview_mail),
    Route("POST", "/api/digests/preview", Who.MANAGER, orders.preview),
)
