"""Articles as Zendesk's Help Center API gives them, one file with all or a folder with its pages.

{"articles": [...], "translations": [...], "sections": [...], "categories": [...]}, each list optional but the first;
translations may also stand within their article. Bodies are HTML. What we write beside that stands under `heard`.
https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from ..article import Article, ArticleError
from . import html, records
from .item import Item
from .joining import Place, join
from .kept import Kept, keep, restore
from .piece import SHARED, Piece, labels, language_of, pieces
from .problem import Problem
from .records import Record
from .shelf import Shelf, give_out
from .shown import Shown

_POPULAR = "popular"  # the tag of what Zendesk calls promoted
_HELD = ("title", "link", "category", "tags")


class _Translation(msgspec.Struct, omit_defaults=True):
    locale: str
    title: str | None = None
    body: str | None = None
    draft: bool = False
    html_url: str | None = None
    source_id: int | None = None
    source_type: str = "Article"
    heard: Kept | None = None


class _Article(_Translation, omit_defaults=True, kw_only=True):
    """With the translation of its `locale` in itself."""

    id: int
    source_locale: str | None = None
    label_names: list[str] | None = None
    section_id: int | None = None
    promoted: bool = False
    translations: list[_Translation] = []


class _Section(msgspec.Struct):
    id: int
    name: str = ""


_KINDS = {
    "sections": _Section,
    "section": _Section,
    "articles": _Article,
    "article": _Article,
    "translations": _Translation,
    "translation": _Translation,
}


def is_one(path: Path) -> bool:
    return bool(records.names(path) & {"articles", "article", "translations", "translation"})


def read(path: Path) -> Iterator[Item]:
    """Articles when all files are read; drafts are told and passed over. Raises OSError."""
    centre = _Centre()
    for record in records.read(path, _KINDS):
        if isinstance(record, Problem):
            yield record
        else:
            centre.add(record)
    found: list[tuple[Place, Piece]] = []
    for place, article, told in centre.translations():
        if told.draft:
            yield Problem(*place, f"{_name(article, told)} is a draft and is passed over.", lost=False)
            continue
        shown = Shown(*place)
        try:
            found.append((place, _piece(centre, article, told, shown)))
        except ArticleError as error:
            yield Problem(*place, f"{_name(article, told)}: {error}")
        yield from shown.found
    yield from join(found)


def write(articles: Iterable[Article], path: Path, shelf: Shelf) -> None:
    """Raises OSError."""
    sections: dict[str, int] = {}
    written: list[dict[str, Any]] = []
    for number, article in enumerate(articles, 1):
        if article.category:
            sections.setdefault(article.category, len(sections) + 1)
        first, *others = (_told(piece, shelf, number) for piece in pieces(article))
        written.append(
            {
                "id": number,
                "source_locale": first["locale"],
                "section_id": sections.get(article.category or ""),
                "label_names": list(article.tags),
                "promoted": _POPULAR in article.tags,
                **first,
                "translations": others,
            }
        )
    groups = [{"id": id, "category_id": 1, "name": name} for name, id in sections.items()]
    categories = [{"id": 1, "name": "Help"}] if groups else []
    file = {"articles": written, "sections": groups, "categories": categories, "count": len(written)}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(file), indent=1))


def _told(piece: Piece, shelf: Shelf, number: int) -> dict[str, Any]:
    body = html.render(give_out(piece.answer, shelf, lambda picture: picture.inline))
    held = _HELD if piece.position == 0 else (*_HELD, *SHARED, "key", "article_link")
    return {
        "source_id": number,
        "source_type": "Article",
        "locale": piece.language.lower(),
        "title": piece.title,
        "body": body,
        "html_url": piece.link,
        "draft": False,
        "heard": keep(piece, held, body),
    }


def _piece(centre: _Centre, article: _Article, told: _Translation, shown: Shown) -> Piece:
    body = told.body or ""
    kept = article.heard.key if article.heard else None
    tags = labels(article.label_names or ())
    return restore(
        told.heard,
        partial(html.markdown, body, shown.find, told.html_url),
        body,
        key=kept or f"zendesk-{article.id}",
        language=language_of(told.locale, centre.locales(article.id)),
        title=told.title,
        link=told.html_url,
        category=centre.sections.get(article.section_id or 0),
        tags=tags if _POPULAR in tags or not article.promoted else (*tags, _POPULAR),
    )


def _name(article: _Article, told: _Translation) -> str:
    return f"Article {article.id} in {told.locale}"


class _Centre:
    """What the files of a help centre hold, before it is put together."""

    def __init__(self) -> None:
        self.sections: dict[int, str] = {}
        self._articles: dict[int, list[tuple[Place, _Article]]] = {}
        self._apart: dict[int, list[tuple[Place, _Translation]]] = {}

    def add(self, record: Record) -> None:
        match record.told:
            case _Section() as section:
                self.sections.setdefault(section.id, section.name)
            case _Article() as article:
                self._articles.setdefault(article.id, []).append((record.place, article))
            case _Translation(source_id=int() as id, source_type="Article") as told:
                self._apart.setdefault(id, []).append((record.place, told))

    def translations(self) -> Iterator[tuple[Place, _Article, _Translation]]:
        """Each article's, its source first, one a locale."""
        for id, articles in self._articles.items():
            _, article = articles[0]
            found: dict[str, tuple[Place, _Translation]] = {}
            for place, told in self._of(id):
                found.setdefault(told.locale.lower(), (place, told))
            source = (article.source_locale or "").lower()
            for locale in sorted(found, key=lambda each: each != source):
                yield found[locale][0], article, found[locale][1]

    def locales(self, article: int) -> Collection[str]:
        return [told.locale for _, told in self._of(article)]

    def _of(self, article: int) -> Iterator[tuple[Place, _Translation]]:
        for place, one in self._articles[article]:
            yield place, one
            yield from ((place, told) for told in one.translations)
        yield from self._apart.get(article, ())
