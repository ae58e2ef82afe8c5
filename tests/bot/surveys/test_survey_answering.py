"""What may be answered, and how one more tap changes what stands."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadRequest
from bot.model import CardAnswer
from bot.surveys import wording
from bot.surveys.answering import Answered, Tap, answered, said_anew
from bot.surveys.definition import Chip, FollowUp, Survey
from bot.surveys.wording import Asked, Tongue, filled

SURVEY = Survey(
    id="csat",
    metric="csat",
    look="stars",
    question={"en": "How was it, {name}?", "sl": "Kako je bilo, {name}?"},
    high={"en": "Very good"},
    follow_ups=(
        FollowUp(
            id="reasons",
            kind="chips",
            question={"en": "What went wrong?"},
            values=(1, 2, 3),
            choices=(Chip(id="slow", words={"en": "Slow"}), Chip(id="wrong", words={"en": "Wrong", "sl": "Narobe"})),
        ),
        FollowUp(
            id="one",
            kind="chips",
            many=False,
            question={"en": "Which?"},
            values=(3,),
            choices=(Chip(id="a", words={"en": "A"}), Chip(id="b", words={"en": "B"})),
        ),
        FollowUp(id="effort", kind="scale", question={"en": "How easy?"}, low={"en": "Hard"}),
        FollowUp(id="comment", kind="text", question={"en": "What else?"}, values=(1, 2, 3)),
        FollowUp(id="praise", kind="text", question={"en": "What was good?"}, values=(4, 5)),
        FollowUp(id="more", kind="text", question={"en": "And then?"}),
    ),
    thanks={"en": "Thanks!"},
    after="book",
    book_for=(1, 2),
)

NOTHING = Answered()


def tap(
    before: Answered = NOTHING,
    value: int | None = None,
    comment: str | None = None,
    answers: Mapping[str, CardAnswer] | None = None,
) -> Answered:
    return answered(SURVEY, before, Tap(value, comment, answers or {}))


def chips(*choices: str) -> dict[str, CardAnswer]:
    return {"reasons": CardAnswer(choices=choices)}


def test_a_value_comes_first() -> None:
    with pytest.raises(BadRequest, match="Choose 1 to 5 first"):
        tap(comment="great")
    assert tap(value=4).value == 4


@pytest.mark.parametrize("value", [0, 6, -1, 10])
def test_the_value_is_on_the_scale(value: int) -> None:
    with pytest.raises(BadRequest, match="1 to 5"):
        tap(value=value)


def test_what_is_not_said_stays() -> None:
    first = tap(value=2, comment="  slow  ", answers=chips("slow"))
    assert first == Answered(2, "slow", chips("slow"))
    assert tap(first, value=3) == Answered(3, "slow", chips("slow"))
    assert tap(first, comment="   ") == first


def test_an_answer_takes_the_place_of_the_one_before_and_an_empty_one_takes_it_back() -> None:
    first = tap(value=2, answers=chips("slow"))
    assert tap(first, answers=chips("wrong", "slow", "wrong")).answers == chips("slow", "wrong")
    assert tap(first, answers=chips()).answers == {}
    said = tap(first, answers={"comment": CardAnswer(text="No")})
    assert said.comment == "No"
    assert tap(said, answers={"comment": CardAnswer(text="")}).comment is None


def test_the_comment_is_the_answer_to_the_question_for_words() -> None:
    assert tap(value=5, answers={"praise": CardAnswer(text="Fast")}).comment == "Fast"
    assert tap(value=5, answers={"comment": CardAnswer(text="Fast")}).comment == "Fast"
    further = tap(value=5, answers={"more": CardAnswer(text="Again")})
    assert (further.comment, further.answers) == (None, {"more": CardAnswer(text="Again")})


def test_answers_that_no_longer_follow_go_and_words_stay() -> None:
    first = tap(value=1, comment="Bad", answers={**chips("slow"), "effort": CardAnswer(value=2)})
    assert tap(first, value=5) == Answered(5, "Bad", {"effort": CardAnswer(value=2)})


@pytest.mark.parametrize(
    ("value", "answers"),
    [
        (5, chips("slow")),  # asked after low values only
        (1, chips("unknown")),
        (3, {"one": CardAnswer(choices=("a", "b"))}),
        (1, {"effort": CardAnswer(value=6)}),
        (1, {"nothing": CardAnswer(text="hm")}),
        (1, {"comment": CardAnswer(text="a\x00b")}),
        (1, {"comment": CardAnswer(text="x" * 2001)}),
    ],
)
def test_what_was_not_asked_is_refused(value: int, answers: dict[str, CardAnswer]) -> None:
    with pytest.raises(BadRequest):
        tap(value=value, answers=answers)


taps = st.builds(
    Tap,
    st.none() | st.integers(1, 5),
    st.none() | st.sampled_from(["", "one", "two"]),
    st.dictionaries(
        st.sampled_from(["reasons", "effort", "comment", "praise", "more"]),
        st.builds(
            CardAnswer,
            choices=st.lists(st.sampled_from(["slow", "wrong"])).map(tuple),
            text=st.none() | st.sampled_from(["", "a", "b"]),
            value=st.none() | st.integers(1, 5),
        ),
    ),
)


@given(st.lists(taps, max_size=8))
def test_a_tap_again_changes_nothing(made: list[Tap]) -> None:
    state = Answered()
    for one in made:
        try:
            state = answered(SURVEY, state, one)
        except BadRequest:
            continue
        assert answered(SURVEY, state, one) == state
        assert CardAnswer() not in state.answers.values()
        assert said_anew(state, state) is None


def test_words_that_are_new_are_told_apart() -> None:
    first = tap(value=1, comment="Bad", answers={"more": CardAnswer(text="And late")})
    assert said_anew(Answered(), first) == "Bad\n\nAnd late"
    assert said_anew(first, tap(first, value=2)) is None
    assert said_anew(first, tap(first, comment="Worse")) == "Worse"


# -- the card -------------------------------------------------------------------------


def card(given: Answered = NOTHING, language: str = "sl", **placeholders: str) -> wording.RatingCard:
    return wording.card(SURVEY, Tongue(language, "en", placeholders), Asked("q_1", "episode", 7), given)


def test_a_card_is_worded_in_the_language_and_else_in_the_fallback() -> None:
    shown = card(tap(value=2), name="Maja")
    assert (shown.text, shown.high) == ("Kako je bilo, Maja?", "Very good")
    assert [chip.label for chip in shown.questions[0].choices] == ["Slow", "Narobe"]
    assert card(language="id").text == "How was it?"


def test_questions_thanks_and_what_is_offered_follow_the_value() -> None:
    assert (card().questions, card().thanks, card().offer) == ((), None, ())
    low = card(tap(value=2, comment="Bad", answers=chips("slow")))
    assert [question.id for question in low.questions] == ["reasons", "effort", "comment", "more"]
    assert low.answers == {**chips("slow"), "comment": CardAnswer(text="Bad")}
    assert (low.thanks, low.offer, low.until) == ("Thanks!", ("book",), 7)
    high = card(tap(value=5))
    assert [question.id for question in high.questions] == ["effort", "praise", "more"]
    assert high.offer == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hello, {name}!", "Hello!"),
        ("Hello, {name|dear customer}!", "Hello, dear customer!"),
        ("{name}, how was it?", "How was it?"),
        ("How was {product|it}?", "How was the lamp?"),
        ("{product|it} again", "The lamp again"),
    ],
)
def test_what_is_not_known_is_left_out(text: str, shown: str) -> None:
    assert filled(text, {"product": "the lamp"}) == shown
