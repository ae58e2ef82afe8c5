"""Digests: made of the reports' figures and of what waits for people, once for each period, and worded as letters."""

import asyncio
from dataclasses import dataclass, replace

import msgspec
import structlog

from bot.clock import Clock
from bot.digests.amounts import figure_name
from bot.digests.digest import COMPARED, Digest, Trend, lines, trend
from bot.digests.mail import mail
from bot.digests.plain import plain
from bot.digests.plan import TREND, Period, Plan, latest, preceding
from bot.digests.sheet import Sheet, sheet, short_day
from bot.digests.telegram import telegram
from bot.digests.trend import Drawing
from bot.figures.figures import Figures
from bot.locale import words
from bot.notifying import child
from bot.notifying.post import Letter
from bot.reports import compare, overview
from bot.reports.books import Books
from bot.reports.filter import Filter
from bot.reports.risk import LOOKED_BACK_MS, Candidates, candidates, looked_at
from bot.reports.sample import Sample
from bot.reports.shapes import Figure
from bot.store import digests, notifications
from bot.store.digests import Ordered
from bot.store.engine import Engine, Tx

log = structlog.get_logger()

LOOK_MS = 30_000
DRAWN_WITHIN_S = 60.0
SHOWN = ("csat", "nps", "ces")
"""Of these the picture shows the first that there is something of."""


@dataclass(frozen=True, slots=True)
class Preview:
    sheet: Sheet
    letter: Letter


class Digesting:
    def __init__(self, engine: Engine, figures: Figures, clock: Clock, public_url: str) -> None:
        self._engine = engine
        self._figures = figures
        self._clock = clock
        self._base = public_url
        self._looked_at = 0

    async def send_due(self) -> None:
        """Of each digest the newest period that is over, unless it was sent; older ones that were missed are not."""
        now = self._clock()
        if now - self._looked_at < LOOK_MS:
            return
        self._looked_at = now
        for it, period in await self._engine.read(lambda tx: _due(tx, now)):
            await self._send(it, period, now)

    async def _send(self, it: Ordered, period: Period, now: int) -> None:
        body = msgspec.json.encode(await self.found(it.plan, period)).decode()
        if await self._engine.write(lambda tx: digests.send(tx, it, period, body, now)):
            log.info("digest_made", digest=it.id, until=period.until)

    async def send_now(self, it: Ordered) -> None:
        """The newest period, whether it was sent or not; its turn comes all the same."""
        now = self._clock()
        period = await asyncio.to_thread(latest, it.plan, now)  # reads a time zone the first time
        body = msgspec.json.encode(await self.found(it.plan, period)).decode()
        await self._engine.write(lambda tx: notifications.add(tx, it.target, "digest", body, now, now))

    async def preview(self, plan: Plan) -> Preview:
        """Of the newest period, as it would be sent now."""
        made = await self.found(plan, await asyncio.to_thread(latest, plan, self._clock()))
        told = await asyncio.to_thread(sheet, made, self._base)
        return Preview(told, await self._letter(made, told))

    async def letter(self, body: str) -> Letter:
        """Of what `send_due` has put into a notification."""
        made = msgspec.json.decode(body, type=Digest)
        return await self._letter(made, await asyncio.to_thread(sheet, made, self._base))

    # -- finding out ----------------------------------------------------------------------

    async def found(self, plan: Plan, period: Period) -> Digest:
        now = self._clock()
        periods = await asyncio.to_thread(preceding, period, plan, TREND[plan.every])

        def study(books: Books) -> tuple[Digest, Candidates]:
            here, before = (Filter(since=it.since, until=it.until) for it in periods[:-3:-1])
            told = overview(books, here)
            comparison = compare(books, here, before, COMPARED)
            series = [(name, [(it.since, _figure(books, name, it)) for it in periods]) for name in SHOWN]
            made = Digest(
                plan=plan,
                since=period.since,
                until=period.until,
                conversations=told.conversations,
                asked=told.ratings.asked,
                answered=told.ratings.answered,
                kiosk=told.ratings.kiosk,
                lines=lines(comparison, told.recovered),
                trend=trend(series),
            )
            return made, candidates(books, looked_at(now))

        made, leaving = await self._figures.study(study, min(periods[0].since, now - LOOKED_BACK_MS))

        def read(tx: Tx) -> Digest:
            return msgspec.structs.replace(
                made,
                worst=digests.quotes(tx, period, "worst"),
                best=digests.quotes(tx, period, "best"),
                needs=digests.needs(tx, leaving, now),
            )

        return await self._engine.read(read)

    # -- wording it -----------------------------------------------------------------------

    async def _letter(self, made: Digest, told: Sheet) -> Letter:
        """The words first, which read catalogues and a template, then the picture."""
        worded = await asyncio.to_thread(letter, told)
        if made.trend is None:
            return worded
        drawing = await asyncio.to_thread(drawn, made, made.trend)
        picture = await child.run("bot.digests.trend", msgspec.json.encode(drawing), DRAWN_WITHIN_S)
        return replace(worded, picture=picture)


def _due(tx: Tx, now: int) -> list[tuple[Ordered, Period]]:
    ordered = [(it, latest(it.plan, now)) for it in digests.every(tx)]
    return [(it, period) for it, period in ordered if it.sent_for is None or it.sent_for < period.until]


def letter(told: Sheet) -> Letter:
    return Letter(title=told.title, text=plain(told), html=mail(told), telegram=telegram(told))


def drawn(made: Digest, shown: Trend) -> Drawing:
    plan = made.plan
    return Drawing(
        title=figure_name(shown.name, words(plan.language)),
        unit=shown.unit,
        points=shown.points,
        labels=tuple(short_day(it.at, plan.zone, plan.every, plan.language) for it in shown.points),
    )


def _figure(books: Books, name: str, period: Period) -> Figure:
    return Sample(books, Filter(since=period.since, until=period.until)).figure(name)
