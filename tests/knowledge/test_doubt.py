from __future__ import annotations

import pytest

from knowledge.doubt import Confident, Policy, Unknown, Unsure, confident_from, judge
from knowledge.match import Match

POLICY = Policy(confident=0.6, margin=0.1, unsure=0.2, choice=0.1, choices=3)


@pytest.mark.parametrize(
    ("confidences", "verdict", "offered"),
    [
        ([], Unknown, 0),
        ([0.19], Unknown, 0),
        ([0.2], Unsure, 1),
        ([0.59, 0.3, 0.09], Unsure, 2),
        ([0.5, 0.15, 0.1, 0.1], Unsure, 3),
        ([0.6], Confident, 1),
        ([0.9, 0.3], Confident, 1),
        ([0.9, 0.85], Unsure, 2),  # two too close
        ([0.9, 0.75], Confident, 1),
    ],
)
def test_answers_asks_or_admits(confidences: list[float], verdict: type, offered: int) -> None:
    matches = [Match(f"a{at}", "?", "en", 50.0, confidence) for at, confidence in enumerate(confidences)]
    judged = judge(matches, POLICY)
    assert isinstance(judged, verdict)
    match judged:
        case Confident(best):
            assert best is matches[0]
        case Unsure(likely):
            assert likely == tuple(matches[:offered])


def test_a_small_store_must_be_surer_than_its_rehearsals_ask() -> None:
    assert [round(confident_from(articles, 0.0), 3) for articles in (1, 10, 100, 10_000)] == [0.941, 0.875, 0.65, 0.502]
    assert confident_from(100, 0.8) == 0.8, "where they ask for more, they are heard"
    assert confident_from(100, 1.0) == confident_from(1, 1.0) == 0.95, "it answers something"
