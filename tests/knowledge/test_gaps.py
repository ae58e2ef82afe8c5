"""Questions that nothing answered: which are the same, what they cost, what becomes of those that are decided."""

import random
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedder import Floats
from knowledge.gaps import Gap, State, Unanswered, find, gaps, group, typical

MINUTE = 60_000

WASHING = (
    "Can I wash the lamp shade?",
    "can i wash the lampshade",
    "How do I wash a lamp shade",
    "washing the lamp shade",
)
WRAPPING = ("Do you wrap gifts?", "do you do gift wrapping", "can you wrap it as a gift")
LOOSE = ("When does the Ljubljana store open on Sunday", "quantum chromodynamics")


def asked(text: str, at: int, **more: object) -> Unanswered:
    facts = {"conversation": f"v_{at}", "seq": 1, "part": 0, "episode": 1, "contact": f"c_{at}", "language": "en"}
    return Unanswered(**{**facts, "text": text, "at": at, "reason": "unknown", **more})


def wordings(found: list[Gap]) -> list[set[str]]:
    return [{it.text for it in gap.questions} for gap in found]


# -- which are the same ----------------------------------------------------------------


def test_questions_are_grouped_by_what_they_ask() -> None:
    texts = [WASHING[0], WRAPPING[0], LOOSE[0], WASHING[1], WRAPPING[1], WASHING[2], LOOSE[1], WRAPPING[2], WASHING[3]]
    grouped = [{texts[at] for at in numbers} for numbers in group(texts, {})]
    assert grouped == [set(WASHING), set(WRAPPING), {LOOSE[0]}, {LOOSE[1]}]


def test_near_languages_meet_in_one_group() -> None:
    ((first, second),) = group(["Ёсць падарункавая ўпакоўка?", "Есть подарочная упаковка?"], {})
    assert (first, second) == (0, 1)


def test_the_same_words_are_one_question_whatever_their_shape() -> None:
    assert group(["Wash it?", "quantum", "wash  it", "WASH IT!!!"], {}) == [[0, 2, 3], [1]]


def test_what_holds_no_word_stands_by_itself() -> None:
    assert group(["???", "…", "???"], {}) == [[0, 2], [1]]
    assert group([], {}) == []


@given(st.lists(st.sampled_from([*WASHING, *WRAPPING, *LOOSE]), max_size=30))
def test_every_question_is_in_one_group(texts: list[str]) -> None:
    numbers = [at for numbers in group(texts, {}) for at in numbers]
    assert sorted(numbers) == list(range(len(texts)))


@given(st.permutations([asked(text, at) for at, text in enumerate((*WASHING, *WRAPPING, *LOOSE))]))
def test_the_order_in_which_they_are_handed_in_does_not_count(questions: list[Unanswered]) -> None:
    assert gaps(questions, {}) == gaps(sorted(questions, key=lambda it: it.at), {})


def test_thousands_are_grouped_in_about_a_second() -> None:
    draw = random.Random(1)
    things = ["lamp", "kettle", "vacuum", "blender", "fan", "heater", "toaster", "radio", "scale", "iron"]
    deeds = ["wash", "open", "repair", "sell", "charge", "return", "order", "register", "clean", "mount"]
    ends = ["today", "at home", "myself", "in the store", "without the box", "abroad", "by tomorrow", "with a friend"]
    texts = [
        f"can I {draw.choice(deeds)} the {draw.choice(things)} {draw.choice(ends)} {draw.randrange(90)}"
        for _ in range(3000)
    ]
    started = time.process_time()
    group(texts, {})
    assert time.process_time() - started < 5


def test_the_typical_wording_is_the_one_most_like_all_others() -> None:
    assert typical(["lampshade, washing machine?", *WASHING, "shade"]) in WASHING
    assert typical(["the only one"]) == "the only one"


def direction(*parts: float) -> Floats:
    vector = np.array(parts, np.float32)
    return vector / np.linalg.norm(vector)


def test_what_questions_mean_brings_languages_together() -> None:
    texts = [WASHING[0], "Ali lahko operem senčnik?", WRAPPING[0], "Ali zavijate darila?", "Dostava v Avstrijo?"]
    meanings = {
        texts[0]: direction(1, 0, 0.1),
        texts[1]: direction(0.9, 0, 0),
        texts[2]: direction(0, 1, 0.1),
        texts[3]: direction(-0.1, 0.9, 0),
    }
    assert group(texts, meanings) == [[0, 1], [2, 3], [4]]
    assert group(texts, {}) == [[0], [1], [2], [3], [4]]


def test_what_they_mean_keeps_apart_what_only_sounds_alike() -> None:
    texts = ["how do I open the lamp", "how do I open the lid"]
    assert len(group(texts, {})) == 1
    assert len(group(texts, dict(zip(texts, (direction(1, 0), direction(0, 1)), strict=True)))) == 2


