"""Articles into files that importing.py reads back as they were."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from .article import Article
from .formats import FORMATS, archive, chatwoot, faq, folder, lines, spreadsheet, zendesk
from .formats.shelf import Shelf, bare

_NAMES = {
    ".zendesk.json": "zendesk",
    ".chatwoot.json": "chatwoot",
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".html": "faq",
    ".htm": "faq",
    archive.SUFFIX: "markdown",
}


def write(articles: Iterable[Article], path: Path, format: str, shelf: Shelf = bare) -> None:
    """`format`: one of FORMATS. A file is replaced; in a folder of Markdown other files stay.

    Markdown is a folder, or where the path ends in .zip a zip of one. `shelf`: the pictures that go along; tables
    have no place for them and keep their addresses alone. Raises OSError, and ValueError for a format that does
    not exist.
    """
    match format:
        case "csv" | "tsv":
            spreadsheet.write(articles, path, format)
        case "jsonl":
            lines.write(articles, path, shelf)
        case "markdown" if path.suffix.lower() == archive.SUFFIX:
            with TemporaryDirectory(prefix="heard-export-") as pages:
                folder.write(articles, Path(pages), shelf)
                archive.pack(Path(pages), path)
        case "markdown":
            folder.write(articles, path, shelf)
        case "faq":
            faq.write(articles, path, shelf)
        case "zendesk":
            zendesk.write(articles, path, shelf)
        case "chatwoot":
            chatwoot.write(articles, path, shelf)
        case _:
            raise ValueError(f"{format!r} is not a format; there are {', '.join(FORMATS)}.")


def format_of(path: Path) -> str:
    """What the name of a file to be written says; a folder, or a name without an ending, is Markdown.

    Raises ValueError for another ending.
    """
    if path.is_dir() or not path.suffix:
        return "markdown"
    for ending, format in _NAMES.items():
        if path.name.lower().endswith(ending):
            return format
    raise ValueError(f"The name of {path.name} does not tell the format; end it in {', '.join(_NAMES)}.")
