"""Touchpoints from files that managers upload: read beside everything else, one file at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.clock import MINUTE_MS, Clock
from bot.desk.reaching.touching import Draft, Refused, Taken, Touching
from bot.errors import Conflict
from bot.journeys import spreadsheet
from bot.journeys.spreadsheet import Row
from bot.journeys.touchpoint import Touchpoint, TouchpointError
from bot.secret import new_id
from bot.sentence import Sentence
from bot.store.touchpoints import CSV
from bot.tasks import Tasks

log = structlog.get_logger()

AT_ONCE = 200  # lines
TOLD = 100  # problems
KEPT_MS = 15 * MINUTE_MS

Take = Callable[[str, Sequence[Touchpoint]], Awaitable[list[Taken | Refused]]]


@dataclass(slots=True)
class Problem:
    line: int
    column: str
    message: str


@dataclass(slots=True)
class Job:
    """`message` says why the file could not be read at all; `ended_at` None: it runs. `total` is 0 until it is read."""

    id: str
    dry_run: bool
    done: int = 0  # lines
    total: int = 0
    new: int = 0
    repeated: int = 0
    new_contacts: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)  # the first of what was refused
    message: Sentence | None = None
    ended_at: int | None = None

    @property
    def state(self) -> str:
        return "running" if self.ended_at is None else "failed" if self.message else "done"


class Uploads:
    def __init__(self, touching: Touching, tasks: Tasks, clock: Clock, timezone: str) -> None:
        """`timezone`: IANA name, of times that say none."""
        self._touching = touching
        self._tasks = tasks
        self._clock = clock
        self._timezone = timezone
        self._jobs: dict[str, Job] = {}

    def begin(self, path: Path, ended: Callable[[], None], *, dry_run: bool) -> Job:
        """`ended` is called, in a thread, when the file is no longer needed. Raises Conflict while another runs."""
        if any(job.ended_at is None for job in self._jobs.values()):
            raise Conflict("Another file is being read. Try again when it is done.")
        job = Job(new_id("u"), dry_run)
        self._jobs[job.id] = job
        self._tasks.start(self._run(job, path, ended), name="touchpoints")
        return job

    def get(self, ident: str) -> Job | None:
        """None: there was none, or its result is no longer kept."""
        oldest = self._clock() - KEPT_MS
        self._jobs = {job.id: job for job in self._jobs.values() if job.ended_at is None or job.ended_at > oldest}
        return self._jobs.get(ident)

    async def _run(self, job: Job, path: Path, ended: Callable[[], None]) -> None:
        try:
            rows, job.total = await asyncio.to_thread(_open, path, self._clock(), self._timezone)
            take = partial(self._touching.rehearse, before=Draft()) if job.dry_run else self._touching.take
            while some := await asyncio.to_thread(lambda: list(islice(rows, AT_ONCE))):
                await self._take(job, some, take)
        except (TouchpointError, UnicodeDecodeError) as error:
            unreadable = Sentence("The file is not UTF-8. Save it as CSV UTF-8.")
            job.message = error.message if isinstance(error, TouchpointError) else unreadable
        except Exception:
            log.exception("upload_failed", job=job.id)
            job.message = Sentence("The file could not be taken in. The server's log says why.")
        finally:
            job.ended_at = self._clock()
            job.done = job.total if job.message is None else job.done
            await asyncio.to_thread(ended)
        log.info("touchpoints_uploaded", dry_run=job.dry_run, new=job.new, refused=job.refused)

    async def _take(self, job: Job, some: list[Row], take: Take) -> None:
        good = [(row.line, row.touchpoint) for row in some if row.touchpoint is not None]
        told = [touchpoint for _, touchpoint in good]
        for row in some:
            if row.touchpoint is None:
                _refuse(job, row.line, row.field, row.problem)
        for (line, _), answer in zip(good, await take(CSV, told), strict=True):
            if isinstance(answer, Refused):
                _refuse(job, line, answer.field.rpartition(".")[2], answer.message)
            else:
                _count(job, answer)
        job.done = some[-1].line


def _open(path: Path, now: int, timezone: str) -> tuple[Iterator[Row], int]:
    text = path.read_text(encoding="utf-8-sig")
    zone: tzinfo = ZoneInfo(timezone)
    return spreadsheet.rows(text, now, zone), text.count("\n") + (not text.endswith("\n"))


def _refuse(job: Job, line: int, column: str, message: str) -> None:
    job.refused += 1
    if len(job.problems) < TOLD:
        job.problems.append(Problem(line, column, message))


def _count(job: Job, taken: Taken) -> None:
    job.repeated += taken.repeated
    job.new += not taken.repeated
    job.new_contacts += taken.new_contact
