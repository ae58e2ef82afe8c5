"""What one receiver's link carries, from when each packet left here and when it arrived there. No I/O; times are
seconds of a monotonic clock.

The delay that packets gather in the link's queue leads, loss follows: a queue that grows means that more is sent than
passes, whoever else uses the link. The rate falls to a share of what arrived, grows again slowly near the rate at
which it fell last and faster elsewhere, and jumps only where a probe has shown that there is room.
"""

import math
from collections import deque
from typing import NamedTuple

from webrtc.bandwidth.probe import PROBE_WAIT_S, Probe
from webrtc.forwarding.feedback import Arrival

START_BPS = 1_500_000.0
MIN_BPS = 60_000.0
MAX_BPS = 16_000_000.0

FULL_MS = 60.0  # of queuing delay: the link is overused
CALM_MS = 25.0  # below this there is room
DEEP_MS = 150.0
BASE_S = 10.0  # the smallest delay within this is taken for that of an empty queue
RATE_S = 0.6
LOSS_S = 1.2
LOSS_PACKETS_MIN = 20
LASTING = 0.05  # of a loss with each feedback, of which there are some ten a second
DECREASE_EVERY_S = 0.4
STUCK_S = 3.0  # a queue that does not drain for so long is not ours: the path has become longer, or is shared
SILENT_S = 1.5  # without feedback on what was sent
BACK = 0.7  # of the rate before a silence, with which a path is used that has come back empty

PROBE_EVERY_S = 4.0
PROBE_AGAIN_S = 0.6  # after one that found room
PROBE_CALM_S = 3.0  # since the last decrease
PROBE_MS = 20.0
PROBE_LOSS = 0.12
PROBE_UP, PROBE_UP_FAST = 2.0, 1.5  # times the estimate, and times one above
FAST_BPS = 1_000_000
UNANSWERED_MAX = 8000


class _Spell(NamedTuple):
    """What one feedback told: bytes and packets up to a time of sending and of arrival."""

    at_s: float
    sent_s: float
    arrived_s: float
    sent_bytes: int
    arrived_bytes: int
    sent: int
    lost: int


