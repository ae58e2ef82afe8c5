from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalize import normalize, words


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("KJE JE MOJE NAROČILO?!", "kje je moje narocilo"),
        ("ещё", "еще"),
        ("надвор’е", "надвор'е"),
        ("надвор’е", "надворʼе"),
        ("don't", "DONT"),
        ("Straße", "strasse"),
        ("Łódź, Đurđevac", "lodz djurdjevac".replace("dj", "d")),
        ("snake_case", "snake case"),
        ("ﬁne", "fine"),
        ("wh\u200bere is m\u00ady par\u2060cel\ufeff", "where is my parcel"),
    ],
)
def test_the_same_question_however_typed(typed: str, meant: str) -> None:
    assert normalize(typed) == normalize(meant)


def test_keeps_order_and_numbers() -> None:
    assert words("Size 42, please") == ["size", "42", "please"]


def test_signs_of_vowels_hold_a_word_together() -> None:
    assert words("मेरा ऑर्डर कहाँ है?") == ["मेरा", "ऑरडर", "कहाँ", "है"]
    assert len(words("สินค้าของฉัน")) == 1


def test_apostrophes_join_only_inside_words() -> None:
    assert words("'quoted' words") == ["quoted", "words"]
