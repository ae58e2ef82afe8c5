"""How often somebody may do something."""

from math import ceil

from bot.clock import Clock
from bot.errors import TooMany

MOST_KEYS = 50_000
EPSILON = 1e-9


class Bucket:
    """A token bucket: `burst` at once, then `per_s` a second. Times are milliseconds of one clock; one that is set back
    gives nothing for a while and takes nothing away.
    """

    __slots__ = ("_at", "_burst", "_left", "_per_ms")

    def __init__(self, burst: float, per_s: float, now: int) -> None:
        self._burst = burst
        self._per_ms = per_s / 1000
        self._left = burst
        self._at = now

    def wait_ms(self, now: int) -> int:
        """0: it may be done."""
        self._fill(now)
        missing = 1 - self._left
        return 0 if missing <= EPSILON else ceil(missing / self._per_ms - EPSILON)

    def take(self, now: int) -> int:
        """As `wait_ms`; where it may be done, it is."""
        wait_ms = self.wait_ms(now)
        if not wait_ms:
            self._left -= 1
        return wait_ms

    def give_back(self) -> None:
        self._left = min(self._burst, self._left + 1)

    def full(self, now: int) -> bool:
        self._fill(now)
        return self._left >= self._burst

    def _fill(self, now: int) -> None:
        self._left = min(self._burst, self._left + max(0, now - self._at) * self._per_ms)
        self._at = now


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
        wait_ms = self._buckets.setdefault(key, Bucket(self._burst, self._per_s, now)).take(now)
        if wait_ms:
            raise TooMany("Too many tries. Please wait a little.", retry_after_s=wait_ms / 1000)

    def give_back(self, key: str) -> None:
        """It was rightly done after all, and does not count."""
        bucket = self._buckets.get(key)
        if bucket is not None:
            bucket.give_back()
