"""A short train of packets, faster than what is known of a link, to find out whether it carries more. No I/O."""

PROBE_WAIT_S = 0.4  # for the feedback on its last packet
PROBE_ARRIVED = 0.8
PROBE_PACKETS_MIN = 5
PROBE_S = 0.03


class Probe:
    """A short train of packets at `bps`, of `size` bytes or a little more together."""

    def __init__(self, bps: float, began_s: float) -> None:
        self.bps = bps
        self.size = max(PROBE_PACKETS_MIN * 1100, int(bps * PROBE_S / 8))
        self.bytes = 0
        self._began_s = self._ended_s = began_s
        self._packets = 0
        self._first = 0
        self._arrivals: list[tuple[float, int]] = []

    def due(self, now_s: float) -> bool:
        """Whether a packet is to be sent now."""
        return self.bytes < min(self.size, 1200 + (now_s - self._began_s) * self.bps / 8)

    def sent(self, size: int, now_s: float) -> None:
        self._first = self._first or size
        self.bytes += size
        self._packets += 1
        self._ended_s = now_s

    def arrived(self, at_s: float, size: int) -> None:
        self._arrivals.append((at_s, size))

    def is_over(self, now_s: float) -> bool:
        """All of its feedback has come, or should have."""
        if len(self._arrivals) == self._packets and self.bytes >= self.size:
            return True
        return now_s - self._ended_s > PROBE_WAIT_S

    def found_bps(self) -> float:
        """At which it left or arrived, whichever is less; 0 when too little of it arrived to tell."""
        arrived = sorted(self._arrivals)
        if len(arrived) < max(PROBE_PACKETS_MIN - 1, PROBE_ARRIVED * self._packets):
            return 0.0
        arrived_s = max(arrived[-1][0] - arrived[0][0], 0.001)
        left_s = max(self._ended_s - self._began_s, 0.001)
        return 8 * min(sum(size for _, size in arrived[1:]) / arrived_s, (self.bytes - self._first) / left_s)
