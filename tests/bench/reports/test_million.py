"""The bench's own database, small: what is counted in columns is what SQL counts in rows."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.bus.memory import MemoryBus
from bot.figures.books_file import BooksFile
from bot.figures.figures import Figures
from bot.reports import Filter, compare, groups, overview, series
from bot.store.sqlite import SqliteEngine
from bot.tasks import Tasks
from tests.bench.reports.million import Sizes, make

NOW = 1_763_800_000_000
ALL = Filter(since=0, until=NOW)


class Opened:
    def __init__(self, path: Path) -> None:
        self.at = NOW
        self.closed = False
        self.tasks = Tasks()
        self.engine = SqliteEngine(path)
        self.figures = Figures(
            self.engine,
            MemoryBus(),
            lambda: self.at,
            "Europe/Ljubljana",
            BooksFile(path.with_name("f.npz")),
            self.tasks,
        )

    async def row(self, sql: str, **params: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = await self.engine.read(lambda tx: tx.execute(sql, params).fetchone())
        return found

    async def aclose(self) -> None:
        if self.closed:
            return
        self.closed = True
        await self.tasks.aclose()
        await self.figures.aclose()
        await self.engine.aclose()


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    make(tmp_path / "heard.sqlite", Sizes(2_000), NOW)
    it = Opened(tmp_path / "heard.sqlite")
    yield it
    await it.aclose()


async def test_the_overview_says_what_sql_says(opened: Opened) -> None:
    told = await opened.figures.study(lambda books: overview(books, ALL))
    n, good = await opened.row(
        "SELECT COUNT(*), SUM(r.value >= 4) FROM rating_requests q JOIN ratings r ON r.request = q.id"
        " WHERE q.metric = 'csat' AND q.moment <> 'reask'"
    )
    assert (told.csat.n, told.csat.value) == (n, pytest.approx(100 * good / n))
    asked, answered = await opened.row(
        "SELECT COUNT(*), COUNT(r.request) FROM rating_requests q LEFT JOIN ratings r ON r.request = q.id"
        " WHERE q.moment NOT IN ('reask', 'kiosk')"
    )
    assert (told.ratings.asked, told.ratings.answered) == (asked, answered)
    assert told.response.value == pytest.approx(100 * answered / asked)
    ended, alone = await opened.row("SELECT COUNT(*), SUM(person = 0) FROM episodes")
    assert (told.conversations, told.contained.value) == (ended, pytest.approx(100 * alone / ended))
    assert sum(part.weight or 0 for part in told.parts) == pytest.approx(1)
    (beside,) = [part for part in told.parts if part.weight is None]
    again = "SELECT COUNT(*) FROM rating_requests WHERE moment = 'reask'"
    assert (beside.moment, (beside.satisfied.n,)) == ("reask", await opened.row(again))
    assert told.cases.opened == (await opened.row("SELECT COUNT(*) FROM cases"))[0]


async def test_groups_and_points_add_up(opened: Opened) -> None:
    since = (await opened.row("SELECT MIN(asked_at) FROM rating_requests"))[0]
    where = Filter(since=since, until=NOW)

    def work(books: Any) -> tuple[Any, Any]:
        return groups(books, where, ["agent", "hour", "topic"], "csat", {}), series(books, where, ["csat", "handle"])

    grouped, told = await opened.figures.study(work)
    for grouping in grouped.of:
        assert sum(group.figure.n for group in grouping.groups) == grouping.all.n
    assert sum(point.n for point in told.series[0].points) == grouped.of[0].all.n
    assert all(a.until == b.at for a, b in zip(told.series[0].points, told.series[0].points[1:], strict=False))


async def test_a_narrowed_report_is_that_group(opened: Opened) -> None:
    where = Filter(since=0, until=NOW, channel=("telegram",))

    def work(books: Any) -> tuple[Any, Any]:
        (by,) = groups(books, ALL, ["channel"], "csat", {}).of
        return overview(books, where).csat, next(it.figure for it in by.groups if it.key == "telegram")

    narrowed, group = await opened.figures.study(work)
    assert narrowed == group


async def test_agents_who_differ_are_told_apart(opened: Opened) -> None:
    found = await opened.figures.study(
        lambda books: compare(
            books,
            Filter(since=0, until=NOW, handler=("article",)),
            Filter(since=0, until=NOW, handler=("agent",)),
            ["contained", "csat", "handle"],
        )
    )
    contained, csat, handle = found.compared
    assert (contained.verdict, contained.difference and contained.difference.value) == ("higher", 100)
    assert csat.p is not None
    assert (handle.verdict, handle.needed) == ("too_few", 10)  # articles are not handled
    assert found.tested == 2


async def test_changes_are_caught_up_with_and_the_file_holds_the_same(opened: Opened, tmp_path: Path) -> None:
    before = await opened.figures.study(lambda books: overview(books, ALL))

    def change(tx: Any) -> None:
        tx.execute(
            "UPDATE ratings SET value = 1, comment = 'Все плохо', updated_at = :at WHERE request IN ("
            " SELECT r.request FROM ratings r JOIN rating_requests q ON q.id = r.request"
            " WHERE q.metric = 'csat' AND r.value = 5 LIMIT 10)",
            {"at": NOW},
        )

    await opened.engine.write(change)
    opened.at += 5_000
    after = await opened.figures.study(lambda books: overview(books, ALL))
    assert (after.csat.n, after.ratings) == (before.csat.n, before.ratings)
    assert after.distribution["csat"][0] == before.distribution["csat"][0] + 10
    assert await opened.figures.study(lambda books: len(books.comments.search("плохо"))) == 10
    await opened.aclose()
    again = Opened(tmp_path / "heard.sqlite")
    again.at = opened.at
    try:
        assert (tmp_path / "f.npz").exists()
        assert await again.figures.study(lambda books: overview(books, ALL)) == after
    finally:
        await again.aclose()


async def test_books_that_nobody_reads_are_closed(opened: Opened) -> None:
    await opened.figures.study(lambda books: overview(books, ALL))
    opened.at += 31 * 60_000
    await opened.figures.tend()
    assert opened.figures.open is False
    told = await opened.figures.study(lambda books: overview(books, ALL))
    assert told.conversations == Sizes(2_000).episodes
