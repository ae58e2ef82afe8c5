"""Quiet hours: a part of the day by the clock on somebody's wall."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo


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
    """The end of the quiet hours that `at` falls into; `at` itself where they are not.

    Where the clocks go forward over that end, up to an hour later.
    """
    while is_quiet(at, zone, from_min, until_min):
        local = _local(at, zone)
        end = local.replace(hour=until_min // 60, minute=until_min % 60, second=0)
        at = int((end if end > local else end + timedelta(days=1)).timestamp()) * 1000
    return at


def _minute(at: int, zone: str) -> int:
    local = _local(at, zone)
    return local.hour * 60 + local.minute


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at // 1000, _zone(zone))
