"""How each article does, over HTTP."""

from aiohttp import web

from bot.clock import DAY_MS
from bot.model import Struct
from bot.reports import wilson
from bot.store import figures
from bot.store import help as help_store
from bot.store.engine import Tx
from bot.store.figures import Told
from bot.store.help import Votes
from bot.web import http
from bot.web.http import answer
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
    days = http.days(request, DAYS)
    now = it.clock()
    since = now - days * DAY_MS

    def work(tx: Tx) -> tuple[list[Told], dict[str, Votes], set[str]]:
        return figures.articles(tx, since), help_store.votes(tx, since, now + 1), figures.ever_shown(tx)

    told, votes, ever = await it.engine.read(work)
    never = [article.key for article in it.answers.articles.all if article.key not in ever]
    return answer(
        {
            "days": days,
            "articles": {each.article: _figure(each) for each in told},
            "help": {key: {"helped": each.helped, "not_helped": each.not_helped} for key, each in votes.items()},
            "never_shown": never,
        }
    )


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
