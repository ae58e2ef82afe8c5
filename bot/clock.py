"""Time, handed to whoever needs it so that a test can turn the hands."""

import time
from collections.abc import Callable

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

Clock = Callable[[], int]
"""UTC milliseconds."""


def now_ms() -> int:
    return time.time_ns() // 1_000_000
