"""Two periods or two groups beside each other: what differs beyond chance, and where there is too little to say."""

from collections.abc import Sequence

from bot.reports import chance, evidence, figures
from bot.reports.books import Books
from bot.reports.evidence import Evidence
from bot.reports.filter import Filter
from bot.reports.intervals import Difference
from bot.reports.sample import Sample
from bot.reports.shapes import Compared, Comparison, Figure, Gap, Unit, Verdict

USUAL = ("csat", "nps", "ces", "overall", "contained", "stick", "repeat", "solved", "resolution", "first_human")
SCALE: dict[Unit, float] = {"percent": 100, "points": 100, "mean": 1, "ms": 1}


def compare(books: Books, a: Filter, b: Filter, figures: Sequence[str] = USUAL) -> Comparison:
    """Of each figure a against b. What is told to differ does so by chance once in twenty at most, however many figures
    are looked at (bot.reports.chance.adjusted). Raises ValueError for a figure that only counts.
    """
    for figure in figures:
        if figure in evidence.COUNTS:
            raise ValueError(f"{figure} cannot be compared: how much there was is no sample of anything.")
    first, second = Sample(books, a), Sample(books, b)
    return compared([(figure, side(first, figure), side(second, figure)) for figure in figures])


Side = tuple[Figure, Evidence]


def compared(pairs: Sequence[tuple[str, Side, Side]]) -> Comparison:
    differences = [evidence.apart(a[1], b[1]) for _, a, b in pairs]
    tested = [n for n, it in enumerate(differences) if it is not None]
    adjusted = dict(zip(tested, chance.adjusted([it.p for it in differences if it is not None]), strict=True))
    return Comparison(
        compared=[_compared(figure, a, b, differences[n], adjusted.get(n)) for n, (figure, a, b) in enumerate(pairs)],
        tested=len(tested),
    )


def side(sample: Sample, figure: str) -> Side:
    return sample.figure(figure), sample.evidence(figure)


def _compared(figure: str, a: Side, b: Side, difference: Difference | None, p: float | None) -> Compared:
    verdict = verdict_of(difference, p)
    return Compared(
        figure=figure,
        unit=figures.UNITS[figure],
        a=a[0],
        b=b[0],
        difference=_gap(difference, SCALE[figures.UNITS[figure]]),
        p=p,
        verdict=verdict,
        needed=evidence.needed(a[1], b[1], difference) if verdict in ("too_few", "alike") else None,
    )


def _gap(it: Difference | None, scale: float) -> Gap | None:
    return None if it is None else Gap(value=scale * it.value, low=scale * it.low, high=scale * it.high)


def verdict_of(difference: Difference | None, p: float | None) -> Verdict:
    """`p` is adjusted for all that were tested together."""
    if difference is None or p is None:
        return "too_few"
    if p > chance.FALSE_DISCOVERIES:
        return "alike"
    return "higher" if difference.value > 0 else "lower"
