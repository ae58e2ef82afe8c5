"""An edit replayed on past questions: who gains, who loses, what nobody can tell."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.article import Article, Translation
from knowledge.doubt import DEFAULT
from knowledge.matcher import Matcher
from knowledge.rehearsal import Case, Outcome, Past, Rehearsal, Stage, rehearse

RETURN = Article(
    "return",
    translations=(
        Translation(
            "en",
            "How do I return an item?",
            "Send it.",
            variants=("Send it back", "I want my money back", "Return a parcel"),
        ),
    ),
)
WASH = Article(
    "wash",
    translations=(
        Translation(
            "en",
            "Can I wash the lamp shade?",
            "At 30 degrees.",
            variants=("Clean the lamp shade", "Laundry for a shade", "Washing a lampshade"),
        ),
    ),
)
HOURS = Article(
    "hours",
    translations=(
        Translation(
            "en", "When are you open?", "9 to 5.", variants=("Opening hours", "Are you open on Sunday", "Closing time")
        ),
    ),
)


@cache
def matcher(*articles: Article) -> Matcher:
    return Matcher.build(articles)


def stage(matcher: Matcher) -> Stage:
    return Stage(matcher, DEFAULT, lambda channel: None)


def past(text: str, right: str | None = None, channel: str = "widget") -> Past:
    return Past(text, "en", 1, "v_1", channel, right)


def texts(cases: list[Case]) -> list[str]:
    return [case.past.text for case in cases]


WASHED = "can I wash the lamp shade"


def test_a_new_article_improves_what_is_known_to_mean_it_and_only_changes_the_rest() -> None:
    before, after = stage(matcher(RETURN, HOURS)), stage(matcher(RETURN, HOURS, WASH))
    found = rehearse(before, after, [past(WASHED, "wash"), past("washing a lampshade"), past("opening hours", "hours")])
    assert (found.replayed, texts(found.improves), texts(found.breaks)) == (3, [WASHED], [])
    assert texts(found.changes) == ["washing a lampshade"]
    (improved,) = found.improves
    assert (improved.before.verdict, improved.before.articles) == ("unknown", ())
    assert (improved.after.verdict, improved.after.articles) == ("answered", ("wash",))
    assert improved.after.confidence > 0.65


def test_taking_away_breaks_what_it_answered() -> None:
    found = rehearse(stage(matcher(RETURN, HOURS, WASH)), stage(matcher(RETURN, HOURS)), [past(WASHED, "wash")])
    assert (texts(found.improves), texts(found.breaks), texts(found.changes)) == ([], [WASHED], [])


def test_an_article_that_takes_anothers_question_breaks_it() -> None:
    greedy = Article(
        "greedy", translations=(Translation("en", "Opening hours", "Never.", variants=("Opening hours of the store",)),)
    )
    before, after = stage(matcher(RETURN, HOURS)), stage(matcher(RETURN, HOURS, greedy))
    found = rehearse(before, after, [past("opening hours", "hours")])
    assert texts(found.breaks) == ["opening hours"]


def test_what_may_not_be_told_on_a_channel_is_not() -> None:
    both = matcher(RETURN, HOURS, WASH)
    not_on_telegram = Stage(both, DEFAULT, lambda channel: {"return", "hours"} if channel == "telegram" else None)
    found = rehearse(stage(both), not_on_telegram, [past(WASHED, "wash", "telegram"), past(WASHED, "wash", "widget")])
    assert (found.replayed, [case.past.channel for case in found.breaks]) == (2, ["telegram"])


def test_the_same_words_are_asked_once_unless_they_meant_something_else() -> None:
    it = stage(matcher(RETURN, HOURS))
    questions = [past("Opening hours"), past("opening HOURS"), past("opening hours", "hours")]
    assert rehearse(it, it, questions) == Rehearsal(2)


@given(
    st.lists(
        st.builds(
            past,
            st.sampled_from([WASHED, "opening hours", "send it back", "quantum"]),
            st.sampled_from([None, "wash", "hours"]),
        ),
        max_size=8,
    )
)
def test_nothing_comes_out_otherwise_without_an_edit(questions: list[Past]) -> None:
    it = stage(matcher(RETURN, HOURS, WASH))
    found = rehearse(it, it, questions)
    assert not (found.improves or found.breaks or found.changes)


OUTCOMES = st.builds(
    Outcome,
    st.just("unknown"), st.just(()), st.just(None), st.just(0.0),
) | st.builds(
    Outcome,
    st.sampled_from(["answered", "choices"]), st.sampled_from([("a",), ("b",)]), st.just("a"), st.just(0.5),
)  # fmt: skip


@given(OUTCOMES, OUTCOMES)
def test_better_and_worse_are_each_others_opposite(one: Outcome, other: Outcome) -> None:
    assert (one.worth("a") > other.worth("a")) == (other.worth("a") < one.worth("a"))


@pytest.mark.parametrize(
    ("outcome", "worth"),
    [
        (Outcome("answered", ("a",), "a", 0.9), 2),
        (Outcome("choices", ("b", "a"), "b", 0.4), 1),
        (Outcome("unknown", (), "a", 0.2), 0),
        (Outcome("choices", ("b", "c"), "b", 0.4), -1),
        (Outcome("answered", ("b",), "b", 0.9), -2),
    ],
)
def test_a_wrong_answer_is_worse_than_none(outcome: Outcome, worth: int) -> None:
    assert outcome.worth("a") == worth
