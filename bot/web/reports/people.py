"""One contact's line of time, contacts at risk, the agents right now, and an agent's own figures."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aiohttp import web
from msgspec.structs import replace

from bot import reports
from bot.errors import BadRequest, NotFound
from bot.locale import Words, words
from bot.model import Agent, Person
from bot.reports import choosing, listing, qualities, ratings, risk
from bot.reports.books import Books
from bot.reports.filter import Filter
from bot.reports.zone import Step
from bot.store import agents, behind, cases_now, histories, identities, standing_now, timeline
from bot.store.engine import Tx
from bot.store.histories import Known
from bot.web.accounts import whose_page
from bot.web.http import answer, whole
from bot.web.reports.behind import article, commented, labels, language_of, page_of_comments
from bot.web.reports.filtering import filter_of, limit_of
from bot.web.reports.views import names
from bot.web.services import Services, services

Json = dict[str, Any]
END = 2**53
UNREAD_MS = 7 * 86_400_000
"""What was written earlier needs nobody today."""
MOST_UNREAD = 100


async def contact(request: web.Request) -> web.Response:
    """All that happened with one contact, the newest first. Raises NotFound."""
    it, ident = services(request), request.match_info["contact"]
    before, limit = whole(request, "before") or END, limit_of(request, 100)

    def work(tx: Tx) -> Json:
        known = identities.present(tx, ident)
        whose = timeline.whose(tx, known)
        if whose is None:
            raise NotFound("There is no such customer.")
        moments = timeline.moments(tx, known, before, limit)
        return {
            "contact": {
                **{
                    name: getattr(whose, name)
                    for name in ("id", "name", "language", "timezone", "created_at", "addresses")
                },
                "labels": whose.traits.labels,
                "attributes": whose.traits.attributes,
            },
            "next": str(moments[-1]["at"]) if len(moments) >= limit else None,
            "moments": [_worded(tx, it, request, moment) for moment in moments],
        }

    return answer(await it.engine.read(work))


def _worded(tx: Tx, it: Services, request: web.Request, moment: Json) -> Json:
    match moment["kind"]:
        case "conversation":
            return {**moment, "article": article(it, moment["article"])}
        case "asking":
            chosen = labels(tx, it, moment["survey"], moment["version"], moment["reasons"], language_of(request, it))
            return {**moment, "reasons": chosen}
    return moment


async def at_risk(request: web.Request) -> web.Response:
    """Contacts who may be lost, the most pressing first."""
    it, now = services(request), services(request).clock()
    where = risk.looked_at(now)
    chosen = await it.figures.study(lambda books: risk.candidates(books, where), where.since)

    found = await it.engine.read(lambda tx: histories.at_risk(tx, chosen, now))
    topics = (await names(it, language_of(request, it)))["topic"]
    start, limit = whole(request, "before") or 0, limit_of(request)
    more = str(start + limit) if start + limit < len(found.told) else None
    shown = [_risk(known, told, topics) for known, told in found.told[start : start + limit]]
    counted = {"looked_at": found.looked_at, "n": len(found.told), "unknown": found.unknown}
    return answer({**counted, "next": more, "contacts": shown})


def _risk(known: Known, told: risk.Risk, topics: dict[str, str]) -> Json:
    def facts(reason: risk.Reason) -> Json:
        topic = reason.facts.get("topic")
        return {**reason.facts, "topic": topics.get(topic, topic)} if topic else reason.facts

    return {
        **{name: getattr(known, name) for name in ("contact", "conversation", "channel", "language", "open_case")},
        "score": told.score,
        "last_at": known.history.last_at,
        "reasons": [{"code": reason.code, "at": reason.at, **facts(reason)} for reason in told.reasons],
    }


async def now(request: web.Request) -> web.Response:
    """The line and the agents right now, what needs a person today, and today's figures so far. `read_at`: until when
    the manager has read what was written.
    """
    it = services(request)
    at, zone = it.clock(), it.figures.zone
    today = Filter(since=zone.begin(zone.day(at)), until=at + 1)
    tomorrow = zone.begin(zone.day(at) + timedelta(days=1))
    low = commented(Filter(since=at - UNREAD_MS, until=at + 1, mood=("low",)))
    so_far, said = await it.figures.study(
        lambda books: (_today(books, today), listing.askings(books, low, "newest", None, MOST_UNREAD)), low.since
    )
    read_at = max(whole(request, "read_at") or 0, low.since)

    def work(tx: Tx) -> tuple[standing_now.Standing, list[Agent], Json]:
        unread = sum((row.answered_at or 0) > read_at for row in behind.rated(tx, said.keys))
        needs = {**asdict(cases_now.waiting(tx, at, tomorrow)), "unread": unread}
        return standing_now.standing(tx), agents.everyone(tx), needs

    standing, people, needs = await it.engine.read(work)
    here = {person.id for person in it.presence.here()}
    idle = standing_now.Busy(0, 0, None)
    return answer(
        {
            "at": at,
            "line": standing.line,
            "with_bot": standing.with_bot,
            "with_agents": standing.with_agents,
            "calls": standing.calls,
            "agents": [
                {
                    "id": agent.id,
                    "name": agent.name,
                    "team": agent.team,
                    "here": agent.id in here,
                    "in_call": agent.id in standing.in_call,
                    **{name: getattr(standing.busy.get(agent.id, idle), name) for name in standing_now.Busy.__slots__},
                }
                for agent in people
                if agent.disabled_at is None or agent.id in standing.busy
            ],
            "needs": needs,
            "today": {"from": today.since, **so_far},
        }
    )


def _today(books: Books, where: Filter) -> Json:
    (given,) = ratings.answers(books, choosing.askings(books, where))
    return {
        "conversations": len(choosing.episodes(books, where)),
        "ratings": given.all_answered,
        "csat": ratings.csat(given),
    }


# -- an agent's own --------------------------------------------------------------------


async def mine(request: web.Request) -> web.Response:
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


async def my_comments(request: web.Request) -> web.Response:
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
