"""The list of articles as who writes them looks through it."""

from __future__ import annotations

import pytest

from knowledge import listing
from knowledge.article import Article, Translation
from knowledge.drafts import Draft
from knowledge.listing import Listed, Sort, State, Wanted
from knowledge.versions import Version

LANGUAGES = ("en", "sl")


def article(key: str, title: str, *variants: str, category: str | None = None, language: str = "en") -> Article:
    return Article(key, category, translations=(Translation(language, title, "Answer", variants=variants),))


def published(kept: Article, at: int) -> Listed:
    return Listed(kept, Version(1, at, "ana", "", False), None)


PARCEL = published(article("parcel", "Where is it?", "track", "where", category="Orders"), 1)
REFUND = published(article("refund", "äpple pay", "money back", category="Money"), 3)
PRESS = published(article("press", "Zeitung", language="de"), 2)
DRAFTED = Listed(article("new", "A new one"), None, Draft(article("new", "A new one"), 0, 9, "draft", "ana", 9))
ALL = [PARCEL, REFUND, PRESS, DRAFTED]


def keys(**wanted: object) -> list[str]:
    found = listing.select(ALL, Wanted(**wanted), 100, LANGUAGES, "en")
    return [it.article.key for it in found]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (None, ["new", "refund", "press", "parcel"]),
        (Sort.UPDATED, ["new", "refund", "press", "parcel"]),
        (Sort.TITLE, ["new", "parcel", "press", "refund"]),
        (Sort.CATEGORY, ["refund", "parcel", "new", "press"]),  # without one: last
        (Sort.VARIANTS, ["parcel", "refund", "new", "press"]),
    ],
)
def test_sorts(sort: Sort | None, order: list[str]) -> None:
    assert keys(sort=sort) == order


def test_sorts_by_figures_of_elsewhere() -> None:
    for sort in listing.BY_FIGURES:
        assert keys(sort=sort, figures={"press": 2, "parcel": 7.5}) == ["parcel", "press", "new", "refund"], (
            "without: last"
        )


def test_finds_what_nobody_was_told() -> None:
    assert keys(state=State.UNSHOWN, shown={"press"}) == ["refund", "parcel"], "a draft is told nobody"


def test_words_find_what_is_named_so_then_what_means_it_then_what_holds_it() -> None:
    assert keys(words="REFUND", near=["parcel", "refund"]) == ["refund", "parcel"]
    assert keys(words="answer", near=["press"]) == ["press", "new", "refund", "parcel"]
    assert keys(words="ÄPPLE") == ["refund"]
    assert keys(words="nothing of it") == []
    assert keys(words="answer", sort=Sort.TITLE) == ["new", "parcel", "press", "refund"]


def test_narrows() -> None:
    assert keys(category="Orders") == ["parcel"]
    assert keys(language="de") == ["press"]
    assert keys(state=State.UNPUBLISHED) == keys(state=State.DRAFT) == ["new"]
    assert keys(state=State.REVIEW) == []


def test_an_article_that_was_removed_just_now_is_not_listed() -> None:
    """The articles in memory may be older than the versions read."""
    found = listing.of([PARCEL.article, REFUND.article], {"parcel": Version(1, 1, "", "", False)}, [])
    assert [it.article.key for it in found] == ["parcel"]


def test_one_that_was_published_just_now_is_not_taken_for_a_draft() -> None:
    draft = DRAFTED.draft
    assert draft is not None
    assert listing.of([], {"new": Version(1, 1, "", "", False)}, [draft]) == []
    assert listing.of([], {}, [draft]) == [DRAFTED]
