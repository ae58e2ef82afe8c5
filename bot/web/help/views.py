"""The handlers of the help centre. People are answered in HTML, also when something is not there."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial, wraps

from aiohttp import web

from bot.errors import BadRequest, HeardError, NotFound
from bot.limits import Limit
from bot.store import help as help_store
from bot.web.compression import respond
from bot.web.help import addresses, pages
from bot.web.help.centre import HelpCentre, Page
from bot.web.help.pages import Found, Reader
from bot.web.help.sending import HTML, centre_of, headers_of, reader_of, send
from bot.web.http import STATUS, whole
from bot.web.security import SAFE, address
from bot.web.services import services
from knowledge.match import Match
from knowledge.normalize import words

SEARCH_LIMIT = web.AppKey("help_search_limit", Limit)
SEARCHES, SEARCHES_PER_S = 60, 1.0
VOTE_LIMIT = web.AppKey("help_vote_limit", Limit)
VOTES, VOTES_PER_S = 20, 0.2

SEARCH_LENGTH = 200  # characters
RESULTS, GUESSES = 10, 3
# by tier: the least score, 0-100, of what a search shows, and the least share of the best one's score; where meaning
# ranks, all articles of a shop are a little alike
WORTH = {"lexical": (10.0, 0.2), "semantic": (20.0, 0.4)}
LIKE = 8  # matches of an article's own title …
LIKELY = 20.0  # … and the least score of those that are shown beside it

Handler = Callable[[web.Request], Awaitable[web.Response]]
View = Callable[[web.Request, Reader], Awaitable[web.Response]]


def _for_people(view: View) -> Handler:
    """Hands the view its reader; who is astray is led to the page, and what goes wrong is said on one."""

    @wraps(view)
    async def handler(request: web.Request) -> web.Response:
        centre = centre_of(request)
        try:
            return await view(request, await reader_of(request, centre))
        except NotFound as error:
            return await _led(request, centre) or await _problem(request, centre, error)
        except HeardError as error:
            return await _problem(request, centre, error)

    return handler


async def astray(request: web.Request) -> web.Response:
    """Addresses that no page can have."""
    centre = centre_of(request)
    return await _led(request, centre) or await _problem(request, centre, NotFound("There is no such page."))


async def _led(request: web.Request, centre: HelpCentre) -> web.Response | None:
    """To the address that was meant; None where that is none either."""
    shelf = (await centre.opening()).shelf
    spoken = services(request).config.bot.languages
    path = addresses.meant(request.rel_url.raw_path, spoken, shelf.entries.keys(), shelf.categories)
    if path is None or request.method not in SAFE:
        return None
    query = f"?{request.rel_url.raw_query_string}" if request.query_string else ""
    return web.Response(status=308, headers={"Location": path + query, "Cache-Control": "no-cache"})


async def _problem(request: web.Request, centre: HelpCentre, error: HeardError) -> web.Response:
    reader = Reader(services(request).config, await centre.opening(), _preferred(request), centre.started_at)
    made = await asyncio.to_thread(pages.problem, reader, error.code)
    headers = {**headers_of(request, HTML), "Cache-Control": "no-store"}
    if "retry_after_s" in error.data:
        headers["Retry-After"] = str(int(error.data["retry_after_s"]) + 1)
    response = respond(request, made.body, headers)
    response.set_status(STATUS[error.code])
    return response


def _preferred(request: web.Request) -> str:
    """The language of the address, where it has one that we speak; else the browser's."""
    bot = services(request).config.bot
    named = addresses.language_of(request.path)
    wanted = request.headers.get("Accept-Language", "")
    return named if named in bot.languages else addresses.preferred(wanted, bot.languages, bot.fallback_language)


# -- pages -------------------------------------------------------------------------------------


