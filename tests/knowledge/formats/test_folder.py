"""Folders of Markdown, as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import exporting, importing
from knowledge.article import Article, Translation
from knowledge.importing import Problem
from knowledge.picture import Picture
from tests.fakes.pictures import png

PNG = png()


def imported(folder: Path, pages: dict[str, str]) -> list[importing.Item]:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return list(importing.read(folder, default_language="en"))


def test_yaml_as_other_tools_write_it(tmp_path: Path) -> None:
    page = (
        "---\r\ntitle: Late?\r\ntags: [a, b]\r\naudience: business, shops\r\n"
        "valid_from: 2026-01-31\r\nconfident: 0.5\r\n---\r\nWait.\r\n"
    )
    assert imported(tmp_path, {"late.md": page}) == [
        Article(
            "late",
            tags=("a", "b"),
            translations=(Translation("en", "Late?", "Wait."),),
            valid_from=1_769_817_600_000,
            audience=("business", "shops"),
            confident=0.5,
        )
    ]


def test_a_heading_is_the_title_where_the_front_matter_has_none(tmp_path: Path) -> None:
    found = imported(tmp_path, {"a.markdown": "---\nweight: 3\n---\n# Late? #\n\nWait.\n"})
    assert [each.message for each in found if isinstance(each, Problem)] == [
        "'weight' is none of the fields known and is passed over."
    ]
    assert found[-1] == Article("a", translations=(Translation("en", "Late?", "Wait."),))


def test_a_folder_is_a_language_only_where_that_is_one(tmp_path: Path) -> None:
    page = "+++\ntitle = 'T'\n+++\n"
    names = ("faq/a.md", "sl/a.md", "sr-Latn/b/c.md", "en/a.md", "d.md")
    found = imported(tmp_path, dict.fromkeys(names, page))
    assert {each.key: [told.language for told in each.translations] for each in found if isinstance(each, Article)} == {
        "a": ["en", "sl"],
        "b/c": ["sr-Latn"],
        "d": ["en"],
        "faq/a": ["en"],
    }


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("title = 'T'\nvalid_from = 'soon'", "is not a date"),
        ("title = 'T'\nconfident = 'high'", "is not a number"),
        ("title = 'T'\nconfident = 2", "between 0 and 1"),
        ("title = 'T'\ntags = [1]", "is not a list of texts"),
        ("title = 'T'\nposition = 'first'", "is not a whole number"),
        ("title = 'T'\nchannels = ['fax']", "is not a channel"),
        ("title", "is not TOML"),
        ("", "has no title"),
        ("title = " + "[" * 50_000, "is not TOML"),
    ],
)
def test_what_front_matter_says_wrong_is_told(tmp_path: Path, front: str, says: str) -> None:
    (problem,) = imported(tmp_path, {"a.md": f"+++\n{front}\n+++\nYes.\n"})
    assert isinstance(problem, Problem) and says in problem.message


def test_yaml_that_makes_objects_is_refused(tmp_path: Path) -> None:
    (problem,) = imported(tmp_path, {"a.md": "---\ntitle: !!python/object/apply:os.getcwd []\n---\n"})
    assert isinstance(problem, Problem) and "is not YAML" in problem.message


def test_pictures_beside_a_page_come_in_and_those_outside_do_not(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "help"
    (folder / "img").mkdir(parents=True)
    (folder / "img" / "left one.png").write_bytes(PNG)
    (folder / "img" / "bad.png").write_text("no picture")
    answer = (
        "![L](img/left%20one.png 'x') ![S](../secret.png) ![B](img/bad.png) ![W](https://a.example/w.png) ![N](no.png)"
    )
    picture, problem, article = imported(folder, {"a.md": f"+++\ntitle = 'T'\n+++\n{answer}\n"})
    assert picture == Picture(PNG)
    assert isinstance(problem, Problem) and problem.message.startswith("img/bad.png: The picture is not")
    assert isinstance(article, Article)
    told = article.translations[0].answer
    assert told == answer.replace("img/left%20one.png", Picture(PNG).address)


def test_languages_that_no_folder_can_name_come_back(tmp_path: Path) -> None:
    articles = [Article("a", translations=(Translation("zz", "Kje?"), Translation("en", "Where?")))]
    exporting.write(articles, tmp_path, "markdown")
    assert [each for each in importing.read(tmp_path) if isinstance(each, Article)] == articles


def test_a_page_that_is_far_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.formats.folder.LARGEST", 100)
    page = '+++\ntitle = "A?"\n+++\n'
    found = imported(tmp_path, {"a.md": page, "b.md": page + "b" * 100})
    assert [type(each) for each in found] == [Problem, Article]
    assert str(found[0]) == f"{tmp_path / 'b.md'}:1: The page has 121 bytes; 100 fit."
