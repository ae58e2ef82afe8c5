"""Which conversations are drawn for review."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.reviews.drawing import Candidate, draw
from bot.reviews.form import QUALITIES, QUESTIONS, Form

CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 60).map(lambda n: f"v_{n}"),
        st.integers(1, 3),
        st.sampled_from(["a_1", "a_2", "a_3", "a_4"]),
    ),
    unique=True,
    max_size=60,
)


@given(CANDIDATES, st.integers(1, 30), st.randoms())
def test_the_same_are_drawn_in_whatever_order_they_come(candidates: list[Candidate], n: int, chance: object) -> None:
    drawn = draw(candidates, n, "seed")
    mixed = list(candidates)
    chance.shuffle(mixed)
    assert draw(mixed, n, "seed") == drawn
    assert len(drawn) == len(set(drawn)) == min(n, len(candidates))
    assert set(drawn) <= set(candidates)


@given(CANDIDATES, st.integers(1, 30))
def test_each_agent_has_a_turn_before_anybody_has_two_more(candidates: list[Candidate], n: int) -> None:
    drawn = Counter(each.agent for each in draw(candidates, n, "seed"))
    there = Counter(each.agent for each in candidates)
    most = max(drawn.values(), default=0)
    assert all(drawn[agent] >= min(most - 1, there[agent]) for agent in there)


@given(CANDIDATES, st.integers(1, 20), st.integers(1, 20))
def test_drawing_again_without_the_drawn_goes_on(candidates: list[Candidate], first: int, second: int) -> None:
    one = draw(candidates, first, "seed")
    more = draw([each for each in candidates if each not in one], second, "seed")
    assert not set(one) & set(more)
    for agent in {each.agent for each in candidates}:
        own = [each for each in one + more if each.agent == agent]
        every = draw([each for each in candidates if each.agent == agent], len(own), "seed")
        assert own == every


def test_another_seed_is_another_draw() -> None:
    candidates = [Candidate(f"v_{n}", 1, "a_1") for n in range(100)]
    assert draw(candidates, 10, "one") != draw(candidates, 10, "another")


def test_every_episode_has_the_same_chance() -> None:
    """Pearson's chi-square over 2,000 draws of 1 from 20: 43.8 is the 99.9th percentile at 19 degrees of freedom."""
    candidates = [Candidate(f"v_{n}", 1, "a_1") for n in range(20)]
    drawn = Counter(draw(candidates, 1, f"seed-{seed}")[0].conversation for seed in range(2000))
    assert sum((drawn[each.conversation] - 100) ** 2 / 100 for each in candidates) < 43.8


def test_the_form_is_worded_in_every_language_of_the_product() -> None:
    assert tuple(Form().questions) == QUALITIES
    assert all(set(worded) == {"en", "sl", "be", "ru", "id"} for worded in QUESTIONS.values())
