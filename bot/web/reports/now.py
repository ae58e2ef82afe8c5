"""The line and the agents right now, what needs a person today, and today's figures so far."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.clock import DAY_MS
from bot.model import Agent
from bot.reports import choosing, listing, ratings
from bot.reports.books import Books
from bot.reports.filter import Filter
from bot.store import agents, behind, cases_now, standing_now
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import answer
from bot.web.reports.comments import commented
from bot.web.services import services

Json = dict[str, Any]
UNREAD_MS = 7 * DAY_MS
"""What was written earlier needs nobody today."""
MOST_UNREAD = 100


async def now(request: web.Request) -> web.Response:
    it, me = services(request), request[AGENT].id
    at, zone = it.clock(), it.figures.zone
    today = Filter(since=zone.begin(zone.day(at)), until=at + 1)
    tomorrow = zone.begin(zone.day(at) + timedelta(days=1))
    low = commented(Filter(since=at - UNREAD_MS, until=at + 1, mood=("low",)))
    so_far, said = await it.figures.study(
        lambda books: (_today(books, today), listing.askings(books, low, "newest", None, MOST_UNREAD)), low.since
    )

    def work(tx: Tx) -> tuple[standing_now.Standing, list[Agent], Json]:
        read_at = agents.comments_read_at(tx, me)
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
