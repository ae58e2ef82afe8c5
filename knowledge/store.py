"""Articles in a database that is handed in, in SQL that SQLite and PostgreSQL both understand.

Every change raises an article's version by one. A removed article keeps its row and its version, so that
one put again under the same key goes on counting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Protocol

from .article import Article, Translation

Row = dict[str, Any]


class Tx(Protocol):
    """A transaction of the database that the articles live in; parameters are named, `:name`."""

    def query(self, sql: str, params: dict[str, Any], /) -> Iterable[Row]: ...

    def execute(self, sql: str, params: dict[str, Any], /) -> object: ...


MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "m001_articles",
        (
            """
            CREATE TABLE articles (
                key TEXT PRIMARY KEY,
                category TEXT,
                link TEXT,
                tags TEXT NOT NULL,  -- a JSON array of strings
                version INTEGER NOT NULL,  -- from 1
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                removed_at BIGINT  -- NULL while the article stands
            )
            """,
            """
            CREATE TABLE translations (
                article TEXT NOT NULL REFERENCES articles (key),
                language TEXT NOT NULL,
                position INTEGER NOT NULL,  -- 0 is what other languages fall back on
                title TEXT NOT NULL,
                answer TEXT NOT NULL,
                link TEXT,
                PRIMARY KEY (article, language)
            )
            """,
            """
            CREATE TABLE variants (
                article TEXT NOT NULL,
                language TEXT NOT NULL,
                position INTEGER NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (article, language, position),
                FOREIGN KEY (article, language) REFERENCES translations (article, language)
            )
            """,
        ),
    ),
)


def put(tx: Tx, article: Article, at: int) -> bool:
    """Stores the article in place of what had its key; False when that was equal and nothing was written."""
    if get(tx, article.key) == article:
        return False
    tx.execute(
        """
        INSERT INTO articles (key, category, link, tags, version, created_at, updated_at)
        VALUES (:key, :category, :link, :tags, 1, :at, :at)
        ON CONFLICT (key) DO UPDATE SET
            category = excluded.category, link = excluded.link, tags = excluded.tags,
            version = articles.version + 1, updated_at = excluded.updated_at, removed_at = NULL
        """,
        {
            "key": article.key,
            "category": article.category,
            "link": article.link,
            "tags": json.dumps(article.tags, ensure_ascii=False),
            "at": at,
        },
    )
    _clear(tx, article.key)
    for position, translation in enumerate(article.translations):
        _put_translation(tx, article.key, position, translation)
    return True


def remove(tx: Tx, key: str, at: int) -> bool:
    """Takes the article away; False when there is none."""
    if get(tx, key) is None:
        return False
    tx.execute(
        "UPDATE articles SET removed_at = :at, updated_at = :at, version = version + 1 WHERE key = :key",
        {"key": key, "at": at},
    )
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
        INSERT INTO translations (article, language, position, title, answer, link)
        VALUES (:article, :language, :position, :title, :answer, :link)
        """,
        {
            "article": key,
            "language": translation.language,
            "position": position,
            "title": translation.title,
            "answer": translation.answer,
            "link": translation.link,
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
        "SELECT key, category, link, tags FROM articles WHERE removed_at IS NULL"
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
        yield Article(
            key=row["key"],
            category=row["category"],
            link=row["link"],
            tags=tuple(json.loads(row["tags"])),
            translations=tuple(
                Translation(
                    each["language"],
                    each["title"],
                    each["answer"],
                    each["link"],
                    told.get(each["language"], ()),
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
