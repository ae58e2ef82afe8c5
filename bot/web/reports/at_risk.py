"""Contacts who may be lost, with the reasons."""

from typing import Any

from aiohttp import web

from bot.reports import risk
from bot.store import histories
from bot.store.histories import Known
from bot.web.http import answer, whole
from bot.web.reports.filtering import limit_of
from bot.web.reports.views import names
from bot.web.reports.wording import language_of
from bot.web.services import services

Json = dict[str, Any]


async def every(request: web.Request) -> web.Response:
    """The most pressing first."""
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
