"""An agent's own figures by the five qualities of good service, each beside that of all the others."""

from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from bot.reports import chance, comparing, durations, evidence
from bot.reports.books import Books
from bot.reports.comparing import verdict_of
from bot.reports.evidence import Evidence, Proportion
from bot.reports.filter import Filter
from bot.reports.intervals import quantile_ranks
from bot.reports.ratings import Answers
from bot.reports.sample import Sample
from bot.reports.shapes import Figure, Unit, Verdict
from bot.reports.share import share
from bot.reports.table import Array

Quality = Literal["responsiveness", "speed", "competence", "courtesy", "consistency"]


@dataclass(frozen=True, slots=True)
class Stands:
    """A figure that stands for a quality."""

    quality: Quality
    name: str
    unit: Unit
    better: Literal["higher", "lower"]


STANDS = (
    Stands("responsiveness", "first_human", "ms", "lower"),
    Stands("speed", "handle", "ms", "lower"),
    Stands("speed", "resolution", "ms", "lower"),
    Stands("competence", "solved", "percent", "higher"),
    Stands("courtesy", "csat", "percent", "higher"),
    Stands("consistency", "low", "percent", "lower"),
    Stands("consistency", "first_human_p90", "ms", "lower"),
)
"""Which figure stands for which quality."""


@dataclass(frozen=True, slots=True)
class Told:
    stands: Stands
    mine: Figure
    others: Figure
    verdict: Verdict


def qualities(books: Books, where: Filter, agent: str, others: tuple[str, ...]) -> list[Told]:
    """In the order of STANDS. What is told to differ does so by chance once in twenty at most (Benjamini-Hochberg)."""
    mine, theirs = Sample(books, replace(where, agent=(agent,))), Sample(books, replace(where, agent=others))
    sides = [(_side(mine, it.name), _side(theirs, it.name) if others else _NOBODY) for it in STANDS]
    differences = [evidence.apart(a[1], b[1]) for a, b in sides]
    tested = [n for n, it in enumerate(differences) if it is not None]
    adjusted = dict(zip(tested, chance.adjusted([it.p for it in differences if it is not None]), strict=True))
    return [
        Told(it, a[0], b[0], verdict_of(differences[n], adjusted.get(n)))
        for n, (it, (a, b)) in enumerate(zip(STANDS, sides, strict=True))
    ]


_NOBODY: comparing.Side = (Figure(), Proportion(0, 0))


def _side(sample: Sample, name: str) -> comparing.Side:
    match name:
        case "low":
            return _low(sample.answers)
        case "first_human_p90":
            return _p90(sample.lengths("first_human"))
    return comparing.side(sample, name)


def _low(it: Answers) -> comparing.Side:
    """The share of 1 and 2 among answers on 1-5, in %, with Wilson's interval."""
    values = it.values("csat")
    low, n = sum(values[:2]), sum(values)
    return share(low, n, it.responded("csat")), Proportion(low, n)


def _p90(ordered: Array) -> tuple[Figure, Evidence]:
    """With its interval; it is not compared: so far out a median's method knows too little."""
    told, ranks = durations.times(ordered), quantile_ranks(len(ordered), 0.9)
    low, high = (float(ordered[rank - 1]) for rank in ranks) if ranks else (None, None)
    return Figure(value=told.p90, low=low, high=high, n=told.n), Proportion(0, 0)
