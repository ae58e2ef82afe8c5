"""The manager's figures over HTTP."""

import csv
import io
from datetime import UTC, datetime

from aiohttp import web

from bot import reports
from bot.errors import BadRequest
from bot.model import Channel, Person
from bot.reports import Asking
from bot.store import agents, askings
from bot.store.engine import Tx
from bot.web.history import one_of
from bot.web.http import answer, whole
from bot.web.services import services

DAYS_30_MS = 30 * 86_400_000
LATEST = 253_402_300_799_999
"""The last moment of the year 9999, after which calendars here end."""

COLUMNS = (
    "asked_at", "answered_at", "value", "comment", "channel", "language", "handled_by", "agent", "conversation",
    "request",
)  # fmt: skip


def _period(request: web.Request) -> tuple[int, int]:
    now = services(request).clock()
    until = whole(request, "to") or now
    since = whole(request, "from")
    since = since if since is not None else until - DAYS_30_MS
    if since >= until:
        raise BadRequest("The period must begin before it ends.")
    if until > LATEST:
        raise BadRequest("The period must end before the year 10000.")
    return since, until


def _filter(request: web.Request) -> dict[str, str | None]:
    return {
        "channel": one_of(request, "channel", Channel),
        "language": request.query.get("language") or None,
        "agent": request.query.get("agent") or None,
    }


async def figures(request: web.Request) -> web.Response:
    it = services(request)
    (since, until), wanted = _period(request), _filter(request)

    def work(tx: Tx) -> tuple[list[Asking], list[Person]]:
        people = [Person(id=agent.id, name=agent.name) for agent in agents.everyone(tx)]
        return askings.between(tx, since, until, **wanted), people

    found, people = await it.engine.read(work)
    report = reports.report(found)
    return answer(
        {
            "from": since,
            "to": until,
            "filter": {name: value for name, value in wanted.items() if value is not None},
            **{name: getattr(report, name) for name in reports.Report.__slots__},
            "languages": it.config.bot.languages,
            "agents": people,
        }
    )


async def ratings_csv(request: web.Request) -> web.Response:
    it = services(request)
    (since, until), wanted = _period(request), _filter(request)
    found = await it.engine.read(lambda tx: askings.between(tx, since, until, **wanted))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for asking in found:
        writer.writerow(
            (
                _iso(asking.asked_at),
                _iso(asking.answered_at),
                asking.value if asking.value is not None else "",
                harmless(asking.comment or ""),
                asking.channel,
                asking.language,
                asking.handler,
                harmless(asking.agent_name or ""),
                asking.conversation,
                asking.request,
            )
        )
    day = datetime.fromtimestamp(since / 1000, UTC).date().isoformat()
    return web.Response(
        body=text.getvalue().encode("utf-8-sig"),  # Excel takes a file without the mark for the local code page
        content_type="text/csv",
        charset="utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="ratings-{day}.csv"',
            "Cache-Control": "no-store",
        },
    )


def _iso(at: int | None) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds") if at is not None else ""


def harmless(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula (OWASP, CSV injection)."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
