"""The addresses of the help centre."""

from aiohttp import web

from bot.limits import Limit
from bot.web import pages
from bot.web.help import files, searches, views
from bot.web.help.centre import HelpCentre
from bot.web.help.sending import CENTRE
from bot.web.route import Route, Who
from bot.web.services import Services

ROUTES: tuple[Route, ...] = (
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
)


def prepare(app: web.Application, it: Services) -> None:
    app[CENTRE] = HelpCentre(it.engine, it.answers, it.config, it.clock)
    app[views.SEARCH_LIMIT] = Limit(it.clock, views.SEARCHES, views.SEARCHES_PER_S)
    app[views.VOTE_LIMIT] = Limit(it.clock, views.VOTES, views.VOTES_PER_S)