class Estimate:
    """`bps`: bits a second that the link may be given, everything counted. `queue_ms`: how long packets wait in it now.
    `loss`: the share lost lately, 0 to 1, and `lasting_loss` over some seconds. `rtt_s`: the round trip with an empty
    queue and without the receiver's own wait.
    """

    def __init__(self, start_bps: float = START_BPS) -> None:
        self.bps = start_bps
        self.queue_ms = 0.0
        self.loss = self.lasting_loss = 0.0
        self.rtt_s = 0.1
        self.heard_s: float | None = None  # when feedback came last; None: never
        self._number = 0
        self._sent: dict[int, tuple[float, int, Probe | None]] = {}
        self._spells: deque[_Spell] = deque()
        self._bases: deque[tuple[float, float]] = deque()  # (since, smallest delay in ms), a second each
        self._trips: deque[tuple[float, float]] = deque()
        self._full = 0  # feedbacks in a row
        self._full_since: tuple[float, float] | None = None  # when, and the rate then
        self._link_bps = 0.0  # at which it was overused last
        self._decreased_s = self._changed_s = -60.0
        self._silent_bps: float | None = None  # the rate before a silence that lasts
        self.probe: Probe | None = None  # that is being sent
        self._probe: Probe | None = None  # the same, until all has been heard of it
        self._probe_due_s = 0.0
        self._probed_s = -60.0

    def sent(self, size: int, now_s: float) -> int:
        """The transport-wide sequence number of a packet of so many bytes on the wire that leaves now."""
        number = self._number = (self._number + 1) & 0xFFFF
        probe = self.probe
        self._sent[number] = (now_s, size, probe)
        if probe is not None:
            probe.sent(size, now_s)
            self._probed_s = now_s
            if probe.bytes >= probe.size:
                self.probe = None
        return number

    def arrived(self, arrivals: list[Arrival], now_s: float) -> None:
        """Takes one feedback."""
        self.heard_s = now_s
        delays: list[float] = []
        sent_bytes = arrived_bytes = sent = lost = 0
        sent_s = arrived_s = -math.inf
        for number, time_s in arrivals:
            packet = self._sent.pop(number, None)
            if packet is None:
                continue
            at_s, size, probe = packet
            sent += 1
            sent_bytes += size
            sent_s = at_s
            if time_s is None:
                lost += 1
                continue
            arrived_bytes += size
            arrived_s = max(arrived_s, time_s)
            delays.append(time_s - at_s)
            if probe is not None:
                probe.arrived(time_s, size)
        if not delays:
            if lost:  # nothing at all came through
                self.loss = max(self.loss, 0.5)
            return
        if self._silent_bps is not None:
            self._spells.clear()
            sent, lost, sent_bytes = len(delays), 0, arrived_bytes  # what a gap has swallowed says nothing of the path
        self._spells.append(_Spell(now_s, sent_s, arrived_s, sent_bytes, arrived_bytes, sent, lost))
        self._measure(sorted(delays), now_s, now_s - sent_s)
        self._end_silence()
        self._finish_probe(now_s)
        self._steer(now_s)
        if len(self._sent) > UNANSWERED_MAX:
            self._sent = {number: one for number, one in self._sent.items() if now_s - one[0] < 5}

    def _measure(self, delays: list[float], now_s: float, trip_s: float) -> None:
        self._trips.append((now_s, trip_s))
        while self._trips[0][0] < now_s - 3:
            self._trips.popleft()
        self.rtt_s = min(trip for _, trip in self._trips)
        spells = self._spells
        while spells[0].at_s < now_s - LOSS_S:
            spells.popleft()
        count = sum(one.sent for one in spells)
        self.loss = sum(one.lost for one in spells) / count if count >= LOSS_PACKETS_MIN else 0.0
        self.lasting_loss += LASTING * (self.loss - self.lasting_loss)
        smallest = delays[0] * 1000
        bases = self._bases
        if bases and now_s - bases[-1][0] < 1:
            bases[-1] = (bases[-1][0], min(bases[-1][1], smallest))
        else:
            bases.append((now_s, smallest))
        while bases[0][0] < now_s - BASE_S:
            bases.popleft()
        queue_ms = delays[len(delays) // 2] * 1000 - min(base for _, base in bases)
        self.queue_ms += 0.5 * (queue_ms - self.queue_ms)

    def _rates(self, now_s: float) -> tuple[float, float]:
        """Bits a second that were sent and that arrived, of the packets that feedback was about lately."""
        recent = [one for one in self._spells if one.at_s > now_s - RATE_S]
        before = next((one for one in reversed(self._spells) if one.at_s <= now_s - RATE_S), None)
        if before is None:
            before, recent = self._spells[0], recent[1:]
        if not recent:
            return self.bps, self.bps
        sent_s = max(recent[-1].sent_s - before.sent_s, 0.05)
        arrived_s = max(recent[-1].arrived_s - before.arrived_s, 0.05)
        return (
            8 * sum(one.sent_bytes for one in recent) / sent_s,
            8 * sum(one.arrived_bytes for one in recent) / arrived_s,
        )

    def _steer(self, now_s: float) -> None:
        passed_s = min(0.2, now_s - self._changed_s)
        self._changed_s = now_s
        full = self.queue_ms > FULL_MS
        self._full = self._full + 1 if full else 0
        if not full:
            self._full_since = None
        overused = self._full >= (2 if self.queue_ms > DEEP_MS else 3) and not self._loaded_by_probe(now_s)
        if overused or self.loss > 0.35 or (self.loss > 0.15 and self.queue_ms > 30):
            if now_s - self._decreased_s > DECREASE_EVERY_S:
                self._decrease(now_s, full)
        elif self.queue_ms < CALM_MS and self.loss < 0.18 and now_s - self._decreased_s > 0.8:
            self._increase(now_s, passed_s)

    def _loaded_by_probe(self, now_s: float) -> bool:
        """The queue is the probe's own, as long as it is not deep."""
        return self.queue_ms < DEEP_MS and now_s - self._probed_s < PROBE_WAIT_S

    def _decrease(self, now_s: float, full: bool) -> None:
        sent_bps, arrived_bps = self._rates(now_s)
        if self._full_since is None:
            self._full_since = (now_s, self.bps)
        elif now_s - self._full_since[0] > STUCK_S and self.bps < 0.5 * self._full_since[1]:
            self._bases.clear()
            self._full_since = None
            return
        if not full:
            lower = self.bps * (1 - 0.5 * self.loss)
        else:
            lower = (0.7 if self.queue_ms > DEEP_MS else 0.85) * arrived_bps
            if arrived_bps > 0.75 * sent_bps and arrived_bps < 0.5 * self.bps:
                # Little was sent and all of it arrived: that says nothing of how much would have
                lower = max(lower, 0.85 * self.bps)
        self._link_bps = arrived_bps
        self.bps = max(MIN_BPS, min(self.bps, lower))
        self._decreased_s = now_s
        self._probe_due_s = max(self._probe_due_s, now_s + PROBE_CALM_S)

    def _increase(self, now_s: float, passed_s: float) -> None:
        calm_s, link = now_s - self._decreased_s, self._link_bps
        if self.bps < 0.85 * link and calm_s < 6:
            growth = 0.6  # back to where it was, now that the queue has drained
        elif 0.8 * link < self.bps < 1.3 * link and calm_s < 8:
            growth = 0.05
        else:
            growth = 0.12 if calm_s < 4 else 0.35
        _, arrived_bps = self._rates(now_s)
        wanted = min(self.bps * (1 + growth * passed_s), 1.5 * arrived_bps + MIN_BPS)
        self.bps = min(MAX_BPS, max(self.bps, wanted))

    def moved(self) -> None:
        """Another path from here on: what its empty queue delays is another figure."""
        self._bases.clear()
        self._trips.clear()
        self._full, self._full_since = 0, None
        self._probe_due_s = 0.0

    def fell_silent(self, now_s: float) -> bool:
        """Gives way where nothing is heard of what was sent, to be asked every 20 ms or so. Whether it does."""
        if self.heard_s is None or now_s - self.heard_s < SILENT_S or now_s - self._decreased_s < DECREASE_EVERY_S:
            return False
        if not any(self.heard_s < at_s < now_s - SILENT_S for at_s, _, _ in self._sent.values()):
            return False
        if self._silent_bps is None:
            self._silent_bps = self.bps
        self._link_bps = max(self._link_bps, self.bps)
        self.bps = max(MIN_BPS, 0.7 * self.bps)
        self._decreased_s = now_s
        return True

    def _end_silence(self) -> None:
        """A path that was cut for a while carries about what it carried before; one whose queue holds everything back
        for so long does not.
        """
        if self._silent_bps is not None and self.queue_ms < FULL_MS:
            self.bps = max(self.bps, BACK * self._silent_bps)
        self._silent_bps = None

    def reported(self, loss: float, now_s: float) -> None:
        """A receiver report's loss, 0 to 1: all there is to go by where a browser sends no feedback."""
        if self.heard_s is not None:
            return
        if loss > 0.1:
            self.bps = max(MIN_BPS, self.bps * (1 - 0.5 * loss))
            self._decreased_s = now_s
        elif loss < 0.02 and now_s - self._decreased_s > PROBE_CALM_S:
            self.bps = min(MAX_BPS, 1.05 * self.bps)

    # Probes

    def begins_probe(self, now_s: float, wanted_bps: float) -> bool:
        """Whether what is sent from now on is a `probe`, because the link may carry more. `wanted_bps`: what would be
        sent on one without limits.
        """
        if self._probe is not None or now_s < self._probe_due_s or self.bps >= wanted_bps or self.heard_s is None:
            return False
        if now_s - self._decreased_s < PROBE_CALM_S or self.queue_ms > PROBE_MS or self.loss > PROBE_LOSS:
            return False
        up = PROBE_UP_FAST if self.bps > FAST_BPS else PROBE_UP
        self.probe = self._probe = Probe(up * self.bps, now_s)
        return True

    def end_probe(self) -> None:
        """There is nothing more to send it with."""
        self.probe = None

    def _finish_probe(self, now_s: float) -> None:
        probe = self._probe
        if probe is None or not probe.is_over(now_s):
            return
        self.probe = self._probe = None
        found_bps = probe.found_bps()
        if found_bps > 1.1 * self.bps:
            self.bps = min(MAX_BPS, 0.9 * found_bps)
            self._link_bps = 0.0
            self._probe_due_s = now_s + PROBE_AGAIN_S
        else:
            self._probe_due_s = now_s + PROBE_EVERY_S
