"""One article as who writes it sees it, with its draft, and taking it away."""

import asyncio
from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.errors import NotFound
from bot.store import agents, articles, contacts, conversations
from bot.store.engine import Tx
from bot.web.accounts import AGENT, person
from bot.web.http import Body, answer, read
from bot.web.knowledge.editing import change, key_of, refusal, told
from bot.web.services import services
from knowledge import drafts, store, versions

Note = Annotated[str, Meta(max_length=500)]


class NoteBody(Body, frozen=True):
    note: Note = ""


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
            "why_not": why_not and why_not.message,
        }

    return answer(await it.engine.read(work))


async def as_told(request: web.Request) -> web.Response:
    """What an agent's reply with it says in `?conversation=`."""
    it, key, conversation = services(request), key_of(request), request.query.get("conversation", "")

    def heard_by(tx: Tx) -> tuple[str, dict[str, str]]:
        standing = conversations.get(tx, conversation)
        if standing is None:
            raise NotFound("There is no such conversation.")
        return standing.conversation.language, contacts.traits_in(tx, conversation).attributes

    language, known = await it.engine.read(heard_by)
    if not it.answers.articles.knows(key):
        raise NotFound("There is no such article.")
    # a language's words may have to be read first
    return answer(await asyncio.to_thread(it.answers.articles.reply_unasked, key, language, known))


async def remove(request: web.Request) -> web.Response:
    """The article and its draft."""
    key, body = key_of(request), await read(request, NoteBody)

    def work(tx: Tx, author: str, now: int) -> int:
        discarded = drafts.discard(tx, key)
        if not articles.remove(tx, key, now, author, body.note) and not discarded:
            raise NotFound("There is no such article.")
        return versions.current(tx, key)

    return answer({"version": await change(request, work)})
