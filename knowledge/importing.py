"""Articles from files: CSV, TSV, JSON lines, a folder of Markdown. What they hold wrong is told by line."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from . import markdown, table
from .article import Article, ArticleError
from .piece import Piece, Pieces, key_for, key_of
from .problem import Problem

__all__ = ["COLUMNS", "FORMATS", "Problem", "read"]

FORMATS = {"csv": (".csv",), "tsv": (".tsv", ".tab"), "jsonl": (".jsonl", ".ndjson"), "markdown": ()}
COLUMNS = (
    "key",
    "language",
    "question",
    "title",
    "variant",
    "answer",
    "link",
    "category",
    "tags",
    "article_link",
    "-",
)
_DELIMITERS = {"csv": None, "tsv": "\t"}
_ASKED = frozenset({"question", "title", "variant"})


def read(
    path: Path, format: str | None = None, columns: Sequence[str] | None = None, default_language: str = "en"
) -> Iterator[Article | Problem]:
    """Articles and problems as they are found; a table's articles come when all its rows are read.

    `format`: one of FORMATS, None = by the file's name. `columns`: what the cells of a table without a
    header are, of COLUMNS ("-" is passed over); rows of one key make one article, its first question (or
    title) becomes the title, others variants. `default_language`: of rows and pages that name none. Raises
    ValueError for a format or column that does not exist and OSError where nothing can be read.
    """
    format = format or _format(path)
    if format not in FORMATS:
        raise ValueError(f"{format!r} is not a format; there are {', '.join(FORMATS)}.")
    if columns is not None:
        _check(format, columns)
    if format == "markdown":
        return markdown.read(path, default_language)
    if format == "jsonl":
        return _json_lines(path)
    return _table(path, format, columns, default_language)


def _format(path: Path) -> str:
    if path.is_dir():
        return "markdown"
    for format, suffixes in FORMATS.items():
        if path.suffix.lower() in suffixes:
            return format
    raise ValueError(f"The name of {path} does not tell its format; name one of {', '.join(FORMATS)}.")


def _table(
    path: Path, format: str, columns: Sequence[str] | None, default_language: str
) -> Iterator[Article | Problem]:
    # with columns named the file is raw output of some tool, without it came from a spreadsheet, which quotes
    rows = table.rows(path, _DELIMITERS[format], quoted=format == "csv" or columns is None)
    articles: dict[str, tuple[int, Pieces]] = {}
    for row in rows:
        if isinstance(row, Problem):
            yield row
        elif columns is None:
            columns = [_column(cell) for cell in row[1]]
            yield from _unknown(path, row, columns)
            if not _ASKED & set(columns):
                yield Problem(
                    path,
                    row[0],
                    "No column is a question; name the columns, for example key,question,answer.",
                )
                return
        else:
            try:
                piece = _piece(row[1], columns, default_language)
                articles.setdefault(piece.key, (row[0], Pieces(piece.key)))[1].add(piece)
            except ArticleError as error:
                yield Problem(path, row[0], str(error))
    for line, pieces in articles.values():
        try:
            yield pieces.article()
        except ArticleError as error:
            yield Problem(path, line, str(error))


def _check(format: str, columns: Sequence[str]) -> None:
    if format not in _DELIMITERS:
        raise ValueError("Only tables (csv, tsv) have columns.")
    for column in columns:
        if column not in COLUMNS:
            near = difflib.get_close_matches(column, COLUMNS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COLUMNS)}."
            raise ValueError(f"{column!r} is not a column; {hint}")
    if not _ASKED & set(columns):
        raise ValueError("One column has to be a question, a title or a variant.")


def _column(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _unknown(path: Path, row: tuple[int, list[str]], columns: Sequence[str]) -> Iterator[Problem]:
    for cell, column in zip(row[1], columns, strict=True):
        if column not in COLUMNS:
            yield Problem(path, row[0], f"{cell!r} is none of the columns known and is passed over.")


def _piece(cells: list[str], columns: Sequence[str], default_language: str) -> Piece:
    if len(cells) != len(columns):
        raise ArticleError("columns", f"The row has {len(cells)} columns; {len(columns)} were expected.")
    told = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
    asked = [told[column] for column in ("title", "question") if told.get(column)]
    variants = [told["variant"]] if told.get("variant") else []
    name = told.get("key")
    return Piece(
        key=key_of(name) if name else key_for("".join((asked + variants)[:1])),
        language=_language(told.get("language") or default_language),
        title=asked[0] if asked else None,
        variants=(*asked[1:], *variants),
        answer=told.get("answer", ""),
        link=told.get("link") or None,
        category=told.get("category") or None,
        tags=tuple(tag for tag in re.split(r"\s*,\s*", told.get("tags", "")) if tag),
        article_link=told.get("article_link") or None,
    )


def _language(code: str) -> str:
    """ "EN" and "pt_BR" as spreadsheets have them: "en", "pt-BR"."""
    primary, dash, rest = code.replace("_", "-").partition("-")
    return primary.lower() + dash + rest


def _json_lines(path: Path) -> Iterator[Article | Problem]:
    seen: dict[str, int] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                article = msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8), type=Article)
            except msgspec.ValidationError as error:
                yield Problem(path, number, str(error))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                yield Problem(path, number, "This is not JSON in UTF-8.")
            else:
                if article.key in seen:
                    yield Problem(path, number, f"{article.key!r} is on line {seen[article.key]} already.")
                else:
                    seen[article.key] = number
                    yield article
