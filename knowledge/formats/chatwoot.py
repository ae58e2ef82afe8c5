"""Articles as Chatwoot's help centre API gives them, one file with all or a folder with its pages.

{"payload": [...]}, an article in one language each, its content Markdown; `associated_article_id` names the one that
it is a translation of, which may also hold its translations as `associated_articles`. What we write beside that
stands under `heard` in an article's `meta`. https://developers.chatwoot.com/api-reference/help-center
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from ..article import Article, ArticleError
from . import records
from .item import Item
from .joining import Place, join
from .kept import Kept, keep, restore
from .piece import Piece, key_of, labels, language_of, pieces
from .problem import Problem
from .shelf import Shelf, give_out, take_in
from .shown import Shown

_HELD = ("title", "category", "tags")


class _Category(msgspec.Struct):
    id: int | None = None
    name: str | None = None
    locale: str | None = None


class _Meta(msgspec.Struct):
    tags: list[str] | None = None
    heard: Kept | None = None


class _Article(msgspec.Struct):
    id: int
    title: str | None = None
    content: str | None = None
    status: str | int = "published"
    locale: str | None = None
    category: _Category | None = None
    meta: _Meta | None = None
    associated_article_id: int | None = None
    associated_articles: list[_Article] | None = None


def is_one(path: Path) -> bool:
    return "payload" in records.names(path)


def read(path: Path, default_language: str) -> Iterator[Item]:
    """Articles when all files are read; those not published are told and passed over. Raises OSError."""
    portal = _Portal(default_language)
    for record in records.read(path, {"payload": _Article}):
        if isinstance(record, Problem):
            yield record
        else:
            portal.add(record.place, record.told)
    found: list[tuple[Place, Piece]] = []
    for place, article in portal.articles():
        if article.status not in ("published", 1):
            yield Problem(*place, f"Article {article.id} is not published and is passed over.", lost=False)
            continue
        shown = Shown(*place)
        try:
            found.append((place, _piece(portal, article, shown)))
        except ArticleError as error:
            yield Problem(*place, f"Article {article.id}: {error}")
        yield from shown.found
    yield from join(found)


def write(articles: Iterable[Article], path: Path, shelf: Shelf) -> None:
    """Raises OSError."""
    payload: list[dict[str, Any]] = []
    categories: dict[tuple[str, str], int] = {}
    for article in articles:
        root: int | None = None
        for piece in pieces(article):
            id = len(payload) + 1
            payload.append(
                {
                    "id": id,
                    "slug": key_of(f"{id}-{piece.key.replace('/', '-')}-{piece.language.lower()}"),
                    "title": piece.title,
                    "content": give_out(piece.answer, shelf, lambda picture: picture.inline),
                    "description": "",
                    "status": "published",
                    "position": id * 10,
                    "locale": piece.language.replace("-", "_"),
                    "associated_article_id": root,
                    "category": _category(piece, categories),
                    "meta": {"tags": list(piece.tags), "heard": keep(piece, _HELD)},
                }
            )
            root = root or id
    file = {"payload": payload, "meta": {"articles_count": len(payload), "current_page": 1}}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(file), indent=1))


def _category(piece: Piece, ids: dict[tuple[str, str], int]) -> dict[str, Any] | None:
    """Chatwoot's categories are of one language each."""
    if not piece.category:
        return None
    id = ids.setdefault((piece.category, piece.language), len(ids) + 1)
    return {"id": id, "name": piece.category, "locale": piece.language.replace("-", "_")}


def _piece(portal: _Portal, article: _Article, shown: Shown) -> Piece:
    root = portal.root(article)
    meta = article.meta or _Meta()
    return restore(
        meta.heard,
        partial(take_in, article.content or "", shown.find),
        key=f"chatwoot-{root}",
        language=language_of(portal.locale(article), portal.locales(root)),
        title=article.title,
        category=(article.category and article.category.name) or None,
        tags=labels(meta.tags or ()),
    )


class _Portal:
    """What the files of a help centre hold, before it is put together."""

    def __init__(self, default_language: str) -> None:
        self._default = default_language
        self._articles: dict[int, tuple[Place, _Article]] = {}
        self._roots: dict[int, int] = {}

    def add(self, place: Place, article: _Article) -> None:
        """With the translations that stand in it."""
        self._articles[article.id] = (place, article)
        if article.associated_article_id is not None:
            self._roots[article.id] = article.associated_article_id
        for other in article.associated_articles or ():
            self._roots[other.id] = article.id
            self._articles.setdefault(other.id, (place, other))

    def articles(self) -> Iterator[tuple[Place, _Article]]:
        """Those that are no translation of another first."""
        return iter(sorted(self._articles.values(), key=lambda each: each[1].id in self._roots))

    def root(self, article: _Article) -> int:
        return self._roots.get(article.id, article.id)

    def locale(self, article: _Article) -> str:
        return article.locale or (article.category and article.category.locale) or self._default

    def locales(self, root: int) -> Collection[str]:
        return [self.locale(article) for _, article in self._articles.values() if self.root(article) == root]
