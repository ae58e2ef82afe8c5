"""Every address of the server, and who may use it."""

from functools import partial

from aiohttp import web

from bot.errors import Forbidden, NotFound
from bot.limits import Limit
from bot.web import accounts, bookings, catalogues, history, pages, programs, public, rating_links, team, thanks
from bot.web.alerts import routes as alerts
from bot.web.calls import routes as calls
from bot.web.connection import Connection
from bot.web.digests import routes as digests
from bot.web.help import routes as help_routes
from bot.web.journeys import routes as journeys
from bot.web.kiosks import routes as kiosks
from bot.web.knowledge import routes as knowledge
from bot.web.recovery import routes as recovery
from bot.web.reports import routes as reports
from bot.web.reviews import routes as reviews
from bot.web.route import Handler, Route, Who
from bot.web.security import middleware, own_origin
from bot.web.services import SERVICES, Services, services
from bot.web.surveys import routes as surveys
from bot.web.verbs import SocketAdmission


async def socket(request: web.Request) -> web.StreamResponse:
    it = services(request)
    if not own_origin(it.config, request.headers.get("Origin")):
        raise Forbidden("This page may not connect here.")
    connection = Connection(request, SocketAdmission(it), it.streams, it.engine.epoch, it.clock)
    return await connection.serve()


async def telegram(request: web.Request) -> web.Response:
    webhook = services(request).telegram_webhook
    if webhook is None:
        raise NotFound("Telegram does not come here.")
    secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
    return web.Response(status=await webhook(secret, await request.read()))


ROUTES: tuple[Route, ...] = (
    Route("GET", "/healthz", Who.ANYONE, public.health),
    Route("GET", "/socket", Who.ANYONE, socket),
    Route("GET", "/locale/{language}.json", Who.ANYONE, catalogues.catalogue),
    Route("GET", "/api/widget/settings", Who.ANYONE, public.widget_settings),
    Route("POST", "/api/widget/start", Who.ANYONE, public.widget_start),
    Route("POST", "/api/login", Who.ANYONE, accounts.login),
    Route("POST", "/api/logout", Who.AGENT, accounts.logout),
    Route("GET", "/api/me", Who.AGENT, accounts.me),
    Route("GET", "/api/logins", Who.AGENT, accounts.logins),
    Route("DELETE", "/api/logins/{login}", Who.AGENT, accounts.end_login),
    Route("POST", "/api/invitation", Who.ANYONE, team.look_at_invitation),
    Route("POST", "/api/join", Who.ANYONE, team.join),
    Route("GET", "/api/agents", Who.AGENT, team.everyone),
    Route("POST", "/api/invitations", Who.MANAGER, team.invite),
    Route("PATCH", "/api/agents/{agent}", Who.MANAGER, team.change),
    Route("GET", "/api/conversations", Who.AGENT, history.search),
    Route("GET", "/api/conversations/{conversation}/reach", Who.AGENT, history.reach),
    *reports.ROUTES,
    *knowledge.ROUTES,
    *calls.ROUTES,
    *thanks.ROUTES,
    *bookings.ROUTES,
    *rating_links.ROUTES,
    Route("POST", "/telegram/webhook", Who.ANYONE, telegram),
    Route("GET", "/widget/loader.js", Who.ANYONE, pages.loader),
    Route("GET", "/static/{path:.+}", Who.ANYONE, pages.static),
    *help_routes.ROUTES,
    *journeys.ROUTES,
    *kiosks.ROUTES,
    *surveys.ROUTES,
    *alerts.ROUTES,
    *digests.ROUTES,
    *recovery.ROUTES,
    *reviews.ROUTES,
    *(Route("GET", path, Who.ANYONE, pages.page) for path in pages.PAGES if path != "/login/"),
    Route("GET", "/login/", Who.ANYONE, accounts.login_page),
    *(Route("GET", path.rstrip("/"), Who.ANYONE, pages.with_slash) for path in pages.PAGES if path != "/"),
)

_REQUIRE = {Who.AGENT: accounts.require_agent, Who.MANAGER: accounts.require_manager}


def _guarded(route: Route) -> Handler:
    require = partial(programs.require, scope=route.scope) if route.scope else _REQUIRE.get(route.who)
    if require is None:
        return route.handler

    async def handler(request: web.Request) -> web.StreamResponse:
        await require(request)
        return await route.handler(request)

    return handler


async def _unnamed(request: web.Request, response: web.StreamResponse) -> None:
    """Which version of what serves this is nobody's business, and 40 bytes in each of a page's many files."""
    response.headers.pop("Server", None)


def application(it: Services) -> web.Application:
    app = web.Application(middlewares=[middleware(it.config)], client_max_size=1024 * 1024)
    app[SERVICES] = it
    app.on_response_prepare.append(_unnamed)
    app[accounts.LIMITS] = Limit(it.clock, accounts.TRIES, accounts.TRIES_PER_S)
    app[public.START_LIMIT] = Limit(it.clock, public.STARTS, public.STARTS_PER_S)
    calls.limit(app, it.clock)
    bookings.limit(app, it.clock)
    programs.limit(app, it.clock)
    kiosks.limit(app, it.clock)
    rating_links.limit(app, it.clock)
    help_routes.prepare(app, it)
    for route in ROUTES:
        add = app.router.add_get if route.method == "GET" else partial(app.router.add_route, route.method)
        add(route.path, _guarded(route))  # add_get: with HEAD, which link checkers ask for
    return app
