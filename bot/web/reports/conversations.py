"""The conversations behind a figure."""

from typing import Any

from aiohttp import web

from bot.errors import BadRequest
from bot.reports import figures, listing
from bot.store import behind
from bot.store.behind import Rated, Talk
from bot.store.engine import Tx
from bot.web.http import answer
from bot.web.reports.filtering import filter_of, limit_of, yes
from bot.web.reports.paging import ORDERS, before_of, order_of, page_of
from bot.web.reports.wording import article, mood
from bot.web.services import Services, services

Json = dict[str, Any]


async def every(request: web.Request) -> web.Response:
    it, where, figure = services(request), filter_of(request), request.query.get("behind", "conversations")
    if figure not in figures.UNITS:
        raise BadRequest(f"behind must be one of {', '.join(figures.UNITS)}.")
    order, before, limit = order_of(request, ORDERS), before_of(request), limit_of(request)
    hit = yes(request, "hit")
    if not figures.of_askings(figure):
        page = await page_of(it, where, lambda books: listing.episodes(books, where, figure, hit, order, before, limit))
        found = await it.engine.read(lambda tx: [_row(it, talk) for talk in behind.talks(tx, page.keys)])
        return answer({"n": page.n, "next": page.next, "conversations": found})
    answered = where.answered if "answered" in request.query else True
    where = listing.narrowed(where, figure, hit, answered)
    page = await page_of(it, where, lambda books: listing.rated(books, where, figure, hit, order, before, limit))
    found = await it.engine.read(lambda tx: [_of_rating(tx, it, row) for row in behind.rated(tx, page.keys)])
    return answer({"n": page.n, "next": page.next, "conversations": found})


def _rating(row: Rated) -> Json:
    names = ("request", "metric", "value", "comment", "moment", "asked_at", "answered_at")
    return {**{name: getattr(row, name) for name in names}, "mood": mood(row)}


def _row(it: Services, talk: Talk) -> Json:
    names = (
        "conversation", "episode", "contact", "channel", "language", "handler", "agent", "team", "topic", "excerpt",
        "person", "first_bot_ms", "first_human_ms", "wait_ms", "handle_ms", "case",
    )  # fmt: skip
    return {
        **{name: getattr(talk, name) for name in names},
        "at": talk.resolved_at,
        "resolution_ms": talk.resolved_at - talk.opened_at,
        "article": article(it, talk.article),
        "ratings": [_rating(row) for row in talk.ratings],
    }


def _of_rating(tx: Tx, it: Services, row: Rated) -> Json:
    """The conversation that was rated; what is known where there is none."""
    talk = behind.talk(tx, row.conversation, row.episode) if row.conversation and row.episode else None
    if talk is not None:
        return {**_row(it, talk), "at": row.asked_at}
    names = ("conversation", "episode", "contact", "channel", "language", "handler", "agent", "team", "topic")
    unknown = dict.fromkeys(("first_bot_ms", "first_human_ms", "wait_ms", "handle_ms", "resolution_ms", "case"))
    return {
        **{name: getattr(row, name) for name in names},
        **unknown,
        "at": row.asked_at,
        "excerpt": "",
        "person": False,
        "article": article(it, row.article),
        "ratings": [_rating(row)],
    }
