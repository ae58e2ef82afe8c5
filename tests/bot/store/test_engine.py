"""What every engine promises (bot.store.engine). A further engine joins by a line in ENGINES."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.store import meta
from bot.store.engine import Engine, Tx
from bot.store.sqlite import SqliteEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {"sqlite": lambda folder: SqliteEngine(folder / "heard.sqlite")}


@pytest.fixture(params=ENGINES)
def open_(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Engine]:
    """Opens the same database each time."""
    return lambda: ENGINES[request.param](tmp_path)


@pytest.fixture
async def engine(open_: Callable[[], Engine]) -> AsyncIterator[Engine]:
    opened = open_()
    yield opened
    await opened.aclose()


def put(name: str, value: str = "") -> Callable[[Tx], None]:
    return lambda tx: meta.put(tx, name, value)


def has(name: str) -> Callable[[Tx], bool]:
    return lambda tx: meta.get(tx, name) is not None


class Mistake(Exception):
    pass


async def test_what_was_written_is_there_after_a_new_start(open_: Callable[[], Engine]) -> None:
    first = open_()
    await first.write(put("a", "1"))
    epoch = first.epoch
    await first.aclose()
    second = open_()
    assert await second.read(lambda tx: meta.get(tx, "a")) == "1"
    assert second.epoch == epoch
    await second.aclose()


async def test_a_read_sees_every_finished_write(engine: Engine) -> None:
    for n in range(200):
        await engine.write(put(f"k{n}"))
        assert await engine.read(has(f"k{n}"))


async def test_a_write_sees_the_one_before_it(engine: Engine) -> None:
    await engine.write(put("n", "0"))

    def increment(tx: Tx) -> int:
        n = int(meta.get(tx, "n") or "0") + 1
        meta.put(tx, "n", str(n))
        return n

    assert sorted(await asyncio.gather(*(engine.write(increment) for _ in range(100)))) == list(range(1, 101))


async def test_what_raises_undoes_itself_alone(engine: Engine) -> None:
    def fails(tx: Tx) -> None:
        meta.put(tx, "half", "done")
        raise Mistake("no")

    results = await asyncio.gather(
        engine.write(put("before")), engine.write(fails), engine.write(put("after")), return_exceptions=True
    )
    assert isinstance(results[1], Mistake)
    assert [await engine.read(has(name)) for name in ("before", "half", "after")] == [True, False, True]


async def test_a_broken_rule_of_the_database_undoes_itself_alone(engine: Engine) -> None:
    def orphan(tx: Tx) -> None:
        meta.put(tx, "half", "done")
        tx.execute("INSERT INTO contact_tokens (hash, contact, created_at) VALUES ('h', 'nobody', 0)")

    results = await asyncio.gather(engine.write(orphan), engine.write(put("after")), return_exceptions=True)
    assert isinstance(results[0], Exception)
    assert [await engine.read(has(name)) for name in ("half", "after")] == [False, True]


async def test_who_asked_may_go_and_what_was_written_stays(engine: Engine) -> None:
    started, go = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        meta.put(tx, "slow", "")
        started.set()
        go.wait(10)

    asked = asyncio.gather(engine.write(slow))
    await asyncio.to_thread(started.wait, 10)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    go.set()
    await engine.write(put("next"))
    assert await engine.read(has("slow"))


async def test_a_read_is_one_state_while_others_write(engine: Engine) -> None:
    await engine.write(put("n", "1"))
    reading, go = threading.Event(), threading.Event()

    def twice(tx: Tx) -> tuple[str | None, str | None]:
        first = meta.get(tx, "n")
        reading.set()
        go.wait(10)
        return first, meta.get(tx, "n")

    async with asyncio.TaskGroup() as group:
        both = group.create_task(engine.read(twice))
        await asyncio.to_thread(reading.wait, 10)
        await engine.write(put("n", "2"))
        go.set()
    assert both.result() == ("1", "1")
    assert await engine.read(lambda tx: meta.get(tx, "n")) == "2"


async def test_a_read_cannot_write(engine: Engine) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await engine.read(put("a"))
    await engine.write(put("b"))
    assert not await engine.read(has("a"))


async def test_rows_come_as_dicts_or_as_tuples(engine: Engine) -> None:
    await engine.write(put("a", "1"))

    def work(tx: Tx) -> tuple[list[dict[str, object]], object]:
        sql = "SELECT name, value FROM meta WHERE name = :name"
        return list(tx.query(sql, {"name": "a"})), tx.execute(sql, {"name": "a"}).fetchone()

    rows, row = await engine.read(work)
    assert rows == [{"name": "a", "value": "1"}]
    assert tuple(row) == ("a", "1")
