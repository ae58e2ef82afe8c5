from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.confidence import USUAL, USUAL_SEMANTIC, Sample, Trust

CHANCES = st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.6, 0.8, 1.0])
SAMPLES = st.lists(
    st.builds(
        Sample, score=CHANCES, lead=CHANCES, near=CHANCES, right=st.booleans(), weight=st.sampled_from([0.2, 1.0])
    ),
    max_size=30,
)


@given(SAMPLES, st.floats(0, 1))
def test_from_the_threshold_on_answers_are_expected_to_be_wrong_at_most_so_often(
    samples: list[Sample], rate: float
) -> None:
    trust = Trust(USUAL, tuple(samples))
    least = trust.threshold(rate)
    assert least >= 0.5
    chances = [(USUAL(sample.score, sample.lead, sample.near), sample.weight) for sample in samples]
    answered = [(chance, weight) for chance, weight in chances if chance > least]
    assert (
        least == 1.0
        or sum((1 - chance) * weight for chance, weight in answered)
        <= rate * sum(weight for _, weight in answered) + 1e-9
    )


@given(SAMPLES, st.floats(0, 1), st.floats(0, 1))
def test_a_stricter_rate_never_answers_more(samples: list[Sample], one: float, other: float) -> None:
    trust = Trust(USUAL.fitted(samples), tuple(samples))
    assert trust.threshold(min(one, other)) >= trust.threshold(max(one, other))


@given(SAMPLES)
def test_a_better_score_and_a_longer_lead_are_never_trusted_less(samples: list[Sample]) -> None:
    for curve in (USUAL, USUAL.fitted([Sample(0.9, 0.8, 0.9, True), Sample(0.2, 0.1, 0.2, False)])):
        for one in samples:
            assert curve(one.score + 0.05, one.lead, one.near) >= curve(one.score, one.lead, one.near)
            assert curve(one.score, one.lead + 0.05, one.near) >= curve(one.score, one.lead, one.near)
            assert 0 <= curve(one.score, one.lead, one.near) <= 1


@given(st.integers(1, 10_000), st.integers(1, 10_000), CHANCES, CHANCES, CHANCES)
def test_the_best_of_more_articles_is_trusted_less(
    one: int, other: int, score: float, lead: float, near: float
) -> None:
    fewer, more = USUAL_SEMANTIC.among(min(one, other)), USUAL_SEMANTIC.among(max(one, other))
    assert fewer(score, lead, near) >= more(score, lead, near)
    assert USUAL_SEMANTIC.among(1) == USUAL_SEMANTIC.among(0) == USUAL_SEMANTIC


@given(st.floats(0, 1), st.floats(0, 1), CHANCES, CHANCES, CHANCES)
def test_the_same_score_is_trusted_more_where_no_letters_could_add_to_it(
    one: float, other: float, score: float, lead: float, near: float
) -> None:
    apart, alike = USUAL_SEMANTIC.foreign(min(one, other)), USUAL_SEMANTIC.foreign(max(one, other))
    assert apart(score, lead, near) >= alike(score, lead, near)
    assert abs(USUAL_SEMANTIC.foreign(0.3)(score, lead, near) - USUAL_SEMANTIC(score, lead, near)) < 0.005
    few = USUAL_SEMANTIC.among(20)
    assert few(0.35, 0.05, 0.4) < 0.5 < 0.65 < few.foreign(0.0)(0.35, 0.05, 0.4)


@given(st.floats(0, 1), st.floats(0, 1), CHANCES, CHANCES, CHANCES)
def test_the_same_score_is_trusted_less_the_more_a_trained_layer_made_it(
    one: float, other: float, score: float, lead: float, near: float
) -> None:
    little, much = USUAL.trained(min(one, other)), USUAL.trained(max(one, other))
    assert little(score, lead, near) >= much(score, lead, near)
    assert USUAL.trained(0.0) == USUAL
