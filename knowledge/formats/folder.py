"""Articles as a folder of Markdown: `<language>/<key>.md`, front matter and then the answer; pictures beside."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..article import LANGUAGE, Article, ArticleError
from . import front
from .item import Item
from .picture import Picture, Shelf, give_out, take_in
from .piece import Piece, Pieces, key_of, pieces
from .problem import Problem
from .shown import Shown

SUFFIXES = (".md", ".markdown")
_PICTURES = "pictures"
_HEADING = re.compile(r"# +(.+?)[ #]*(?:\n|\Z)")


def read(folder: Path, default_language: str) -> Iterator[Item]:
    """Articles by key; pages in the folder itself are in the default language, which comes first."""
    pages: defaultdict[str, list[tuple[str, Path]]] = defaultdict(list)
    for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES):
        language, name = _place(path.relative_to(folder), default_language)
        pages[key_of(name)].append((language, path))
    for key in sorted(pages):
        yield from _article(folder, key, sorted(pages[key], key=lambda page: (page[0] != default_language, page[0])))


def write(articles: Iterable[Article], folder: Path, shelf: Shelf) -> None:
    """One file a language and one a picture; files of other articles stay as they are. Raises OSError."""
    for article in articles:
        for piece in pieces(article):
            path = folder / piece.language / f"{piece.key}.md"
            path.parent.mkdir(parents=True, exist_ok=True)

            def beside(picture: Picture, here: Path = path.parent) -> str:
                place = folder / _PICTURES / picture.name
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(picture.data)
                return PurePosixPath(os.path.relpath(place, here)).as_posix()

            meta = front.write({name: getattr(piece, name) for name in front.FIELDS})
            path.write_text(f"{meta}{give_out(piece.answer, shelf, beside)}\n", encoding="utf-8", newline="\n")


def _place(path: Path, default_language: str) -> tuple[str, str]:
    """Language and name of a page by where it lies."""
    name = path.with_suffix("").as_posix()
    language, _, rest = name.partition("/")
    return (language, rest) if rest and LANGUAGE.fullmatch(language) else (default_language, name)


def _article(folder: Path, key: str, pages: list[tuple[str, Path]]) -> Iterator[Item]:
    found: list[tuple[Path, Piece]] = []
    for language, path in pages:
        try:
            text = path.read_text(encoding="utf-8-sig")
            meta, answer = front.split(text)
            if "title" not in meta and (heading := _HEADING.match(answer)):
                meta, answer = {**meta, "title": heading[1]}, answer[heading.end() :]
            if "title" not in meta:
                raise ArticleError("title", "The front matter has no title.")
            pictures = Shown(path, 1, folder)
            answer = take_in(answer, pictures.find)
            yield from pictures.found
            found.append((path, Piece(key, language, answer=answer.strip(), **front.read(meta))))
        except UnicodeDecodeError as error:
            yield Problem(path, 1 + error.object[: error.start].count(b"\n"), "This is not UTF-8 text.")
        except ArticleError as error:
            yield Problem(path, 1, str(error))
        else:
            for name in sorted(meta.keys() - set(front.FIELDS), key=str):
                yield Problem(path, 1, f"{name!r} is none of the fields known and is passed over.")
    joined = Pieces(key)
    for path, piece in sorted(found, key=lambda each: each[1].position):
        try:
            joined.add(piece)
        except ArticleError as error:
            yield Problem(path, 1, str(error))
    if found:
        try:
            yield joined.article()
        except ArticleError as error:
            yield Problem(found[0][0], 1, str(error))
