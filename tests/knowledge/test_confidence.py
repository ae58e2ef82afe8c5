from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.confidence import USUAL, Sample, least_for

CHANCES = st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.6, 0.8, 1.0])
SAMPLES = st.lists(
    st.builds(Sample, score=CHANCES, lead=CHANCES, right=st.booleans(), weight=st.sampled_from([0.3, 1.0])), max_size=30
)


@given(SAMPLES, st.floats(0, 1))
def test_from_the_threshold_on_answers_are_wrong_at_most_so_often(samples: list[Sample], rate: float) -> None:
    least = least_for(rate, USUAL, samples)
    answered = [sample for sample in samples if USUAL(sample.score, sample.lead) >= least]
    wrong = sum(sample.weight for sample in answered if not sample.right)
    total = sum(sample.weight for sample in answered)
    assert least == 1.0 or wrong <= rate * total + 1e-9


@given(SAMPLES)
def test_a_better_score_and_a_longer_lead_are_never_trusted_less(samples: list[Sample]) -> None:
    for curve in (USUAL, USUAL.fitted([Sample(0.9, 0.8, True), Sample(0.2, 0.1, False)])):
        for one in samples:
            assert curve(one.score + 0.05, one.lead) >= curve(one.score, one.lead)
            assert curve(one.score, one.lead + 0.05) >= curve(one.score, one.lead)
            assert 0 <= curve(one.score, one.lead) <= 1
