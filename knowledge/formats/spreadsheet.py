"""Articles as tables, CSV and TSV: a row with a title and an answer for each language, a row for each variant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..article import Article, ArticleError
from . import moment, table
from .item import Item
from .piece import EMPTY, Piece, Pieces, key_for, key_of, language_of, pieces
from .problem import Problem

DELIMITERS = {"csv": ",", "tsv": "\t"}
COLUMNS = (
    "key",
    "language",
    "question",
    "title",
    "variant",
    "answer",
    "link",
    "video",
    "category",
    "tags",
    "article_link",
    "valid_from",
    "valid_until",
    "channels",
    "audience",
    "needs",
    "confident",
    "-",
)
_HEADER = tuple(name for name in COLUMNS if name not in ("question", "-"))
_NAMELESS = (
    "The first row names no column as a question; write the names of the columns there, such as key,question,answer."
)
_NEEDED = frozenset({"key", "language", "answer"})  # other cells that are empty may be left out at a row's end
_ASKED = frozenset({"question", "title", "variant"})

# A spreadsheet takes these for a formula (OWASP, CSV injection), so that a quote stands before them in files.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read(path: Path, format: str, columns: Sequence[str] | None, default_language: str) -> Iterator[Item]:
    """Articles when all rows are read. Raises OSError, and ValueError for UTF-16."""
    # with columns named the file is raw output of some tool, without it came from a spreadsheet, which quotes
    quoted = format == "csv" or columns is None
    articles: dict[str, tuple[int, Pieces]] = {}
    for row in table.rows(path, "\t" if format == "tsv" else None, quoted=quoted):
        if isinstance(row, Problem):
            yield row
        elif columns is None:
            columns = [_column(cell) for cell in row[1]]
            yield from _unknown(path, row, columns)
            if not _ASKED & set(columns):
                yield Problem(path, row[0], _NAMELESS)
                return
        else:
            try:
                piece = _piece(row[1], columns, default_language)
                articles.setdefault(piece.key, (row[0], Pieces(piece.key)))[1].add(piece)
            except ArticleError as error:
                yield Problem(path, row[0], str(error))
    for line, found in articles.values():
        try:
            yield found.article()
        except ArticleError as error:
            yield Problem(path, line, str(error))


def write(articles: Iterable[Article], path: Path, format: str) -> None:
    """Raises OSError."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table.write(file, DELIMITERS[format], _rows(articles))


def check(columns: Sequence[str]) -> None:
    """Raises ValueError for columns that no table can have."""
    for column in columns:
        if column not in COLUMNS:
            raise ValueError(f"{column!r} is not a column; {_hint(column)}")
    if not _ASKED & set(columns):
        raise ValueError("One column has to be a question, a title or a variant.")


def _hint(column: str) -> str:
    near = difflib.get_close_matches(column, COLUMNS, 1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COLUMNS)}."


def _column(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _unknown(path: Path, row: tuple[int, list[str]], columns: Sequence[str]) -> Iterator[Problem]:
    for cell, column in zip(row[1], columns, strict=True):
        if column not in COLUMNS:
            yield Problem(path, row[0], f"{cell!r} is passed over: {_hint(column)}", lost=False)


def _piece(cells: list[str], columns: Sequence[str], default_language: str) -> Piece:
    if len(cells) > len(columns) or _NEEDED & set(columns[len(cells) :]):
        raise ArticleError("columns", f"The row has {len(cells)} columns; {len(columns)} were expected.")
    told = {column: _bare(cell.strip()) for column, cell in zip(columns, cells, strict=False)}
    asked = [told[column] for column in ("title", "question") if told.get(column)]
    variants = [told["variant"]] if told.get("variant") else []
    name = told.get("key")
    return Piece(
        key=key_of(name) if name else key_for("".join((asked + variants)[:1])),
        language=language_of(told.get("language") or default_language),
        title=asked[0] if asked else None,
        variants=(*asked[1:], *variants),
        **{field: _READ[field](told[field]) for field in _READ if told.get(field)},
    )


def _moment(cell: str) -> int:
    try:
        return moment.read(cell)
    except ValueError:
        raise ArticleError("valid_from", f"{cell[:40]!r} is not a date such as 2026-12-31T18:00.") from None


def _share(cell: str) -> float:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        raise ArticleError("confident", f"{cell[:40]!r} is not a number between 0 and 1.") from None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(each for each in re.split(r"\s*,\s*", cell) if each)


_READ: dict[str, Callable[[str], Any]] = {
    "answer": str,
    "link": str,
    "video": str,
    "category": str,
    "tags": _list,
    "article_link": str,
    "valid_from": _moment,
    "valid_until": _moment,
    "channels": _list,
    "audience": _list,
    "needs": _list,
    "confident": _share,
}


def _rows(articles: Iterable[Article]) -> Iterator[list[str]]:
    """The header; then for each translation a row with its title and all else, and a row a variant."""
    yield list(_HEADER)
    for article in articles:
        for piece in pieces(article):
            yield [_cell(name, getattr(piece, name, None)) for name in _HEADER]
            for variant in piece.variants:
                told = {"key": piece.key, "language": piece.language, "variant": variant}
                yield [_cell(name, told.get(name)) for name in _HEADER]


def _cell(name: str, value: Any) -> str:
    if value is None or value == EMPTY.get(name):
        return ""
    if name in ("valid_from", "valid_until"):
        return moment.written(value)
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return "'" + text if _FORMULA.match(text) else text


def _bare(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
