"""The reports' books on this node: opened with the first report, kept up to date, closed when nobody asks."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import numpy as np
import structlog

from bot.bus.base import Bus
from bot.clock import HOUR_MS, MINUTE_MS, Clock
from bot.errors import Unavailable
from bot.events import CASES, FIGURES
from bot.figures.books_file import BooksFile
from bot.reports.books import Books, Ended
from bot.reports.zone import Zone
from bot.store import books as rows
from bot.store import episode_figures
from bot.store.books import Asking
from bot.store.engine import Engine, Tx
from bot.tasks import Tasks

log = structlog.get_logger()

T = TypeVar("T")

AT_ONCE = 10_000
"""Rows that are read at a time, so that neither chats nor other reports wait for long."""

MARGIN_MS = MINUTE_MS
"""What changed so long before the books were last brought up to date is read again: a write may have waited."""

FRESH_MS = 1_000
"""After which the books are brought up to date though nobody told of a change: another process may have written."""

CLOSED_MS = 30 * MINUTE_MS
"""After which without a report the books are closed: they take 150 bytes a rating."""

TENDED_MS = 6 * HOUR_MS
"""How old the file may get: a report then reads less than a day's rows."""

FIXED_AT_ONCE = 200
"""Old episodes whose figures are fixed in one go."""

WATCHED = frozenset({FIGURES, CASES})
"""Streams whose growth may change a figure."""

NOW = 2**62


class Figures:
    def __init__(self, engine: Engine, bus: Bus, clock: Clock, timezone: str, file: BooksFile, tasks: Tasks) -> None:
        """`timezone`: the installation's, an IANA name. `tasks` run what opens the books."""
        self.zone = Zone(timezone)
        self._engine = engine
        self._clock = clock
        self._file = file
        self._tasks = tasks
        # All that touches the books runs in this one thread.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="figures")
        self._opening = asyncio.Lock()
        self._reached = asyncio.Condition()
        self._books: Books | None = None
        self._back_to = NOW  # all rows from then on are in the books
        self._at = 0  # what changed before is in the books
        self._changed = True
        self._asked_at = 0
        self._filed_at = 0
        self._unlisten = bus.listen(self._hinted, lambda topic, news: None)

    def _hinted(self, streams: frozenset[str]) -> None:
        self._changed = self._changed or bool(streams & WATCHED)

    @property
    def open(self) -> bool:
        """Whether the books take memory now."""
        return self._books is not None

    # -- reading ----------------------------------------------------------------------

    async def study(self, work: Callable[[Books], T], since: int = 0) -> T:
        """What `work` makes of the books, which hold all rows from `since` (UTC ms) on and every finished write.

        Raises Unavailable where the rows could not be read.
        """
        self._asked_at = self._clock()
        books = await self._current()
        async with self._reached:
            await self._reached.wait_for(lambda: self._back_to <= since or self._books is not books)
            if self._books is not books:
                raise Unavailable("The figures cannot be counted right now. Please try again in a moment.")
        return await self._run(partial(work, books))

    async def aside(self, work: Callable[[], T]) -> T:
        """Something long that needs no books: reports do not wait for it."""
        return await asyncio.to_thread(work)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _current(self) -> Books:
        async with self._opening:
            if self._books is None:
                self._books = await self._open()
            if self._changed or self._clock() >= self._at + FRESH_MS:
                await self._catch_up(self._books)
            return self._books

    async def _open(self) -> Books:
        found = await self._run(partial(self._file.read, self._engine.epoch, self.zone))
        if found is not None:
            books, self._at = found
            self._filed_at, self._back_to, self._changed = self._at, 0, True
            return books
        books = Books(self.zone)
        books.at = self._clock()
        self._at, self._back_to, self._changed = self._clock(), NOW, False
        self._tasks.start(self._load(books), name="books")
        return books

    async def _catch_up(self, books: Books) -> None:
        since, self._at, self._changed = self._at - MARGIN_MS, self._clock(), False
        asking = await self._engine.read(partial(rows.asked_since, since=since))
        ended = await self._engine.read(partial(rows.ended_since, since=since))
        books.at = self._at
        await self._run(partial(_take, books, asking, ended))

    # -- opening ----------------------------------------------------------------------

    async def _load(self, books: Books) -> None:
        """All rows, the newest first: a report of the last days is there long before that of all years."""
        async with self._opening:
            pass  # by then these are the books
        asked_back = ended_back = NOW
        try:
            while self._back_to and self._books is books:
                if asked_back >= ended_back:
                    asked_back = await self._load_asked(books, asked_back)
                else:
                    ended_back = await self._load_ended(books, ended_back)
                await self._reach(max(asked_back, ended_back))
        except BaseException:
            self._books = None
            await self._reach(NOW)
            raise

    async def _reach(self, back_to: int) -> None:
        async with self._reached:
            self._back_to = back_to
            self._reached.notify_all()

    async def _load_asked(self, books: Books, before: int) -> int:
        """Back to when they are there then; 0: all of them."""
        asking = await self._engine.read(partial(rows.asked_before, before=before, limit=AT_ONCE))
        await self._run(partial(_take, books, asking, []))
        return asking.rows[-1].asked_at if asking.rows else 0

    async def _load_ended(self, books: Books, before: int) -> int:
        ended = await self._engine.read(partial(rows.ended_before, before=before, limit=AT_ONCE))
        await self._run(partial(books.end, ended))
        return ended[-1].resolved_at if ended else 0

    # -- from time to time --------------------------------------------------------------

    async def tend(self) -> None:
        """Closes books that nobody reads, keeps the file of those that are read young, fixes what old episodes lack."""
        await self._fix()
        now = self._clock()
        if self._books is not None and self._back_to == 0 and now >= self._filed_at + TENDED_MS:
            await self._save()
        if self._books is not None and now >= self._asked_at + CLOSED_MS:
            await self._close()

    async def _fix(self) -> None:
        keys = await self._engine.read(partial(episode_figures.unfixed, limit=FIXED_AT_ONCE))
        if not keys:
            return

        def work(tx: Tx) -> None:
            for conversation, number in keys:
                episode_figures.fix(tx, conversation, number)
                episode_figures.tell_requests(tx, conversation, number)

        await self._engine.write(work)
        async with self._opening:
            if (books := self._books) is not None:
                asking, ended = await self._engine.read(partial(rows.of_episodes, keys=keys))
                await self._run(partial(_take, books, asking, ended))

    async def _save(self) -> None:
        async with self._opening:
            if self._books is not None and self._back_to == 0:
                await self._catch_up(self._books)
                self._filed_at = self._at
                await self._run(partial(self._file.write, self._books, self._engine.epoch, self._at))

    async def _close(self) -> None:
        await self._save()
        async with self._opening:
            self._books = None

    async def aclose(self) -> None:
        """The engine is still there."""
        self._unlisten()
        await self._save()
        self._thread.shutdown()


def _take(books: Books, asking: Asking, ended: list[Ended]) -> None:
    at = books.ask(asking.rows)
    place = dict(zip((row.id for row in asking.rows), at.tolist(), strict=True))
    chosen: dict[int, list[str]] = {}
    for it in asking.reasons:
        chosen.setdefault(place[it.request], []).append(f"{it.question}\n{it.choice}")
    books.reason(np.asarray(at), chosen)
    books.end(ended)
