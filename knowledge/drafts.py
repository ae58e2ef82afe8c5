"""Articles as they are being written: one draft an article, which nobody overwrites unseen, until it is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from . import store, versions
from .article import Article
from .tx import Row, Tx, one

State = Literal["draft", "review"]

_COLUMNS = "content, base_version, revision, state, author, updated_at, note"
_RISING = "revision = CASE WHEN revision < :at THEN :at ELSE revision + 1 END"


@dataclass(frozen=True, slots=True)
class Draft:
    article: Article
    base_version: int  # of the published article that it was made of; 0 = there was none
    revision: int  # rises with every change, from one draft of an article to the next too
    state: State  # review: its author asks for somebody to look at it
    author: str  # of the newest words
    updated_at: int  # UTC ms
    note: str = ""  # what whoever asks for a look wants to say


class Overtaken(Exception):
    """Somebody else changed the draft meanwhile. `draft`: as it is now; None = published or thrown away."""

    def __init__(self, draft: Draft | None) -> None:
        super().__init__("The draft is no longer the one that was read.")
        self.draft = draft


class Outdated(Exception):
    """Another version of the article was published after the draft was begun. `version`: the newest one."""

    def __init__(self, version: int) -> None:
        super().__init__("The draft was made of an older version.")
        self.version = version


def get(tx: Tx, key: str) -> Draft | None:
    row = one(tx.query(f"SELECT {_COLUMNS} FROM drafts WHERE article = :key", {"key": key}))
    return _draft(row) if row else None


def every(tx: Tx) -> list[Draft]:
    """By key."""
    return [_draft(row) for row in tx.query(f"SELECT {_COLUMNS} FROM drafts ORDER BY article", {})]


def save(
    tx: Tx, article: Article, revision: int | None, at: int, author: str, base_version: int | None = None
) -> Draft:
    """The draft of this article from now on, no longer under review.

    `revision`: of the draft that this was made of; None = there was none. `base_version`: None = that of the draft
    before, or where there was none the newest. Raises Overtaken.
    """
    if base_version is None and revision is None:
        base_version = versions.current(tx, article.key)
    values = {
        "key": article.key,
        "content": versions.written(article),
        "base": base_version,
        "revision": revision,
        "author": author,
        "at": at,
    }
    if revision is None:
        rows = tx.query(
            f"""
            INSERT INTO drafts (article, content, base_version, revision, state, author, updated_at, note)
            VALUES (:key, :content, :base, :at, 'draft', :author, :at, '')
            ON CONFLICT (article) DO NOTHING RETURNING {_COLUMNS}
            """,
            values,
        )
    else:
        rows = tx.query(
            f"""
            UPDATE drafts SET content = :content, base_version = COALESCE(:base, base_version), state = 'draft',
                {_RISING}, author = :author, updated_at = :at, note = ''
            WHERE article = :key AND revision = :revision RETURNING {_COLUMNS}
            """,
            values,
        )
    return _changed(tx, article.key, one(rows))


def submit(tx: Tx, key: str, revision: int, at: int, note: str) -> Draft:
    """Asks for a look at it. Raises Overtaken."""
    rows = tx.query(
        f"""
        UPDATE drafts SET state = 'review', note = :note, {_RISING}
        WHERE article = :key AND revision = :revision RETURNING {_COLUMNS}
        """,
        {"key": key, "revision": revision, "at": at, "note": note},
    )
    return _changed(tx, key, one(rows))


def discard(tx: Tx, key: str, revision: int | None = None) -> bool:
    """Throws the draft away; False when there is none. `revision`: only this one, else raises Overtaken."""
    draft = get(tx, key)
    if draft is None:
        return False
    if revision not in (None, draft.revision):
        raise Overtaken(draft)
    tx.execute("DELETE FROM drafts WHERE article = :key", {"key": key})
    return True


def publish(tx: Tx, key: str, revision: int, at: int, author: str, note: str = "") -> bool:
    """The draft becomes the article; False when the article was just so already. Raises Overtaken, Outdated."""
    draft = get(tx, key)
    if draft is None or draft.revision != revision:
        raise Overtaken(draft)
    newest = versions.current(tx, key)
    if draft.base_version != newest:
        raise Outdated(newest)
    discard(tx, key)
    return store.put(tx, draft.article, at, author, note)


def take_back(tx: Tx, key: str, version: int, at: int, author: str) -> bool:
    """Undoes the newest version: what stood before it stands again, and what it brought is a draft once more.

    A draft that was made of it stays and is now one of what stands. False when what stood before was not kept.
    Raises Outdated when there is a newer version.
    """
    newest = versions.current(tx, key)
    if newest != version:
        raise Outdated(newest)
    if versions.one_of(tx, key, version) is None or (version > 1 and versions.one_of(tx, key, version - 1) is None):
        return False
    brought, before = versions.get(tx, key, version), versions.get(tx, key, version - 1)
    if before is None:
        store.remove(tx, key, at, author)
    else:
        store.put(tx, before, at, author)
    if brought is not None and get(tx, key) is None:
        save(tx, brought, None, at, author)
    tx.execute(
        "UPDATE drafts SET base_version = :base WHERE article = :key AND base_version = :version",
        {"key": key, "version": version, "base": versions.current(tx, key)},
    )
    return True


def carry(tx: Tx, key: str, change: Callable[[Article], Article], at: int) -> None:
    """Does to the draft, where there is one, what the newest version did to the article: publishing would undo it."""
    draft = get(tx, key)
    if draft is None:
        return
    newest = versions.current(tx, key)
    tx.execute(
        f"UPDATE drafts SET content = :content, base_version = :base, {_RISING} WHERE article = :key",
        {
            "key": key,
            "content": versions.written(change(draft.article)),
            "base": newest if draft.base_version == newest - 1 else draft.base_version,
            "at": at,
        },
    )


def _changed(tx: Tx, key: str, row: Row | None) -> Draft:
    if row is None:
        raise Overtaken(get(tx, key))
    return _draft(row)


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(
        versions.read(row["content"]),
        row["base_version"],
        row["revision"],
        row["state"],
        row["author"],
        row["updated_at"],
        row["note"],
    )
