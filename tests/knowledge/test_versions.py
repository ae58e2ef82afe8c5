"""What an article was, version by version, in a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import given

from knowledge import store, versions
from knowledge.article import Article, Translation
from knowledge.tx import Tx
from knowledge.versions import Version
from tests.knowledge.strategies import articles
from tests.knowledge.test_article_store import opened

FIRST = Article("a", translations=(Translation("en", "Where is my order?"),))
SECOND = replace(FIRST, tags=("orders",), confident=0.8)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    with closing(opened(tmp_path / "heard.sqlite")) as database:
        yield database


def test_each_change_is_kept_with_who_and_why(tx: Tx) -> None:
    store.put(tx, FIRST, 1, "import")
    store.put(tx, FIRST, 2, "a_1")
    store.put(tx, SECOND, 3, "a_1", "Say when")
    store.remove(tx, "a", 4, "a_2", "Nobody asks")
    assert versions.of(tx, "a") == [
        Version(3, 4, "a_2", "Nobody asks", removed=True),
        Version(2, 3, "a_1", "Say when", removed=False),
        Version(1, 1, "import", "", removed=False),
    ]
    assert versions.latest(tx, "a") == versions.one_of(tx, "a", 3) == versions.of(tx, "a")[0]
    assert [it.version for it in versions.of(tx, "a", before=3, limit=1)] == [2]
    assert versions.one_of(tx, "a", 4) is None
    assert [versions.get(tx, "a", version) for version in (1, 2, 3, 4)] == [FIRST, SECOND, None, None]
    assert (versions.current(tx, "a"), versions.current(tx, "b"), versions.of(tx, "b")) == (3, 0, [])


@pytest.mark.parametrize("change", ["put", "remove"])
def test_an_article_from_before_versions_were_kept_is_kept_when_it_changes(tx: Tx, change: str) -> None:
    store.put(tx, FIRST, 1, "import")
    store.put(tx, SECOND, 2, "import")
    tx.execute("DELETE FROM versions", {})
    if change == "put":
        store.put(tx, FIRST, 3, "a_1")
    else:
        store.remove(tx, "a", 3, "a_1")
    assert [(it.version, it.at, it.author) for it in versions.of(tx, "a")] == [(3, 3, "a_1"), (2, 2, "")]
    assert versions.get(tx, "a", 2) == SECOND


@given(articles())
def test_what_is_written_is_what_is_read(article: Article) -> None:
    assert versions.read(versions.written(article)) == article
