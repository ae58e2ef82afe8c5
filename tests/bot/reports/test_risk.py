"""Who may be lost, and why."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.reports.risk import Answer, History, Lost, Risk, Visit, is_told, rank, risk

DAY_MS = 86_400_000
NOW = 1_000 * DAY_MS


def history(
    answers: Sequence[tuple[int, int]] = (),
    visits: Sequence[tuple[int, str | None]] = (),
    lost: Sequence[int] = (),
    recovered: int | None = None,
    heard: int | None = None,
    metric: str = "csat",
) -> History:
    """All times in days before now."""
    times = [days for days, _ in (*answers, *visits)]
    return History(
        [Answer(NOW - days * DAY_MS, metric, value) for days, value in answers],
        [Visit(NOW - days * DAY_MS, topic) for days, topic in visits],
        [Lost("k_1", NOW - days * DAY_MS) for days in lost],
        None if recovered is None else NOW - recovered * DAY_MS,
        NOW - (min(times, default=0) if heard is None else heard) * DAY_MS,
    )


@pytest.mark.parametrize(
    ("it", "codes"),
    [
        (history(), []),
        (history([(3, 5)]), []),
        (history([(3, 1)]), ["low"]),
        (history([(9, 1), (3, 5)]), []),  # good again
        (history([(3, 1)], recovered=1), []),  # made good
        (history([(40, 1)], heard=2), []),  # long ago, and heard of since
        (history([(20, 2)]), ["silent", "low"]),
        (history([(20, 2)], heard=5), ["low"]),
        (history([(60, 5), (30, 4), (5, 3)]), ["falling"]),
        (history([(60, 5), (30, 3), (5, 4)]), []),
        (history([(60, 5), (30, 5), (5, 4)]), []),
        (history([(60, 5), (30, 5), (5, 5)]), []),
        (history([(60, 10), (30, 9), (5, 7)], metric="nps"), []),  # less than half of the scale
        (history([(60, 10), (30, 9), (5, 5)], metric="nps"), ["falling", "low"]),
        (history(visits=[(12, "a"), (6, "b"), (1, "a")]), ["repeated"]),
        (history(visits=[(30, "a"), (12, "b"), (1, "a")]), []),
        (history(lost=[5]), ["lost_case"]),
        (history(lost=[5], recovered=2), []),
        (history(lost=[120]), []),
    ],
)
def test_why(it: History, codes: list[str]) -> None:
    found = risk(it, NOW)
    assert ([reason.code for reason in found.reasons] if found else []) == codes


def test_the_facts_go_with_the_reason() -> None:
    def facts(it: History) -> dict[str, Any]:
        found = risk(it, NOW)
        assert found is not None
        return found.reasons[0].facts

    assert facts(history([(60, 5), (30, 4), (5, 3)])) == {"values": [5, 4, 3], "metric": "csat"}
    assert facts(history([(20, 2)])) == {"value": 2, "metric": "csat", "days": 20}
    assert facts(history(visits=[(12, "a"), (6, "a"), (1, "a")])) == {"times": 3, "days": 12, "topic": "a"}
    assert facts(history(visits=[(12, "a"), (6, "b"), (1, "a")]))["topic"] is None


def test_several_reasons_weigh_more_and_never_above_100() -> None:
    it = history([(60, 5), (40, 3), (20, 1)], [(44, None), (42, None), (41, None)], [10], heard=20)
    found = risk(it, NOW)
    assert found is not None
    assert {reason.code for reason in found.reasons} == {"falling", "lost_case", "repeated", "silent", "low"}
    assert found.score == 100


LOW, SILENT = history([(3, 1)]), history([(20, 2)])
FALLING, REPEATED = history([(60, 5), (30, 4), (5, 3)]), history(visits=[(12, "a"), (6, "b"), (1, "a")])


def judged(it: History) -> Risk:
    found = risk(it, NOW)
    assert found is not None
    return found


@pytest.mark.parametrize("it", [LOW, SILENT, history(lost=[5]), FALLING, REPEATED])
def test_who_is_known_is_always_told(it: History) -> None:
    assert is_told(judged(it), known=True)


@pytest.mark.parametrize(("it", "told"), [(LOW, False), (SILENT, False), (FALLING, True), (REPEATED, True)])
def test_of_an_anonymous_visitor_one_bad_rating_is_not_enough(it: History, told: bool) -> None:
    assert is_told(judged(it), known=False) is told


def test_who_can_be_reached_comes_first_then_the_likeliest_then_the_newest() -> None:
    those = [(FALLING, 1, False), (LOW, 2, True), (REPEATED, 2, True), (LOW, 3, True), (REPEATED, 1, False)]
    ordered = sorted(those, key=lambda it: rank(judged(it[0]), it[1], known=it[2]))
    assert ordered == [those[2], those[3], those[1], those[0], those[4]]
