"""A file of surveys reads back as it was written, and tells the line of what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys import definition, toml
from bot.surveys.definition import Ask, Chip, FollowUp, Survey
from bot.surveys.faults import SurveyError, faults
from bot.surveys.toml import Entry

idents = st.from_regex(definition.IDENT, fullmatch=True).filter(lambda it: it not in definition.RESERVED)
texts = st.text(st.characters(codec="utf-8", exclude_characters="{}\x00"), min_size=1, max_size=60).filter(str.strip)
wordings = st.dictionaries(st.sampled_from(["en", "sl", "be", "pt-BR"]), texts, min_size=1)
hours = st.floats(1, 500, allow_nan=False) | st.integers(1, 500).map(float)


def unique(items: st.SearchStrategy, least: int, most: int) -> st.SearchStrategy:
    return st.lists(items, min_size=least, max_size=most, unique_by=lambda it: it.id).map(tuple)


chips = st.builds(Chip, id=idents, words=wordings)
values = st.lists(st.integers(1, 5), max_size=5, unique=True).map(tuple)
follow_ups = st.one_of(
    st.builds(FollowUp, id=idents, kind=st.just("text"), question=wordings, values=values),
    st.builds(FollowUp, id=idents, kind=st.just("scale"), question=wordings, low=wordings, high=wordings),
    st.builds(
        FollowUp,
        id=idents,
        kind=st.just("chips"),
        question=wordings,
        choices=unique(chips, 2, 4),
        many=st.booleans(),
        values=values,
    ),
)
surveys = st.builds(
    Survey,
    id=idents,
    metric=st.just("csat"),
    look=st.sampled_from(["stars", "faces", "numbers"]),
    question=wordings,
    low=wordings,
    thanks=wordings | st.just({}),
    follow_ups=unique(follow_ups, 0, 3),
    after=st.just("book"),
    book_for=values,
    ask=st.builds(Ask, channels=st.lists(texts, max_size=3).map(tuple), share=st.integers(0, 100)),
    delay_h=hours | st.just(0.0),
    reminder_h=st.none() | hours,
    deadline_h=st.just(1000.0),
)
entries = st.lists(
    st.builds(Entry, survey=surveys, enabled=st.booleans()), max_size=3, unique_by=lambda it: it.survey.id
)


@given(entries)
def test_what_is_written_reads_back(wanted: list[Entry]) -> None:
    assert [fault for entry in wanted for fault in faults(entry.survey)] == []
    assert toml.read(toml.written(wanted)) == tuple(wanted)


def test_the_file_that_comes_along_is_as_it_would_be_written() -> None:
    assert toml.read(toml.written(toml.defaults())) == toml.defaults()


GOOD = """\
[[surveys]]
id = "csat"
metric = "csat"
look = "stars"
question = { en = "How was it?" }

[[surveys]]
id = "why"
metric = "csat"
look = "stars"

[surveys.question]
en = "How was it?"

[[surveys.follow_ups]]
id = "reason"
kind = "chips"
question.en = "Why?"

[[surveys.follow_ups.choices]]
id = "slow"
words = { en = "Slow" }

[[surveys.follow_ups.choices]]
id = "wrong"

[surveys.follow_ups.choices.words]
en = "Wrong"
"""


@pytest.mark.parametrize(
    ("was", "now", "line", "key"),
    [
        ('id = "csat"', 'id = "CSAT"', 2, "surveys.0.id"),
        ('[[surveys]]\nid = "why"', '[[surveys]]\nid = "csat"', 8, "surveys.1.id"),
        ('id = "why"\nmetric = "csat"', 'id = "why"\nmetric = "joy"', 9, "surveys.1.metric"),
        ('id = "slow"', 'id = "wrong"', 25, "surveys.1.follow_ups.0.choices.1.id"),
        ('en = "Wrong"', 'en = ""', 28, "surveys.1.follow_ups.0.choices.1.words.en"),
        ('kind = "chips"', 'kind = "chips"\nshould = 3', 18, "surveys.1.follow_ups.0.should"),
        ('look = "stars"\nquestion', "question", 1, "surveys.0.look"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_key(was: str, now: str, line: int, key: str) -> None:
    assert len(toml.read(GOOD)) == 2
    with pytest.raises(SurveyError) as caught:
        toml.read(GOOD.replace(was, now))
    assert [(fault.line, fault.key) for fault in caught.value.faults] == [(line, key)]


@pytest.mark.parametrize("text", ["[[surveys]\n", "surveys = 3", "[surveys]\nid = 1", "[[survey]]\nid = 'a'"])
def test_what_is_no_file_of_surveys_is_refused(text: str) -> None:
    with pytest.raises(SurveyError):
        toml.read(text)


def test_all_surveys_are_looked_at() -> None:
    with pytest.raises(SurveyError) as caught:
        toml.read(GOOD.replace('"csat"\nmetric', '"A"\nmetric').replace('"why"\nmetric', '"B"\nmetric'))
    assert [fault.key for fault in caught.value.faults] == ["surveys.0.id", "surveys.1.id"]
