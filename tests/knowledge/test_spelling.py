from __future__ import annotations

from collections import Counter

import pytest

from knowledge.spelling import Speller


def speller_of(*phrasings: str) -> tuple[Speller, Counter[str]]:
    held = Counter(word for phrasing in phrasings for word in set(phrasing.split()))
    speller = Speller(held.__getitem__)
    speller.add(held)
    return speller, held


@pytest.fixture
def speller() -> Speller:
    return speller_of(
        "where is my parcel",
        "warranty terms",
        "guarantee period",
        "пароль не подходит",
        "my order 1234567",
    )[0]


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


def test_forgets_words_that_no_phrasing_holds() -> None:
    speller, held = speller_of("parcel", "where is my parcel")
    assert speller.mend("parcle") == "parcel"
    del held["parcel"]
    speller.changed()
    assert speller.mend("parcle") is None
    assert sorted(speller.compacted(held.__getitem__).words()) == ["is", "my", "where"]


def test_of_equally_near_words_takes_the_more_common() -> None:
    speller, held = speller_of("cart", "card")
    held["card"] += 1
    assert speller.mend("carx") == "card"


def test_a_name_is_right_as_it_stands_and_what_is_near_it_may_mean_it() -> None:
    held: Counter[str] = Counter(parcels=1)
    speller = Speller(held.__getitem__, ["parcelo"])
    speller.add(held)
    assert speller.mend("parcelo") is None
    assert speller.mend("parcello") == "parcelo"


def test_a_copy_is_its_own() -> None:
    speller, held = speller_of("parcel")
    other = speller.copy(held.__getitem__)
    held["voucher"] = 1
    other.add(["voucher"])
    assert other.mend("vuocher") == "voucher"
    assert speller.mend("vuocher") is None
