"""One browser's way down: what its link carries, and when pictures leave for it. No I/O; times are seconds of a
monotonic clock.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from webrtc.bandwidth.estimate import Estimate
from webrtc.bandwidth.pacer import WAIT_S, Lane, Pacer
from webrtc.forwarding.feedback import ArrivalsReader

WIRE_BYTES = 20 + 8 + 20 + 10  # around a payload: IPv4, UDP, RTP with a transport-wide number, SRTP's tag
UNKNOWN_BPS = 5_000_000  # paced so until anything is known of a link: the first pictures are to come soon


# An RTP packet to be sent: the first two bytes of its header, as they stand there without the extension, sequence
# number, time stamp, SSRC, payload. Not a named tuple: one is made of every packet, and those take ten times as long.
Outbound: TypeAlias = tuple[int, int, int, int, int, bytes]
SEQ: Final = 2
PAYLOAD: Final = 5


class Downlink:
    """`on_waiting` is called when something begins to wait, and `pace` has to be called a little later.

    `wanted_bps`: what would be sent here on a link without limits; beyond that there is no need to know more.
    """

    def __init__(self, on_waiting: Callable[[], None]) -> None:
        self.estimate = Estimate()
        self.pacer: Pacer[Outbound] = Pacer()
        self.wanted_bps = 0.0
        self.pacer.set_rate(UNKNOWN_BPS, 0)
        self._on_waiting = on_waiting
        self._reader = ArrivalsReader()
        self._spares: list[Callable[[float], bool]] = []
        self._waits = False

    def lane(
        self,
        leave: Callable[[Outbound, float], None],
        backlog_max_s: float,
        on_flush: Callable[[], None],
        spare: Callable[[float], bool],
    ) -> Lane[Outbound]:
        """`spare` sends something again that is not needed, for a probe; False: it has nothing."""
        self._spares.append(spare)
        return self.pacer.lane(leave, backlog_max_s, on_flush)

    def picture(self, lane: Lane[Outbound], packet: Outbound, key: bool, now_s: float) -> None:
        """Sends it now or as soon as the link has room for it. `key`: of a key frame."""
        size = len(packet[PAYLOAD]) + WIRE_BYTES
        if self.pacer.passes(size, now_s):
            lane.leave(packet, now_s)
        else:
            self.pacer.wait(lane, packet, size, key, now_s)
            self._begin_waiting()

    def repair(self, lane: Lane[Outbound], packet: Outbound, now_s: float) -> None:
        size = len(packet[PAYLOAD]) + WIRE_BYTES
        if self.pacer.passes(size, now_s):
            lane.leave(packet, now_s)
        else:
            self.pacer.wait_first(lane, packet, size)
            self._begin_waiting()

    def _begin_waiting(self) -> None:
        if not self._waits:
            self._waits = True
            self._on_waiting()

    def told(self, feedback: bytes, now_s: float) -> None:
        """Transport-wide feedback from the browser. Raises what `ArrivalsReader.read` raises."""
        self.estimate.arrived(self._reader.read(feedback), now_s)
        self._apply()

    @property
    def loss(self) -> float | None:
        """The share, 0 to 1, that is lost on the way; None: the browser gives no feedback."""
        return None if self.estimate.heard_s is None else self.estimate.lasting_loss

    def reported(self, loss: float, now_s: float) -> None:
        """A receiver report's loss, 0 to 1, which matters where the browser gives no feedback."""
        before = self.estimate.bps
        self.estimate.reported(loss, now_s)
        if self.estimate.bps != before:
            self._apply()

    def _apply(self) -> None:
        self.pacer.set_rate(self.estimate.bps, self.estimate.queue_ms)

    def tick(self, now_s: float) -> None:
        """To be called every 20 ms or so."""
        if self.estimate.fell_silent(now_s):
            self._apply()
        if self.estimate.begins_probe(now_s, self.wanted_bps):
            self._begin_waiting()

    def pace(self, now_s: float) -> float | None:
        """Sends what may leave by now. Seconds until it is to be called again; None: not before `on_waiting`."""
        wait_s = self.pacer.drain(now_s)
        self._probe(now_s)
        if self.estimate.probe is not None:
            wait_s = WAIT_S
        self._waits = wait_s is not None
        return wait_s

    def _probe(self, now_s: float) -> None:
        """What waits goes first into a probe, and where nothing does, copies."""
        probe = self.estimate.probe
        while probe is not None and probe.due(now_s):
            if not self.pacer.push(now_s) and not any(spare(now_s) for spare in self._spares):
                self.estimate.end_probe()
                break
