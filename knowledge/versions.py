"""What articles were: each version as it was published, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from .article import Article
from .tx import Row, Tx, one

MOST = 100  # versions at once

_COLUMNS = "version, at, author, note, content IS NULL AS removed"


@dataclass(frozen=True, slots=True)
class Version:
    version: int  # from 1
    at: int  # UTC ms
    author: str  # as it was given to store.put; "" = not known
    note: str
    removed: bool  # True: from then on there was no article


def keep(tx: Tx, key: str, article: Article | None, at: int, author: str, note: str) -> None:
    """As the version that the article has now; None: it was removed."""
    tx.execute(
        """
        INSERT INTO versions (article, version, at, author, note, content)
        SELECT key, version, :at, :author, :note, :content FROM articles WHERE key = :key
        """,
        {"key": key, "at": at, "author": author, "note": note, "content": article and written(article)},
    )


def begin(tx: Tx, key: str, article: Article | None) -> None:
    """Before a change: keeps an article that was there before versions were kept."""
    tx.execute(
        """
        INSERT INTO versions (article, version, at, author, note, content)
        SELECT key, version, updated_at, '', '', :content FROM articles WHERE key = :key
        ON CONFLICT (article, version) DO NOTHING
        """,
        {"key": key, "content": article and written(article)},
    )


def current(tx: Tx, key: str) -> int:
    """The version that the article has now, also where it was removed; 0 where there never was one."""
    row = one(tx.query("SELECT version FROM articles WHERE key = :key", {"key": key}))
    return int(row["version"]) if row else 0


def newest(tx: Tx) -> dict[str, Version]:
    """Of each article that there is, by key."""
    rows = tx.query(
        """
        SELECT a.key, a.version, a.updated_at, COALESCE(v.author, '') AS author, COALESCE(v.note, '') AS note
        FROM articles a LEFT JOIN versions v ON v.article = a.key AND v.version = a.version
        WHERE a.removed_at IS NULL
        """,
        {},
    )
    return {row["key"]: Version(row["version"], row["updated_at"], row["author"], row["note"], False) for row in rows}


def of(tx: Tx, key: str, before: int | None = None, limit: int = MOST) -> list[Version]:
    """The newest first. `before`: only those below this version."""
    rows = tx.query(
        f"""
        SELECT {_COLUMNS} FROM versions
        WHERE article = :key AND version < :before ORDER BY version DESC LIMIT :limit
        """,
        {"key": key, "before": current(tx, key) + 1 if before is None else before, "limit": limit},
    )
    return [_version(row) for row in rows]


def one_of(tx: Tx, key: str, version: int) -> Version | None:
    """None where there is none, or it was not kept."""
    row = one(
        tx.query(
            f"SELECT {_COLUMNS} FROM versions WHERE article = :key AND version = :version",
            {"key": key, "version": version},
        )
    )
    return _version(row) if row else None


def latest(tx: Tx, key: str) -> Version | None:
    """Also one that took the article away; None as for one_of."""
    return one_of(tx, key, current(tx, key))


def get(tx: Tx, key: str, version: int) -> Article | None:
    """None where it was removed with this version, or where there is no such version."""
    row = one(
        tx.query(
            "SELECT content FROM versions WHERE article = :key AND version = :version",
            {"key": key, "version": version},
        )
    )
    return read(row["content"]) if row and row["content"] is not None else None


def written(article: Article) -> str:
    """As JSON, from which `read` makes the same article."""
    return msgspec.json.encode(article).decode()


def read(content: str) -> Article:
    return msgspec.json.decode(content, type=Article)


def _version(row: Row) -> Version:
    return Version(row["version"], row["at"], row["author"], row["note"], bool(row["removed"]))
