"""Customers' wordings as variants, over HTTP: looked at, taken, dismissed, undone."""

from collections.abc import Callable
from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.errors import HeardError
from bot.growing import variants
from bot.model import Person, Struct
from bot.store import agents
from bot.store import variants as suggestions
from bot.store.engine import Tx
from bot.store.variants import Source, State, Suggested
from bot.web.accounts import person
from bot.web.http import Body, answer, limit, one_of, read, whole
from bot.web.knowledge.editing import change
from bot.web.services import services

PAGE, MOST = 50, 200  # suggestions in an answer


class SuggestedTold(Struct, frozen=True, kw_only=True, omit_defaults=False):
    id: str
    article: str
    title: str
    language: str
    text: str
    source: Source
    conversation: str
    seq: int
    at: int
    count: int
    state: State
    by: Person | None  # who decided; "bot" where it was taken at once


class TakeBody(Body, frozen=True):
    ids: Annotated[list[str], Meta(max_length=MOST)]


async def every(request: web.Request) -> web.Response:
    it = services(request)
    state, article = one_of(request, "state", State) or State.OPEN, request.query.get("article") or None
    offset, most = whole(request, "offset") or 0, limit(request, PAGE, MOST)

    def work(tx: Tx) -> tuple[list[Suggested], int, dict[str, str]]:
        return (*suggestions.listed(tx, state, article, most, offset), agents.names(tx))

    found, total, names = await it.engine.read(work)
    return answer({"variants": [_told(request, each, names) for each in found], "total": total})


def _told(request: web.Request, it: Suggested, names: dict[str, str]) -> SuggestedTold:
    return SuggestedTold(
        id=it.id,
        article=it.article,
        title=services(request).answers.articles.title(it.article, it.language),
        language=it.language,
        text=it.text,
        source=it.source,
        conversation=it.conversation,
        seq=it.seq,
        at=it.at,
        count=it.count,
        state=it.state,
        by=person(it.decided_by or "", names),
    )


Decision = Callable[[Tx, str, str, int], Suggested]


async def _decide(request: web.Request, how: Decision) -> web.Response:
    ident = request.match_info["variant"]

    def work(tx: Tx, by: str, now: int) -> tuple[Suggested, dict[str, str]]:
        return how(tx, ident, by, now), agents.names(tx)

    decided, names = await change(request, work)
    return answer({"variant": _told(request, decided, names)})


async def take(request: web.Request) -> web.Response:
    return await _decide(request, variants.take)


async def dismiss(request: web.Request) -> web.Response:
    return await _decide(request, variants.dismiss)


async def undo(request: web.Request) -> web.Response:
    return await _decide(request, variants.undo)


async def take_all(request: web.Request) -> web.Response:
    """Each by itself: one that cannot be taken holds up no other."""
    body = await read(request, TakeBody)

    def work(tx: Tx, by: str, now: int) -> tuple[int, list[dict[str, str]]]:
        failed = []
        for ident in body.ids:
            try:
                variants.take(tx, ident, by, now)
            except HeardError as error:
                failed.append({"id": ident, "message": error.message})
        return len(body.ids) - len(failed), failed

    done, failed = await change(request, work)
    return answer({"done": done, "failed": failed})
