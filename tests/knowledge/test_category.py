from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.category import Category, CategoryError


def test_is_named_in_the_readers_language_or_the_nearest_there_is() -> None:
    orders = Category("orders", {"sl": "Naročila", "en": "Orders and parcels"})
    assert orders.label("sl", "en") == "Naročila"
    assert orders.label("ru", "en") == "Orders and parcels"
    assert orders.label("ru", "be") == "Orders"
    assert Category("доставка").label("en", "en") == "Доставка"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Category(""), "is not a name"),
        (lambda: Category(" orders"), "is not a name"),
        (lambda: Category("x" * 101), "is not a name"),
        (lambda: Category("orders", {"English": "Orders"}), "not a language code"),
        (lambda: Category("orders", {"en": ""}), "not one line"),
        (lambda: Category("orders", {"en": "a\nb"}), "not one line"),
    ],
)
def test_says_why_it_cannot_be_kept(make: Callable[[], Category], says: str) -> None:
    with pytest.raises(CategoryError, match=says):
        make()
