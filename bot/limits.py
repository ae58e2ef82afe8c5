"""How often somebody may do something."""

from math import ceil

from bot.clock import Clock
from bot.errors import TooMany

MOST_KEYS = 50_000


class Bucket:
    """A token bucket: `burst` at once, then `per_s` a second. A clock that is set back takes nothing away."""

    __slots__ = ("_at", "_burst", "_left", "_per_ms")

    def __init__(self, burst: float, per_s: float, now: int) -> None:
        self._burst = burst
        self._per_ms = per_s / 1000
        self._left = burst
        self._at = now

    def take(self, now: int) -> float:
        """0 when it may be done; else the seconds to wait, in tenths."""
        self._left = min(self._burst, self._left + max(0, now - self._at) * self._per_ms)
        self._at = now
        if self._left >= 1:
            self._left -= 1
            return 0.0
        return ceil((1 - self._left) / self._per_ms / 100) / 10

    def give_back(self) -> None:
        self._left = min(self._burst, self._left + 1)


class Limit:
    """One bucket per key, such as an address."""

    def __init__(self, clock: Clock, burst: float, per_s: float) -> None:
        self._clock = clock
        self._burst = burst
        self._per_s = per_s
        self._buckets: dict[str, Bucket] = {}

    def take(self, key: str) -> None:
        """Raises TooMany."""
        now = self._clock()
        if len(self._buckets) >= MOST_KEYS:
            self._buckets.clear()
        bucket = self._buckets.setdefault(key, Bucket(self._burst, self._per_s, now))
        wait = bucket.take(now)
        if wait:
            raise TooMany("Too many tries. Please wait a little.", retry_after_s=wait)

    def give_back(self, key: str) -> None:
        """It was rightly done after all, and does not count."""
        bucket = self._buckets.get(key)
        if bucket is not None:
            bucket.give_back()
