"""What the bot does about a question; and what it does whatever is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.actions import AdmitNotKnowing, AskWhich, Handoff, Line, Say, SendArticle, Wait
from bot.dialogue.asked import Asked, Found
from bot.dialogue.context import Context
from bot.dialogue.deciding import decide
from bot.dialogue.splitting import clauses, without_denied
from tests.bot.dialogue.messages import (
    ANSWERED,
    CHOICES,
    DOUBTFUL,
    OFFERED_PERSON,
    ONE,
    POLICY,
    SURE,
    TOLD,
    UNKNOWN,
    WHICH_MODEL,
    asked,
    match,
)


@pytest.mark.parametrize(
    ("said", "found", "actions"),
    [
        (asked("where is my order"), SURE, [SendArticle(SURE.whole[0])]),
        (asked("something about returns"), DOUBTFUL, [AskWhich(tuple(DOUBTFUL.whole[:3]))]),
        (asked("meaning of life"), UNKNOWN, [AdmitNotKnowing(Line.UNKNOWN)]),
        (asked("meaning of life"), Found(), [AdmitNotKnowing(Line.UNKNOWN)]),
        (asked("life, the meaning of it", misses=1), UNKNOWN, [AdmitNotKnowing(Line.STILL_UNKNOWN)]),
        (
            asked("life, the meaning of it", misses=1, person_here=True),
            UNKNOWN,
            [AdmitNotKnowing(Line.STILL_UNKNOWN), Handoff("unmatched")],
        ),
        (asked("wo ist es", foreign=True), UNKNOWN, [AdmitNotKnowing(Line.LANGUAGES)]),
        (asked("wo ist es", foreign=True, misses=1), UNKNOWN, [AdmitNotKnowing(Line.STILL_UNKNOWN)]),
        (asked("wo ist es", foreign=True), SURE, [SendArticle(SURE.whole[0])]),
        (asked("that didn't help"), UNKNOWN, [AdmitNotKnowing(Line.SORRY)]),
        (asked("where the fuck is it"), UNKNOWN, [AdmitNotKnowing(Line.SORRY)]),
        (asked("where the fuck is my order"), SURE, [SendArticle(SURE.whole[0])]),
        # The whole message counts, not a word in it.
        (asked("my problem is not solved"), SURE, [SendArticle(SURE.whole[0])]),
        (asked("hello, where is my order"), SURE, [SendArticle(SURE.whole[0])]),
        (asked("the person at the door took my parcel"), SURE, [SendArticle(SURE.whole[0])]),
        # What was told or offered in vain is not told again.
        (
            asked("where is it", Context(rejected=frozenset({"a"}))),
            DOUBTFUL,
            [AskWhich(tuple(DOUBTFUL.whole[1:4]))],
        ),
    ],
)
def test_a_question(said: Asked, found: Found, actions: list[object]) -> None:
    assert decide(said, found, POLICY) == actions


def test_an_article_may_want_more_or_less_certainty_than_the_others() -> None:
    strict, lax = replace(POLICY, own={"a": 0.95}), replace(POLICY, own={"a": 0.4})
    assert decide(asked("where is my order"), SURE, strict) == [AskWhich(tuple(SURE.whole))]
    assert decide(asked("something about it"), DOUBTFUL, lax) == [SendArticle(DOUBTFUL.whole[0])]


@pytest.mark.parametrize(("waiting", "burst"), [(True, True), (False, True), (True, False)])
def test_doubt_waits_for_further_words_and_certainty_does_not(waiting: bool, burst: bool) -> None:
    said = asked("where is", may_wait=True, burst=burst, waiting=waiting)
    assert decide(said, DOUBTFUL, POLICY) == [Wait(at_once=False)]
    assert decide(said, UNKNOWN, POLICY) == [Wait(at_once=False)]
    assert decide(replace(said, text="where is it"), SURE, POLICY) == [SendArticle(SURE.whole[0])]


def test_a_word_or_two_may_be_the_beginning_of_more() -> None:
    said = asked("my order", may_wait=True, burst=True)
    assert decide(said, SURE, POLICY) == [Wait(at_once=False)]
    for at_once in (replace(said, text="my order?"), replace(said, burst=False), replace(said, may_wait=False)):
        assert decide(at_once, SURE, POLICY) == [SendArticle(SURE.whole[0])]
    stored = Found([match("a", 0.9, "My order")])
    assert decide(said, stored, POLICY) == [SendArticle(stored.whole[0])]


def test_what_accompanies_a_question_that_waits_waits_with_it() -> None:
    for text in ("please", "hello", "?", "thanks"):
        assert decide(asked(text, may_wait=True, burst=True, waiting=True), UNKNOWN, POLICY) == [Wait(at_once=False)]
    person = asked("human please", may_wait=True, burst=True, waiting=True)
    assert decide(person, UNKNOWN, POLICY) == [Handoff("asked")]


def test_several_questions_are_answered_when_each_is_sure_of_its_own_article() -> None:
    a, b = match("a", 0.9), match("b", 0.8)
    both = Found(UNKNOWN.whole, (("where is it", [a]), ("how do i pay", [b])))
    assert decide(asked("where is it and how do i pay"), both, POLICY) == [
        SendArticle(a, "where is it"),
        SendArticle(b, "how do i pay"),
    ]
    same = Found(SURE.whole, (("where is it", [a]), ("where", [a])))
    assert decide(asked("where is it and where"), same, POLICY) == [SendArticle(SURE.whole[0])]


def test_what_joining_words_join_is_answered_apart_where_it_says_more() -> None:
    text, parts = "reset my password and cancel my newsletter", ("reset my password", "cancel my newsletter")
    assert clauses(text) == parts
    assert clauses("terms and conditions") == clauses("where is it") == ()
    a, b = match("a", 0.9), match("b", 0.7)
    found = Found([match("a", 0.75)], clauses=((parts[0], [a]), (parts[1], [b])))
    assert decide(asked(text), found, POLICY) == [SendArticle(a, parts[0]), SendArticle(b, parts[1])]
    for whole in (match("c", 0.95), match("a", 0.7, "Reset my password, and cancel my newsletter!")):
        assert decide(asked(text), replace(found, whole=[whole]), POLICY) == [SendArticle(whole)]
    b = match("b", 0.5)
    doubtful = replace(found, clauses=((parts[0], [match("a", 1.0)]), (parts[1], [b])))
    whole = replace(doubtful, whole=[match("a", 0.7)])
    assert decide(asked(text), whole, POLICY) == [SendArticle(match("a", 1.0), parts[0]), AskWhich((b,))]
    assert decide(asked(text), replace(doubtful, whole=[match("a", 0.8)]), POLICY) == [SendArticle(match("a", 0.8))]


def test_a_question_that_is_sure_is_answered_and_one_beside_it_that_is_not_gets_choices() -> None:
    a, b, c = match("a", 0.9), match("b", 0.4), match("c", 0.3)
    found = Found(SURE.whole, (("where is it", [a]), ("how much", [b, a, c])))
    text = "where is it and how much"
    assert decide(asked(text), found, POLICY) == [SendArticle(a, "where is it"), AskWhich((b, c))]
    assert decide(asked(text, may_wait=True, burst=True), found, POLICY) == [Wait(at_once=False)]
    told = Found(SURE.whole, (("it came broken", [b, c]), ("where is it", [a])))  # what is told is no question
    assert decide(asked("it came broken. where is it?"), told, POLICY) == [SendArticle(SURE.whole[0])]


@pytest.mark.parametrize("text", ["the second one", "2", "both", "zadnji", "второй", "yang pertama", "the last one"])
def test_pointing_at_nothing_is_no_question(text: str) -> None:
    assert decide(asked(text), SURE, POLICY) == [Say(Line.UNCLEAR)]


@pytest.mark.parametrize(
    "text", ["no, the other order", "ne, drugo naročilo", "не, іншая замова", "bukan, pesanan lain"]
)
def test_contradicting_nothing_is_no_question(text: str) -> None:
    assert decide(asked(text), SURE, POLICY) == [Say(Line.MISUNDERSTOOD)]


def test_in_doubt_each_sentence_has_a_say() -> None:
    parts = (("i bought a lamp", [match("a", 0.4)]), ("it is broken", [match("b", 0.3)]), ("hm hm", [match("c", 0.1)]))
    found = Found(UNKNOWN.whole, parts)
    assert decide(asked("i bought a lamp. it is broken. hm hm"), found, POLICY) == [
        AskWhich((parts[0][1][0], parts[1][1][0]))
    ]


def test_what_stands_right_above_is_not_among_the_choices() -> None:
    found = Found([match("item", 0.4), match("b", 0.3)])
    assert decide(asked("and then", ANSWERED), found, POLICY) == [AskWhich((found.whole[1],))]
    assert decide(asked("and then", ANSWERED), Found(found.whole[:1]), POLICY) == [AdmitNotKnowing(Line.NO_MORE)]


def test_one_word_is_asked_about_unless_it_is_stored() -> None:
    assert decide(asked("order"), SURE, POLICY) == [AskWhich(tuple(SURE.whole))]
    assert decide(asked("my order"), SURE, POLICY) == [SendArticle(SURE.whole[0])]
    lone, stored = Found([match("a", 0.9)]), Found([match("a", 0.9, "Order!"), match("b", 0.3)])
    assert decide(asked("order"), lone, POLICY) == [SendArticle(lone.whole[0])]
    assert decide(asked("order"), stored, POLICY) == [SendArticle(stored.whole[0])]


def test_what_a_message_denies_is_not_looked_up() -> None:
    assert without_denied("it's about my order, not the invoice") == "it's about my order"
    assert without_denied("ne deluje mi luč, ne pa sesalnik") == "ne deluje mi luč"
    assert without_denied("why does it not charge, not even a bit of it at night") != ""
    assert without_denied("not the invoice") == "not the invoice"


# -- always -----------------------------------------------------------------------------------

confidences = st.lists(st.floats(0, 1), max_size=6).map(lambda some: sorted(some, reverse=True))
contexts = st.sampled_from([Context(), CHOICES, ANSWERED, OFFERED_PERSON, WHICH_MODEL, TOLD, Context(offer=ONE)])
texts = st.text(max_size=60) | st.sampled_from(["yes", "no", "2", "thanks", "not that", "?", "12345678", "english"])


@given(texts, st.integers(0, 5), st.booleans(), st.booleans(), confidences, contexts)
def test_it_always_does_something_and_never_tells_two_articles_of_one_question(
    text: str, misses: int, answered: bool, may_wait: bool, found: list[float], context: Context
) -> None:
    matches = [match(f"a{n}", confidence) for n, confidence in enumerate(found)]
    said = asked(text, context, misses=misses, answered=answered, may_wait=may_wait, burst=may_wait)
    actions = decide(said, Found(matches), POLICY)
    assert actions
    assert sum(isinstance(action, SendArticle) for action in actions) <= 1
    assert may_wait or not any(isinstance(action, Wait) for action in actions)
    for action in actions:
        if isinstance(action, AskWhich):
            assert 1 <= len(action.matches) <= 3
