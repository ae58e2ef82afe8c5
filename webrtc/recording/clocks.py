"""When what a packet holds was seen or heard: its time stamp in this server's time, so that what belongs together
stays together, though sound and pictures come by ways of different length.

A sender's reports say which of its time stamps belong to which moment of its own clock, which all of its tracks share
(RFC 3550, 6.4.1); how that clock lies to ours is taken from the report that came fastest.
"""

from collections import deque

STEP_S = 0.02  # below that nobody sees it, and every correction is a jump
STRANGE_S = 5.0


class SenderClock:
    """One for all tracks of a sender."""

    def __init__(self) -> None:
        self._ahead_s: deque[float] = deque(maxlen=20)

    def ours(self, theirs_s: float, now_s: float) -> float:
        """The moment of a report that came just now."""
        self._ahead_s.append(now_s - theirs_s)
        return theirs_s + min(self._ahead_s)


class TrackClock:
    def __init__(self, rate: int, sender: SenderClock) -> None:
        self._rate = rate
        self._sender = sender
        self._last: tuple[int, float] | None = None  # the newest time stamp and its moment

    def moment_s(self, timestamp: int, now_s: float) -> float:
        """Before the first report: as if the first packet had come at once."""
        if self._last is None:
            self._last = (timestamp, now_s)
            return now_s
        newest, moment_s = self._last
        step = (timestamp - newest + 0x80000000 & 0xFFFFFFFF) - 0x80000000
        at_s = moment_s + step / self._rate
        if abs(now_s - at_s) > STRANGE_S:
            at_s, step = now_s, 1
        if step > 0:
            self._last = (timestamp, at_s)
        return at_s

    def report(self, ntp: int, timestamp: int, now_s: float) -> None:
        """`ntp`: 64 bits, `timestamp`: the track's at that moment; one that cannot be is ignored."""
        at_s = self._sender.ours(ntp / (1 << 32), now_s)
        if abs(now_s - at_s) > STRANGE_S:
            return
        if self._last is None:
            self._last = (timestamp, at_s)
            return
        newest, moment_s = self._last
        step = (timestamp - newest + 0x80000000 & 0xFFFFFFFF) - 0x80000000
        error_s = at_s - (moment_s + step / self._rate)
        if STEP_S < abs(error_s) < STRANGE_S:
            self._last = (newest, moment_s + error_s)
