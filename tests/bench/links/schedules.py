"""What the links do, as data."""

from dataclasses import dataclass

from tests.bench.links.emulator import Direction
from tests.bench.links.way import Conditions

FREE = Conditions()
SETTLING_S = 5  # of each phase: what is judged apart from what comes after


@dataclass(frozen=True)
class Phase:
    name: str
    seconds: int
    conditions: Conditions


@dataclass(frozen=True)
class Schedule:
    """`who`: whose link changes, in which direction. Everyone else has a free one, with the same delay."""

    who: str
    direction: Direction
    phases: tuple[Phase, ...]
    supervised: bool = False


def _at(kbps: float, seconds: int, loss: float = 0.0, name: str = "") -> Phase:
    return Phase(name or f"{kbps:g}", seconds, Conditions(kbps=kbps, loss=loss))


DROP = (_at(3000, 14), _at(500, 20), _at(3000, 20, name="3000 again"), _at(1000, 10), _at(300, 14))
BAD = (_at(3000, 8), _at(300, 25, loss=0.1))
UNLIKE = (Phase("free", 10, FREE), _at(400, 25, loss=0.02), Phase("free again", 10, FREE))

SCHEDULES = {
    "drop": Schedule("agent", "down", DROP),
    "drop-up": Schedule("customer", "up", DROP),
    "bad": Schedule("agent", "down", BAD),
    "bad-up": Schedule("customer", "up", BAD),
    "unlike": Schedule("supervisor", "down", UNLIKE, supervised=True),
}
