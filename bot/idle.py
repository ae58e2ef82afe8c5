"""Memory that nobody needs for the time being is given back."""

import asyncio
import ctypes
from collections.abc import Callable
from contextlib import suppress

IDLE_S = 60.0


class Idle:
    """Calls `rest` on the event loop once `use` was not called for `after_s` seconds; again after the next use."""

    def __init__(self, rest: Callable[[], None], after_s: float = IDLE_S) -> None:
        self._rest = rest
        self._after_s = after_s
        self._timer: asyncio.TimerHandle | None = None

    def use(self) -> None:
        """It is needed now."""
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(self._after_s, self._give_back)

    def stop(self) -> None:
        """Until the next use it is left as it is."""
        if self._timer:
            self._timer.cancel()

    def _give_back(self) -> None:
        self._rest()
        with suppress(AttributeError, OSError, TypeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)  # glibc keeps what is freed amid what is used
