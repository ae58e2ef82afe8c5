"""The articles as who writes them sees them: the list, one with its draft, taking one away."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest, NotFound
from bot.model import Person, Struct
from bot.store import agents, articles
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.editing import change, key_of, person, refusal, told
from bot.web.history import one_of
from bot.web.http import Body, answer, read, whole
from bot.web.services import services
from knowledge import drafts, listing, store, versions
from knowledge.listing import Listed, Sort, State, Wanted

PAGE, MOST = 50, 200  # rows of the list in an answer
NEAR = 20  # articles that mean what is searched for
QUERY = 200  # characters of a search

Note = Annotated[str, Meta(max_length=500)]


class NoteBody(Body, frozen=True):
    note: Note = ""


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
    """`categories` to `languages`: what some article has, whatever was asked for."""

    articles: list[Row]
    total: int
    categories: list[str]
    tags: list[str]
    audiences: list[str]
    languages: list[str]


async def every(request: web.Request) -> web.Response:
    it = services(request)
    words = request.query.get("q", "").strip()[:QUERY]
    if "\x00" in words:
        raise BadRequest("Text may not contain the NUL character.")
    near = await it.answers.search(words, NEAR) if words else []
    wanted = Wanted(
        words,
        [match.article for match in near if match.confidence >= it.config.bot.unsure],
        request.query.get("category", ""),
        request.query.get("tag", ""),
        request.query.get("language", ""),
        one_of(request, "state", State),
        one_of(request, "sort", Sort),
    )
    offset, limit = whole(request, "offset") or 0, min(whole(request, "limit") or PAGE, MOST)

    def facts(tx: Tx) -> tuple[dict[str, versions.Version], list[drafts.Draft], dict[str, str]]:
        return versions.newest(tx), drafts.every(tx), agents.names(tx)

    newest, written, names = await it.engine.read(facts)
    known = it.answers.articles
    bot = it.config.bot

    def listing_of() -> Listing:
        all_of_them = listing.of(known, newest, written)
        found = listing.select(all_of_them, wanted, it.clock(), bot.languages, bot.fallback_language)
        return Listing(
            articles=[
                _row(one, wanted.language or bot.fallback_language, bot.languages, names)
                for one in found[offset : offset + limit]
            ],
            total=len(found),
            categories=listing.categories(all_of_them),
            tags=listing.values(all_of_them, "tags"),
            audiences=listing.values(all_of_them, "audience"),
            languages=listing.languages(all_of_them),
        )

    return answer(await asyncio.to_thread(listing_of))


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


async def one(request: web.Request) -> web.Response:
    it, agent, key = services(request), request[AGENT], key_of(request)

    def work(tx: Tx) -> dict[str, Any]:
        article, draft, names = store.get(tx, key), drafts.get(tx, key), agents.names(tx)
        newest = versions.latest(tx, key)
        if article is None and draft is None and newest is None:
            raise NotFound("There is no such article.")
        why_not = refusal(draft, agent, it.config.knowledge.review)
        return {
            "article": article,
            "version": versions.current(tx, key),
            "updated_at": newest and newest.at,
            "author": newest and person(newest.author, names),
            "draft": draft and told(draft, names),
            "may_publish": why_not is None,
            "why_not": why_not,
        }

    return answer(await it.engine.read(work))


async def remove(request: web.Request) -> web.Response:
    """The article and its draft."""
    key, body = key_of(request), await read(request, NoteBody)

    def work(tx: Tx, author: str, now: int) -> int:
        discarded = drafts.discard(tx, key)
        if not articles.remove(tx, key, now, author, body.note) and not discarded:
            raise NotFound("There is no such article.")
        return versions.current(tx, key)

    return answer({"version": await change(request, work)})
