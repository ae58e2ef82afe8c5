"""The list of articles over HTTP: searched, narrowed, sorted, page by page."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from aiohttp import web

from bot.clock import DAY_MS
from bot.config import Bot
from bot.model import Person, Struct
from bot.reports import wilson
from bot.store import agents, figures
from bot.store.engine import Tx
from bot.store.figures import Told
from bot.web.accounts import person
from bot.web.http import answer, days, limit, one_of, search_words, whole
from bot.web.knowledge.figures import DAYS
from bot.web.services import services
from knowledge import drafts, listing, versions
from knowledge import words as words_store
from knowledge.category import Category
from knowledge.listing import BY_FIGURES, Listed, Sort, State, Wanted

PAGE, MOST = 50, 200  # rows in an answer
NEAR = 20  # articles that mean what is searched for


class Writing(Struct, frozen=True, kw_only=True):
    """That there is a draft."""

    state: drafts.State
    author: Person | None = None
    updated_at: int


class Row(Struct, frozen=True, kw_only=True):
    key: str
    title: str  # in the language that was asked for, else in the fallback language
    category: str | None = None
    tags: tuple[str, ...] = ()
    languages: list[str]
    missing: tuple[str, ...] = ()  # of the configured languages
    variants: int = 0
    version: int = 0  # 0: nothing is published
    updated_at: int
    author: Person | None = None  # of the newest version
    valid_from: int | None = None
    valid_until: int | None = None
    draft: Writing | None = None


class Listing(Struct, frozen=True, kw_only=True):
    """`categories` to `languages`: what some article has, whatever was asked for; all categories of the table."""

    articles: list[Row]
    total: int
    categories: list[str]
    tags: list[str]
    audiences: list[str]
    languages: list[str]


async def every(request: web.Request) -> web.Response:
    it = services(request)
    words = search_words(request)
    near = await it.answers.search(words, NEAR) if words else []
    wanted = _wanted(request, words, [match.article for match in near if match.confidence >= it.config.bot.unsure])
    offset = whole(request, "offset") or 0
    page = slice(offset, offset + limit(request, PAGE, MOST))

    now = it.clock()
    since = now - days(request, DAYS) * DAY_MS

    def facts(tx: Tx) -> tuple[Wanted, dict[str, versions.Version], list[drafts.Draft], list[Category], dict[str, str]]:
        told = _with_figures(tx, wanted, since)
        return told, versions.newest(tx), drafts.every(tx), words_store.categories(tx), agents.names(tx)

    wanted, newest, written, categories, names = await it.engine.read(facts)
    order = [category.name for category in categories]
    known, bot = it.answers.articles.all, it.config.bot

    def listed() -> Listing:
        there = listing.of(known, newest, written)
        found = listing.select(there, wanted, now, bot.languages, bot.fallback_language)
        return _listing(there, found, page, order, wanted.language, bot, names)

    return answer(await asyncio.to_thread(listed))


def _wanted(request: web.Request, words: str, near: Sequence[str]) -> Wanted:
    """Raises BadRequest."""
    return Wanted(
        words,
        near,
        request.query.get("category", ""),
        request.query.get("tag", ""),
        request.query.get("language", ""),
        one_of(request, "state", State),
        one_of(request, "sort", Sort),
    )


def _with_figures(tx: Tx, wanted: Wanted, since: int) -> Wanted:
    """With what became of the articles that were told, where it is asked for."""
    if wanted.state is State.UNSHOWN:
        wanted = replace(wanted, shown=figures.ever_shown(tx))
    if wanted.sort in BY_FIGURES:
        told = figures.articles(tx, since)
        wanted = replace(wanted, figures={it.article: _weight(it, wanted.sort) for it in told})
    return wanted


def _weight(told: Told, sort: Sort | None) -> float:
    match sort:
        case Sort.SHOWN:
            return told.shown
        case Sort.PEOPLE:
            return told.to_person
        case _:  # what is surely low comes before what is low by chance
            return -(wilson(told.stuck, told.ended) or (0, 1))[1]


def _listing(
    there: Sequence[Listed],
    found: Sequence[Listed],
    page: slice,
    categories: Sequence[str],
    language: str,
    bot: Bot,
    names: Mapping[str, str],
) -> Listing:
    return Listing(
        articles=[_row(it, language or bot.fallback_language, bot.languages, names) for it in found[page]],
        total=len(found),
        categories=listing.categories(there, categories),
        tags=listing.values(there, "tags"),
        audiences=listing.values(there, "audience"),
        languages=listing.languages(there),
    )


def _row(it: Listed, language: str, languages: Sequence[str], names: Mapping[str, str]) -> Row:
    article, version, draft = it.article, it.version, it.draft
    return Row(
        key=article.key,
        title=article.translation(language).title,
        category=article.category,
        tags=article.tags,
        languages=[told.language for told in article.translations],
        missing=tuple(it.missing(languages)),
        variants=it.variants,
        version=version.version if version else 0,
        updated_at=it.updated_at,
        author=person(version.author, names) if version else None,
        valid_from=article.valid_from,
        valid_until=article.valid_until,
        draft=Writing(state=draft.state, author=person(draft.author, names), updated_at=draft.updated_at)
        if draft
        else None,
    )
