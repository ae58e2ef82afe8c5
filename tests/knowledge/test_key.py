"""Keys made of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.article import KEY
from knowledge.key import LONGEST, key_of


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Kje je moje naročilo?", "kje-je-moje-narocilo"),
        ("Don't you?", "dont-you"),
        ("Где мой щит и ёж?", "gde-moy-shchit-i-yozh"),
        ("Цёплы плед ад Ўладзі", "tsyoply-pled-ad-uladzi"),
        ("???", "article"),
        ("A" * 99, "a" * LONGEST),
    ],
)
def test_a_key_is_the_title_in_plain_letters(title: str, key: str) -> None:
    assert key_of(title) == key


@given(st.text())
def test_every_title_gives_a_key(title: str) -> None:
    assert KEY.fullmatch(key_of(title))
    assert len(key_of(title)) <= LONGEST
