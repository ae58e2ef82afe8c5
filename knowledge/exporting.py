"""Articles into files that importing.py reads back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from . import markdown, table
from .article import Article

_DELIMITERS = {"csv": ",", "tsv": "\t"}
_HEADER = ("key", "language", "title", "variant", "answer", "link", "category", "tags", "article_link")


def write(articles: Iterable[Article], path: Path, format: str) -> None:
    """`format`: one of importing.FORMATS. A file is replaced; in a folder of Markdown other files stay.

    Raises OSError, and KeyError for a format that does not exist.
    """
    if format == "markdown":
        for article in articles:
            markdown.write(path, article)
    elif format == "jsonl":
        with path.open("wb") as lines:
            for article in articles:
                lines.write(msgspec.json.encode(article) + b"\n")
    else:
        delimiter = _DELIMITERS[format]
        with path.open("w", encoding="utf-8", newline="") as file:
            table.write(file, delimiter, _rows(articles))


def _rows(articles: Iterable[Article]) -> Iterator[tuple[str, ...]]:
    """The header; then for each translation a row with its title and all else, and a row a variant."""
    yield _HEADER
    for article in articles:
        shared = (article.category or "", ", ".join(article.tags), article.link or "")
        for told in article.translations:
            yield (article.key, told.language, told.title, "", told.answer, told.link or "", *shared)
            for variant in told.variants:
                yield (article.key, told.language, "", variant, "", "", "", "", "")
