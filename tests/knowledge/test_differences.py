"""What changed, told so that both texts can be read off it."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.article import Article, Translation
from knowledge.differences import changes, stretches, words
from tests.knowledge.strategies import articles

ARTICLE = Article(
    "a",
    category="Orders",
    translations=(
        Translation("en", "Where is it?", "Look here.", variants=("Track it", "Where")),
        Translation("sl", "Kje je?"),
    ),
)
TEXTS = st.text(st.sampled_from("ab. \n") | st.characters(exclude_categories=["Cs"]), max_size=60)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(stretch.what, stretch.text) for stretch in stretches(before, after)]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_stretches(before: str, after: str) -> None:
    found = stretches(before, after)
    assert "".join(it.text for it in found if it.what != "added") == before
    assert "".join(it.text for it in found if it.what != "removed") == after
    assert all(one.what != other.what for one, other in pairwise(found))


@given(TEXTS)
def test_words_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("Same.", "Same.", [("same", "Same.")]),
        ("", "New", [("added", "New")]),
        (
            "Send it back soon.",
            "Send it home soon.",
            [("same", "Send it "), ("removed", "back"), ("added", "home"), ("same", " soon.")],
        ),
        # a reader sees one phrase for another, not two words around a space
        ("one two end", "six ten end", [("removed", "one two"), ("added", "six ten"), ("same", " end")]),
        ("a\nb", "c\nd", [("removed", "a"), ("added", "c"), ("same", "\n"), ("removed", "b"), ("added", "d")]),
        ("我想退货", "我想换货", [("same", "我想"), ("removed", "退"), ("added", "换"), ("same", "货")]),
        # vowel signs stay with their letters
        ("हिन्दी है", "हिन्दू है", [("removed", "हिन्दी"), ("added", "हिन्दू"), ("same", " है")]),
        ("👩\u200d🔧 ok", "👩\u200d🏫 ok", [("removed", "👩\u200d🔧"), ("added", "👩\u200d🏫"), ("same", " ok")]),
    ],
)
def test_change_is_told_word_by_word(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert told(before, after) == expected


def test_a_long_answer_is_compared_while_somebody_waits() -> None:
    before = " ".join(f"word{number % 977}" for number in range(12_000))
    after = before.replace("word5 ", "other ").replace("word70 ", "")
    began = time.process_time()
    assert len(stretches(before, after)) > 10
    assert time.process_time() - began < 2


@given(articles())
def test_an_article_has_not_changed_from_itself(article: Article) -> None:
    assert changes(article, article) == []


@given(articles(), articles())
def test_articles_that_differ_have_changes(before: Article, after: Article) -> None:
    assert bool(changes(before, after)) == (replace(before, key="k") != replace(after, key="k"))


def test_each_field_is_told_by_its_name_and_language() -> None:
    other = replace(
        ARTICLE,
        tags=("new", "odd"),
        valid_from=1_763_800_000_000,
        confident=0.5,
        translations=(ARTICLE.translations[1], replace(ARTICLE.translations[0], variants=("Track it", "When"))),
    )
    found = {(it.field, it.language): [(each.what, each.text) for each in it.pieces] for it in changes(ARTICLE, other)}
    assert found == {
        ("tags", None): [("added", "new\nodd")],
        ("valid_from", None): [("added", "2025-11-22T08:26:40Z")],
        ("confident", None): [("added", "0.5")],
        ("translations", None): [
            ("removed", "en"),
            ("added", "sl"),
            ("same", "\n"),
            ("removed", "sl"),
            ("added", "en"),
        ],
        ("variants", "en"): [("same", "Track it\n"), ("removed", "Where"), ("added", "When")],
    }


def test_what_was_not_there_is_added_and_what_is_gone_removed() -> None:
    born, dead = changes(None, ARTICLE), changes(ARTICLE, None)
    assert {it.what for change in born for it in change.pieces} == {"added"}
    assert {it.what for change in dead for it in change.pieces} == {"removed"}
    assert [it.field for it in born] == [it.field for it in dead]
    assert "".join(it.text for it in next(each for each in born if each.field == "answer").pieces) == "Look here."
