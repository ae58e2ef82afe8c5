"""How punctual and how busy a process is."""

import statistics
import time

LATELY = 0.02  # of one turn, of which there are fifty a second


class Turns:
    """Takes note of the turns of a loop that wants to be on time; `take` sums up what was since it was asked last.
    `lately_s`: by how much the last second's were late.
    """

    def __init__(self) -> None:
        self.lately_s = 0.0
        self._late_s: list[float] = []
        self._since_s, self._used_s = time.monotonic(), time.process_time()

    def came(self, late_s: float) -> None:
        self._late_s.append(max(0.0, late_s))
        self.lately_s += LATELY * (max(0.0, late_s) - self.lately_s)

    def take(self) -> tuple[float, int]:
        """The share of one core that the process has used, and by how many ms the middle turn was late."""
        now_s, used_s = time.monotonic(), time.process_time()
        share = (used_s - self._used_s) / max(now_s - self._since_s, 0.001)
        late_s = statistics.median(self._late_s or [0.0])
        self._since_s, self._used_s, self._late_s = now_s, used_s, []
        return round(share, 3), round(late_s * 1000)
