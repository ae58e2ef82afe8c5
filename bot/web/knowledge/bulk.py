"""One deed on many articles. What cannot be done to one of them keeps none of the others from it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Literal

from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest, Forbidden, HeardError, NotFound
from bot.model import Agent
from bot.store import articles
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.knowledge.editing import change, refusal
from bot.web.services import services
from knowledge import drafts, store, versions
from knowledge.article import KEY, LABEL_LENGTH, Article, ArticleError
from knowledge.drafts import Outdated

Key = Annotated[str, Meta(max_length=100)]
Label = Annotated[str, Meta(max_length=LABEL_LENGTH)]
Amend = Callable[[Article], Article]
Deed = Callable[[Tx, str, Agent, int], None]
"""Of an article's key, by whom and when. Raises HeardError and ArticleError before it changes anything."""

MOST = 500  # articles at once


class BulkBody(Body, frozen=True):
    keys: Annotated[tuple[Key, ...], Meta(min_length=1, max_length=MOST)]
    deed: Literal["publish", "remove", "category", "tag", "untag", "channels", "audience"]
    value: Label | Annotated[tuple[Label, ...], Meta(max_length=50)] | None = None


async def bulk(request: web.Request) -> web.Response:
    agent, body = request[AGENT], await read(request, BulkBody)
    deed = _deed(body, services(request).config.knowledge.review)
    keys = list(dict.fromkeys(body.keys))

    def work(tx: Tx, author: str, now: int) -> dict[str, Any]:
        failed = []
        made: dict[str, int] = {}  # the versions that came of it, for who takes it back
        for key in keys:
            try:
                if not KEY.fullmatch(key):
                    raise NotFound("There is no such article.")
                before = versions.current(tx, key)
                deed(tx, key, agent, now)
                if (version := versions.current(tx, key)) != before:
                    made[key] = version
            except (HeardError, ArticleError) as error:
                failed.append({"key": key, "message": str(error)})
        return {"done": len(keys) - len(failed), "failed": failed, "versions": made}

    return answer(await change(request, work))


def _deed(body: BulkBody, review: bool) -> Deed:
    """Raises BadRequest for a value that is none for this deed."""
    match body.deed, body.value:
        case "publish", _:
            return _publishing(review)
        case "remove", _:
            return _remove
        case "category", (str() | None) as category:
            return _amending(lambda article: replace(article, category=category or None), review)
        case "tag", str() as tag:
            return _amending(lambda article: replace(article, tags=tuple(dict.fromkeys((*article.tags, tag)))), review)
        case "untag", str() as tag:
            return _amending(lambda article: replace(article, tags=_without(article.tags, tag)), review)
        case "channels", tuple() as channels:
            return _amending(lambda article: replace(article, channels=channels), review)
        case "audience", tuple() as audience:
            return _amending(lambda article: replace(article, audience=audience), review)
    raise BadRequest(
        "A category and a tag are one text, channels and an audience are a list; an empty list means all.",
        field="value",
    )


def _without(tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(each for each in tags if each != tag)


def _publishing(review: bool) -> Deed:
    def publish(tx: Tx, key: str, agent: Agent, now: int) -> None:
        draft = drafts.get(tx, key)
        if draft is None:
            raise NotFound("There is no draft to publish.")
        if why_not := refusal(draft, agent, review):
            raise why_not
        try:
            articles.publish(tx, key, draft.revision, now, agent.id)
        except Outdated:
            raise Forbidden("Another version was published after this draft was begun. Open it and compare.") from None

    return publish


def _remove(tx: Tx, key: str, agent: Agent, now: int) -> None:
    discarded = drafts.discard(tx, key)
    if not articles.remove(tx, key, now, agent.id) and not discarded:
        raise NotFound("There is no such article.")


def _amending(amend: Amend, review: bool) -> Deed:
    """Changes the published article at once, and its draft too; where a second person has to look, only the draft."""

    def publish(tx: Tx, key: str, agent: Agent, now: int) -> None:
        published, draft = store.get(tx, key), drafts.get(tx, key)
        written = amend(draft.article) if draft else None
        base: int | None = None
        if published is not None:
            before = versions.current(tx, key)
            articles.put(tx, amend(published), now, agent.id)
            base = versions.current(tx, key) if draft and draft.base_version == before else None
        if draft and written and (written, base or draft.base_version) != (draft.article, draft.base_version):
            drafts.save(tx, written, draft.revision, now, agent.id, base)

    def submit(tx: Tx, key: str, agent: Agent, now: int) -> None:
        draft = drafts.get(tx, key)
        before = draft.article if draft else store.get(tx, key)
        if before is None or (after := amend(before)) == before:
            return
        begun = drafts.save(tx, after, draft.revision if draft else None, now, agent.id)
        if draft is None:
            drafts.submit(tx, key, begun.revision, now, "")

    def deed(tx: Tx, key: str, agent: Agent, now: int) -> None:
        if store.get(tx, key) is None and drafts.get(tx, key) is None:
            raise NotFound("There is no such article.")
        (submit if review else publish)(tx, key, agent, now)

    return deed
