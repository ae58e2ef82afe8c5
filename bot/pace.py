"""How fast things may leave: token buckets per address and for all together, and pauses that the far side asks for."""

from collections.abc import Hashable
from dataclasses import dataclass

EPSILON = 1e-9


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: int


class Pace:
    """Times are milliseconds of one clock; one that is set back gives no tokens for a while and takes none."""

    def __init__(
        self,
        *,
        each_per_s: float = 1.0,
        each_burst: float = 3.0,
        all_per_s: float = 25.0,
        all_burst: float = 5.0,
    ) -> None:
        """The defaults are Telegram's for a bot: about one message a second in a chat, 30 in all."""
        self._each_per_s = each_per_s
        self._each_burst = each_burst
        self._all_per_s = all_per_s
        self._all_burst = all_burst
        self._each: dict[Hashable, _Bucket] = {}
        self._all: _Bucket | None = None
        self._held_until = 0
        self._limited: tuple[Hashable, int] | None = None

    def wait_ms(self, address: Hashable, now: int) -> int:
        """0: something may go there now."""
        own = self._missing_ms(self._each.get(address), self._each_per_s, self._each_burst, now)
        shared = self._missing_ms(self._all, self._all_per_s, self._all_burst, now)
        return max(own, shared, self._held_until - now, 0)

    def take(self, address: Hashable, now: int) -> None:
        if len(self._each) > 10_000:
            self._each = {key: bucket for key, bucket in self._each.items() if not self._full(bucket, now)}
        self._each[address] = self._taken(self._each.get(address), self._each_per_s, self._each_burst, now)
        self._all = self._taken(self._all, self._all_per_s, self._all_burst, now)

    def limited(self, address: Hashable, after_ms: int, now: int) -> None:
        """The far side asked for a pause at `address`. A second address within that time, and all wait."""
        if self._limited is not None and self._limited[0] != address and now < self._limited[1]:
            self._held_until = max(self._held_until, now + after_ms)
        self._limited = (address, now + after_ms)

    def _missing_ms(self, bucket: _Bucket | None, per_s: float, burst: float, now: int) -> int:
        missing = 1.0 - self._tokens(bucket, per_s, burst, now)
        return 0 if missing <= EPSILON else int(missing / per_s * 1000) + 1

    def _taken(self, bucket: _Bucket | None, per_s: float, burst: float, now: int) -> _Bucket:
        return _Bucket(self._tokens(bucket, per_s, burst, now) - 1.0, now)

    def _full(self, bucket: _Bucket, now: int) -> bool:
        return self._tokens(bucket, self._each_per_s, self._each_burst, now) >= self._each_burst

    @staticmethod
    def _tokens(bucket: _Bucket | None, per_s: float, burst: float, now: int) -> float:
        if bucket is None:
            return burst
        return min(burst, bucket.tokens + max(0, now - bucket.at) / 1000 * per_s)
