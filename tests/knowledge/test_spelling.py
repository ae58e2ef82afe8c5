from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from knowledge.spelling import Speller


class Phrasings:
    """Of a store (spelling.Stored)."""

    def __init__(self, *phrasings: str) -> None:
        spoken = [phrasing.split() for phrasing in phrasings]
        self.held = Counter(word for words in spoken for word in set(words))
        self.pairs = Counter(pair for words in spoken for pair in pairwise(("^", *words, "$")))
        self.living = len(phrasings)

    def holds(self, word: str) -> int:
        return self.held[word]

    def holds_pair(self, one: str, other: str) -> int:
        return self.pairs[one, other]


def speller_of(*phrasings: str) -> tuple[Speller, Counter[str]]:
    stored = Phrasings(*phrasings)
    speller = Speller(stored)
    speller.add(stored.held)
    return speller, stored.held


def mended(speller: Speller, text: str) -> str:
    return " ".join(speller.mended(text.split()))


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
        ("parcel", "parcel"),
        ("prcl", "prcl"),  # two edits in a short word
        ("mi", "mi"),  # too short
        ("1234568", "1234568"),  # a number
        ("giraffe", "giraffe"),  # near nothing
    ],
)
def test_mends_what_is_near(speller: Speller, typed: str, meant: str) -> None:
    assert mended(speller, typed) == meant


def test_forgets_words_that_no_phrasing_holds() -> None:
    speller, held = speller_of("parcel", "where is my parcel")
    assert mended(speller, "parcle") == "parcel"
    del held["parcel"]
    speller.changed()
    assert mended(speller, "parcle") == "parcle"
    assert sorted(speller.compacted(Phrasings("where is my")).words()) == ["is", "my", "where"]


def test_of_equally_near_words_takes_the_more_common() -> None:
    speller, held = speller_of("cart", "card")
    held["card"] += 1
    assert mended(speller, "carx") == "card"


def test_a_name_is_right_as_it_stands_and_what_is_near_it_may_mean_it() -> None:
    speller = Speller(Phrasings("parcels"), ["parcelo"])
    speller.add(["parcels"])
    assert mended(speller, "parcelo") == "parcelo"
    assert mended(speller, "parcello") == "parcelo"


def test_a_copy_is_its_own() -> None:
    speller, _ = speller_of("parcel")
    other = speller.copy(Phrasings("parcel", "voucher"))
    other.add(["voucher"])
    assert mended(other, "vuocher") == "voucher"
    assert mended(speller, "vuocher") == "vuocher"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what is the exchange arte", "what is the exchange rate"),  # are is as near
        ("where ou live", "where you live"),
        ("wehre dk you live", "where do you live"),
        ("the livin groom light", "the living room light"),
        ("we live i nthe city", "we live in the city"),
        ("dk", "dk"),  # nothing beside it tells what it is
        ("x you", "x you"),
    ],
)
def test_takes_the_word_that_fits_those_beside_it(typed: str, meant: str) -> None:
    speller, _ = speller_of(
        "where do you live", "what is the exchange rate", "are you there", "living room light", "live in the city"
    )
    assert mended(speller, typed) == meant


def test_a_store_that_knows_few_words_leaves_alone_what_only_may_be_misspelt() -> None:
    others = [f"something else {number}" for number in range(20)]
    versed, novel = speller_of("my bold cap", *others)[0], speller_of("my bold cap", *others)[0]
    versed.novelty, novel.novelty = 0.02, 0.6
    assert (mended(versed, "a bald man"), mended(novel, "a bald man")) == ("a bold man", "a bald man")
    assert mended(novel, "my bald cap") == "my bold cap"
    small, _ = speller_of("my bold cap")  # that it never saw two words side by side says little
    small.novelty = 0.6
    assert mended(small, "a bald man") == "a bold man"
