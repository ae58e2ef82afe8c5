"""Each formula against what was published of it, and against scipy."""

from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from bot.reports import student
from bot.reports.evidence import of_lengths
from bot.reports.intervals import (
    Z_95,
    Median,
    Promoters,
    Stratum,
    mean_interval,
    median_ranks,
    medians_apart,
    moments,
    newcombe,
    nps_interval,
    quantile_ranks,
    scores,
    stratified,
    welch,
    wilson,
)

Z_90 = 1.6448536269514722

# -- Student -------------------------------------------------------------------------


@given(st.floats(0.5, 0.9999), st.floats(1, 1e6))
def test_quantiles_of_students_t(p: float, df: float) -> None:
    assert student.quantile(p, df) == pytest.approx(float(stats.t.ppf(p, df)), rel=1e-6, abs=1e-6)


@given(st.floats(-40, 40), st.floats(1, 1e6))
@example(1.1e-5, 1e6)
def test_tails_of_students_t(t: float, df: float) -> None:
    assert student.tail(t, df) == pytest.approx(float(2 * stats.t.sf(abs(t), df)), rel=1e-6, abs=1e-12)


# -- shares ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    # R. G. Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_as_scipy_has_it(case: tuple[int, int]) -> None:
    ci = stats.binomtest(*case).proportion_ci(method="wilson")
    assert wilson(*case) == pytest.approx((float(ci.low), float(ci.high)), abs=1e-9)


def test_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None
    assert stratified([]) is None
    assert newcombe(0, 0, 1, 2) is None
    assert nps_interval(Promoters(0, 0, 0)) is None


@pytest.mark.parametrize(
    ("good", "n", "weights", "z", "low", "high"),
    [
        # Two worked examples of the R package tern (prop_strat_wilson), the second held there against SAS.
        ((12, 7, 5, 9, 8, 8), (22, 18, 17, 17, 14, 12), (1,) * 6, Z_90, 0.4190436, 0.5789733),
        ((11, 10, 4, 8, 9, 8), (15, 16, 10, 11, 15, 13), (1, 2, 3, 4, 5, 6), Z_95, 0.4867191, 0.7186381),
    ],
)  # fmt: skip
def test_strata_as_published(
    good: tuple[int, ...], n: tuple[int, ...], weights: tuple[int, ...], z: float, low: float, high: float
) -> None:
    strata = [Stratum(*it) for it in zip(good, n, weights, strict=True)]
    found = stratified(strata, z)
    assert found is not None
    assert found[1] == pytest.approx((low, high), abs=5e-8)


def test_one_stratum_is_wilsons_own() -> None:
    found = stratified([Stratum(7, 19, 0.3)])
    assert found is not None
    assert (found[0], found[1]) == (7 / 19, pytest.approx(wilson(7, 19)))


@given(st.lists(st.tuples(st.integers(1, 200), st.floats(0, 1), st.floats(0.01, 1)), min_size=1, max_size=8))
def test_strata_enclose_their_mean(strata: list[tuple[int, float, float]]) -> None:
    found = stratified([Stratum(round(share * n), n, weight) for n, share, weight in strata])
    assert found is not None
    value, (low, high) = found
    assert 0 <= low <= value + 1e-12
    assert value - 1e-12 <= high <= 1


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    # R. G. Newcombe (1998), table II, method 10.
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombe_as_published(a: int, m: int, b: int, n: int, low: float, high: float) -> None:
    found = newcombe(a, m, b, n)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(1, 99), st.integers(1, 99))
def test_two_shares_are_tested_as_scipy_tests_them(a: int, b: int) -> None:
    found = newcombe(a, 100, b, 100)
    assert found is not None
    expected = stats.chi2_contingency([[a, 100 - a], [b, 100 - b]], correction=False)
    assert found.p == pytest.approx(float(expected.pvalue), abs=1e-9)


# -- means -----------------------------------------------------------------------------

SLEEP = ((0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0), (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4))
"""Student's own: hours of sleep gained by two drugs (Biometrika 6, 1908)."""


def test_the_mean_of_students_sleepers() -> None:
    first = moments(SLEEP[0], [1] * 10)
    assert mean_interval(first) == pytest.approx((-0.5297804, 2.0297804), abs=1e-6)


def test_welch_on_students_sleepers() -> None:
    """t = -1.8608, df = 17.776, p = 0.07939, -3.3654832 to 0.2054832: as R's t.test has it."""
    found = welch(moments(SLEEP[0], [1] * 10), moments(SLEEP[1], [1] * 10))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((-1.58, -3.3654832, 0.2054832), abs=1e-6)
    assert found.p == pytest.approx(0.07939414, abs=1e-7)


@given(st.lists(st.integers(0, 50), min_size=7, max_size=7).filter(lambda counts: sum(counts) >= 2))
def test_means_as_scipy_has_them(counts: list[int]) -> None:
    values = np.repeat(np.arange(1, 8), counts)
    found = mean_interval(moments(range(1, 8), counts))
    assert found is not None
    half = float(stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / sqrt(len(values)))
    assert found == pytest.approx((values.mean() - half, values.mean() + half), abs=1e-6)


