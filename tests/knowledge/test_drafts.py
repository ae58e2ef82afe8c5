"""Drafts in a real SQLite file: nobody's words are overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils

from knowledge import drafts, store, versions
from knowledge.article import Article, Translation
from knowledge.drafts import Draft, Outdated, Overtaken
from knowledge.tx import Tx
from tests.knowledge.test_article_store import opened

FIRST = Article("a", translations=(Translation("en", "Where is my order?"),))
SECOND = replace(FIRST, tags=("orders",))
THIRD = replace(FIRST, tags=("orders", "parcels"))


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    with closing(opened(tmp_path / "heard.sqlite")) as database:
        yield database


def test_a_new_article_begins_as_a_draft_and_is_published(tx: Tx) -> None:
    draft = drafts.save(tx, FIRST, None, 100, "ana")
    assert draft == Draft(FIRST, 0, draft.revision, "draft", "ana", 100)
    assert (drafts.get(tx, "a"), store.get(tx, "a"), versions.current(tx, "a")) == (draft, None, 0)
    assert drafts.publish(tx, "a", draft.revision, 101, "ana", "Asked often")
    assert (drafts.get(tx, "a"), store.get(tx, "a"), versions.current(tx, "a")) == (None, FIRST, 1)
    assert (versions.of(tx, "a")[0].author, versions.of(tx, "a")[0].note) == ("ana", "Asked often")


def test_of_two_who_change_the_same_draft_the_second_is_told(tx: Tx) -> None:
    read = drafts.save(tx, FIRST, None, 100, "ana")
    changed = drafts.save(tx, SECOND, read.revision, 100, "bor")
    for late in (
        lambda: drafts.save(tx, THIRD, read.revision, 102, "ana"),
        lambda: drafts.save(tx, THIRD, None, 102, "ana"),
        lambda: drafts.submit(tx, "a", read.revision, 102, ""),
        lambda: drafts.publish(tx, "a", read.revision, 102, "ana"),
        lambda: drafts.discard(tx, "a", read.revision),
    ):
        with pytest.raises(Overtaken) as caught:
            late()
        assert caught.value.draft == changed
    assert drafts.get(tx, "a") == changed


def test_a_draft_from_before_one_that_is_gone_does_not_come_back(tx: Tx) -> None:
    """Its revision is not met again by those of a later draft."""
    read = drafts.save(tx, FIRST, None, 100, "ana")
    assert drafts.discard(tx, "a")
    assert not drafts.discard(tx, "a")
    with pytest.raises(Overtaken) as caught:
        drafts.save(tx, THIRD, read.revision, 101, "ana")
    assert caught.value.draft is None
    later = drafts.save(tx, SECOND, None, 102, "bor")
    assert later.revision > read.revision


def test_an_article_published_meanwhile_is_not_overwritten(tx: Tx) -> None:
    store.put(tx, FIRST, 1)
    draft = drafts.save(tx, SECOND, None, 2, "ana")
    store.put(tx, THIRD, 3, "import")
    with pytest.raises(Outdated) as caught:
        drafts.publish(tx, "a", draft.revision, 4, "ana")
    assert caught.value.version == 2
    assert (store.get(tx, "a"), drafts.get(tx, "a")) == (THIRD, draft)
    again = drafts.save(tx, SECOND, draft.revision, 5, "ana", base_version=2)
    assert drafts.publish(tx, "a", again.revision, 6, "ana")
    assert store.get(tx, "a") == SECOND


def test_new_words_take_a_draft_out_of_review(tx: Tx) -> None:
    draft = drafts.save(tx, FIRST, None, 100, "ana")
    asked = drafts.submit(tx, "a", draft.revision, 101, "Is this right?")
    assert (asked.state, asked.note, asked.author, asked.updated_at) == ("review", "Is this right?", "ana", 100)
    mended = drafts.save(tx, SECOND, asked.revision, 102, "bor")
    assert (mended.state, mended.note, mended.author, mended.base_version) == ("draft", "", "bor", 0)


def test_publishing_what_stands_already_makes_no_version(tx: Tx) -> None:
    store.put(tx, FIRST, 1)
    draft = drafts.save(tx, FIRST, None, 2, "ana")
    assert not drafts.publish(tx, "a", draft.revision, 3, "ana")
    assert (drafts.get(tx, "a"), versions.current(tx, "a")) == (None, 1)


def test_drafts_are_listed_by_key(tx: Tx) -> None:
    for key in ("b", "a"):
        drafts.save(tx, replace(FIRST, key=key), None, 1, "ana")
    assert [draft.article.key for draft in drafts.every(tx)] == ["a", "b"]
