"""What managers set about recovery, and what they read of it."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.clock import DAY_MS
from bot.errors import BadRequest
from bot.recovery import outcome
from bot.recovery.case import Case
from bot.recovery.outcome import Course, Tally
from bot.recovery.settings import NAME, NOBODY, OF_THE_CONVERSATION, Settings
from bot.store import agents, cases
from bot.store.engine import Tx
from bot.web.http import answer, whole
from bot.web.services import services
from bot.web.settings import change_settings

DAYS_30_MS = 30 * DAY_MS


async def look(request: web.Request) -> web.Response:
    it = services(request)
    return answer({"settings": await it.engine.read(cases.wanted), "timezone": it.config.surveys.timezone})


async def patch(request: web.Request) -> web.Response:
    return answer({"settings": await change_settings(request, NAME, Settings, _owned)})


def _owned(tx: Tx, wanted: Settings) -> None:
    if wanted.owner not in (NOBODY, OF_THE_CONVERSATION):
        owner = agents.get(tx, wanted.owner)
        if owner is None or owner.disabled_at is not None:
            raise BadRequest("There is no such agent.", field="owner")


async def report(request: web.Request) -> web.Response:
    """Of the cases opened by what was asked in a period, by default the last 30 days; and how many stand open now."""
    it = services(request)
    now = it.clock()
    until = whole(request, "to") or now + 1
    since = whole(request, "from")
    since = since if since is not None else until - DAYS_30_MS
    if since >= until:
        raise BadRequest("The period must begin before it ends.")

    def work(tx: Tx) -> tuple[list[Course], list[Case]]:
        return cases.asked_between(tx, since, until), cases.every_open(tx)

    opened, left = await it.engine.read(work)
    found = outcome.report(opened)
    return answer(
        {
            "from": since,
            "to": until,
            "all": _tally(found.tally),
            "causes": [{"cause": each.cause, **_tally(each.tally)} for each in found.causes],
            "heard": found.heard,
            "resolved": found.resolved,
            "late": found.late,
            "now": {
                "open": len(left),
                "late": sum(case.late(now) for case in left),
                "unassigned": sum(case.owner is None for case in left),
            },
        }
    )


def _tally(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "asked": tally.asked, "share": tally.share}
