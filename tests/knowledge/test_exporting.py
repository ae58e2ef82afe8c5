"""What is exported imports again as it was."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from knowledge import exporting, importing, sample
from knowledge.article import Article, Translation
from knowledge.picture import Picture
from tests.fakes.pictures import png
from tests.knowledge.strategies import stores


def round_trip(articles: list[Article], path: Path, format: str) -> list[Article | importing.Problem]:
    exporting.write(articles, path, format)
    return list(importing.read(path, format))


@pytest.mark.parametrize("format", importing.FORMATS)
@given(articles=stores())
@settings(max_examples=50)
def test_any_article_comes_back(format: str, articles: list[Article]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles"
        path.mkdir() if format == "markdown" else path.touch()
        found = round_trip(articles, path, format)
        assert not [each for each in found if not isinstance(each, Article)] or not articles
        assert sorted((each for each in found if isinstance(each, Article)), key=lambda each: each.key) == articles


@pytest.mark.parametrize("format", importing.FORMATS)
def test_pictures_go_along_where_the_format_has_a_place_for_them(tmp_path: Path, format: str) -> None:
    picture = Picture(png())
    answer = f"Press ![the *left* one]({picture.address}), not ![that]({picture.address[:-1]}9)."
    article = Article("a/b", translations=(Translation("en", "Which button?", answer),))
    path = tmp_path / "out"
    exporting.write([article], path, format, {picture.id: picture}.get)
    found = list(importing.read(path, format))
    assert found == ([article] if format in ("csv", "tsv") else [picture, article])


HOSTILE = Article(
    "a",
    category="+1",
    translations=(Translation("en", "=1</script><script>x", "- <script>y", variants=("@x", "'=y")),),
)


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_no_cell_is_a_formula(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"out.{format}"
    assert round_trip([HOSTILE], path, format) == [HOSTILE]
    cells = re.split(r"[,\t\n]", path.read_text())
    assert "'=1</script><script>x" in cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_no_words_become_a_script_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    assert round_trip([HOSTILE], path, "faq") == [HOSTILE]
    assert re.findall("<script[^>]*>", path.read_text()) == ['<script type="application/ld+json">']


@pytest.mark.parametrize("name", ["sample.csv", "sample.tsv", "sample.jsonl", "sample"])
def test_the_sample_comes_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    format = path.suffix.removeprefix(".") or "markdown"
    assert round_trip(sample.articles(), path, format) == sample.articles()


def test_keeps_files_of_a_folder_that_are_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "NOTES.txt").write_text("mine")
    exporting.write(sample.articles()[:1], tmp_path, "markdown")
    assert (tmp_path / "NOTES.txt").read_text() == "mine"
