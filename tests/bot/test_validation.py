"""What does not fit is told in plain sentences: no types of a programming language, no patterns."""

from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from bot.validation import unfit


class Row(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=3, pattern=r"^[^\x00]*$")]
    ok: bool = False
    stars: Annotated[int, Meta(ge=1, le=5)] = 1
    weight: Annotated[float, Meta(gt=0)] = 1
    look: Literal["plain", "bold"] = "plain"
    rows: Annotated[list["Row"], Meta(max_length=1)] = []
    note: str | None = None
    fact: bool | int | float | str = ""


def said(changes: dict[str, Any]) -> str:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert({"name": "a", **changes}, Row)
    return str(unfit(caught.value))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": 1}, "name: This must be a text."),
        ({"name": ""}, "name: This must not be empty."),
        ({"name": "four"}, "name: This must be a text of at most 3 characters."),
        ({"name": "\x00"}, "name: This holds characters that may not stand here."),
        ({"ok": "yes"}, "ok: This must be true or false."),
        ({"stars": 6}, "stars: This must be at most 5."),
        ({"stars": 0}, "stars: This must be at least 1."),
        ({"weight": 0}, "weight: This must be more than 0."),
        ({"look": "odd"}, "look: odd is not one of the choices."),
        ({"note": 3}, "note: This must be a text."),
        ({"fact": []}, "fact: This must be true or false, a number or a text."),
        ({"size": 3}, "size: This key is not known."),
        ({"rows": [{}]}, "rows.0.name: This key is missing."),
        ({"rows": [{"name": "a"}] * 2}, "rows: This must be a list of at most 1 entries."),
        ({"rows": [{"name": "a", "size": 1}]}, "rows.0.size: This key is not known."),
    ],
)
def test_a_fault_has_its_place_and_a_plain_sentence(changes: dict[str, Any], sentence: str) -> None:
    assert said(changes) == sentence


@given(
    st.dictionaries(st.sampled_from(Row.__struct_fields__), st.none() | st.integers() | st.text() | st.lists(st.none()))
)
def test_no_sentence_speaks_in_types_or_patterns(changes: dict[str, Any]) -> None:
    try:
        msgspec.convert({"name": "a", **changes}, Row)
    except msgspec.ValidationError as error:
        message = unfit(error).message
        assert not any(word in message for word in ("Expected", "`", "regex", "str", "int ", "bool", "null"))


def test_what_is_no_json_says_so() -> None:
    with pytest.raises(msgspec.DecodeError) as caught:
        msgspec.json.decode(b"{")
    assert str(unfit(caught.value)).startswith("This is not valid JSON: ")