async def root(request: web.Request) -> web.Response:
    centre_of(request)
    headers = {"Location": addresses.home(_preferred(request)), "Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return web.Response(status=302, headers=headers)


@_for_people
async def home(request: web.Request, reader: Reader) -> web.Response:
    return await _kept(request, reader, (reader.language, "home"), partial(pages.home, reader))


@_for_people
async def everything(request: web.Request, reader: Reader) -> web.Response:
    return await _kept(request, reader, (reader.language, "everything"), partial(pages.everything, reader))


@_for_people
async def category(request: web.Request, reader: Reader) -> web.Response:
    name, number = request.match_info["category"], whole(request, "page") or 1
    if name not in reader.shelf.categories:
        raise NotFound("There is no such category.")
    kept = (reader.language, "category", name, str(number))
    return await _kept(request, reader, kept, partial(pages.category, reader, name, number))


@_for_people
async def article(request: web.Request, reader: Reader) -> web.Response:
    key, said = request.match_info["key"], request.query.get("said", "")
    entry = reader.shelf.entries.get(key)
    if entry is None:
        raise NotFound("There is no such article.")
    said = said if said in ("yes", "no") else ""

    async def make() -> Page:
        title, keys = reader.shelf.told(entry, reader.language).title, reader.shelf.entries.keys()
        like = await services(request).answers.search(title, LIKE, keys)
        near = [match.article for match in like if match.score >= LIKELY]
        return await asyncio.to_thread(pages.article, reader, entry, near, said)

    response = send(request, await reader.opening.page((reader.language, "article", key, said), make))
    # With "no-referrer" the form would come with the Origin "null" (Fetch, "append a request Origin header").
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@_for_people
async def search(request: web.Request, reader: Reader) -> web.Response:
    text = " ".join(request.query.get("q", "").split())[:SEARCH_LENGTH]
    found = Found("", None, (), True)
    if text:
        request.app[SEARCH_LIMIT].take(address(request, services(request).config))
        found = await _found(request, reader, text)
    return send(request, await asyncio.to_thread(pages.results, reader, found))


async def _found(request: web.Request, reader: Reader, text: str) -> Found:
    it = services(request)
    matches = await it.answers.search(text, RESULTS, reader.shelf.entries.keys())
    known = bool(matches) and matches[0].confidence >= it.config.bot.unsure
    shown = worth(matches)[: None if known else GUESSES]
    asked = tuple(words(text))
    if not known and asked:
        nearest = shown[0].article if shown else None
        await it.engine.write(lambda tx: help_store.not_found(tx, reader.language, text, asked, nearest, it.clock()))
    meant = _mended(text, await it.answers.mended(text))
    return Found(text, meant, [reader.shelf.entries[match.article] for match in shown], known)


def worth(matches: Sequence[Match]) -> list[Match]:
    """Of the matches, the best first, those that a reader may want to look at."""
    if not matches:
        return []
    least, share = WORTH[matches[0].tier]
    return [match for match in matches if match.score >= max(least, share * matches[0].score)]


def _mended(text: str, mended: Mapping[str, str]) -> str | None:
    """The text with its misspelt words as they are read, or None where there are none."""

    def read(typed: re.Match[str]) -> str:
        normal = words(typed[0])
        return " ".join(mended.get(word, word) for word in normal) if mended.keys() & normal else typed[0]

    meant = re.sub(r"\w+", read, text)
    return meant if meant != text else None


@_for_people
async def vote(request: web.Request, reader: Reader) -> web.Response:
    """The form under an article: whether it helped. Comes back to the article, which then says thanks."""
    it, key = services(request), request.match_info["key"]
    if key not in reader.shelf.entries:
        raise NotFound("There is no such article.")
    who = address(request, it.config)
    request.app[VOTE_LIMIT].take(who)
    helped = (await request.post()).get("helped")
    if helped not in ("yes", "no"):
        raise BadRequest("helped must be yes or no.")
    visitor = f"{who}\0{request.headers.get('User-Agent', '')}"
    await it.engine.write(lambda tx: help_store.vote(tx, key, reader.language, visitor, helped == "yes", it.clock()))
    return web.Response(status=303, headers={"Location": f"{request.path}?said={helped}#helped"})


async def _kept(request: web.Request, reader: Reader, name: tuple[str, ...], make: Callable[[], Page]) -> web.Response:
    async def made() -> Page:
        return await asyncio.to_thread(make)

    return send(request, await reader.opening.page(name, made))
