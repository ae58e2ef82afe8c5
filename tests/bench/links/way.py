"""One direction of a link: what becomes of the packets that are put on it. No I/O, no clock, chance from a seed."""

import random
from collections import deque
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")

HEADERS_BYTES = 28  # of IPv4 and UDP: a line carries them too


@dataclass(frozen=True)
class Conditions:
    """`kbps` None: no limit. `queue_ms`: how long the line may need for what waits in front of it; what comes when it
    needs longer is dropped. `jitter_ms`: at most so much is added to `delay_ms`, and the order is kept. `loss`: the
    share of packets that never reach the queue.
    """

    kbps: float | None = None
    queue_ms: float = 300
    delay_ms: float = 20
    jitter_ms: float = 0
    loss: float = 0


class Counts(NamedTuple):
    """Of packets, since the start. `bytes` have left the queue. `queued_s`: what all that were carried had waited."""

    put: int = 0
    lost: int = 0
    dropped: int = 0
    carried: int = 0
    bytes: int = 0
    queued_s: float = 0


class Way(Generic[Item]):
    """A queue that drops at its tail, then the line, then the delay. Times are seconds of one clock, in order."""

    def __init__(self, seed: int, conditions: Conditions | None = None) -> None:
        self.conditions = conditions or Conditions()
        self.counts = Counts()
        self._chance = random.Random(seed)
        self._queue: deque[tuple[float, int, Item]] = deque()  # when it came, its size
        self._queue_bytes = 0
        self._free_s = 0.0  # when the line has carried what is on it
        self._flying: deque[tuple[float, Item]] = deque()

    def become(self, conditions: Conditions, now_s: float) -> None:
        """What waits is carried under the new conditions; what is on its way stays as it was."""
        self._carry(now_s)
        self.conditions = conditions

    def put(self, item: Item, size: int, now_s: float) -> None:
        """`size` in bytes without headers."""
        self._carry(now_s)
        counts = self.counts = self.counts._replace(put=self.counts.put + 1)
        if self._chance.random() < self.conditions.loss:
            self.counts = counts._replace(lost=counts.lost + 1)
        elif self.queue_s(now_s) * 1000 > self.conditions.queue_ms:
            self.counts = counts._replace(dropped=counts.dropped + 1)
        else:
            self._queue.append((now_s, size + HEADERS_BYTES, item))
            self._queue_bytes += size + HEADERS_BYTES
            self._carry(now_s)

    def queue_s(self, now_s: float) -> float:
        """How long a packet that is put now has to wait for its turn."""
        return max(0.0, self._free_s - now_s) + self._needs_s(self._queue_bytes)

    def take(self, now_s: float) -> list[tuple[float, Item]]:
        """What has reached the other end since the last call, and when, in that order."""
        self._carry(now_s)
        arrived = []
        while self._flying and self._flying[0][0] <= now_s:
            arrived.append(self._flying.popleft())
        return arrived

    def next_s(self) -> float | None:
        """When `take` is worth a call again; None while nothing is on the way."""
        due = [self._flying[0][0]] if self._flying else []
        if self._queue:
            due.append(self._free_s)
        return min(due, default=None)

    def _needs_s(self, size: int) -> float:
        return 0.0 if self.conditions.kbps is None else size * 8 / (self.conditions.kbps * 1000)

    def _carry(self, now_s: float) -> None:
        """Puts on the line whatever has its turn by now."""
        while self._queue:
            came_s, size, item = self._queue[0]
            begins_s = max(self._free_s, came_s)
            if begins_s > now_s:
                return
            self._queue.popleft()
            self._queue_bytes -= size
            self._free_s = begins_s + self._needs_s(size)
            jitter_ms = self._chance.random() * self.conditions.jitter_ms
            arrives_s = self._free_s + (self.conditions.delay_ms + jitter_ms) / 1000
            if self._flying:
                arrives_s = max(arrives_s, self._flying[-1][0])
            self._flying.append((arrives_s, item))
            put, lost, dropped, carried, octets, queued_s = self.counts
            self.counts = Counts(put, lost, dropped, carried + 1, octets + size, queued_s + begins_s - came_s)
