"""Whether a worker takes another room, and which of several does: pure.

A worker that has no time left hurts the calls that it carries, so that what counts beside the number of its rooms is
how much of a processor it uses and how late its clock's turns come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

CPU_BUSY = 0.75  # of one core: a worker has one thread, and the rest takes up a key frame or a newcomer's handshake
LATE_BUSY_MS = 40  # two turns
CALM = 0.8  # of either: below it a worker is calm again
CALM_S = 3  # one calm second says little


@dataclass(frozen=True)
class Load:
    """How a worker does by its own reports, one a second. `calm_s`: for how many it has been calm again."""

    busy: bool = False
    calm_s: int = 0

    def after(self, cpu: float, late_ms: int, cpu_busy: float = CPU_BUSY) -> "Load":
        """`cpu`: the share of one core that it used in the last second. `late_ms`: by how much the middle one of that
        second's turns was late. `cpu_busy`: the share from which it is busy.
        """
        if cpu >= cpu_busy or late_ms >= LATE_BUSY_MS:
            return Load(busy=True)
        if not self.busy:
            return self
        calm = cpu < cpu_busy * CALM and late_ms < LATE_BUSY_MS * CALM
        calm_s = self.calm_s + 1 if calm else 0
        return Load() if calm_s >= CALM_S else replace(self, calm_s=calm_s)


@dataclass(frozen=True)
class Standing:
    """One worker's: whether its process runs, how many rooms are on it, whether it is busy."""

    running: bool
    rooms: int
    busy: bool


def choose(workers: Sequence[Standing], max_rooms: int) -> int | None:
    """Which takes the next room: the one with the fewest, of those one that runs already. None when none may."""
    free = [place for place, one in enumerate(workers) if one.rooms < max_rooms and not one.busy]
    return min(free, key=lambda place: (workers[place].rooms, not workers[place].running, place), default=None)
