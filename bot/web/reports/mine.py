"""An agent's own figures by the five qualities, and what was written to them; a manager may look at those of others."""

from typing import Any

from aiohttp import web
from msgspec.structs import replace

from bot import reports
from bot.errors import BadRequest, NotFound
from bot.locale import Words, words
from bot.model import Person
from bot.reports import choosing, qualities, ratings
from bot.reports.books import Books
from bot.reports.filter import Filter
from bot.reports.zone import Step
from bot.store import agents
from bot.web.accounts import whose_page
from bot.web.http import answer
from bot.web.reports.comments import commented, page_of_comments
from bot.web.reports.filtering import filter_of
from bot.web.reports.wording import language_of
from bot.web.services import services

Json = dict[str, Any]


async def figures(request: web.Request) -> web.Response:
    """An agent's own figures by the five qualities; a manager may look at those of others."""
    it, where = services(request), filter_of(request)
    ident = whose_page(request)
    people = await it.engine.read(agents.everyone)
    me = next((agent for agent in people if agent.id == ident), None)
    if me is None:
        raise NotFound("There is no such agent.")
    others = tuple(agent.id for agent in people if agent.id != me.id)
    step: Step = "month" if it.figures.zone.fitting(where.since, where.until) == "month" else "week"
    own = Filter(since=where.since, until=where.until, agent=(me.id,))

    def work(books: Books) -> Json:
        (given,) = ratings.answers(books, choosing.askings(books, own))
        answered, asked = given.responded()
        return {
            "conversations": len(choosing.episodes(books, own)),
            "ratings": {"asked": asked, "answered": answered},
            "qualities": _qualities(request, qualities.qualities(books, own, me.id, others)),
            "n_comments": len(choosing.askings(books, commented(own))),
            "series": reports.series(books, own, ["csat"], step).series,
        }

    try:
        told = await it.figures.study(work, own.since)
    except ValueError as error:
        raise BadRequest(str(error)) from None
    period = {"from": own.since, "to": own.until, "timezone": it.figures.zone.name}
    return answer({**period, "agent": Person(id=me.id, name=me.name), "team": me.team, **told})


async def comments(request: web.Request) -> web.Response:
    return answer(await page_of_comments(request, replace(filter_of(request), agent=(whose_page(request),))))


def _meanings(tongue: Words) -> dict[str, str]:
    """What each figure of qualities.STANDS counts."""
    return {
        "first_human": tongue.t("How long customers who wanted a person waited for your first reply (median)."),
        "handle": tongue.t("How long you held a conversation (median)."),
        "resolution": tongue.t("From the customer's first words to the end of the conversation (median)."),
        "solved": tongue.t("Conversations after which the customer did not come back within 7 days."),
        "csat": tongue.t("Ratings of 4 or 5 after your conversations and calls."),
        "low": tongue.t("Ratings of 1 or 2: how rarely a conversation goes wrong."),
        "first_human_p90": tongue.t("Nine of ten customers who wanted a person had your first reply sooner than this."),
    }


def _qualities(request: web.Request, told: list[qualities.Told]) -> list[Json]:
    meant = _meanings(words(language_of(request, services(request))))
    found: dict[str, list[Json]] = {}
    for it in told:
        figure = {
            "name": it.stands.name,
            "unit": it.stands.unit,
            "better": it.stands.better,
            "words": meant[it.stands.name],
            "mine": it.mine,
            "others": it.others,
            "verdict": it.verdict,
        }
        found.setdefault(it.stands.quality, []).append(figure)
    return [{"quality": quality, "figures": figures} for quality, figures in found.items()]
