"""One person has one name: in the desk, in alerts, in digests."""

import pytest

from bot.locale import words
from bot.visitor import name_of, short_code


@pytest.mark.parametrize(
    ("contact", "name", "called"),
    [
        ("c_x94f2a", None, "Visitor 4F2A"),
        ("c_x94f2a", "  ", "Visitor 4F2A"),
        ("c_x94f-2_a", "", "Visitor 4F2A"),
        ("c_1", " Maja ", "Maja"),
    ],
)
def test_who_has_told_no_name_is_a_visitor_with_a_code_as_on_the_pages(
    contact: str, name: str | None, called: str
) -> None:
    """tests/web/js/desk-words.test.mjs says the same of rooms/names.js."""
    assert name_of(contact, name, words("en")) == called


def test_short_ids_are_filled_up_and_readers_have_their_language() -> None:
    assert short_code("c_7") == "0007"
    assert name_of("c_x94f2a", None, words("sl")) == "Gost 4F2A"
