"""All figures of a period at a glance."""

from bot.reports import durations, ratings
from bot.reports.books import Books
from bot.reports.filter import METRICS, Filter
from bot.reports.ratings import Answers
from bot.reports.recoveries import Recoveries
from bot.reports.sample import Sample
from bot.reports.shapes import Cases, Counted, Overview

FIGURES = (
    "csat", "nps", "ces", "overall", "response", "rating", "contained", "stick", "repeat", "solved", "recovered",
)  # fmt: skip


def overview(books: Books, where: Filter, late: int = 0) -> Overview:
    """`late`: how many recovery cases are past their deadline now."""
    it = Sample(books, where)
    given = it.answers
    return Overview(
        since=where.since,
        until=where.until,
        timezone=books.zone.name,
        ratings=_counted(given),
        conversations=it.handled.n,
        **{name: it.figure(name) for name in FIGURES},
        parts=ratings.parts(given) + ratings.parts_beside(it.again),
        distribution={metric: given.values(metric) for metric in METRICS},
        times={name: durations.times(it.lengths(name)) for name in durations.FIGURES},
        cases=_cases(it.recoveries, late),
    )


def _counted(it: Answers) -> Counted:
    answered, asked = it.responded()
    return Counted(asked=asked, answered=answered, kiosk=it.all_answered - answered)


def _cases(it: Recoveries, late: int) -> Cases:
    told = {name: it.of(name) for name in ("recovered", "not_recovered", "unanswered", "not_asked", "dismissed")}
    return Cases(opened=it.opened, open=it.open, late=late, closed=it.opened - it.open, **told)
