"""What is exported imports again as it was."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from knowledge import exporting, importing, sample
from knowledge.article import Article
from tests.knowledge.strategies import stores


def round_trip(articles: list[Article], path: Path, format: str) -> list[Article | importing.Problem]:
    exporting.write(articles, path, format)
    return list(importing.read(path, format))


@pytest.mark.parametrize("format", importing.FORMATS)
@given(articles=stores(ruled=True))
@settings(max_examples=50, deadline=None)
def test_any_article_comes_back(format: str, articles: list[Article]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles"
        path.mkdir() if format == "markdown" else path.touch()
        found = round_trip(articles, path, format)
        assert not [each for each in found if not isinstance(each, Article)] or not articles
        assert sorted((each for each in found if isinstance(each, Article)), key=lambda each: each.key) == articles


@pytest.mark.parametrize("name", ["sample.csv", "sample.tsv", "sample.jsonl", "sample"])
def test_the_sample_comes_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    format = path.suffix.removeprefix(".") or "markdown"
    assert round_trip(sample.articles(), path, format) == sample.articles()


def test_keeps_files_of_a_folder_that_are_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "NOTES.txt").write_text("mine")
    exporting.write(sample.articles()[:1], tmp_path, "markdown")
    assert (tmp_path / "NOTES.txt").read_text() == "mine"
