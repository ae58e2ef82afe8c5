"""Recovered %: of those who answered; the others are counted beside it, and all of them add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.recovery.case import Outcome
from bot.recovery.outcome import tally

OUTCOMES = st.lists(st.sampled_from([*Outcome, None]))


def test_a_worked_example() -> None:
    found = tally(
        [Outcome.RECOVERED] * 20 + [Outcome.NOT_RECOVERED] * 13 + [Outcome.UNANSWERED] * 9
        + [Outcome.NOT_ASKED] * 4 + [Outcome.DISMISSED] * 3 + [None] * 2
    )  # fmt: skip
    assert (found.cases, found.asked, found.share.n) == (51, 42, 33)
    assert found.share.value == pytest.approx(60.606, abs=1e-3)
    assert (found.share.low, found.share.high) == (pytest.approx(43.68, abs=0.01), pytest.approx(75.32, abs=0.01))


def test_nobody_has_answered() -> None:
    share = tally([Outcome.UNANSWERED, None]).share
    assert (share.value, share.low, share.high, share.n) == (None, None, None, 0)


@given(OUTCOMES)
def test_they_add_up(outcomes: list[Outcome | None]) -> None:
    it = tally(outcomes)
    kinds = (it.recovered, it.not_recovered, it.unanswered, it.not_asked, it.dismissed, it.undecided)
    assert sum(kinds) == it.cases == len(outcomes)


@given(OUTCOMES)
def test_silence_moves_no_percentage(outcomes: list[Outcome | None]) -> None:
    spoken = [each for each in outcomes if each in (Outcome.RECOVERED, Outcome.NOT_RECOVERED)]
    assert replace(tally(outcomes).share, asked=None) == replace(tally(spoken).share, asked=None)
