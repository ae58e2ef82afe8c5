"""Drafts in a real SQLite file: nobody's words are overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import given, settings
from hypothesis import strategies as st

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


class Told:
    """What an article and its draft are after some deeds, worked out without a database."""

    def __init__(self) -> None:
        self.history: list[Article | None] = []  # version by version; None: removed
        self.draft: tuple[Article, int] | None = None  # and the version that it was made of

    @property
    def now(self) -> Article | None:
        return self.history[-1] if self.history else None

    def put(self, article: Article | None) -> None:
        if article != self.now:
            self.history.append(article)

    def take_back(self) -> None:
        version, brought = len(self.history), self.now
        self.put(self.history[-2] if version > 1 else None)
        if brought is not None and self.draft is None:
            self.draft = brought, version
        if self.draft is not None and self.draft[1] == version:
            self.draft = self.draft[0], len(self.history)


DEEDS = st.lists(
    st.tuples(st.sampled_from(["import", "remove", "save", "discard", "publish", "undo"]), st.integers(0, 2))
)


@given(DEEDS)
@settings(max_examples=60)
def test_whatever_is_done_the_history_tells_it_and_nothing_is_lost(deeds: list[tuple[str, int]]) -> None:
    articles, told = (FIRST, SECOND, THIRD), Told()
    with closing(opened(Path(":memory:"))) as tx:
        for at, (deed, which) in enumerate(deeds, 1):
            draft = drafts.get(tx, "a")
            match deed:
                case "import":
                    store.put(tx, articles[which], at)
                    told.put(articles[which])
                case "remove":
                    store.remove(tx, "a", at)
                    if told.now is not None:
                        told.put(None)
                case "save":
                    drafts.save(tx, articles[which], draft.revision if draft else None, at, "ana")
                    told.draft = articles[which], told.draft[1] if told.draft else len(told.history)
                case "discard":
                    assert drafts.discard(tx, "a") == (told.draft is not None)
                    told.draft = None
                case "publish" if draft and told.draft:
                    if told.draft[1] == len(told.history):
                        drafts.publish(tx, "a", draft.revision, at, "ana")
                        told.put(told.draft[0])
                        told.draft = None
                    else:
                        with pytest.raises(Outdated):
                            drafts.publish(tx, "a", draft.revision, at, "ana")
                case "undo" if told.history:
                    assert drafts.take_back(tx, "a", len(told.history), at, "ana")
                    told.take_back()
            kept = drafts.get(tx, "a")
            assert (kept and (kept.article, kept.base_version)) == told.draft
            assert store.get(tx, "a") == told.now
            assert [versions.get(tx, "a", number) for number, _ in enumerate(told.history, 1)] == told.history
            assert versions.current(tx, "a") == len(told.history)
