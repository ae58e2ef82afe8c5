"""The addresses of kiosks."""

from aiohttp import web

from bot.clock import Clock
from bot.limits import Limit
from bot.web import pages
from bot.web.kiosks import managing, tablets
from bot.web.route import Route, Who

ROUTES: tuple[Route, ...] = (
    Route("GET", "/api/kiosks", Who.MANAGER, managing.every),
    Route("POST", "/api/kiosks", Who.MANAGER, managing.make),
    Route("PATCH", "/api/kiosks/{kiosk}", Who.MANAGER, managing.change),
    Route("POST", "/api/kiosks/{kiosk}/link", Who.MANAGER, managing.renew_link),
    Route("POST", "/api/kiosk/open", Who.ANYONE, tablets.open_),
    Route("POST", "/api/kiosk/answer", Who.ANYONE, tablets.take),
    Route("GET", "/kiosk/worker.js", Who.ANYONE, pages.kiosk_worker),
)


def limit(app: web.Application, clock: Clock) -> None:
    app[tablets.ANSWERS_LIMIT] = Limit(clock, tablets.ANSWERS, tablets.ANSWERS_PER_S)
    app[tablets.MISSES_LIMIT] = Limit(clock, tablets.MISSES, tablets.MISSES_PER_S)
