"""Every address of the server, and who may use it."""

from functools import partial

from aiohttp import web

from bot.errors import Forbidden, NotFound
from bot.limits import Limit
from bot.web import (
    accounts,
    article_list,
    articles,
    bookings,
    bulk,
    catalogues,
    drafts,
    exchange,
    figures,
    gaps,
    history,
    pages,
    pictures,
    preview,
    programs,
    public,
    rating_links,
    rehearsals,
    thanks,
    variants,
    versions,
    words,
)
from bot.web.alerts import routes as alerts
from bot.web.calls import routes as calls
from bot.web.connection import Connection
from bot.web.digests import routes as digests
from bot.web.help import files, searches, views
from bot.web.help.centre import HelpCentre
from bot.web.help.sending import CENTRE
from bot.web.journeys import routes as journeys
from bot.web.kiosks import routes as kiosks
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
    Route("POST", "/api/invitation", Who.ANYONE, accounts.look_at_invitation),
    Route("POST", "/api/join", Who.ANYONE, accounts.join),
    Route("GET", "/api/agents", Who.AGENT, accounts.everyone),
    Route("POST", "/api/invitations", Who.MANAGER, accounts.invite),
    Route("PATCH", "/api/agents/{agent}", Who.MANAGER, accounts.change),
    Route("GET", "/api/conversations", Who.AGENT, history.search),
    *reports.ROUTES,
    Route("GET", "/api/articles", Who.AGENT, article_list.every),
    Route("GET", "/api/articles/{key}", Who.AGENT, articles.one),
    Route("POST", "/api/articles/{key}/remove", Who.MANAGER, articles.remove),
    Route("PUT", "/api/articles/{key}/draft", Who.MANAGER, drafts.save),
    Route("DELETE", "/api/articles/{key}/draft", Who.MANAGER, drafts.discard),
    Route("GET", "/api/articles/{key}/draft/changes", Who.AGENT, drafts.changes),
    Route("POST", "/api/articles/{key}/review", Who.MANAGER, drafts.review),
    Route("POST", "/api/articles/{key}/publish", Who.MANAGER, drafts.publish),
    Route("GET", "/api/articles/{key}/versions", Who.AGENT, versions.every),
    Route("GET", "/api/articles/{key}/versions/{version}", Who.AGENT, versions.one),
    Route("POST", "/api/articles/{key}/versions/{version}/restore", Who.MANAGER, versions.restore),
    Route("POST", "/api/articles/{key}/undo", Who.MANAGER, versions.undo),
    Route("POST", "/api/articles/bulk", Who.MANAGER, bulk.bulk),
    Route("POST", "/api/articles/preview", Who.MANAGER, preview.preview),
    Route("POST", "/api/articles/explain", Who.MANAGER, preview.explain),
    Route("POST", "/api/pictures", Who.MANAGER, pictures.take),
    Route("GET", "/pictures/{picture}", Who.ANYONE, pictures.give),
    Route("POST", "/api/import", Who.MANAGER, exchange.begin),
    Route("GET", "/api/import/{id}", Who.MANAGER, exchange.look),
    Route("GET", "/api/export", Who.MANAGER, exchange.export),
    Route("GET", "/api/synonyms", Who.AGENT, words.synonyms),
    Route("PUT", "/api/synonyms", Who.MANAGER, words.put_synonyms),
    Route("GET", "/api/attributes", Who.AGENT, words.attributes),
    Route("PUT", "/api/attributes", Who.MANAGER, words.put_attributes),
    Route("GET", "/api/categories", Who.AGENT, words.categories),
    Route("PUT", "/api/categories", Who.MANAGER, words.put_categories),
    Route("POST", "/api/articles/{key}/rehearse", Who.MANAGER, rehearsals.run),
    Route("GET", "/api/figures", Who.MANAGER, figures.articles),
    Route("GET", "/api/gaps", Who.MANAGER, gaps.every),
    Route("POST", "/api/gaps/{gap}/draft", Who.MANAGER, gaps.draft),
    Route("POST", "/api/gaps/{gap}/settle", Who.MANAGER, gaps.settle),
    Route("POST", "/api/gaps/{gap}/dismiss", Who.MANAGER, gaps.dismiss),
    Route("POST", "/api/gaps/{gap}/reopen", Who.MANAGER, gaps.reopen),
    Route("POST", "/api/gaps/{gap}/tell", Who.MANAGER, gaps.tell),
    Route("GET", "/api/suggested-variants", Who.MANAGER, variants.every),
    Route("POST", "/api/suggested-variants/take", Who.MANAGER, variants.take_all),
    Route("POST", "/api/suggested-variants/{variant}/take", Who.MANAGER, variants.take),
    Route("POST", "/api/suggested-variants/{variant}/dismiss", Who.MANAGER, variants.dismiss),
    Route("POST", "/api/suggested-variants/{variant}/undo", Who.MANAGER, variants.undo),
    *calls.ROUTES,
    *thanks.ROUTES,
    *bookings.ROUTES,
    *rating_links.ROUTES,
    Route("POST", "/telegram/webhook", Who.ANYONE, telegram),
    Route("GET", "/widget/loader.js", Who.ANYONE, pages.loader),
    Route("GET", "/static/{path:.+}", Who.ANYONE, pages.static),
    Route("GET", "/robots.txt", Who.ANYONE, files.robots),
    Route("GET", "/help/", Who.ANYONE, views.root),
    Route("GET", "/help/theme.css", Who.ANYONE, files.style),
    Route("GET", "/help/sitemap.xml", Who.ANYONE, files.site_map),
    Route("GET", "/help/sitemap-{number:[1-9][0-9]?[0-9]?}.xml", Who.ANYONE, files.site_map_part),
    Route("GET", "/help/feed/{language}.xml", Who.ANYONE, files.feed),
    Route("GET", "/help/{language}/", Who.ANYONE, views.home),
    Route("GET", "/help/{language}/categories/", Who.ANYONE, views.everything),
    Route("GET", "/help/{language}/categories/{category:.+}/", Who.ANYONE, views.category),
    Route("GET", "/help/{language}/search/", Who.ANYONE, views.search),
    Route("GET", "/help/{language}/{key:.*[^/]}", Who.ANYONE, views.article),
    Route("GET", "/help/{path:.*}", Who.ANYONE, views.astray),
    Route("POST", "/help/{language}/{key:.*[^/]}", Who.ANYONE, views.vote),
    Route("GET", "/api/help/searches", Who.MANAGER, searches.every),
    Route("POST", "/api/help/searches/forget", Who.MANAGER, searches.forget),
    Route("GET", "/help", Who.ANYONE, pages.with_slash),
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
    app[CENTRE] = HelpCentre(it.engine, it.answers, it.config, it.clock)
    app[views.SEARCH_LIMIT] = Limit(it.clock, views.SEARCHES, views.SEARCHES_PER_S)
    app[views.VOTE_LIMIT] = Limit(it.clock, views.VOTES, views.VOTES_PER_S)
    for route in ROUTES:
        add = app.router.add_get if route.method == "GET" else partial(app.router.add_route, route.method)
        add(route.path, _guarded(route))  # add_get: with HEAD, which link checkers ask for
    return app
