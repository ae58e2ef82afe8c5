"""How fast things may leave: token buckets per address and for all together, and pauses that the far side asks for."""

from collections.abc import Hashable

from bot.limits import Bucket

MOST_ADDRESSES = 10_000
"""Of so many the buckets are kept, then only those that are not full."""


class Pace:
    """Times are milliseconds of one clock."""

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
        self._each: dict[Hashable, Bucket] = {}
        self._all = Bucket(all_burst, all_per_s, 0)
        self._held_until = 0
        self._limited: tuple[Hashable, int] | None = None

    def wait_ms(self, address: Hashable, now: int) -> int:
        """0: something may go there now."""
        own = self._each[address].wait_ms(now) if address in self._each else 0
        return max(own, self._all.wait_ms(now), self._held_until - now, 0)

    def take(self, address: Hashable, now: int) -> None:
        """Something goes there: `wait_ms` has said that it may."""
        if len(self._each) > MOST_ADDRESSES:
            self._each = {key: bucket for key, bucket in self._each.items() if not bucket.full(now)}
        self._each.setdefault(address, Bucket(self._each_burst, self._each_per_s, now)).take(now)
        self._all.take(now)

    def limited(self, address: Hashable, after_ms: int, now: int) -> None:
        """The far side asked for a pause at `address`. A second address within that time, and all wait."""
        if self._limited is not None and self._limited[0] != address and now < self._limited[1]:
            self._held_until = max(self._held_until, now + after_ms)
        self._limited = (address, now + after_ms)
