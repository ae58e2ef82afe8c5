"""Moments as files hold them: ISO 8601, in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def written(at: int) -> str:
    """UTC ms as a date where it is midnight, else as date and time, to the millisecond where that matters."""
    moment = _EPOCH + timedelta(milliseconds=at)
    if at % 86_400_000 == 0:
        return moment.date().isoformat()
    precision = "milliseconds" if at % 1000 else "seconds"
    return moment.isoformat(timespec=precision).replace("+00:00", "Z")


def read(told: str | date) -> int:
    """UTC ms; what names no time zone is in UTC, a date is its midnight. Raises ValueError."""
    if isinstance(told, str):
        told = datetime.fromisoformat(told.strip())
    elif not isinstance(told, datetime):
        told = datetime(told.year, told.month, told.day)
    if told.tzinfo is None:
        told = told.replace(tzinfo=UTC)
    return (told - _EPOCH) // timedelta(milliseconds=1)
