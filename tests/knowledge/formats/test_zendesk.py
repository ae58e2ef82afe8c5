"""Help centres as Zendesk's API gives them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from knowledge import exporting, importing
from knowledge.article import Article, Translation
from knowledge.importing import Problem

RETURNS: dict[str, Any] = {
    "id": 35467,
    "url": "https://shop.zendesk.example/api/v2/help_center/en-us/articles/35467.json",
    "html_url": "https://shop.zendesk.example/hc/en-us/articles/35467-Returns",
    "author_id": 3465,
    "comments_disabled": False,
    "draft": False,
    "promoted": True,
    "position": 0,
    "vote_sum": 3,
    "section_id": 1635,
    "created_at": "2024-04-17T17:18:10Z",
    "name": "How do I return something?",
    "title": "How do I return something?",
    "source_locale": "en-us",
    "locale": "en-us",
    "outdated_locales": [],
    "label_names": ["returns", "money, back"],
    "body": "<p>Send it <strong>back</strong> within <a href='/hc/en-us/terms'>30 days</a>.</p><script>x</script>",
}
SLOVENE = {
    "id": 9,
    "source_id": 35467,
    "source_type": "Article",
    "locale": "sl",
    "title": "Kako kaj vrnem?",
    "body": "<p>Pošljite.</p>",
    "draft": False,
}
SECTION = {"id": 1635, "category_id": 1, "name": "Orders", "locale": "en-us"}
EXPECTED = Article(
    "zendesk-35467",
    category="Orders",
    tags=("returns", "money back", "popular"),
    translations=(
        Translation(
            "en",
            "How do I return something?",
            "Send it **back** within [30 days](https://shop.zendesk.example/hc/en-us/terms).",
            "https://shop.zendesk.example/hc/en-us/articles/35467-Returns",
        ),
        Translation("sl", "Kako kaj vrnem?", "Pošljite."),
    ),
)


def imported(path: Path, *files: Any) -> list[importing.Item]:
    for number, file in enumerate(files):
        (path / f"{number}.json").write_text(json.dumps(file, indent=1))
    return list(importing.read(path))


def test_an_article_with_its_translations_and_section(tmp_path: Path) -> None:
    everything = {"articles": [{**RETURNS, "translations": [SLOVENE]}], "sections": [SECTION], "count": 1}
    (tmp_path / "help.json").write_text(json.dumps(everything))
    assert list(importing.read(tmp_path / "help.json")) == [EXPECTED]


def test_pages_of_the_api_in_a_folder(tmp_path: Path) -> None:
    pages = {"articles": [RETURNS], "next_page": None}, {"translations": [SLOVENE]}, {"section": SECTION}
    assert imported(tmp_path, *pages) == [EXPECTED]


def test_lists_by_locale_are_put_together_the_source_first(tmp_path: Path) -> None:
    slovene = {**RETURNS, "locale": "sl", "title": "Kako kaj vrnem?", "body": "<p>Pošljite.</p>", "html_url": None}
    assert imported(tmp_path, {"articles": [slovene]}, {"articles": [RETURNS], "sections": [SECTION]}) == [EXPECTED]


def test_a_region_stays_where_it_tells_two_translations_apart(tmp_path: Path) -> None:
    brazil = {**SLOVENE, "locale": "pt-br"}
    (article,) = imported(tmp_path, {"articles": [{**RETURNS, "translations": [brazil, {**SLOVENE, "locale": "pt"}]}]})
    assert isinstance(article, Article)
    assert [told.language for told in article.translations] == ["en", "pt-BR", "pt"]


def test_drafts_and_what_cannot_be_read_are_told_by_their_lines(tmp_path: Path) -> None:
    articles = [
        RETURNS,
        {**RETURNS, "id": 2, "draft": True},
        {"id": "x"},
        {**RETURNS, "id": 4, "title": None, "body": ""},
    ]
    (tmp_path / "help.json").write_text('{"articles": [\n' + ",\n".join(map(json.dumps, articles)) + "\n]}")
    found = list(importing.read(tmp_path / "help.json"))
    assert [each.line for each in found if isinstance(each, Problem)] == [4, 3, 5]
    assert [each.key for each in found if isinstance(each, Article)] == ["zendesk-35467"]


def test_what_was_changed_in_zendesk_since_the_export_counts(tmp_path: Path) -> None:
    ours = Article("orders/late", translations=(Translation("en", "Late?", "Wait, *please*."),))
    path = tmp_path / "help.zendesk.json"
    exporting.write([ours], path, "zendesk")
    told = json.loads(path.read_text())
    told["articles"][0] |= {"title": "Too late?", "body": "<p>Write to <b>us</b>.</p>"}
    path.write_text(json.dumps(told))
    (article,) = importing.read(path)
    assert article == Article("orders/late", translations=(Translation("en", "Too late?", "Write to **us**."),))


def test_a_page_that_is_not_json_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{broken")
    (tmp_path / "deep.json").write_text('{"articles": ' + "[" * 100_000)
    (tmp_path / "help.json").write_bytes(b"\xef\xbb\xbf" + json.dumps({"articles": [RETURNS]}).encode())
    found = list(importing.read(tmp_path, "zendesk"))
    assert [each.file.name for each in found if isinstance(each, Problem)] == ["broken.json", "deep.json"]
    assert [each.key for each in found if isinstance(each, Article)] == ["zendesk-35467"]


def test_an_answer_nested_without_end_costs_itself_alone(tmp_path: Path) -> None:
    deep = {**RETURNS, "id": 2, "body": "<div>" * 5_000}
    problem, article = imported(tmp_path, {"articles": [deep, RETURNS]})
    assert isinstance(problem, Problem) and "nested too deeply" in problem.message
    assert isinstance(article, Article)
