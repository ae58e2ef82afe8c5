"""What a supervisor does: draw, read, score, skip."""

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from bot.errors import BadRequest, NotFound
from bot.model import Message, Role
from bot.reviews.drawing import draw
from bot.reviews.form import Scores, whole
from bot.store import messages, reviews
from bot.store.engine import Tx
from bot.store.reviews import Review
from bot.web import http
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.services import services

PAGE = 50
MOST = 50  # in one draw


class DrawBody(Body, frozen=True):
    since: Annotated[int, Meta(ge=0, le=2**53)]  # UTC ms, inclusive
    until: Annotated[int, Meta(ge=0, le=2**53)]  # exclusive
    n: Annotated[int, Meta(ge=1, le=MOST)] = 10
    agents: Annotated[tuple[str, ...], Meta(max_length=200)] = ()
    """Of these; none named: of all."""
    seed: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    """None: that of the period, so that drawing again goes on where the last draw ended."""


class ScoreBody(Body, frozen=True):
    scores: Scores
    remark: Annotated[str, Meta(max_length=4000)] = ""


class SkipBody(Body, frozen=True):
    skipped: bool


async def every(request: web.Request) -> web.Response:
    """The waiting ones; with `state=scored` the others, page by page."""
    before = http.whole(request, "before")
    scored = request.query.get("state") == "scored"

    def work(tx: Tx) -> tuple[list[Review], dict[reviews.State, int]]:
        found = reviews.scored(tx, before=before, limit=PAGE + 1) if scored else reviews.waiting(tx)
        return found, reviews.counts(tx)

    found, counts = await services(request).engine.read(work)
    page = found[:PAGE] if scored else found
    return answer({"reviews": page, "counts": counts, "next": page[-1].scored_at if len(found) > len(page) else None})


async def draw_some(request: web.Request) -> web.Response:
    it, me, body = services(request), request[AGENT], await read(request, DrawBody)
    if body.since >= body.until:
        raise BadRequest("The period must begin before it ends.")
    seed = body.seed or f"{body.since}-{body.until}"

    def work(tx: Tx) -> tuple[int, int]:
        found = reviews.candidates(tx, body.since, body.until, body.agents, but=me.id)
        drawn = draw(found, body.n, seed)
        reviews.add(tx, drawn, seed, me.id, it.clock())
        return len(drawn), len(found)

    drawn, of = await it.engine.write(work)
    return answer({"drawn": drawn, "of": of, "seed": seed})


async def read_one(request: web.Request) -> web.Response:
    """With what was said. Raises NotFound; an agent sees the own ones that are scored."""
    it, me, ident = services(request), request[AGENT], request.match_info["review"]

    def work(tx: Tx) -> tuple[Review, list[Message]]:
        review = _found(tx, ident)
        if me.role is not Role.MANAGER and (review.agent.id != me.id or review.scored_at is None):
            raise NotFound("There is no such review.")
        return review, messages.of_episode(tx, review.conversation, review.episode)

    review, said = await it.engine.read(work)
    return answer({"review": review, "messages": said})


async def score(request: web.Request) -> web.Response:
    it, me, body = services(request), request[AGENT], await read(request, ScoreBody)
    ident, remark = request.match_info["review"], body.remark.strip()
    if not whole(body.scores):
        raise BadRequest("Score all five qualities.")

    def work(tx: Tx) -> Review:
        if _found(tx, ident).agent.id == me.id:
            raise BadRequest("Nobody reviews their own conversations.")
        reviews.score(tx, ident, body.scores, remark, me.id, it.clock())
        return _found(tx, ident)

    return answer({"review": await it.engine.write(work)})


async def skip(request: web.Request) -> web.Response:
    it, body, ident = services(request), await read(request, SkipBody), request.match_info["review"]

    def work(tx: Tx) -> None:
        if _found(tx, ident).scored_at is not None:
            raise BadRequest("This conversation has been scored already.")
        reviews.skip(tx, ident, it.clock() if body.skipped else None)

    await it.engine.write(work)
    return answer({})


def _found(tx: Tx, ident: str) -> Review:
    """Raises NotFound."""
    review = reviews.get(tx, ident)
    if review is None:
        raise NotFound("There is no such review.")
    return review
