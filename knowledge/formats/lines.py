"""Articles as JSON lines: one article a line, all fields by their names; a line for each picture that they show."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

import msgspec

from ..article import Article, Translation
from ..picture import Picture
from .item import Item
from .problem import Problem
from .shelf import Shelf, named

_PICTURE = re.compile(rb'\s*\{\s*"picture"\s*:')

_FIELDS = {field.name for field in fields(Article)}
_TRANSLATED = {field.name for field in fields(Translation)}


class _PictureLine(msgspec.Struct):
    picture: str  # base64


def read(path: Path) -> Iterator[Item]:
    """Raises OSError."""
    seen: dict[str, int] = {}
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            line = line.removeprefix(codecs.BOM_UTF8)
            try:
                item = _item(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                wrong = isinstance(error, msgspec.ValidationError)
                yield Problem(path, number, str(error) if wrong else "This is not JSON in UTF-8.")
                continue
            except ValueError as error:
                yield Problem(path, number, str(error))
                continue
            if isinstance(item, Article):
                if item.key in seen:
                    yield Problem(path, number, f"{item.key!r} is on line {seen[item.key]} already.")
                    continue
                seen[item.key] = number
                for name in _unknown(line):
                    yield Problem(path, number, f"{name!r} is none of the fields known and is passed over.", lost=False)
            yield item


def write(articles: Iterable[Article], path: Path, shelf: Shelf) -> None:
    """Raises OSError."""
    given: set[str] = set()
    with path.open("wb") as lines:
        for article in articles:
            for id in named(article) - given:
                given.add(id)
                if picture := shelf(id):
                    line = _PictureLine(base64.b64encode(picture.data).decode())
                    lines.write(msgspec.json.encode(line) + b"\n")
            lines.write(msgspec.json.encode(article) + b"\n")


def _unknown(line: bytes) -> list[str]:
    """Fields, of the article and its translations, that there are not; misspelt ones, most often."""
    told = msgspec.json.decode(line)
    inside = {name for translation in told["translations"] for name in translation}
    return sorted((told.keys() - _FIELDS) | (inside - _TRANSLATED))


def _item(line: bytes) -> Article | Picture:
    if not _PICTURE.match(line):
        return msgspec.json.decode(line, type=Article)
    try:
        return Picture(base64.b64decode(msgspec.json.decode(line, type=_PictureLine).picture, validate=True))
    except binascii.Error:
        raise ValueError("The picture's data cannot be read.") from None
