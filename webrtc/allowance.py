"""How often a browser may say something."""

import time

SIGNALS_BURST = 60
SIGNALS_PER_S = 10.0


class Allowance:
    """So many at once, and so many a second after that."""

    def __init__(self, burst: int, per_s: float) -> None:
        self._burst, self._per_s = float(burst), per_s
        self._left, self._at_s = float(burst), time.monotonic()

    def take(self) -> bool:
        now_s = time.monotonic()
        self._left = min(self._burst, self._left + (now_s - self._at_s) * self._per_s)
        self._at_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
