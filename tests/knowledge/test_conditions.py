from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.conditions import Flaw, Part, flaws, parts, resolve

ANSWER = """Switch it off.

::: model = A1, a2
Press the button on the left.
:::
::: model != a1, a2
Press the button on the right.
:::
::: country = si
Call 080.
:::

Wait a minute."""


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({}, ["right"]),
        ({"model": "a1"}, ["left"]),
        ({"model": "A2", "country": "SI"}, ["left", "080"]),
        ({"model": "b7"}, ["right"]),
    ],
)
def test_shows_the_parts_that_concern_the_customer(known: dict[str, str], shown: list[str]) -> None:
    told = resolve(ANSWER, known)
    assert told.startswith("Switch it off.") and told.endswith("Wait a minute.")
    assert ":::" not in told
    assert [word for word in ("left", "right", "080") if word in told] == shown


def test_fences_in_code_are_text() -> None:
    code = "```\n::: model = a1\n```\nand\n~~~~ text\n```\n:::\n~~~~"
    assert resolve(code, {}) == code
    assert flaws(code) == []


def test_flaws_are_told_by_line() -> None:
    answer = "a\n:::\n::: model\nb\n:::\n::: model = a1\n::: country = si\nc"
    assert [flaw.line for flaw in flaws(answer)] == [2, 3, 7, 7]
    assert flaws(ANSWER) == []


def test_flaws_of_what_is_not_known() -> None:
    assert flaws(ANSWER, {"model": ["a1"], "country": []}) == [
        Flaw(3, "'model' has no value 'a2'."),
        Flaw(6, "'model' has no value 'a2'."),
    ]
    assert flaws(ANSWER, {"model": ["A1", "A2"]}) == [Flaw(9, "There is no attribute 'country'.")]


def test_a_part_that_is_not_closed_goes_on_and_one_that_cannot_be_read_is_hidden() -> None:
    assert resolve("a\n::: m = 1\nb", {"m": "1"}) == "a\nb"
    assert resolve("a\n::: m = 1\nb", {}) == "a"
    assert resolve("a\n::: !!\nb\n:::\nc", {}) == "a\nc"


@given(st.lists(st.sampled_from(["a", ":::", "::: m = 1", "::: m != 1", "```", ""])).map("\n".join))
def test_resolving_twice_changes_nothing_more(markdown: str) -> None:
    once = resolve(markdown, {"m": "1"})
    assert resolve(once, {"m": "1"}).strip("\n") == once.strip("\n")
    for line in once.split("\n"):
        assert line in markdown


def test_a_reader_of_whom_nothing_is_known_gets_every_part_with_whom_it_concerns() -> None:
    answer = "First.\n\n::: model = A1, a2\nLeft.\n:::\n::: model != A1\n\n:::\nEnd.\n::: nonsense\nLost."
    assert parts(answer) == [
        Part("First."),
        Part("Left.", "model", ("A1", "a2")),
        Part("End."),
    ]
