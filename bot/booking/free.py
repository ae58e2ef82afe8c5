"""Which times are free, and whose they are."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.booking.terms import Diary, Hours, Stretch, Terms
from bot.clock import HOUR_MS, MINUTE_MS


def times(diaries: Iterable[Diary], terms: Terms, zone: str, now: int) -> dict[int, tuple[str, ...]]:
    """Beginnings of calls in UTC ms, in order, with who is free then: who has the fewest calls that day first.

    A call lies within one stretch of hours; the first begins with it, each next one a length and a pause later.
    """
    earliest = now + round(terms.notice_h * HOUR_MS)
    found: dict[int, set[tuple[int, str]]] = {}
    for diary in diaries:
        for day in _days(zone, now, terms.days):
            load = sum(_day(zone, booked.since) == day for booked in diary.booked)
            for since in _begins(diary, day, terms, zone):
                if since >= earliest:
                    found.setdefault(since, set()).add((load, diary.agent))
    return {since: tuple(agent for _, agent in sorted(found[since])) for since in sorted(found)}


def free_at(diary: Diary, call: Stretch, terms: Terms, zone: str) -> bool:
    """Whether this very call lies within one stretch of hours and meets nothing, whenever calls begin otherwise."""
    day = _day(zone, call.since)
    return _clear(diary, call, terms.pause_min * MINUTE_MS) and any(
        stretch.since <= call.since and call.until <= stretch.until
        for stretch in (_stretch(hours, day, zone) for hours in diary.hours if hours.weekday == day.weekday())
    )


def _begins(diary: Diary, day: date, terms: Terms, zone: str) -> Iterator[int]:
    length, pause = terms.length_min * MINUTE_MS, terms.pause_min * MINUTE_MS
    for hours in diary.hours:
        if hours.weekday != day.weekday():
            continue
        stretch = _stretch(hours, day, zone)
        for since in range(stretch.since, stretch.until - length + 1, length + pause):
            if _clear(diary, Stretch(since, since + length), pause):
                yield since


def _clear(diary: Diary, call: Stretch, pause: int) -> bool:
    return not any(_meet(call, away, 0) for away in diary.away) and not any(
        _meet(call, booked, pause) for booked in diary.booked
    )


def _meet(one: Stretch, other: Stretch, apart: int) -> bool:
    """Whether they overlap, or less than `apart` ms lies between them."""
    return one.since < other.until + apart and other.since < one.until + apart


def _stretch(hours: Hours, day: date, zone: str) -> Stretch:
    """Of that day, as long as its clocks make it: hours that a change of clocks skips are not there."""
    return Stretch(_at(day, hours.start_min, zone), _at(day, hours.end_min, zone))


def _at(day: date, minute: int, zone: str) -> int:
    midnight = datetime(day.year, day.month, day.day)
    local = (midnight + timedelta(minutes=minute)).replace(tzinfo=ZoneInfo(zone))
    return round(local.astimezone(UTC).timestamp() * 1000)


def _day(zone: str, at: int) -> date:
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date()


def _days(zone: str, now: int, count: int) -> Iterator[date]:
    """Today and those after it, `count` after."""
    today = _day(zone, now)
    return (today + timedelta(days=number) for number in range(count + 1))
