"""Articles in a database that is handed in, in SQL that SQLite and PostgreSQL both understand.

Every change raises an article's version by one and keeps what stood there (see versions.py). A removed article
keeps its row and its version, so that one put again under the same key goes on counting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from . import versions
from .article import Article, Translation
from .tx import Row, Tx

_PLAIN = ("key", "category", "link", "valid_from", "valid_until", "confident")
_LISTS = ("tags", "channels", "audience", "needs")  # JSON arrays of strings


def put(tx: Tx, article: Article, at: int, author: str = "", note: str = "") -> bool:
    """Stores the article in place of what had its key; False when that was equal and nothing was written.

    `author` and `note`: who changed it and why, for the article's history.
    """
    before = get(tx, article.key)
    if before == article:
        return False
    versions.begin(tx, article.key, before)
    tx.execute(
        """
        INSERT INTO articles (
            key, category, link, tags, valid_from, valid_until, channels, audience, needs, confident,
            version, created_at, updated_at)
        VALUES (
            :key, :category, :link, :tags, :valid_from, :valid_until, :channels, :audience, :needs, :confident,
            1, :at, :at)
        ON CONFLICT (key) DO UPDATE SET
            category = excluded.category, link = excluded.link, tags = excluded.tags,
            valid_from = excluded.valid_from, valid_until = excluded.valid_until, channels = excluded.channels,
            audience = excluded.audience, needs = excluded.needs, confident = excluded.confident,
            version = articles.version + 1, updated_at = excluded.updated_at, removed_at = NULL
        """,
        {
            **{name: getattr(article, name) for name in _PLAIN},
            **{name: json.dumps(getattr(article, name), ensure_ascii=False) for name in _LISTS},
            "at": at,
        },
    )
    versions.keep(tx, article.key, article, at, author, note)
    _clear(tx, article.key)
    for position, translation in enumerate(article.translations):
        _put_translation(tx, article.key, position, translation)
    return True


def remove(tx: Tx, key: str, at: int, author: str = "", note: str = "") -> bool:
    """Takes the article away; False when there is none."""
    before = get(tx, key)
    if before is None:
        return False
    versions.begin(tx, key, before)
    tx.execute(
        "UPDATE articles SET removed_at = :at, updated_at = :at, version = version + 1 WHERE key = :key",
        {"key": key, "at": at},
    )
    versions.keep(tx, key, None, at, author, note)
    _clear(tx, key)
    return True


def get(tx: Tx, key: str) -> Article | None:
    """None when no article has this key."""
    found = list(_read(tx, key))
    return found[0] if found else None


def articles(tx: Tx) -> Iterator[Article]:
    """All articles by key, in three queries, read as they are asked for: write nothing to `tx` in between."""
    return _read(tx, None)


def count(tx: Tx) -> int:
    rows = tx.query("SELECT COUNT(*) AS articles FROM articles WHERE removed_at IS NULL", {})
    return int(next(iter(rows))["articles"])


def _put_translation(tx: Tx, key: str, position: int, translation: Translation) -> None:
    tx.execute(
        """
        INSERT INTO translations (article, language, position, title, answer, link, video)
        VALUES (:article, :language, :position, :title, :answer, :link, :video)
        """,
        {
            "article": key,
            "language": translation.language,
            "position": position,
            "title": translation.title,
            "answer": translation.answer,
            "link": translation.link,
            "video": translation.video,
        },
    )
    for number, text in enumerate(translation.variants):
        tx.execute(
            """
            INSERT INTO variants (article, language, position, text)
            VALUES (:article, :language, :position, :text)
            """,
            {"article": key, "language": translation.language, "position": number, "text": text},
        )


def _clear(tx: Tx, key: str) -> None:
    tx.execute("DELETE FROM variants WHERE article = :key", {"key": key})
    tx.execute("DELETE FROM translations WHERE article = :key", {"key": key})


def _read(tx: Tx, key: str | None) -> Iterator[Article]:
    """One article, or all where `key` is None. The queries share one order and are read side by side."""
    one: dict[str, Any] = {} if key is None else {"key": key}
    article = "" if key is None else "WHERE article = :key"
    found = tx.query(
        f"SELECT {', '.join((*_PLAIN, *_LISTS))} FROM articles WHERE removed_at IS NULL"
        f"{'' if key is None else ' AND key = :key'} ORDER BY key",
        one,
    )
    translations = _Groups(tx.query(f"SELECT * FROM translations {article} ORDER BY article, position", one))
    variants = _Groups(tx.query(f"SELECT * FROM variants {article} ORDER BY article, language, position", one))
    for row in found:
        told = {
            language: tuple(variant["text"] for variant in group)
            for language, group in groupby(variants.of(row["key"]), lambda variant: str(variant["language"]))
        }
        lists: dict[str, Any] = {name: tuple(json.loads(row[name])) for name in _LISTS}
        yield Article(
            **{name: row[name] for name in _PLAIN},
            **lists,
            translations=tuple(
                Translation(
                    each["language"],
                    each["title"],
                    each["answer"],
                    each["link"],
                    told.get(each["language"], ()),
                    each["video"],
                )
                for each in translations.of(row["key"])
            ),
        )


class _Groups:
    """Rows in the order of the articles that they belong to, handed out article by article."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def of(self, key: str) -> list[Row]:
        group = []
        while self._next is not None and self._next["article"] == key:
            group.append(self._next)
            self._next = next(self._rows, None)
        return group