SCALE = (1.0, 7.0)


@given(st.lists(st.integers(0, 6), min_size=7, max_size=7).filter(lambda counts: sum(counts) >= 2))
def test_means_of_answers_on_a_scale_stay_on_it_and_are_scipys_there(counts: list[int]) -> None:
    values = np.repeat(np.arange(1, 8), counts)
    found = mean_interval(moments(range(1, 8), counts), SCALE)
    assert found is not None and SCALE[0] <= found[0] <= values.mean() <= found[1] <= SCALE[1]
    if values.std() > 0:
        low, high = stats.t.interval(0.95, len(values) - 1, loc=values.mean(), scale=stats.sem(values))
        assert found == pytest.approx((max(low, 1), min(high, 7)), abs=1e-6)


def test_five_answers_far_apart_promise_no_nine_on_a_scale_up_to_seven() -> None:
    """4.8 on 1 to 7: Student's own limits are 1.0 and 8.6."""
    counts = (1, 1, 0, 0, 0, 0, 3)
    assert mean_interval(moments(range(1, 8), counts)) == pytest.approx((1.03, 8.57), abs=0.01)
    assert mean_interval(moments(range(1, 8), counts), SCALE) == (pytest.approx(1.03, abs=0.01), 7)


def test_one_answer_has_no_interval() -> None:
    assert mean_interval(moments((1, 2), (1, 0))) is None


# -- the net promoter score --------------------------------------------------------------


def test_the_score_is_the_mean_of_its_scores() -> None:
    """60 promoters, 25 passives, 15 detractors: 45; variance 0.60 + 0.15 - 0.45², as of two shares of a multinomial."""
    it = scores(Promoters(60, 25, 15))
    assert (it.mean, it.variance * 99 / 100) == (pytest.approx(0.45), pytest.approx(0.60 + 0.15 - 0.45**2))


def test_the_adjusted_interval_by_hand() -> None:
    """Three answers more: 60.75, 26.5 and 15.75 of 103."""
    up, down = 60.75 / 103, 15.75 / 103
    half = 1.959964 * sqrt((up + down - (up - down) ** 2) / 103)
    assert nps_interval(Promoters(60, 25, 15)) == pytest.approx((up - down - half, up - down + half), abs=1e-6)


@pytest.mark.parametrize("shares", [(0.5, 0.3, 0.2), (0.7, 0.2, 0.1), (0.33, 0.33, 0.34), (0.1, 0.1, 0.8)])
def test_the_adjusted_interval_holds_the_score_as_often_as_it_says(shares: tuple[float, float, float]) -> None:
    """Over all outcomes of 30 answers, each with how likely it is: what Rocks (2016) chose it for."""
    n, true = 30, shares[0] - shares[2]
    held = 0.0
    for up in range(n + 1):
        for down in range(n + 1 - up):
            found = nps_interval(Promoters(up, n - up - down, down))
            assert found is not None
            if found[0] <= true <= found[1]:
                held += float(stats.multinomial.pmf([up, n - up - down, down], n, shares))
    assert 0.93 <= held <= 0.99


# -- medians -------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "ranks"), [(100, (40, 61)), (57, (21, 37))])
def test_ranks_around_the_median_as_published(n: int, ranks: tuple[int, int]) -> None:
    """M. J. Campbell, M. J. Gardner (1988): the 40th and the 61st of a hundred."""
    assert median_ranks(n) == ranks


@given(st.integers(10, 400))
def test_ranks_around_the_median_hold_it_often_enough(n: int) -> None:
    ranks = median_ranks(n)
    assert ranks is not None
    held = sum(comb(n, k) for k in range(ranks[0], ranks[1])) / 2**n
    assert held == pytest.approx(0.95, abs=0.045)
    assert held > 0.93


def test_ranks_beyond_the_numbers_are_none() -> None:
    assert median_ranks(3) is None
    assert quantile_ranks(20, 0.9) is None
    assert quantile_ranks(200, 0.9) == (172, 189)


def test_the_difference_of_medians_as_published() -> None:
    """The worked example of ci.median2 in D. G. Bonett's R package statpsych."""
    first = np.array([32, 39, 26, 35, 43, 27, 40, 37, 34, 29])
    second = np.array([36, 44, 47, 42, 49, 39, 46, 31, 33, 48])
    a, b = of_lengths(np.sort(first)), of_lengths(np.sort(second))
    assert isinstance(a, Median)
    assert isinstance(b, Median)
    found = medians_apart(a, b)
    assert found is not None
    assert (a.value, b.value, found.value) == (34.5, 43, -8.5)
    assert (found.low, found.high) == pytest.approx((-16.95977, -0.04022524), abs=1e-4)
