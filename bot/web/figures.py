"""How each article does, over HTTP."""

from aiohttp import web

from bot.model import Struct
from bot.reports import wilson
from bot.store import figures
from bot.store.engine import Tx
from bot.store.figures import Told
from bot.web.http import answer, whole
from bot.web.services import services

DAYS = 30


class Figure(Struct, frozen=True, kw_only=True, omit_defaults=False):
    shown: int
    helped: int
    not_helped: int
    to_person: int
    ended: int
    stuck: int
    stick_rate: float | None  # stuck / ended, 0-1; None: nothing has ended yet
    interval: tuple[float, float] | None  # of it, 95 %
    last_at: int


async def articles(request: web.Request) -> web.Response:
    it = services(request)
    days = whole(request, "days") or DAYS
    since = it.clock() - days * 86_400_000

    def work(tx: Tx) -> tuple[list[Told], set[str]]:
        return figures.articles(tx, since), figures.ever_shown(tx)

    told, ever = await it.engine.read(work)
    never = [article.key for article in it.answers.articles if article.key not in ever]
    return answer({"days": days, "articles": {each.article: _figure(each) for each in told}, "never_shown": never})


def _figure(told: Told) -> Figure:
    return Figure(
        shown=told.shown,
        helped=told.helped,
        not_helped=told.not_helped,
        to_person=told.to_person,
        ended=told.ended,
        stuck=told.stuck,
        stick_rate=told.stuck / told.ended if told.ended else None,
        interval=wilson(told.stuck, told.ended),
        last_at=told.last_at,
    )
