"""What stands behind a figure: comments, reasons, themes, conversations."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from aiohttp import web
from msgspec.structs import replace

from bot.errors import BadRequest, NotFound
from bot.reports import figures, listing, reasons, themes
from bot.reports.filter import Filter, mood_of
from bot.reports.listing import Key, Order, Page
from bot.store import behind, surveys
from bot.store.behind import Rated, Talk
from bot.store.engine import Tx
from bot.surveys.wording import Tongue
from bot.web.http import answer
from bot.web.reports.filtering import filter_of, limit_of, yes
from bot.web.services import Services, services

ORDERS: tuple[Order, ...] = ("newest", "worst", "best", "longest")
LONGEST_SEARCH = 200  # characters
COMMENTS_OF_A_THEME = 3

Json = dict[str, Any]


async def comments(request: web.Request) -> web.Response:
    return answer(await page_of_comments(request, filter_of(request)))


async def page_of_comments(request: web.Request, where: Filter) -> Json:
    it, words = services(request), request.query.get("q", "")[:LONGEST_SEARCH]
    order, read = order_of(request, ORDERS[:3]), commented(where)
    if theme := request.query.get("theme"):
        page = await _of_theme(it, tallied(where), theme, request.query.get("before"), limit_of(request))
    else:
        page = await page_of(
            it, where, lambda books: listing.askings(books, read, order, before_of(request), limit_of(request), words)
        )
    found = await it.engine.read(lambda tx: _told(tx, behind.rated(tx, page.keys), it, request))
    return {"n": page.n, "next": page.next, "comments": found}


async def every_reason(request: web.Request) -> web.Response:
    it, where = services(request), filter_of(request)
    n, counted = await it.figures.study(lambda books: reasons.reasons(books, where), where.since)
    worded = await it.engine.read(lambda tx: [_reason(tx, it, request, each) for each in counted])
    return answer({"n": n, "questions": worded})


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


async def conversations(request: web.Request) -> web.Response:
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


async def page_of(it: Services, where: Filter, work: Callable[[Any], Page]) -> Page:
    try:
        return await it.figures.study(work, where.since)
    except ValueError:
        raise BadRequest("before must be what an earlier answer gave as next.") from None


def order_of(request: web.Request, known: tuple[Order, ...]) -> Order:
    wanted = request.query.get("order") or "newest"
    found = next((order for order in known if order == wanted), None)
    if found is None:
        raise BadRequest(f"order must be one of {', '.join(known)}.")
    return found


def before_of(request: web.Request) -> str | None:
    return request.query.get("before") or None


def commented(where: Filter) -> Filter:
    """All that was said, also when asked again after a recovery: words are read, not counted."""
    return replace(where, commented=True, answered=True, again=True)


def tallied(where: Filter) -> Filter:
    """Of what was said that which figures are made of."""
    return replace(where, commented=True, answered=True)


# -- as it goes over the wire ----------------------------------------------------------


def _told(tx: Tx, rows: list[Rated], it: Services, request: web.Request) -> list[Json]:
    return [_comment(tx, it, row, language_of(request, it)) for row in rows]


def language_of(request: web.Request, it: Services) -> str:
    """In which the page is read: reasons are worded in it."""
    return request.query.get("words") or it.config.bot.fallback_language


def _comment(tx: Tx, it: Services, row: Rated, language: str) -> Json:
    names = (
        "request", "metric", "value", "comment", "conversation", "episode", "contact", "channel", "language", "agent",
        "team", "handler", "moment", "place", "survey", "case",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "at": row.answered_at or row.asked_at,
        "mood": _mood(row),
        "reasons": labels(tx, it, row.survey, row.version, row.reasons, language),
        "article": article(it, row.article),
    }


def _mood(row: Rated) -> str | None:
    return mood_of(row.metric, row.value) if row.value is not None else None


def article(it: Services, key: str | None) -> Json | None:
    return {"key": key, "title": it.answers.articles.title(key, it.config.bot.fallback_language)} if key else None


def _rating(row: Rated) -> Json:
    names = ("request", "metric", "value", "comment", "moment", "asked_at", "answered_at")
    return {**{name: getattr(row, name) for name in names}, "mood": _mood(row)}


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


def labels(tx: Tx, it: Services, survey: str, version: int, reasons: list[tuple[str, str]], language: str) -> list[str]:
    """Of choices with their questions."""
    words = _words(tx, it, survey, version, language) if reasons else {}
    return [words.get((question, choice), choice) for question, choice in reasons]


def _words(tx: Tx, it: Services, survey: str, version: int, language: str) -> dict[tuple[str, str], str]:
    """Of each question ("" as the choice) and each choice."""
    try:
        found = surveys.at_version(tx, survey, version)
    except NotFound:
        return {}
    tongue = Tongue(language, it.config.bot.fallback_language, {})
    return {
        (asked.id, choice): tongue.said(words)
        for asked in found.follow_ups
        for choice, words in [("", asked.question), *((chip.id, chip.words) for chip in asked.choices)]
    }


def _reason(tx: Tx, it: Services, request: web.Request, counted: reasons.Question) -> Json:
    words: dict[tuple[str, str], str] = {}
    for version in reversed(surveys.versions(tx, counted.survey)):
        words |= _words(tx, it, counted.survey, version.version, language_of(request, it))
    return {
        "survey": counted.survey,
        "question": counted.question,
        "text": words.get((counted.question, ""), counted.question),
        "choices": [
            {
                "id": choice.id,
                "label": words.get((counted.question, choice.id), choice.id),
                "n": choice.n,
                "share": choice.share,
                "csat": choice.csat,
            }
            for choice in counted.choices
        ],
    }
