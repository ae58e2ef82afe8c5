from __future__ import annotations

import pytest

from knowledge.spelling import Speller


@pytest.fixture
def speller() -> Speller:
    speller = Speller()
    for phrasing in (
        "where is my parcel",
        "warranty terms",
        "guarantee period",
        "пароль не подходит",
        "my order 1234567",
    ):
        speller.add(phrasing.split())
    return speller


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("parcle", "parcel"),
        ("pacel", "parcel"),
        ("waranty", "warranty"),
        ("gaurantee", "guarantee"),
        ("gurantie", "guarantee"),
        ("пороль", "пароль"),
        ("parcel", None),  # known
        ("prcl", None),  # two edits in a short word
        ("mi", None),  # too short
        ("1234568", None),  # a number
        ("giraffe", None),  # near nothing
    ],
)
def test_mends_what_is_near(speller: Speller, typed: str, meant: str | None) -> None:
    assert speller.mend(typed) == meant


def test_forgets_words_that_no_phrasing_holds(speller: Speller) -> None:
    speller.add(["parcel"])
    speller.remove(["parcel"])
    assert speller.mend("parcle") == "parcel"
    speller.remove(["where", "is", "my", "parcel"])
    assert speller.mend("parcle") is None


def test_of_equally_near_words_takes_the_more_common() -> None:
    speller = Speller()
    for phrasing in (["cart"], ["card"], ["card"]):
        speller.add(phrasing)
    assert speller.mend("carx") == "card"
