"""One contact's line of time."""

from typing import Any

from aiohttp import web

from bot.errors import NotFound
from bot.store import identities, timeline
from bot.store.engine import Tx
from bot.web.http import answer, whole
from bot.web.reports.filtering import limit_of
from bot.web.reports.wording import article, labels, language_of
from bot.web.services import Services, services

Json = dict[str, Any]
END = 2**53


async def moments(request: web.Request) -> web.Response:
    """The newest first. Raises NotFound."""
    it, ident = services(request), request.match_info["contact"]
    before, limit = whole(request, "before") or END, limit_of(request, 100)

    def work(tx: Tx) -> Json:
        known = identities.present(tx, ident)
        whose = timeline.whose(tx, known)
        if whose is None:
            raise NotFound("There is no such customer.")
        found = timeline.moments(tx, known, before, limit)
        return {
            "contact": {
                **{
                    name: getattr(whose, name)
                    for name in ("id", "name", "language", "timezone", "created_at", "addresses")
                },
                "labels": whose.traits.labels,
                "attributes": whose.traits.attributes,
            },
            "next": str(found[-1]["at"]) if len(found) >= limit else None,
            "moments": [_worded(tx, it, request, moment) for moment in found],
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