# -- what they cost ------------------------------------------------------------------------


def test_the_dearest_gap_comes_first() -> None:
    questions = [
        *(asked(text, at) for at, text in enumerate(WASHING)),  # 4 questions: 4
        asked(WRAPPING[0], 10, held_ms=3 * MINUTE, reason="person"),  # 3 minutes and 1 question: 4
        asked(WRAPPING[1], 11, rated_low=True),  # and 11: 15 in all
        asked(LOOSE[0], 12),
    ]
    found = gaps(questions, {})
    assert [gap.score for gap in found] == [15, 4, 1]
    dearest = found[0]
    assert (dearest.agent_ms, dearest.low_ratings, dearest.people) == (3 * MINUTE, 1, 2)
    assert dearest.reasons() == {"unknown": 1, "unhelpful": 0, "person": 1}


def test_an_episode_counts_once_and_for_an_hour_at_most() -> None:
    night = 10 * 60 * MINUTE
    same = {"conversation": "v_1", "contact": "c_1", "rated_low": True, "held_ms": night}
    (gap,) = gaps([asked(WASHING[0], 1, **same), asked(WASHING[1], 2, seq=5, **same)], {})
    assert (gap.agent_ms, gap.low_ratings, gap.people, gap.score) == (60 * MINUTE, 1, 1, 60 + 10 + 2)


def test_a_gap_speaks_the_language_of_most() -> None:
    questions = [
        asked("Есть подарочная упаковка?", 1, language="ru"),
        asked("Ёсць падарункавая ўпакоўка?", 2, language="be"),
        asked("Есть ли подарочная упаковка", 3, language="ru"),
    ]
    (gap,) = gaps(questions, {})
    assert (gap.language, gap.languages) == ("ru", ("ru", "be"))
    assert gap.wording in {questions[0].text, questions[2].text}


def test_who_wishes_to_know_counts_once_and_until_told() -> None:
    questions = [
        asked(WASHING[0], 1, wished_at=5),
        asked(WASHING[1], 2, contact="c_1", wished_at=6),
        asked(WASHING[2], 3, wished_at=5, told_at=9),
        asked(WASHING[3], 4),
    ]
    (gap,) = gaps(questions, {})
    assert gap.wish_to_know == 1


# -- what managers decided -------------------------------------------------------------------


def test_after_a_gap_is_settled_the_same_question_opens_another() -> None:
    settled = [asked(text, at, decided="settled", meant="wash") for at, text in enumerate(WASHING[:3])]
    found = gaps([*settled, asked(WASHING[3], 9)], {})
    assert {gap.state: len(gap.questions) for gap in found} == {State.SETTLED: 3, State.OPEN: 1}
    assert {gap.state: gap.article for gap in found} == {State.SETTLED: "wash", State.OPEN: None}


def test_what_was_dismissed_takes_the_next_one_in() -> None:
    dismissed = [asked(text, at, decided="dismissed") for at, text in enumerate(WASHING[:3])]
    (gap,) = gaps([*dismissed, asked(WASHING[3], 9)], {})
    assert (gap.state, len(gap.questions)) == (State.DISMISSED, 4)


def test_a_draft_settles_its_gap_once_it_is_published() -> None:
    questions = [asked(text, at, drafted="wash") for at, text in enumerate(WASHING[:2])]
    questions += [asked(WASHING[2], 5), asked(WASHING[3], 9)]
    (gap,) = gaps(questions, {})
    assert (gap.state, gap.article) == (State.OPEN, "wash")
    found = {gap.state: gap for gap in gaps(questions, {"wash": 7})}
    assert [it.at for it in found[State.SETTLED].questions] == [0, 1, 5]
    assert [it.at for it in found[State.OPEN].questions] == [9]
    assert found[State.OPEN].article is None


@given(st.lists(st.sampled_from([*WASHING, *WRAPPING, *LOOSE]), min_size=1, max_size=12), st.data())
def test_a_gap_is_found_again_by_its_id_whatever_is_asked_later(texts: list[str], data: st.DataObject) -> None:
    before = gaps([asked(text, at) for at, text in enumerate(texts)], {})
    more = data.draw(st.lists(st.sampled_from([*WASHING, *WRAPPING, *LOOSE]), max_size=12))
    after = gaps([asked(text, at) for at, text in enumerate([*texts, *more])], {})
    for gap in before:
        again = find(after, gap.id)
        assert again is not None
        assert gap.questions[0] in again.questions


def test_an_id_that_no_gap_holds_finds_none() -> None:
    assert find(gaps([asked(WASHING[0], 1)], {}), "v_9.1.0") is None


@pytest.mark.parametrize("reason", ["unknown", "unhelpful", "person"])
def test_a_reason_is_counted(reason: str) -> None:
    (gap,) = gaps([replace(asked(WASHING[0], 1), reason=reason)], {})
    assert gap.reasons()[reason] == 1
