from __future__ import annotations

import pytest

from knowledge.synonym import MANY, Synonym, SynonymError


def test_terms_are_kept_tidy() -> None:
    assert Synonym((" track  number ", "tracking\tcode"), "en").terms == ("track number", "tracking code")


def test_a_name_may_stand_alone() -> None:
    assert Synonym(("Linden Go",), name=True).terms == ("Linden Go",)


@pytest.mark.parametrize(
    ("terms", "language", "says"),
    [
        ((), None, "empty"),
        (("parcel", " "), None, "empty"),
        (("parcel",), None, "stands alone"),
        (("parcel", "Parcel"), None, "twice"),
        (("parcel", "package"), "english!", "language code"),
        (("parcel", "a" * 101), None, "too long"),
        (("parcel", "a\0b"), None, "controls"),
        (tuple(f"t{n}" for n in range(MANY + 1)), None, "fit"),
    ],
)
def test_refuses_what_cannot_be_kept(terms: tuple[str, ...], language: str | None, says: str) -> None:
    with pytest.raises(SynonymError, match=says):
        Synonym(terms, language)
