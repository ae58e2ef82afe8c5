import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports import Asking, csat, mean, report, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
        # table I, method 3: the score interval without continuity correction.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # By hand: p = 1, so the upper bound is 1 and the lower n / (n + z^2).
        (10, 10, 10 / (10 + 1.959963984540054**2), 1.0),
    ],
)
def test_wilson_gives_the_published_intervals(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert interval is not None
    assert interval == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson(0, 0) is None
    share = csat([])
    assert (share.value, share.low, share.high, share.n) == (None, None, None, 0)
    assert mean([]) is None


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_within_0_and_1(case: tuple[int, int]) -> None:
    successes, n = case
    interval = wilson(successes, n)
    assert interval is not None
    low, high = interval
    assert 0 <= low <= successes / n + 1e-12
    assert successes / n - 1e-12 <= high <= 1
    mirrored = wilson(n - successes, n)
    assert mirrored is not None
    assert math.isclose(low, 1 - mirrored[1], abs_tol=1e-12)


def test_csat_is_the_share_of_four_and_five_in_percent() -> None:
    share = csat([1, 2, 3, 4, 5, 5, 4, 3])
    assert (share.value, share.n) == (50.0, 8)
    assert share.low is not None
    assert share.high is not None
    assert share.low < 50 < share.high


def asking(at: int, value: int | None = None, comment: str | None = None, **fields: object) -> Asking:
    usual: dict[str, object] = {
        "request": f"q_{at}",
        "conversation": f"v_{at}",
        "channel": "widget",
        "language": "en",
        "agent": None,
        "agent_name": None,
        "handler": "bot",
        "asked_at": at,
        "value": value,
        "comment": comment,
        "answered_at": at + 1 if value is not None else None,
    }
    return Asking(**{**usual, **fields})


def test_the_figures_of_a_period() -> None:
    ana: dict[str, object] = {"agent": "a_1", "agent_name": "Ana", "handler": "agent"}
    figures = report(
        [
            asking(1, 5, "Fast!"),
            asking(2),
            asking(3, 2, "Slow.", **ana, channel="telegram", language="sl"),
            asking(4, 4, None, **ana),
        ]
    )
    assert (figures.asked, figures.answered, figures.distribution) == (4, 3, (0, 1, 0, 1, 1))
    assert figures.mean == pytest.approx(11 / 3)
    assert figures.csat.value == pytest.approx(200 / 3)
    by = {
        name: [(group.key, group.asked, group.answered, group.mean) for group in groups]
        for name, groups in figures.by.items()
    }
    assert by == {
        "channel": [("widget", 3, 2, 4.5), ("telegram", 1, 1, 2.0)],
        "language": [("en", 3, 2, 4.5), ("sl", 1, 1, 2.0)],
        "agent": [("a_1", 2, 2, 3.0)],
        "handler": [("agent", 2, 2, 3.0), ("bot", 2, 1, 5.0)],
    }
    assert [(one.comment, one.conversation, one.agent) for one in figures.comments] == [
        ("Slow.", "v_3", {"id": "a_1", "name": "Ana"}),
        ("Fast!", "v_1", None),
    ]


def test_an_empty_period() -> None:
    figures = report([])
    assert (figures.asked, figures.answered, figures.mean, figures.comments) == (0, 0, None, [])
    assert figures.distribution == (0, 0, 0, 0, 0)


def test_of_many_comments_the_newest_are_shown() -> None:
    figures = report([asking(n, 5, f"c{n}") for n in range(300)], comments=3)
    assert [one.comment for one in figures.comments] == ["c299", "c298", "c297"]
