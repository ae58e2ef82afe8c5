"""Deadlines in working hours."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated

from msgspec import Meta

from bot.clock import HOUR_MS
from bot.model import Struct

DAY_MIN = 1440

Minute = Annotated[int, Meta(ge=0, le=DAY_MIN)]
"""Of a day on the clock of the place."""


class Week(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """When people work. Raises ValueError for a week in which nobody ever does."""

    days: tuple[Annotated[int, Meta(ge=0, le=6)], ...] = (0, 1, 2, 3, 4)  # 0: Monday
    from_min: Minute = 9 * 60
    until_min: Minute = 17 * 60  # exclusive

    def __post_init__(self) -> None:
        if not self.days:
            raise ValueError("choose at least one working day")
        if self.until_min - self.from_min < 60:
            raise ValueError("a working day has an hour at least")


ALWAYS = Week(days=(0, 1, 2, 3, 4, 5, 6), from_min=0, until_min=DAY_MIN)


def working_hours_after(at: int, hours: float, week: Week, zone: tzinfo) -> int:
    """The moment (UTC ms) at which `hours` (0 or more) of working time have passed since `at` (UTC ms).

    Days are those of `zone`; one on which the clock is put forward is an hour shorter.
    """
    left = round(hours * HOUR_MS)
    day = datetime.fromtimestamp(at / 1000, zone).date()
    while True:
        if day.weekday() in week.days:
            begins, ends = (_moment(day, minute, zone) for minute in (week.from_min, week.until_min))
            begins = max(begins, at)
            if left <= ends - begins:
                return begins + left
            left -= max(0, ends - begins)
        day += timedelta(days=1)


def _moment(day: date, minute: int, zone: tzinfo) -> int:
    on_the_clock = datetime.combine(day, time(), zone) + timedelta(minutes=minute)
    return round(on_the_clock.timestamp() * 1000)
