import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import (
    Action,
    AdmitNotKnowing,
    Asked,
    AskWhich,
    Greet,
    Handoff,
    NoteGap,
    SendArticle,
    Solve,
    decide,
)
from bot.phrases import PHRASES, Meaning, meaning
from knowledge.doubt import Policy
from knowledge.matcher import Match

POLICY = Policy(confident=0.6, unsure=0.2, margin=0.05)


def match(article: str, confidence: float) -> Match:
    return Match(article, f"about {article}", "en", 100 * confidence, confidence)


def asked(text: str, *, misses: int = 0, answered: bool = False) -> Asked:
    return Asked(text, misses, answered)


SURE = [match("a", 0.9), match("b", 0.3)]
DOUBTFUL = [match("a", 0.5), match("b", 0.4), match("c", 0.3), match("d", 0.25)]
UNKNOWN = [match("a", 0.1)]


@pytest.mark.parametrize(
    ("said", "matches", "actions"),
    [
        (asked("where is my order"), SURE, [SendArticle("a")]),
        (
            asked("something about returns"),
            DOUBTFUL,
            [AskWhich((("a", "about a"), ("b", "about b"), ("c", "about c")))],
        ),
        (asked("meaning of life"), UNKNOWN, [NoteGap("meaning of life"), AdmitNotKnowing(again=False)]),
        (asked("meaning of life"), [], [NoteGap("meaning of life"), AdmitNotKnowing(again=False)]),
        (asked("no really", misses=1), UNKNOWN, [NoteGap("no really"), AdmitNotKnowing(again=True)]),
        # A wish for a person is heard whatever matches, and in every language.
        (asked("Talk to a person!"), SURE, [Handoff("asked")]),
        (asked("agent"), SURE, [Handoff("asked")]),
        (asked("Človek"), [], [Handoff("asked")]),
        (asked("Хочу поговорить с человеком"), [], [Handoff("asked")]),
        (asked("аператар"), [], [Handoff("asked")]),
        (asked("hubungkan dengan petugas"), [], [Handoff("asked")]),
        # Thanks end an episode only where there was an answer to be thankful for.
        (asked("thanks", answered=True), SURE, [Solve()]),
        (asked("thanks"), SURE, [Greet()]),
        (asked("Hvala lepa!", answered=True), [], [Solve()]),
        (asked("terima kasih 🙏", answered=True), [], [Solve()]),
        (asked("hi"), SURE, [Greet()]),
        (asked("Добры дзень"), [], [Greet()]),
        # The whole message counts, not a word in it.
        (asked("my problem is not solved", answered=True), SURE, [SendArticle("a")]),
        (asked("hello, where is my order"), SURE, [SendArticle("a")]),
        (asked("the person at the door took my parcel"), SURE, [SendArticle("a")]),
    ],
)
def test_what_the_bot_does(said: Asked, matches: list[Match], actions: list[Action]) -> None:
    assert decide(said, matches, POLICY) == actions


confidences = st.lists(st.floats(0, 1), max_size=6).map(lambda some: sorted(some, reverse=True))


@given(st.text(max_size=60), st.integers(0, 5), st.booleans(), confidences)
def test_it_always_does_something_and_never_two_replies(
    text: str, misses: int, answered: bool, found: list[float]
) -> None:
    matches = [match(f"a{n}", confidence) for n, confidence in enumerate(found)]
    actions = decide(Asked(text, misses, answered), matches, POLICY)
    assert sum(not isinstance(action, NoteGap) for action in actions) == 1
    for action in actions:
        if isinstance(action, AskWhich):
            assert 1 <= len(action.choices) <= 3
        if isinstance(action, SendArticle):
            assert matches[0].confidence >= POLICY.confident


@pytest.mark.parametrize(("meant", "phrase"), [(meant, phrase) for meant in Meaning for phrase in PHRASES[meant]])
def test_every_phrase_is_understood_also_shouted(meant: Meaning, phrase: str) -> None:
    assert meaning(phrase) is meant
    assert meaning(f"{phrase.upper()}!!") is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("talk to a preson", Meaning.PERSON),
        ("thank you very mutch", Meaning.SOLVED),
        ("no", None),
        ("", None),
        ("high", None),
        ("x" * 4000, None),
    ],
)
def test_a_slip_of_the_finger_is_forgiven_where_the_phrase_is_long_enough(text: str, meant: Meaning | None) -> None:
    assert meaning(text) is meant
