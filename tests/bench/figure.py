"""What a bench hands over, and where everything else that it says goes."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str
    n: int  # samples behind the value


class Skipped(Exception):
    """A bench that cannot run on this machine; the message says what is missing."""


def say(text: str) -> None:
    """Progress and whatever explains a figure: standard output holds figures alone."""
    print(text, file=sys.stderr, flush=True)
