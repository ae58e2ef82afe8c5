"""Drafts over HTTP: kept, thrown away, looked at by somebody else, published."""

from dataclasses import fields
from typing import Any

import msgspec
from aiohttp import web

from bot.errors import BadRequest, NotFound
from bot.store import agents, articles
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read, whole
from bot.web.knowledge.articles import Note
from bot.web.knowledge.editing import LARGEST, DraftTold, change, key_of, refusal, told
from bot.web.services import services
from knowledge import differences, drafts, store, versions
from knowledge.article import Article, Translation
from knowledge.drafts import Draft


class SaveBody(Body, frozen=True):
    article: Article
    revision: int | None = None  # of the draft that this was made of; None = there was none
    base_version: int | None = None  # "I have seen this version": on top of which it is to be published


class ReviewBody(Body, frozen=True):
    revision: int | None = None  # None = as it is now
    note: Note = ""


class PublishBody(Body, frozen=True):
    revision: int
    note: Note = ""


async def save(request: web.Request) -> web.Response:
    key, body = key_of(request), await read(request, SaveBody, LARGEST)
    _refuse_unknown(msgspec.json.decode(await request.read())["article"])
    if body.article.key != key:
        raise BadRequest("An article keeps its key. Start a new one under the other key.", field="key")

    def work(tx: Tx, author: str, now: int) -> DraftTold:
        if body.base_version is not None and body.base_version > versions.current(tx, key):
            raise BadRequest("There is no such version.", field="base_version")
        draft = drafts.save(tx, body.article, body.revision, now, author, body.base_version)
        return told(draft, agents.names(tx))

    return answer({"draft": await change(request, work)})


def _refuse_unknown(article: dict[str, Any]) -> None:
    """A misspelt field would otherwise be a text that is lost. Raises BadRequest."""
    for kind, given in ((Article, article), *((Translation, each) for each in article["translations"])):
        for name in given.keys() - {field.name for field in fields(kind)}:
            raise BadRequest(f"An article has no {name[:40]!r}.", field=name[:40])


async def discard(request: web.Request) -> web.Response:
    key, revision = key_of(request), whole(request, "revision")

    def work(tx: Tx, author: str, now: int) -> None:
        if not drafts.discard(tx, key, revision):
            raise NotFound("There is no draft of this article.")

    await change(request, work)
    return answer({})


async def review(request: web.Request) -> web.Response:
    key, body = key_of(request), await read(request, ReviewBody)

    def work(tx: Tx, author: str, now: int) -> DraftTold:
        revision = _existing(tx, key).revision if body.revision is None else body.revision
        return told(drafts.submit(tx, key, revision, now, body.note), agents.names(tx))

    return answer({"draft": await change(request, work)})


async def publish(request: web.Request) -> web.Response:
    it, agent = services(request), request[AGENT]
    key, body = key_of(request), await read(request, PublishBody)

    def work(tx: Tx, author: str, now: int) -> int:
        draft = drafts.get(tx, key)
        if draft is not None and (why_not := refusal(draft, agent, it.config.knowledge.review)):
            raise why_not
        if draft is None and versions.current(tx, key) == 0:
            raise NotFound("There is no such article.")
        articles.publish(tx, key, body.revision, now, author, body.note)
        return versions.current(tx, key)

    return answer({"version": await change(request, work)})


async def changes(request: web.Request) -> web.Response:
    """Of the draft against what is published."""
    key = key_of(request)

    def work(tx: Tx) -> list[differences.Change]:
        return differences.changes(store.get(tx, key), _existing(tx, key).article)

    return answer({"changes": await services(request).engine.read(work)})


def _existing(tx: Tx, key: str) -> Draft:
    draft = drafts.get(tx, key)
    if draft is None:
        raise NotFound("There is no draft of this article.")
    return draft
