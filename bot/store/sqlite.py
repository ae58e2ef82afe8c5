"""SQLite: one thread writes, a few read. Every acknowledged write has been fsynced."""

import asyncio
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

import structlog
from sqlite_utils import Database, Migrations

from bot.errors import Unavailable
from bot.store.engine import Tx, one
from bot.store.migrations import SETS, Step

T = TypeVar("T")
log = structlog.get_logger()

READERS = 2
MOST_IN_A_COMMIT = 500


class NewerDatabase(Exception):
    """The file was written by a later version; nothing was changed."""


class _Transaction(Database):
    """sqlite-utils puts a savepoint of its own around each query; inside an open transaction that is only cost."""

    def query(self, sql: str, params: Any = None) -> Any:
        cursor = self.conn.execute(sql, params or {})
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def execute(self, sql: str, params: Any = None) -> sqlite3.Cursor:
        return self.conn.execute(sql, params or {})


class _Job:
    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Callable[[Tx], Any], future: asyncio.Future[Any]) -> None:
        self.work = work
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None

    def settle(self) -> None:
        if self.future.done():  # whoever asked has gone; what was written stays written
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class SqliteEngine:
    """See bot.store.engine.Engine. One commit takes everything that was queued while the last one was synced."""

    def __init__(self, path: Path, *, busy_s: float = 5.0) -> None:
        """Opens or creates `path` and brings it up to date. Raises NewerDatabase."""
        self._path = path
        self._busy_s = busy_s
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            _create(path)
        migrator = connect(path, busy_s)
        try:
            migrate(migrator)
            self.epoch: str = _epoch(migrator)
        finally:
            migrator.close()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._writer = threading.Thread(target=self._write_all, name="sqlite-writer", daemon=True)
        self._writer.start()
        self._local = threading.local()
        self._opened: list[_Transaction] = []
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-reader")

    async def write(self, work: Callable[[Tx], T]) -> T:
        future: asyncio.Future[T] = self._loop.create_future()
        self._jobs.put(_Job(work, future))
        return await future

    async def read(self, work: Callable[[Tx], T]) -> T:
        return await self._loop.run_in_executor(self._readers, self._read, work)

    async def aclose(self) -> None:
        self._jobs.put(None)
        await asyncio.to_thread(self._writer.join)
        await asyncio.to_thread(self._readers.shutdown)
        for database in self._opened:
            database.conn.close()

    def _read(self, work: Callable[[Tx], T]) -> T:
        database: _Transaction | None = getattr(self._local, "database", None)
        if database is None:
            database = _transaction(connect(self._path, self._busy_s, check_same_thread=False))
            database.conn.execute("PRAGMA query_only=on")
            self._local.database = database
            self._opened.append(database)
        database.conn.execute("BEGIN")
        try:
            return work(database)
        finally:
            database.conn.execute("ROLLBACK")

    def _write_all(self) -> None:
        conn = connect(self._path, self._busy_s)
        tx = _transaction(conn)
        stopping = False
        while not stopping:
            batch: list[_Job] = []
            job = self._jobs.get()
            while job is not None:
                batch.append(job)
                if len(batch) == MOST_IN_A_COMMIT or self._jobs.empty():
                    break
                job = self._jobs.get_nowait()
            stopping = job is None
            if batch:
                self._commit(conn, tx, batch)
        conn.close()

    def _commit(self, conn: sqlite3.Connection, tx: _Transaction, batch: list[_Job]) -> None:
        try:
            conn.execute("BEGIN IMMEDIATE")
            if not self._together(tx, batch):
                conn.execute("ROLLBACK")
                conn.execute("BEGIN IMMEDIATE")
                for job in batch:
                    self._run(conn, tx, job)
            conn.execute("COMMIT")
        except sqlite3.Error as error:  # nothing of this batch is on disk
            log.error("write_failed", reason=str(error), jobs=len(batch))
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            for job in batch:
                job.error = Unavailable("Nothing can be saved right now. Please try again in a moment.")
        self._loop.call_soon_threadsafe(_settle, batch)

    @staticmethod
    def _together(tx: _Transaction, batch: list[_Job]) -> bool:
        """Whether all went well. Nearly always they do, and a savepoint for each costs a sixth of all the work."""
        try:
            for job in batch:
                job.result = job.work(tx)
        except sqlite3.OperationalError:  # the disk, not this job: the whole commit is in question
            raise
        except BaseException:
            return False
        return True

    @staticmethod
    def _run(conn: sqlite3.Connection, tx: _Transaction, job: _Job) -> None:
        """Within a savepoint of its own, so that it can fail alone."""
        conn.execute("SAVEPOINT job")
        try:
            job.result = job.work(tx)
        except sqlite3.OperationalError:
            raise
        except BaseException as error:
            job.error = error
            conn.execute("ROLLBACK TO job")
        conn.execute("RELEASE job")


