"""All figures of a period at a glance."""

from bot.reports import choosing, tally
from bot.reports.books import Books
from bot.reports.filter import METRICS, Filter
from bot.reports.shapes import Cases, Counted, Overview
from bot.reports.tally import Recoveries


def overview(books: Books, where: Filter, late: int = 0) -> Overview:
    """`late`: how many recovery cases are past their deadline now."""
    asked, ended = choosing.askings(books, where), choosing.episodes(books, where)
    (given,), (handled,) = tally.answers(books, asked), tally.handled(books, ended)
    (cases,) = tally.recoveries(books, asked)
    return Overview(
        since=where.since,
        until=where.until,
        timezone=books.zone.name,
        ratings=Counted(asked=given.all_asked, answered=given.all_answered),
        conversations=handled.n,
        csat=tally.csat(given),
        nps=tally.nps(given),
        ces=tally.ces(given),
        overall=tally.overall(given),
        response=tally.response(given),
        rating=tally.mean(given),
        contained=tally.contained(handled),
        stick=tally.stick(handled),
        repeat=tally.repeat(handled),
        solved=tally.solved(handled),
        recovered=tally.recovered(cases),
        parts=tally.parts(given),
        distribution={metric: given.values(metric) for metric in METRICS},
        times={name: tally.times(tally.lengths(books, ended, name)[0]) for name in tally.TIMES},
        cases=_cases(cases, late),
    )


def _cases(it: Recoveries, late: int) -> Cases:
    opened, still = it.of(*it.counts), it.of("open")
    told = {name: it.of(name) for name in ("recovered", "not_recovered", "unanswered", "not_asked", "dismissed")}
    return Cases(opened=opened, open=still, late=late, closed=opened - still, **told)
