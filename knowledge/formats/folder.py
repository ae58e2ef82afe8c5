"""Articles as a folder of Markdown: `<language>/<key>.md`, front matter and then the answer; pictures beside.

Front matter may name `key` and `language` where a page's place does not.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from babel import localedata

from ..article import LANGUAGE, Article, ArticleError
from ..picture import Picture
from . import front
from .item import Item
from .joining import join
from .piece import Piece, key_of, pieces
from .problem import Problem
from .shelf import Shelf, give_out, take_in
from .shown import Shown

SUFFIXES = (".md", ".markdown")
LARGEST = 8_000_000  # bytes of a page, which may have pictures written into it
_PICTURES = "pictures"
_PLACE = ("key", "language")
_HEADING = re.compile(r"# +(.+?)[ #]*(?:\n|\Z)")


def is_language(name: str) -> bool:
    """Whether a folder of this name is of a language, and not one that happens to be called "api" or "faq"."""
    return bool(LANGUAGE.fullmatch(name)) and localedata.exists(name.partition("-")[0])


def read(folder: Path, default_language: str) -> Iterator[Item]:
    """Articles by key; of languages without a position the default one comes first. Raises OSError."""
    found: defaultdict[str, list[tuple[Path, Piece]]] = defaultdict(list)
    for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file()):
        for item in _page(folder, path, default_language):
            if isinstance(item, Piece):
                found[item.key].append((path, item))
            else:
                yield item
    for key in sorted(found):
        pages = sorted(found[key], key=lambda page: (page[1].position, page[1].language != default_language))
        yield from join(((path, 1), piece) for path, piece in pages)


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

            told = {name: getattr(piece, name) for name in front.FIELDS if name not in _PLACE}
            if _place(path.relative_to(folder)) != (piece.language, piece.key):
                told |= {name: getattr(piece, name) for name in _PLACE}
            text = f"{front.write(told)}{give_out(piece.answer, shelf, beside)}\n"
            path.write_text(text, encoding="utf-8", newline="\n")


def _place(path: Path) -> tuple[str | None, str]:
    """Language and key of a page by where it lies; None = it does not tell."""
    name = path.with_suffix("").as_posix()
    language, _, rest = name.partition("/")
    return (language, key_of(rest)) if rest and is_language(language) else (None, key_of(name))


def _page(folder: Path, path: Path, default_language: str) -> Iterator[Piece | Picture | Problem]:
    language, key = _place(path.relative_to(folder))
    if (size := path.stat().st_size) > LARGEST:
        yield Problem(path, 1, f"The page has {size} bytes; {LARGEST} fit.")
        return
    try:
        meta, answer = front.split(path.read_text(encoding="utf-8-sig"))
        if "title" not in meta and (heading := _HEADING.match(answer)):
            meta, answer = {**meta, "title": heading[1]}, answer[heading.end() :]
        if "title" not in meta:
            raise ArticleError("title", "The front matter has no title.")
        shown = Shown(path, 1, folder)
        answer = take_in(answer.strip(), shown.find)
        yield from shown.found
        yield Piece(**{"key": key, "language": language or default_language, "answer": answer, **front.read(meta)})
    except UnicodeDecodeError as error:
        yield Problem(path, 1 + error.object[: error.start].count(b"\n"), "This is not UTF-8 text.")
    except ArticleError as error:
        yield Problem(path, 1, str(error))
    else:
        for name in sorted(meta.keys() - set(front.FIELDS), key=str):
            yield Problem(path, 1, f"{name!r} is none of the fields known and is passed over.", lost=False)
