"""Starting from the matcher's file, whatever happened to the articles since it was written."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.answers.answers import Answers
from bot.answers.matcher_file import MatcherFile, Stand
from bot.store import articles
from bot.store.sqlite import SqliteEngine
from bot.tasks import Tasks
from knowledge.article import Article, Translation
from knowledge.matcher import Matcher
from tests.fakes import database
from tests.fakes.shop import until

SUBJECTS = ("parcel", "refund", "password", "voucher", "invoice")


def article(word: str, question: str = "How do I get my {}?") -> Article:
    return Article(word, translations=(Translation("en", question.format(word), variants=(f"my {word} is lost",)),))


@asynccontextmanager
async def engine(folder: Path) -> AsyncIterator[SqliteEngine]:
    opened = SqliteEngine(database.put(folder / "heard.sqlite"))
    try:
        yield opened
    finally:
        await opened.aclose()


@asynccontextmanager
async def answers(opened: SqliteEngine, folder: Path) -> AsyncIterator[Answers]:
    found = Answers(opened, ("en",), "en", file=MatcherFile(folder / "matcher.npz"))
    await found.load()
    yield found
    await found.aclose()


async def put(opened: SqliteEngine, *changed: Article, at: int = 1) -> None:
    await opened.write(lambda tx: [articles.put(tx, each, at) for each in changed])


async def best(found: Answers, question: str) -> str:
    return (await found.search(question))[0].article


@pytest.fixture
def never_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start may not build a matcher of articles."""

    def build(kept: object, *_: object, **__: object) -> Matcher:
        assert not kept, "it was built"
        return Matcher()

    monkeypatch.setattr(Matcher, "build", build)


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[SqliteEngine]:
    """A database whose matcher was written when the server stopped."""
    async with engine(tmp_path) as opened:
        await put(opened, *map(article, SUBJECTS))
        async with answers(opened, tmp_path) as found:
            assert await best(found, "get my refund") == "refund"
        yield opened


async def test_a_start_reads_what_a_stop_wrote(kept: SqliteEngine, tmp_path: Path, never_built: None) -> None:
    async with answers(kept, tmp_path) as found:
        assert [await best(found, f"how do I get my {word}") for word in SUBJECTS] == list(SUBJECTS)


async def test_changes_since_are_caught_up(kept: SqliteEngine, tmp_path: Path, never_built: None) -> None:
    await put(kept, article("moon", "Do you ship to the {}?"), article("refund", "Money back for a {}"), at=2)
    await kept.write(lambda tx: articles.remove(tx, "voucher", 3))
    async with answers(kept, tmp_path) as found:
        assert await best(found, "ship to the moon") == "moon"
        assert await best(found, "money back") == "refund"
        assert all(match.article != "voucher" for match in await found.search("how do I get my voucher"))


async def test_a_file_of_another_database_is_not_used(kept: SqliteEngine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    async with engine(other) as opened:
        await put(opened, *[article(word) for word in ("apple", "pear", "plum", "fig", "lime", "kiwi")], at=9)
        (other / "matcher.npz").write_bytes((tmp_path / "matcher.npz").read_bytes())
        async with answers(opened, other) as found:
            assert await best(found, "how do I get my fig") == "fig"
            assert all(match.article not in SUBJECTS for match in await found.search("my parcel is lost"))


async def test_a_damaged_file_is_built_anew_and_written_again(kept: SqliteEngine, tmp_path: Path) -> None:
    (tmp_path / "matcher.npz").write_bytes(b"not arrays")
    async with answers(kept, tmp_path) as found:
        assert await best(found, "how do I get my parcel") == "parcel"
    assert Matcher.load(tmp_path / "matcher.npz")[0].keys == frozenset(SUBJECTS)


async def test_a_stop_without_changes_writes_nothing(kept: SqliteEngine, tmp_path: Path) -> None:
    before = (tmp_path / "matcher.npz").stat().st_mtime_ns
    async with answers(kept, tmp_path):
        pass
    assert (tmp_path / "matcher.npz").stat().st_mtime_ns == before


async def test_a_file_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    MatcherFile(tmp_path / "no such folder" / "matcher.npz").write(Matcher(), Stand())


async def test_many_changes_are_calibrated_and_written_while_it_answers(kept: SqliteEngine, tmp_path: Path) -> None:
    tasks = Tasks()
    async with answers(kept, tmp_path) as found:
        before = (tmp_path / "matcher.npz").stat().st_mtime_ns
        tasks.keep(found.settle, name="matcher")
        await put(kept, *[article(f"thing{number}") for number in range(30)], at=5)
        await found.follow()
        assert await best(found, "how do I get my thing7") == "thing7"
        await until(lambda: (tmp_path / "matcher.npz").stat().st_mtime_ns != before)
        await tasks.aclose()
    assert "thing7" in Matcher.load(tmp_path / "matcher.npz")[0].keys
