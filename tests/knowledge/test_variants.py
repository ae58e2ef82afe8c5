"""Which wordings of customers articles learn, and how an article takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.article import Article, Translation
from knowledge.match import Match
from knowledge.variants import added, has, personal, taken_out, told_in, worth

TRACK = Article(
    "track-order",
    translations=(
        Translation("en", "Where is my order?", "Look.", variants=("Track my parcel",)),
        Translation("sl", "Kje je moje naročilo?", "Poglejte."),
    ),
)


def match(article: str, confidence: float) -> Match:
    return Match(article, "…", "en", 50.0, confidence)


@pytest.mark.parametrize(
    "text",
    [
        "my mail is maja@example.com", "call me at +386 41 234 567", "041/234-567", "order 1234567",
        "where is A1B2C3D4E5", "SI56192001234567892", "write to @maja_n", "see https://example.com/x",
        "born 12. 3. 1984, why", "order #84213?",
    ],
)  # fmt: skip
def test_what_is_about_one_person_is_seen(text: str) -> None:
    assert personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "where is my order", "do you ship in 2-3 days", "is the model A1 quieter than the C300", "open 24/7?",
        "до 30 градусов", "wash at 30 °C or 40?", "two for 19.90", "since 2024", "e-mail address change", "5 of 5",
    ],
)  # fmt: skip
def test_everyday_numbers_are_nobodys(text: str) -> None:
    assert not personal(text)


@pytest.mark.parametrize(
    ("text", "matches", "is_worth"),
    [
        ("has the courier been here", [], True),
        ("has the courier been here", [match("track-order", 0.5)], True),
        ("has the courier been here", [match("return", 0.9)], True),  # that is what it is mistaken for
        ("has the courier been here", [match("track-order", 0.9)], False),  # found surely as it is
        ("has the courier been here", [match("track-order", 0.7)], True),  # answered, but by a little
        ("TRACK my parcel!", [], False),  # is one
        ("kje je moje narocilo", [], False),  # is a title, of whatever language
        ("track parcel 1234567", [], False),
        ("?!", [], False),
        ("where is it " * 20, [], False),
    ],
)
def test_a_wording_is_worth_it_where_the_article_is_not_found_by_it(
    text: str, matches: list[Match], is_worth: bool
) -> None:
    assert worth(text, TRACK, matches) is is_worth


def test_a_variant_is_added_to_its_language_and_taken_out_again() -> None:
    more = added(TRACK, "sl", "  kje je\n paket ")
    assert more.translations[1].variants == ("kje je paket",)
    assert more.translations[0] == TRACK.translations[0]
    assert taken_out(more, "sl", "Kje je paket?") == TRACK


def test_a_language_in_which_it_is_not_told_has_no_place_for_one() -> None:
    assert not told_in(TRACK, "ru")
    assert added(TRACK, "ru", "где мой заказ") == TRACK


@given(st.text("abcd эžл?!", min_size=1).filter(str.strip), st.sampled_from(["en", "sl"]))
def test_what_is_added_is_there_once_and_gone_when_taken_out(text: str, language: str) -> None:
    once = added(TRACK, language, text)
    assert has(once, text)
    assert added(once, language, text) == once
    assert taken_out(once, language, text) == TRACK
