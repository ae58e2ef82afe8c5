"""What is left of numbers in order when some are taken away, without a copy of it."""

from typing import Any

import numpy as np

from bot.reports.table import Array


class Rest:
    """In ascending order."""

    def __init__(self, every: Array, some: Array) -> None:
        """Both ascending; each of `some` is among `every`."""
        self._every = every
        self._some = some

    def __len__(self) -> int:
        return len(self._every) - len(self._some)

    def __getitem__(self, place: int) -> Any:
        """The least number up to which more than `place` of the rest lie."""
        low, high = place, place + len(self._some)
        while low < high:
            middle = (low + high) // 2
            if self._up_to(self._every[middle]) > place:
                high = middle
            else:
                low = middle + 1
        return self._every[low]

    def _up_to(self, number: Any) -> int:
        """How many of the rest are not larger."""
        found = np.searchsorted(self._every, number, "right") - np.searchsorted(self._some, number, "right")
        return int(found)
