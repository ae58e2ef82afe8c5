"""Articles as a folder of Markdown: `<language>/<key>.md`, TOML between two `+++` lines, then the answer."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w

from .article import LANGUAGE, Article, ArticleError
from .piece import Piece, Pieces, key_of
from .problem import Problem

_FENCE = "+++"
_TEXTS = ("title", "link", "category", "article_link")
_LISTS = ("variants", "tags")
_POSITION = "position"  # of this language among the article's; 0 is what others fall back on


def read(folder: Path, default_language: str) -> Iterator[Article | Problem]:
    """Articles by key; pages in the folder itself are in the default language, which comes first."""
    pages: defaultdict[str, list[tuple[str, Path]]] = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        language, name = _place(path.relative_to(folder), default_language)
        pages[key_of(name)].append((language, path))
    for key in sorted(pages):
        yield from _article(key, sorted(pages[key], key=lambda page: (page[0] != default_language, page[0])))


def write(folder: Path, article: Article) -> None:
    """One file a language; files of other articles stay as they are."""
    for position, told in enumerate(article.translations):
        meta: dict[str, Any] = {
            "title": told.title,
            "variants": list(told.variants),
            "link": told.link,
            "tags": list(article.tags),
            "category": article.category,
            "article_link": article.link,
            _POSITION: position,
        }
        front = tomli_w.dumps({name: value for name, value in meta.items() if value not in (None, [])})
        path = folder / told.language / f"{article.key}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{_FENCE}\n{front}{_FENCE}\n{told.answer}\n", encoding="utf-8", newline="\n")


def _place(path: Path, default_language: str) -> tuple[str, str]:
    """Language and name of a page by where it lies."""
    name = path.as_posix().removesuffix(".md")
    language, _, rest = name.partition("/")
    return (language, rest) if rest and LANGUAGE.fullmatch(language) else (default_language, name)


def _article(key: str, pages: list[tuple[str, Path]]) -> Iterator[Article | Problem]:
    found: list[tuple[int, Path, Piece]] = []
    for language, path in pages:
        try:
            position, piece = _page(key, language, path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            yield Problem(path, 1 + error.object[: error.start].count(b"\n"), "This is not UTF-8 text.")
        except tomllib.TOMLDecodeError as error:
            yield Problem(path, 1, f"The front matter is not TOML: {error}.")
        except ArticleError as error:
            yield Problem(path, 1, str(error))
        else:
            found.append((position, path, piece))
    pieces = Pieces(key)
    for _, path, piece in sorted(found, key=lambda each: each[0]):
        try:
            pieces.add(piece)
        except ArticleError as error:
            yield Problem(path, 1, str(error))
    if found:
        yield pieces.article()


def _page(key: str, language: str, text: str) -> tuple[int, Piece]:
    front, fence, answer = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not (text.startswith(_FENCE) and fence):
        raise ArticleError("title", "A page begins with front matter between two lines of +++.")
    meta = tomllib.loads(front)
    _check(meta)
    piece = Piece(
        key,
        language,
        title=meta.get("title"),
        variants=tuple(meta.get("variants", ())),
        answer=answer.strip(),
        link=meta.get("link"),
        category=meta.get("category"),
        tags=tuple(meta.get("tags", ())),
        article_link=meta.get("article_link"),
    )
    return meta.get(_POSITION, 0), piece


def _check(meta: dict[str, Any]) -> None:
    if "title" not in meta:
        raise ArticleError("title", "The front matter has no title.")
    for name, value in meta.items():
        if name in _TEXTS:
            right = isinstance(value, str)
        elif name in _LISTS:
            right = isinstance(value, list) and all(isinstance(each, str) for each in value)
        elif name == _POSITION:
            right = isinstance(value, int)
        else:
            raise ArticleError(
                name, f"The front matter has {name!r}, which is none of {', '.join((*_TEXTS, *_LISTS))}."
            )
        if not right:
            raise ArticleError(name, f"{name!r} is not {'a text' if name in _TEXTS else 'a list of texts'}.")
