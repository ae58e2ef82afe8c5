"""What a bench hands over, and where everything else that it says goes."""

import json
import sys
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str
    n: int  # samples behind the value


@dataclass(frozen=True, slots=True)
class Spread(Figure):
    """A median, and between what it lies."""

    min: float
    max: float


class Skipped(Exception):
    """A bench that cannot run on this machine; the message says what is missing."""


def say(text: str) -> None:
    """Progress and whatever explains a figure: standard output holds figures alone."""
    print(text, file=sys.stderr, flush=True)


def hand_over(figure: Figure, most: float | None, least: float | None) -> None:
    """One JSON line; a figure that misses its bar is only said to."""
    print(json.dumps(asdict(figure)), flush=True)
    if most is not None and figure.value > most:
        say(f"{figure.name} is above its bar of {most} {figure.unit}")
    if least is not None and figure.value < least:
        say(f"{figure.name} is below its bar of {least}")
