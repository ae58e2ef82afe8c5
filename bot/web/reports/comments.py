"""What customers wrote with their ratings, and what it is about."""

from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta
from msgspec.structs import replace

from bot.errors import NotFound
from bot.reports import listing, themes
from bot.reports.filter import Filter
from bot.reports.listing import Key, Page
from bot.store import agents, behind
from bot.store.behind import Rated
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read, search_words
from bot.web.reports.filtering import filter_of, limit_of
from bot.web.reports.paging import ORDERS, before_of, order_of, page_of
from bot.web.reports.wording import article, labels, language_of, mood
from bot.web.services import Services, services

COMMENTS_OF_A_THEME = 3

Json = dict[str, Any]


async def comments(request: web.Request) -> web.Response:
    return answer(await page_of_comments(request, filter_of(request)))


async def page_of_comments(request: web.Request, where: Filter) -> Json:
    it, words = services(request), search_words(request)
    order, said = order_of(request, ORDERS[:3]), commented(where)
    if theme := request.query.get("theme"):
        page = await _of_theme(it, tallied(where), theme, request.query.get("before"), limit_of(request))
    else:
        page = await page_of(
            it, where, lambda books: listing.askings(books, said, order, before_of(request), limit_of(request), words)
        )
    found = await it.engine.read(lambda tx: _told(tx, behind.rated(tx, page.keys), it, request))
    return {"n": page.n, "next": page.next, "comments": found}


def commented(where: Filter) -> Filter:
    """All that was said, also when asked again after a recovery: words are read, not counted."""
    return replace(where, commented=True, answered=True, again=True)


def tallied(where: Filter) -> Filter:
    """Of what was said that which figures are made of."""
    return replace(where, commented=True, answered=True)


def _told(tx: Tx, rows: list[Rated], it: Services, request: web.Request) -> list[Json]:
    return [_comment(tx, it, row, language_of(request, it)) for row in rows]


def _comment(tx: Tx, it: Services, row: Rated, language: str) -> Json:
    names = (
        "request", "metric", "value", "comment", "conversation", "episode", "contact", "channel", "language", "agent",
        "team", "handler", "moment", "place", "survey", "case",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "at": row.answered_at or row.asked_at,
        "mood": mood(row),
        "reasons": labels(tx, it, row.survey, row.version, row.reasons, language),
        "article": article(it, row.article),
    }


class ReadBody(Body, frozen=True):
    until: Annotated[int, Meta(ge=0, le=2**53)]


async def mark_read(request: web.Request) -> web.Response:
    """For the manager who asks, on every device of theirs; not past now."""
    it, me, body = services(request), request[AGENT].id, await read(request, ReadBody)
    until = min(body.until, it.clock())
    await it.engine.write(lambda tx: agents.read_comments(tx, me, until))
    return answer({})


# -- themes -----------------------------------------------------------------------------


async def every_theme(request: web.Request) -> web.Response:
    it, where = services(request), tallied(filter_of(request))
    found = await _themes(it, where)

    def told(tx: Tx) -> list[Json]:
        shown = {theme.id: theme.keys[:COMMENTS_OF_A_THEME] for theme in found.themes}
        rows = behind.keyed(tx, [*chain(*shown.values()), *(theme.wording.key for theme in found.themes)])
        return [
            _theme(theme, rows, _told(tx, [rows[key] for key in shown[theme.id] if key in rows], it, request))
            for theme in found.themes
        ]

    return answer(
        {
            "of": found.of,
            "looked_at": found.looked_at,
            "left_alone": found.left_alone,
            "themes": await it.engine.read(told),
        }
    )


def _theme(theme: themes.Theme, rows: Mapping[Key, Rated], comments: list[Json]) -> Json:
    typical = rows.get(theme.wording.key)
    return {
        **{name: getattr(theme, name) for name in ("id", "n", "share", "csat", "newest_at")},
        "wording": (typical.comment if typical else None) or theme.wording.comment,
        "language": theme.wording.language,
        "comments": comments,
    }


async def _themes(it: Services, where: Filter) -> themes.Themes:
    sample = await it.figures.study(lambda books: themes.sample(books, where), where.since)
    return await it.figures.aside(partial(themes.themes, sample))


async def _of_theme(it: Services, where: Filter, theme: str, before: str | None, limit: int) -> Page:
    found = next((each for each in (await _themes(it, where)).themes if each.id == theme), None)
    if found is None:
        raise NotFound("There is no such theme any more.")
    start = int(before) if before and before.isdigit() else 0
    keys = found.keys[start : start + limit]
    more = start + limit < len(found.keys)
    return Page(len(found.keys), list(keys), str(start + limit) if more else None)
