"""Moments in a reader's words and by their clock."""

from datetime import datetime
from zoneinfo import ZoneInfo


def day_and_time(at: int, zone: str, language: str) -> str:
    """Such as "Wed, Nov 18, 12:06 PM (Europe/Ljubljana)". `at`: UTC ms; `zone`: an IANA name."""
    from babel.dates import format_skeleton, format_time  # locale data that most of the server does without

    local = datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
    day = format_skeleton("MMMMEEEEd", local, locale=language)
    return f"{day}, {format_time(local, 'short', locale=language)} ({zone})"
