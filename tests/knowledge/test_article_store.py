"""What is stored is what is read, in a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlite_utils
from hypothesis import given, settings

from knowledge import migrations, store, versions
from knowledge.article import Article, Translation
from knowledge.tx import Tx
from tests.knowledge.strategies import stores


def opened(path: Path) -> sqlite_utils.Database:
    database = sqlite_utils.Database(path)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA synchronous = OFF")  # what a power cut would leave is not asked here
    migrate(database, migrations.STEPS)
    return database


def migrate(database: sqlite_utils.Database, steps: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    for _, statements in steps:
        for statement in statements:
            database.execute(statement)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    with closing(opened(tmp_path / "heard.sqlite")) as database:
        yield database


def article(key: str, title: str = "Where is my order?", *variants: str) -> Article:
    return Article(key, translations=(Translation("en", title, variants=variants),))


@given(stores())
@settings(max_examples=40)
def test_what_is_stored_is_what_is_read(kept: list[Article]) -> None:
    with TemporaryDirectory() as folder, closing(opened(Path(folder) / "heard.sqlite")) as tx:
        for each in kept:
            assert store.put(tx, each, 1)
        assert list(store.articles(tx)) == kept
        assert [store.get(tx, each.key) for each in kept] == kept
        assert store.count(tx) == len(kept)
        assert not any(store.put(tx, each, 2) for each in kept)


def test_each_change_raises_the_version(tx: Tx) -> None:
    assert store.put(tx, article("a"), 1)
    assert not store.put(tx, article("a"), 2)
    assert versions.current(tx, "a") == 1
    assert store.put(tx, article("a", "Another title", "v"), 3)
    assert versions.current(tx, "a") == 2
    assert store.get(tx, "a") == article("a", "Another title", "v")


def test_a_removed_article_is_gone_and_counts_on_when_put_again(tx: Tx) -> None:
    store.put(tx, article("a"), 1)
    assert store.remove(tx, "a", 2)
    assert not store.remove(tx, "a", 3)
    assert (store.get(tx, "a"), store.count(tx), list(store.articles(tx))) == (None, 0, [])
    assert store.put(tx, article("a"), 4)
    assert (store.get(tx, "a"), versions.current(tx, "a")) == (article("a"), 3)


def test_reads_all_articles_in_three_queries(tx: sqlite_utils.Database) -> None:
    for number in range(20):
        store.put(tx, article(f"a{number}", "T", "v"), 1)
    asked: list[str] = []
    with tx.tracer(lambda sql, params: asked.append(sql)):
        assert len(list(store.articles(tx))) == 20
    assert len([sql for sql in asked if "SELECT" in sql]) == 3


def test_an_article_from_before_rules_and_versions_is_read_and_changed(tmp_path: Path) -> None:
    with closing(sqlite_utils.Database(tmp_path / "heard.sqlite")) as tx:
        migrate(tx, migrations.STEPS[:1])
        tx.execute("INSERT INTO articles VALUES ('a', 'Orders', NULL, '[\"x\"]', 3, 1, 2, NULL)")
        tx.execute("INSERT INTO translations VALUES ('a', 'en', 0, 'Where is it?', 'Here.', NULL)")
        tx.execute("INSERT INTO variants VALUES ('a', 'en', 0, 'where')")
        migrate(tx, migrations.STEPS[1:])
        before = Article("a", "Orders", None, ("x",), (Translation("en", "Where is it?", "Here.", None, ("where",)),))
        assert store.get(tx, "a") == before
        assert store.put(tx, article("a"), 5, "ana")
        assert [(it.version, it.at, it.author) for it in versions.of(tx, "a")] == [(4, 5, "ana"), (3, 2, "")]
        assert versions.get(tx, "a", 3) == before
