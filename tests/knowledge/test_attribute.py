from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.attribute import Attribute, AttributeChoice, AttributeProblem

MODEL = Attribute(
    "model",
    {"en": "Which model is it?", "sl": "Kateri model je?"},
    (AttributeChoice("a1", {"en": "Linden One", "sl": "Lipa Ena"}), AttributeChoice("a2")),
)


def test_asks_in_the_customers_language_or_the_nearest_there_is() -> None:
    assert MODEL.asked("sl", "en") == "Kateri model je?"
    assert MODEL.asked("ru", "sl") == "Kateri model je?"
    assert MODEL.asked("ru", "be") == "Which model is it?"
    assert [choice.label("ru", "en") for choice in MODEL.choices] == ["Linden One", "a2"]


@pytest.mark.parametrize(
    ("said", "value"), [("A1", "a1"), (" lipa  ena ", "a1"), ("LINDEN ONE", "a1"), ("a2", "a2"), ("the red one", None)]
)
def test_reads_what_a_customer_says(said: str, value: str | None) -> None:
    assert MODEL.value(said) == value


def test_takes_any_words_where_there_are_no_choices() -> None:
    city = Attribute("city", {"en": "Where do you live?"})
    assert city.value(" Novo  mesto") == "Novo mesto"
    assert city.value(" ") is None


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Attribute("Model", {"en": "Which?"}), "is not a name"),
        (lambda: Attribute("model", {}), "no question"),
        (lambda: Attribute("model", {"english!": "Which?"}), "language code"),
        (lambda: Attribute("model", {"en": " "}), "one line"),
        (lambda: Attribute("model", {"en": "Which?"}, (AttributeChoice("a"), AttributeChoice("A"))), "twice"),
        (lambda: AttributeChoice("a, b"), "without a comma"),
        (lambda: AttributeChoice("a", {"en": ""}), "one line"),
    ],
)
def test_refuses_what_cannot_be_kept(make: Callable[[], object], says: str) -> None:
    with pytest.raises(AttributeProblem, match=says):
        make()
