"""Articles from files. What they hold wrong is told by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .article import Article
from .formats import FORMATS, chatwoot, faq, folder, lines, spreadsheet, zendesk
from .formats.item import Item
from .formats.problem import Problem
from .picture import Picture

__all__ = ["FORMATS", "Item", "Picture", "Problem", "format_of", "read"]

_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    **dict.fromkeys(faq.SUFFIXES, "faq"),
}


def read(
    path: Path, format: str | None = None, columns: Sequence[str] | None = None, default_language: str = "en"
) -> Iterator[Item]:
    """Articles, the pictures that they show and problems, as they are found; a file without any is a problem too.

    `format`: one of FORMATS, None = by the file's name, a folder's by what lies in it. `columns`: what the cells
    of a table without a header are, of spreadsheet.COLUMNS ("-" is passed over); rows of one key make one
    article, its first question (or title) becomes the title, others variants. `default_language`: of what names
    none. Raises ValueError for a format or column that does not exist and OSError where nothing can be read.
    """
    format = format or format_of(path)
    if columns is not None:
        if format not in spreadsheet.DELIMITERS:
            raise ValueError("Only tables (csv, tsv) have columns.")
        spreadsheet.check(columns)
    return _looked_over(path, _items(path, format, columns, default_language))


def _items(path: Path, format: str, columns: Sequence[str] | None, default_language: str) -> Iterator[Item]:
    match format:
        case "csv" | "tsv":
            return spreadsheet.read(path, format, columns, default_language)
        case "jsonl":
            return lines.read(path)
        case "markdown":
            return folder.read(path, default_language)
        case "faq":
            return faq.read(path, default_language)
        case "zendesk":
            return zendesk.read(path)
        case "chatwoot":
            return chatwoot.read(path, default_language)
    raise ValueError(f"{format!r} is not a format; there are {', '.join(FORMATS)}.")


def _looked_over(path: Path, items: Iterable[Item]) -> Iterator[Item]:
    """Says at the end that there was nothing, and which languages are none; those are most often misspelt."""
    strange: dict[str, list[str]] = {}
    empty = True
    for item in items:
        empty = False
        if isinstance(item, Article):
            for told in item.translations:
                if not folder.is_language(told.language):
                    strange.setdefault(told.language, []).append(item.key)
        yield item
    if empty:
        yield Problem(path, 1, "There is no article in it.")
    for language, keys in strange.items():
        many = f"{len(keys)} articles are in it, the first of them {keys[0]!r}" if keys[1:] else f"{keys[0]!r} is in it"
        yield Problem(path, 1, f"{language!r} is not a language that is known; {many}.", lost=False)


def format_of(path: Path) -> str:
    """What a file's name says, or of JSON and of a folder what is in it. Raises ValueError where that is nothing."""
    if path.is_dir():
        return _format_of_folder(path)
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix == ".json":
        if zendesk.is_one(path):
            return "zendesk"
        if chatwoot.is_one(path):
            return "chatwoot"
    raise ValueError(f"The name of {path.name} does not tell its format; name one of {', '.join(FORMATS)}.")


def _format_of_folder(path: Path) -> str:
    """Pages of Markdown before pages of HTML before JSON: exports of the latter may hold the former."""
    files = sorted(each for each in path.rglob("*") if each.is_file())
    if any(each.suffix.lower() in folder.SUFFIXES for each in files):
        return "markdown"
    if any(each.suffix.lower() in faq.SUFFIXES for each in files):
        return "faq"
    for file in files:
        if file.suffix.lower() == ".json":
            return format_of(file)
    raise ValueError(f"There is nothing in {path.name} that holds articles: no .md, .html or .json.")