def _settle(batch: list[_Job]) -> None:
    for job in batch:
        job.settle()


def connect(path: Path, busy_s: float = 5.0, *, check_same_thread: bool = True) -> sqlite3.Connection:
    # isolation_level None: transactions begin and end where this file says so.
    conn = sqlite3.connect(
        path, timeout=busy_s, isolation_level=None, check_same_thread=check_same_thread, cached_statements=512
    )
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute("PRAGMA foreign_keys=on")
    # Where pages are kept until a job's savepoint is released: a temporary file costs more than the job itself.
    conn.execute("PRAGMA temp_store=MEMORY")
    return conn


def _transaction(conn: sqlite3.Connection) -> _Transaction:
    return _Transaction(conn, recursive_triggers=False, execute_plugins=False)


def read_only(conn: sqlite3.Connection) -> Tx:
    """For a command that reads: one consistent state, until the connection is closed."""
    conn.execute("PRAGMA query_only=on")
    conn.execute("BEGIN")
    return _transaction(conn)


def migrate(conn: sqlite3.Connection, sets: Mapping[str, tuple[Step, ...]] = SETS) -> None:
    """Runs every step that has not run yet, each in a transaction of its own. Raises NewerDatabase.

    Meanwhile rows may refer to a table that is being made anew.
    """
    conn.execute("PRAGMA foreign_keys=off")
    try:
        _migrate(Database(conn), sets)
    finally:
        conn.execute("PRAGMA foreign_keys=on")


def _migrate(database: Database, sets: Mapping[str, tuple[Step, ...]]) -> None:
    for name, steps in sets.items():
        migrations = Migrations(name)
        for step, statements in steps:
            migrations(name=step)(_runner(statements))
        known = {step for step, _ in steps}
        newer = [applied.name for applied in migrations.applied(database) if applied.name not in known]
        if newer:
            raise NewerDatabase(f"This database was written by a newer version of Heard ({newer[0]}). Start that one.")
        migrations.apply(database)


def _runner(statements: tuple[str, ...]) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        for statement in statements:
            database.execute(statement)

    run.__name__ = "run"
    return run


def _epoch(conn: sqlite3.Connection) -> str:
    tx = _transaction(conn)
    tx.execute("INSERT INTO meta VALUES ('epoch', :value) ON CONFLICT DO NOTHING", {"value": secrets.token_hex(4)})
    row = one(tx.query("SELECT value FROM meta WHERE name = 'epoch'"))
    assert row is not None
    return str(row["value"])


def _create(path: Path) -> None:
    """An empty file that no other user may read, nor what SQLite puts beside it. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def backup(source: Path, target: Path) -> None:
    """Copies a database that may be in use. The copy is a log of its own: it gets a new epoch.

    Raises OSError, of it FileExistsError where `target` is there already, and sqlite3.Error.
    """
    _create(target)
    origin = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    with origin, copy:
        origin.backup(copy)
        copy.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", (secrets.token_hex(4),))
    origin.close()
    copy.close()
