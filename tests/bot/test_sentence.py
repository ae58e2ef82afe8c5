"""Sentences that are put together keep what they are made of."""

from bot.sentence import Sentence, parts, told


def test_it_reads_as_english_and_tells_its_pattern() -> None:
    made = Sentence("At most {most} of them.", most=20)
    assert made == "At most 20 of them."
    assert told(made) == {
        "message": "At most 20 of them.",
        "pattern": "At most {most} of them.",
        "values": {"most": "20"},
    }
    assert type(told(made)["message"]) is str  # msgspec takes no other


def test_braces_of_one_without_values_stay() -> None:
    whole = Sentence("Write {name}.")
    assert whole == "Write {name}."
    assert told(whole) == {"message": "Write {name}."}
    assert parts("Any text.") == {}


def test_values_are_not_read_as_patterns() -> None:
    assert Sentence("There is no {odd}.", odd="{name}") == "There is no {name}."
