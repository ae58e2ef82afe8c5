"""How many customers were won back, and how sure one may be of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from bot.recovery.case import Outcome
from bot.reports.recoveries import won_back
from bot.reports.shapes import Figure


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases by what became of them; they add up to `cases`."""

    cases: int = 0
    recovered: int = 0
    not_recovered: int = 0
    unanswered: int = 0  # asked again, in vain
    not_asked: int = 0
    dismissed: int = 0
    undecided: int = 0  # worked on for the first time, or the customer may still answer

    @property
    def asked(self) -> int:
        """Again, and to the end."""
        return self.recovered + self.not_recovered + self.unanswered

    @property
    def share(self) -> Figure:
        """Recovered among those who answered when asked again."""
        return won_back(self.recovered, self.not_recovered, self.unanswered)


def tally(outcomes: Iterable[Outcome | str | None]) -> Tally:
    """None: not known yet."""
    counts = Counter("undecided" if outcome is None else str(outcome) for outcome in outcomes)
    return Tally(cases=counts.total(), **counts)


@dataclass(frozen=True, slots=True)
class Spent:
    """A time from opening on; None where n is 0."""

    median_ms: int | None
    n: int


@dataclass(frozen=True, slots=True)
class CauseTally:
    cause: str | None  # None: not diagnosed
    tally: Tally


@dataclass(frozen=True, slots=True)
class Report:
    tally: Tally
    causes: tuple[CauseTally, ...]  # the most frequent first
    heard: Spent
    resolved: Spent
    late: int  # escalated because their deadline passed


class Course(NamedTuple):
    """What a report needs of a case; times in UTC ms, None: that has not been."""

    cause: str | None
    outcome: str | None
    opened_at: int
    heard_at: int | None
    resolved_at: int | None
    escalated_at: int | None


def report(found: Sequence[Course]) -> Report:
    by_cause: dict[str | None, list[str | None]] = {}
    for case in found:
        by_cause.setdefault(case.cause, []).append(case.outcome)
    causes = sorted(by_cause.items(), key=lambda it: (it[0] is None, -len(it[1]), it[0] or ""))
    return Report(
        tally=tally(case.outcome for case in found),
        causes=tuple(CauseTally(cause, tally(outcomes)) for cause, outcomes in causes),
        heard=_spent(case.heard_at - case.opened_at for case in found if case.heard_at is not None),
        resolved=_spent(case.resolved_at - case.opened_at for case in found if case.resolved_at is not None),
        late=sum(case.escalated_at is not None for case in found),
    )


def _spent(times: Iterable[int]) -> Spent:
    known = list(times)
    return Spent(round(median(known)) if known else None, len(known))
