"""When packets leave for one receiver, so that they do not queue in its link. No I/O; times are seconds of a monotonic
clock.

Sound never waits. Repair goes first, then pictures: each track has a lane of its own, and lanes take turns by bytes,
so that a large picture of a screen does not hold up the camera. While nothing waits a packet leaves at once, as long
as no more than a short burst has left ahead of the rate.
"""

import math
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from webrtc.bandwidth.estimate import CALM_MS, FULL_MS

BURST_S = 0.025
BURST_BYTES_MIN = 3000
TURN_BYTES = 1200
STALE_S = 0.15
WAIT_S = 0.005
CATCH_UP_S = 2.0  # a backlog is to be gone in so long, where the link has room
CATCH_UP = 1.5  # but never faster than this times the estimate

Item = TypeVar("Item")


class Lane(Generic[Item]):
    """What waits of one track. `leave(item, now_s)` sends. More than `backlog_max_s` of waiting, at the estimated rate,
    is too late: `on_flush` is called, and clears it. A key frame does not count, for thrown away again and again there
    would never be a picture.
    """

    def __init__(
        self, leave: Callable[[Item, float], None], backlog_max_s: float, on_flush: Callable[[], None]
    ) -> None:
        self.leave = leave
        self.on_flush = on_flush
        self.backlog_max_s = backlog_max_s
        self.waiting: deque[tuple[Item, int, float, int]] = deque()  # its size, since when, its size if of a key frame
        self.bytes = 0
        self.key_bytes = 0
        self.turn = 0  # bytes that it may still send before the next lane

    def clear(self) -> int:
        """How many bytes waited."""
        cleared, self.bytes = self.bytes, 0
        self.key_bytes = self.turn = 0
        self.waiting.clear()
        return cleared


class Pacer(Generic[Item]):
    """All lanes of one receiver. Everything leaves at once until it has been told a rate."""

    def __init__(self) -> None:
        self.bytes = 0  # that wait, in lanes and as repair
        self._lanes: deque[Lane[Item]] = deque()
        self._repair: deque[tuple[Lane[Item], Item, int]] = deque()
        self._bps = self._bytes_per_s = self._burst = math.inf
        self._free = False
        self._ahead = 0.0  # bytes that have left before the rate allowed them
        self._at_s = 0.0

    def lane(
        self, leave: Callable[[Item, float], None], backlog_max_s: float, on_flush: Callable[[], None]
    ) -> Lane[Item]:
        lane = Lane(leave, backlog_max_s, on_flush)
        self._lanes.append(lane)
        return lane

    def set_rate(self, bps: float, queue_ms: float) -> None:
        """By an estimate of the link and what waits in it: less while its queue is to drain."""
        share = 0.6 if queue_ms > FULL_MS else 0.9 if queue_ms > CALM_MS else 1.2
        self._bps = bps
        self._free = queue_ms <= CALM_MS
        self._bytes_per_s = share * bps / 8
        self._burst = max(BURST_BYTES_MIN, BURST_S * self._bytes_per_s)

    def pass_by(self, size: int) -> None:
        """Something leaves that never waits; pictures make room for it."""
        self._ahead += size

    def passes(self, size: int, now_s: float) -> bool:
        """Whether a picture's packet may leave at once, which then counts as having left; else it has to `wait`."""
        if self.bytes:
            return False
        self._catch_up(now_s, self._bytes_per_s)
        if self._ahead > self._burst:
            return False
        self._ahead += size
        return True

    def _catch_up(self, now_s: float, bytes_per_s: float) -> None:
        ahead = self._ahead - (now_s - self._at_s) * bytes_per_s
        self._ahead = ahead if ahead > 0 else 0.0
        self._at_s = now_s

    def wait(self, lane: Lane[Item], item: Item, size: int, key: bool, now_s: float) -> None:
        """`key`: it is of a key frame."""
        key_size = size if key else 0
        lane.waiting.append((item, size, now_s, key_size))
        lane.bytes += size
        lane.key_bytes += key_size
        self.bytes += size

    def wait_first(self, lane: Lane[Item], item: Item, size: int) -> None:
        """Repair, which goes before every picture."""
        self._repair.append((lane, item, size))
        self.bytes += size

    def clear(self, lane: Lane[Item]) -> None:
        """Forgets what waits in a lane."""
        for _, _, size in (one for one in self._repair if one[0] is lane):
            self.bytes -= size
        self._repair = deque(one for one in self._repair if one[0] is not lane)
        self.bytes -= lane.clear()

    def drain(self, now_s: float) -> float | None:
        """Sends what may leave by now. Seconds until it is to be called again; None: nothing waits."""
        for lane in self._lanes:
            if lane.waiting and self._is_stale(lane, now_s):
                lane.on_flush()
        self._catch_up(now_s, self._drain_rate())
        while self._ahead <= self._burst and self.push(now_s):
            pass
        return WAIT_S if self.bytes else None

    def push(self, now_s: float) -> bool:
        """Sends the next packet, whatever the rate; False: none waits."""
        if not self.bytes:
            return False
        lane, item, size = self._next()
        self.bytes -= size
        self._ahead += size
        lane.leave(item, now_s)
        return True

    def _is_stale(self, lane: Lane[Item], now_s: float) -> bool:
        if now_s - lane.waiting[0][2] < STALE_S:
            return False
        return 8 * (lane.bytes - lane.key_bytes) > lane.backlog_max_s * self._bps

    def _drain_rate(self) -> float:
        if not self._free:
            return self._bytes_per_s
        return max(self._bytes_per_s, min(self.bytes / CATCH_UP_S, CATCH_UP * self._bps / 8))

    def _next(self) -> tuple[Lane[Item], Item, int]:
        """What is to leave next; something waits."""
        if self._repair:
            return self._repair.popleft()
        lanes = self._lanes
        while not lanes[0].waiting or lanes[0].turn <= 0:
            lanes[0].turn = TURN_BYTES if lanes[0].waiting else 0
            lanes.rotate(-1)
        lane = lanes[0]
        item, size, _, key_size = lane.waiting.popleft()
        lane.bytes -= size
        lane.key_bytes -= key_size
        lane.turn -= size
        return lane, item, size
