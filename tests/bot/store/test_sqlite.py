import asyncio
import os
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import Unavailable
from bot.store import meta
from bot.store.engine import Tx
from bot.store.migrations import SETS
from bot.store.sqlite import NewerDatabase, SqliteEngine, backup, connect, migrate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "heard.sqlite"


@pytest.fixture
async def engine(path: Path) -> AsyncIterator[SqliteEngine]:
    opened = SqliteEngine(path, busy_s=0.1)
    yield opened
    await opened.aclose()


# -- group commit -------------------------------------------------------------------


async def test_one_commit_takes_all_that_waits(engine: SqliteEngine, path: Path) -> None:
    started, go = threading.Event(), threading.Event()

    def hold(tx: Tx) -> None:
        started.set()
        go.wait(10)

    commits: list[int] = []

    def note(tx: Tx, n: int) -> None:
        commits.append(tx.execute("SELECT COUNT(*) FROM meta WHERE name LIKE 'k%'").fetchone()[0])
        meta.put(tx, f"k{n}", "")

    async with asyncio.TaskGroup() as group:
        group.create_task(engine.write(hold))
        await asyncio.to_thread(started.wait, 10)
        before = path.with_name("heard.sqlite-wal").stat().st_size
        jobs = [group.create_task(engine.write(lambda tx, n=n: note(tx, n))) for n in range(300)]
        await asyncio.sleep(0)
        go.set()
    assert [job.result() for job in jobs] == [None] * 300
    assert commits == list(range(300))
    pages = (path.with_name("heard.sqlite-wal").stat().st_size - before) // 4096
    assert pages < 100, "a commit each would have written a page each"


# -- when nothing can be written -------------------------------------------------------


async def test_a_full_disk_refuses_and_recovers_by_itself(engine: SqliteEngine, path: Path) -> None:
    await engine.write(lambda tx: meta.put(tx, "before", ""))

    def no_more_pages(tx: Tx) -> None:
        pages = tx.execute("PRAGMA page_count").fetchone()[0]
        tx.execute(f"PRAGMA max_page_count = {pages}")

    await engine.write(no_more_pages)
    big = "x" * 100_000
    results = await asyncio.gather(
        *(engine.write(lambda tx, n=n: meta.put(tx, f"big{n}", big)) for n in range(3)), return_exceptions=True
    )
    assert [type(result) for result in results] == [Unavailable] * 3
    assert await engine.read(lambda tx: meta.get(tx, "before")) == ""
    assert await engine.read(lambda tx: meta.get(tx, "big0")) is None

    await engine.write(lambda tx: tx.execute("PRAGMA max_page_count = 1000000"))
    await engine.write(lambda tx: meta.put(tx, "big0", big))
    assert await engine.read(lambda tx: meta.get(tx, "big0")) == big
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_database_that_another_holds_is_waited_for_and_then_refused(engine: SqliteEngine, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            await engine.write(lambda tx: meta.put(tx, "a", ""))
        assert await engine.read(lambda tx: meta.get(tx, "a")) is None
        other.execute("ROLLBACK")
    await engine.write(lambda tx: meta.put(tx, "a", ""))
    assert await engine.read(lambda tx: meta.get(tx, "a")) == ""


# -- versions --------------------------------------------------------------------------


async def test_a_newer_database_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    newer = {**SETS, "bot": (*SETS["bot"], ("m999_tomorrow", ("CREATE TABLE tomorrow (id TEXT)",)))}
    with closing(connect(path)) as connection:
        migrate(connection, newer)
    with pytest.raises(NewerDatabase, match="m999_tomorrow"):
        SqliteEngine(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'tomorrow'").fetchone()


def test_a_step_that_fails_leaves_nothing_behind(path: Path) -> None:
    path.parent.mkdir()
    broken = {"bot": (*SETS["bot"], ("m999_broken", ("CREATE TABLE half (id TEXT)", "CREATE TABLE half (id TEXT)")))}
    with closing(connect(path)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, broken)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert "half" not in tables
        assert "conversations" in tables
        migrate(connection)


def test_steps_run_once(path: Path) -> None:
    path.parent.mkdir()
    with closing(connect(path)) as connection:
        migrate(connection)
        connection.execute("INSERT INTO meta VALUES ('a', 'b')")
        migrate(connection)
        assert connection.execute("SELECT value FROM meta").fetchone() == ("b",)
        assert Database(connection)["events"].exists()


# -- backup ------------------------------------------------------------------------------


async def test_a_backup_while_writing_is_whole_and_another_log(
    engine: SqliteEngine, path: Path, tmp_path: Path
) -> None:
    async with asyncio.TaskGroup() as group:
        for n in range(200):
            group.create_task(engine.write(lambda tx, n=n: meta.put(tx, f"k{n}", "")))
        await engine.write(lambda tx: meta.put(tx, "first", ""))
        await asyncio.to_thread(backup, path, tmp_path / "copy.sqlite")
    restored = SqliteEngine(tmp_path / "copy.sqlite")
    assert await restored.read(lambda tx: meta.get(tx, "first")) == ""
    assert restored.epoch != engine.epoch
    await restored.aclose()


async def test_a_backup_replaces_no_file(engine: SqliteEngine, path: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("mine")
    with pytest.raises(FileExistsError):
        backup(path, tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="no permissions of this kind")
async def test_nobody_else_on_the_machine_reads_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "data" / "heard.sqlite"
    engine = SqliteEngine(path)
    await engine.write(lambda tx: meta.put(tx, "first", ""))
    backup(path, tmp_path / "copy.sqlite")
    assert {
        file.stat().st_mode & 0o077 for file in (path.parent, *path.parent.iterdir(), tmp_path / "copy.sqlite")
    } == {0}
    await engine.aclose()


async def test_every_commit_is_synced(engine: SqliteEngine, path: Path) -> None:
    def settings(tx: Tx) -> tuple[str, int, int]:
        return tuple(
            tx.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        )

    assert await engine.write(settings) == ("wal", 2, 1)
