"""Quiet hours: a part of the day by the clock on somebody's wall."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

DAY_MIN = 24 * 60


def known_zone(name: str) -> bool:
    """Whether this is a time zone's IANA name that can be reckoned with here."""
    try:
        _zone(name)
    except (KeyError, ValueError, OSError):  # not there; no name of a file; that of a folder
        return False
    return True


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def is_quiet(at: int, zone: str, from_min: int, until_min: int) -> bool:
    """`at`: UTC ms. Quiet from minute `from_min` (inclusive) to `until_min` (exclusive) of the day in `zone`, over
    midnight where the second is smaller; never where they are the same.
    """
    now = _minute(at, zone)
    if from_min <= until_min:
        return from_min <= now < until_min
    return now >= from_min or now < until_min


def awake_at(at: int, zone: str, from_min: int, until_min: int) -> int:
    """The first whole minute from `at` on that is not quiet; `at` itself where it is not.

    Where the clocks go forward over the end of the quiet hours, up to an hour after their end.
    """
    while is_quiet(at, zone, from_min, until_min):
        into_minute = at % 60_000
        at += (until_min - _minute(at, zone)) % DAY_MIN * 60_000 - into_minute
    return at


def _minute(at: int, zone: str) -> int:
    local = datetime.fromtimestamp(at // 1000, _zone(zone))
    return local.hour * 60 + local.minute
