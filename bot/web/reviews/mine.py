"""What an agent sees of reviews: the own ones; a manager sees them as the agent does."""

from aiohttp import web

from bot.errors import NotFound
from bot.store import reviews
from bot.store.engine import Tx
from bot.store.reviews import Review
from bot.web.accounts import AGENT, whose_page
from bot.web.http import answer, whole
from bot.web.services import services

PAGE = 20


async def every(request: web.Request) -> web.Response:
    agent, before = whose_page(request), whole(request, "before")

    def work(tx: Tx) -> tuple[list[Review], int]:
        return reviews.scored(tx, agent=agent, before=before, limit=PAGE + 1), reviews.unseen(tx, agent)

    found, unseen = await services(request).engine.read(work)
    page = found[:PAGE]
    return answer({"reviews": page, "unseen": unseen, "next": page[-1].scored_at if len(found) > PAGE else None})


async def saw(request: web.Request) -> web.Response:
    """Raises NotFound for another's, and for one that is not scored."""
    it, me, ident = services(request), request[AGENT], request.match_info["review"]

    def work(tx: Tx) -> None:
        review = reviews.get(tx, ident)
        if review is None or review.agent.id != me.id or review.scored_at is None:
            raise NotFound("There is no such review.")
        reviews.saw(tx, ident, it.clock())

    await it.engine.write(work)
    return answer({})
