"""The articles that ship with Heard are complete: a newcomer's first questions get whole answers."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge import sample
from knowledge.article import Article
from knowledge.normalize import normalize

LANGUAGES = {"en", "sl", "be", "ru", "id"}
ARTICLES = sample.articles()


def test_there_are_enough() -> None:
    assert len(ARTICLES) >= 24


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)
def test_each_is_whole_in_every_language(article: Article) -> None:
    assert {told.language for told in article.translations} == LANGUAGES
    assert article.translations[0].language == "en"
    for told in article.translations:
        assert told.answer and (told.link or article.link)
        assert len(told.variants) >= 3


def test_each_category_is_named_in_every_language() -> None:
    known = sample.categories()
    assert {category.name for category in known} == {article.category for article in ARTICLES}
    assert all(category.labels.keys() == LANGUAGES for category in known)


def test_no_two_articles_are_asked_for_in_the_same_words() -> None:
    asked = Counter(
        (wording, article.key)
        for article in ARTICLES
        for wording in {normalize(text) for told in article.translations for text in (told.title, *told.variants)}
    )
    twice = [wording for wording, times in Counter(wording for wording, _ in asked).items() if times > 1]
    assert twice == []
