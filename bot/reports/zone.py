"""Days, weeks and months as the installation's clocks tell them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from bot.clock import DAY_MS, HOUR_MS

Step = Literal["day", "week", "month"]
STEPS: tuple[Step, ...] = ("day", "week", "month")

EPOCH = date(1970, 1, 1)
MOST_DAYS, MOST_WEEKS = 62, 366
"""Periods of up to so many days are shown by day, by week; longer ones by month."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`at` (inclusive) to `until` (exclusive), UTC ms."""

    at: int
    until: int


class Zone:
    def __init__(self, name: str) -> None:
        """An IANA name. Raises ZoneInfoNotFoundError."""
        self.name = name
        self._zone = ZoneInfo(name)

    def clock(self, at: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Of moments (UTC ms) the days since 1970 and the hours 0-23 here."""
        if not len(at):
            return np.empty(0, np.int32), np.empty(0, np.uint8)
        starts, offsets = self._offsets(int(at.min()), int(at.max()))
        local = at + offsets[np.searchsorted(starts, at, "right") - 1]
        return (local // DAY_MS).astype(np.int32), (local % DAY_MS // HOUR_MS).astype(np.uint8)

    def day(self, at: int) -> date:
        return datetime.fromtimestamp(at / 1000, self._zone).date()

    def begin(self, day: date) -> int:
        """Its first moment, UTC ms."""
        return round(datetime(day.year, day.month, day.day, tzinfo=self._zone).timestamp() * 1000)

    def stretches(self, since: int, until: int, step: Step) -> list[Stretch]:
        """Whole days, weeks from Monday, or months, without gaps; the first and the last end where the period does."""
        found = []
        begin = _first(self.day(since), step)
        while (at := self.begin(begin)) < until:
            end = _next(begin, step)
            found.append(Stretch(max(at, since), min(self.begin(end), until)))
            begin = end
        return found

    def fitting(self, since: int, until: int) -> Step:
        days = (until - since) / DAY_MS
        return "day" if days <= MOST_DAYS else "week" if days <= MOST_WEEKS else "month"

    def _offsets(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """From when on the clocks here are how many ms ahead of UTC."""
        changes = [(first, self._ahead(first)), *self._changes(first, last)]
        return np.array([at for at, _ in changes]), np.array([ahead for _, ahead in changes])

    def _changes(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        for at in range(first, last + 1, DAY_MS):
            until = min(at + DAY_MS, last + 1)
            if self._ahead(at) != self._ahead(until):
                yield self._change(at, until), self._ahead(until)

    def _change(self, before: int, after: int) -> int:
        """The first moment that is as `after` is."""
        while after - before > 1:
            middle = (before + after) // 2
            if self._ahead(middle) == self._ahead(before):
                before = middle
            else:
                after = middle
        return after

    def _ahead(self, at: int) -> int:
        ahead = datetime.fromtimestamp(at // 1000, UTC).astimezone(self._zone).utcoffset()
        assert ahead is not None
        return round(ahead.total_seconds() * 1000)


def _first(day: date, step: Step) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _next(begin: date, step: Step) -> date:
    if step == "month":
        return (begin + timedelta(days=32)).replace(day=1)
    return begin + timedelta(days=7 if step == "week" else 1)
