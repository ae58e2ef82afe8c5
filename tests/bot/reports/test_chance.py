"""Many comparisons at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bot.reports.chance import ENOUGH, adjusted, needed

THROMBOLYSIS = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
    1.0000,
)  # fmt: skip
"""Benjamini and Hochberg's own example (1995, section 3.2): four of the fifteen are found at 5 %."""


def test_as_published() -> None:
    assert sum(p <= 0.05 for p in adjusted(THROMBOLYSIS)) == 4


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_as_scipy_has_it(ps: list[float]) -> None:
    assert adjusted(ps) == pytest.approx(list(stats.false_discovery_control(ps, method="bh")), abs=1e-12)


def test_of_groups_that_are_all_alike_hardly_any_is_said_to_differ() -> None:
    chance = np.random.default_rng(3)
    rounds = [min(adjusted(list(chance.random(40)))) <= 0.05 for _ in range(400)]
    assert sum(rounds) / 400 < 0.09


def test_so_many_answers_would_be_needed() -> None:
    """S.-C. Chow, J. Shao, H. Wang (2008), 3.2: a difference of 5 at a standard deviation of 10 takes 63 a side."""
    assert needed(5, 10) == 63
    assert needed(100, 1) == ENOUGH
    assert needed(0, 1) is None
    assert needed(1e-9, 1) is None
