"""What every answer of the help centre carries, and how a browser is told that it has it already."""

from email.utils import formatdate, parsedate_to_datetime
from urllib.parse import urlsplit

from aiohttp import web

from bot.errors import NotFound
from bot.web.compression import respond
from bot.web.help.centre import HelpCentre, Page
from bot.web.help.pages import Reader
from bot.web.security import page_policy
from bot.web.services import services

CENTRE = web.AppKey("help_centre", HelpCentre)
HTML = "text/html"


def centre_of(request: web.Request) -> HelpCentre:
    """Raises NotFound where the help centre is switched off."""
    if not services(request).config.help.enabled:
        raise NotFound("There is no such page.")
    return request.app[CENTRE]


async def reader_of(request: web.Request, centre: HelpCentre) -> Reader:
    """Raises NotFound for a language that is not spoken here."""
    config, language = services(request).config, request.match_info["language"]
    if language not in config.bot.languages:
        raise NotFound("There is no such page.")
    return Reader(config, await centre.opening(), language, centre.started_at)


def send(request: web.Request, made: Page, kind: str = HTML) -> web.Response:
    headers = {
        **headers_of(request, kind),
        "ETag": f'"{made.etag}"',
        "Last-Modified": formatdate(made.changed_at // 1000, usegmt=True),
        "Cache-Control": "no-cache",
    }
    if _has(request, made):
        return web.Response(status=304, headers={**headers, "Vary": "Accept-Encoding"})
    return respond(request, made.body, headers)


def headers_of(request: web.Request, kind: str) -> dict[str, str]:
    headers = {"Content-Type": f"{kind}; charset=utf-8"}
    if kind == HTML:
        config = services(request).config
        logo = urlsplit(config.help.logo)
        images = f"{logo.scheme}://{logo.netloc}" if logo.netloc else ""
        headers["Content-Security-Policy"] = page_policy(config, images=images)
    return headers


def _has(request: web.Request, made: Page) -> bool:
    """Whether the browser has just this (RFC 9110, 13.2.2)."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        return made.etag in known
    since = request.headers.get("If-Modified-Since")
    try:
        return since is not None and made.changed_at // 1000 <= parsedate_to_datetime(since).timestamp()
    except ValueError:
        return False
