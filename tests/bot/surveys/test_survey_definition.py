"""A survey that is written is a survey that can be asked; what is wrong is told by its key, in plain words."""

from typing import Any

import pytest

from bot.surveys import definition, toml
from bot.surveys.faults import SurveyError, checked

PLAIN: dict[str, Any] = {"id": "csat", "metric": "csat", "look": "stars", "question": {"en": "How was it?"}}
CHIPS: dict[str, Any] = {
    "id": "why",
    "kind": "chips",
    "question": {"en": "Why?"},
    "choices": [{"id": "slow", "words": {"en": "Slow"}}, {"id": "wrong", "words": {"en": "Wrong"}}],
}


def wrong(**changed: Any) -> list[tuple[str, str]]:
    with pytest.raises(SurveyError) as caught:
        checked({**PLAIN, **changed})
    return [(fault.key, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("changed", "key", "says"),
    [
        ({"id": "Big Words"}, "id", "a-z"),
        ({"id": "order"}, "id", "another id"),
        ({"metric": "joy"}, "metric", "csat, nps, ces, not joy"),
        ({"metric": "nps"}, "look", "NPS is asked with one of numbers, not with"),
        ({"look": None}, "look", "must be"),
        ({"question": {}}, "question", "at least one language"),
        ({"question": {"en": "  "}}, "question.en", "1 to 300"),
        ({"question": {"english!": "How?"}}, "question.english!", "code"),
        ({"question": {"en": "Hello {nane}"}}, "question.en", "{nane}"),
        ({"question": {"en": "Hello {name"}}, "question.en", "Braces"),
        ({"question": "How?"}, "question", "a table"),
        ({"reminder": 3}, "reminder", "not known"),
        ({"delay_h": "soon"}, "delay_h", "a number"),
        ({"delay_h": -1}, "delay_h", "0 to"),
        ({"deadline_h": 0}, "deadline_h", "1 to"),
        ({"reminder_h": 168}, "reminder_h", "before the deadline"),
        ({"book_for": [1]}, "book_for", "after"),
        ({"after": "book", "book_for": [9]}, "book_for.0", "not on the scale"),
        ({"look": "thumbs", "after": "book", "book_for": [3]}, "book_for.0", "1, 5"),
        ({"ask": {"share": 101}}, "ask.share", "0 to 100"),
        ({"ask": {"moments": ["never"]}}, "ask.moments.0", "not never"),
        ({"follow_ups": [{**CHIPS, "choices": CHIPS["choices"][:1]}]}, "follow_ups.0.choices", "2 to 12"),
        ({"follow_ups": [{**CHIPS, "values": [6]}]}, "follow_ups.0.values.0", "not on the scale"),
        ({"follow_ups": [CHIPS, CHIPS]}, "follow_ups.1.id", "twice"),
        ({"follow_ups": [{**CHIPS, "kind": "text"}]}, "follow_ups.0.choices", "Only chips"),
        ({"follow_ups": [{"id": "a", "kind": "text"}]}, "follow_ups.0.question", "missing"),
        ({"follow_ups": [{**CHIPS, "low": {"en": "bad"}}]}, "follow_ups.0.low", "Only a scale"),
    ],
)
def test_what_is_wrong_is_told_by_its_key(changed: dict[str, Any], key: str, says: str) -> None:
    (found,) = wrong(**changed)
    assert found[0] == key
    assert says in found[1]


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert [key for key, _ in wrong(id="!", question={"en": ""}, delay_h=-1)] == ["id", "question.en", "delay_h"]


def test_missing_keys_are_named() -> None:
    with pytest.raises(SurveyError, match=r"metric: This key is missing"):
        checked({"id": "a"})


def test_thumbs_are_the_ends_of_the_scale() -> None:
    assert definition.values(checked({**PLAIN, "look": "thumbs"})) == (1, 5)
    assert definition.values(checked({**PLAIN, "metric": "nps", "look": "numbers"})) == tuple(range(11))


def test_the_surveys_to_begin_with_are_worded_in_all_languages() -> None:
    languages = {"en", "sl", "be", "ru", "id"}
    for entry in toml.defaults():
        it = entry.survey
        worded = [it.question, it.low, it.high, it.thanks]
        worded += [follow.question for follow in it.follow_ups]
        worded += [chip.words for follow in it.follow_ups for chip in follow.choices]
        assert all(set(words) == languages for words in worded), it.id
    asking = {entry.survey.id for entry in toml.defaults() if entry.enabled}
    assert {"csat", "call", "reask"} <= asking
    assert not asking & {"ces", "nps", "still-solved"}
