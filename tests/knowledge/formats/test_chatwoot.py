"""Help centres as Chatwoot's API gives them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from knowledge import importing
from knowledge.article import Article, Translation
from knowledge.importing import Problem

ROOT: dict[str, Any] = {
    "id": 12,
    "slug": "1688-returns",
    "title": "How do I return something?",
    "content": "Send it **back** within 30 days.",
    "description": "Returns",
    "status": "published",
    "position": 10,
    "account_id": 1,
    "updated_at": 1_700_000_000,
    "locale": "en",
    "category": {"id": 3, "name": "Orders", "slug": "orders", "locale": "en"},
    "meta": {"title": "Returns", "description": "", "tags": ["returns"]},
    "views": 7,
    "author": {"id": 1, "name": "Ana"},
    "associated_articles": [],
}
SLOVENE = {
    **ROOT,
    "id": 13,
    "title": "Kako kaj vrnem?",
    "content": "Pošljite.",
    "locale": "sl",
    "category": {"id": 4, "name": "Naročila", "slug": "narocila", "locale": "sl"},
    "associated_article_id": 12,
}
EXPECTED = Article(
    "chatwoot-12",
    category="Orders",
    tags=("returns",),
    translations=(
        Translation("en", "How do I return something?", "Send it **back** within 30 days."),
        Translation("sl", "Kako kaj vrnem?", "Pošljite."),
    ),
)


def imported(path: Path, *articles: dict[str, Any]) -> list[importing.Item]:
    path.joinpath("articles.json").write_text(json.dumps({"payload": articles, "meta": {"current_page": 1}}))
    return list(importing.read(path / "articles.json", default_language="en"))


def test_translations_are_found_by_what_they_belong_to(tmp_path: Path) -> None:
    assert imported(tmp_path, SLOVENE, ROOT) == [EXPECTED]


def test_translations_that_stand_in_their_article(tmp_path: Path) -> None:
    inside = {name: value for name, value in SLOVENE.items() if name not in ("associated_article_id", "locale")}
    assert imported(tmp_path, {**ROOT, "associated_articles": [inside]}) == [EXPECTED]
    assert imported(tmp_path, {**ROOT, "associated_articles": [inside]}, SLOVENE) == [EXPECTED]


def test_an_article_that_names_no_language(tmp_path: Path) -> None:
    bare = {"id": 5, "title": "Open?", "content": "Yes.", "category": {"id": None, "name": None}, "meta": None}
    assert imported(tmp_path, bare) == [Article("chatwoot-5", translations=(Translation("en", "Open?", "Yes."),))]


def test_what_is_not_published_or_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = imported(tmp_path, ROOT, {**ROOT, "id": 2, "status": "draft"}, {**ROOT, "id": 3, "status": 2}, {"id": "x"})
    assert [str(each.message)[:12] for each in found if isinstance(each, Problem)] == [
        "Expected `in",
        "Article 2 is",
        "Article 3 is",
    ]
    assert len([each for each in found if isinstance(each, Article)]) == 1
