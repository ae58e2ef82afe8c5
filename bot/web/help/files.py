"""The files of the help centre: its colours, and what search engines and feed readers ask for."""

import asyncio

from aiohttp import web

from bot.errors import NotFound
from bot.web.help import addresses, sitemap, theme
from bot.web.help.centre import Page, page
from bot.web.help.rendering import title
from bot.web.help.sending import centre_of, reader_of, send
from bot.web.services import services

XML, ATOM, CSS = "application/xml", "application/atom+xml", "text/css"


async def style(request: web.Request) -> web.Response:
    centre, config = centre_of(request), services(request).config
    opening = await centre.opening()

    async def make() -> Page:
        return page(theme.style(config.help.accent or config.widget.accent), centre.started_at)

    return send(request, await opening.page("style", make), CSS)


async def site_map(request: web.Request) -> web.Response:
    """The sitemap itself, or where it is too long for one file, the index of its parts."""
    return await _site_map(request, None)


async def site_map_part(request: web.Request) -> web.Response:
    return await _site_map(request, int(request.match_info["number"]))


async def _site_map(request: web.Request, number: int | None) -> web.Response:
    centre, config = centre_of(request), services(request).config
    opening = await centre.opening()

    def text() -> str:
        urls = sitemap.urls(opening.shelf, config.bot.languages, config.public_url)
        count = sitemap.files(urls)
        if number is None and count > 1:
            return sitemap.index(count, opening.shelf.changed_at, config.public_url)
        if number is not None and not 1 <= number <= count:
            raise NotFound("There is no such sitemap.")
        return sitemap.sitemap(urls, number or 1, config.public_url)

    async def make() -> Page:
        return await asyncio.to_thread(lambda: page(text(), opening.shelf.changed_at))

    return send(request, await opening.page(("sitemap", number), make), XML)


async def feed(request: web.Request) -> web.Response:
    centre = centre_of(request)
    reader = await reader_of(request, centre)

    def text() -> str:
        name = title(reader.config, reader.tongue)
        return sitemap.feed(reader.shelf, reader.language, name, reader.config.public_url)

    async def make() -> Page:
        return await asyncio.to_thread(lambda: page(text(), reader.shelf.changed_at))

    return send(request, await reader.opening.page(("feed", reader.language), make), ATOM)


async def robots(request: web.Request) -> web.Response:
    config = services(request).config
    lines = ["User-agent: *", "Disallow: /api/", "Disallow: /desk/", "Disallow: /help/*/search/"]
    if config.help.enabled:
        lines.append(f"Sitemap: {config.public_url}{addresses.ROOT}sitemap.xml")
    return web.Response(text="\n".join(lines) + "\n", headers={"Cache-Control": "no-cache"})
