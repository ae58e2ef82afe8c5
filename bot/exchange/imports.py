"""Imports that run beside everything else: one at a time, their results kept for a while."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.bus.base import Bus
from bot.clock import MINUTE_MS, Clock
from bot.errors import Conflict, HeardError
from bot.events import ARTICLES
from bot.exchange.importing import Order, Outcome, take_in
from bot.secret import new_id
from bot.store.engine import Engine
from bot.tasks import Tasks

log = structlog.get_logger()

KEPT_MS = 15 * MINUTE_MS


@dataclass(slots=True)
class Job:
    """`total` is 0 until the file is read; `outcome` is None until it is done, `message` unless it failed."""

    id: str
    order: Order
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    message: str | None = None
    ended_at: int | None = None

    @property
    def state(self) -> str:
        if self.ended_at is None:
            return "running"
        return "failed" if self.outcome is None else "done"


class Imports:
    def __init__(self, engine: Engine, bus: Bus, tasks: Tasks, clock: Clock) -> None:
        self._engine = engine
        self._bus = bus
        self._tasks = tasks
        self._clock = clock
        self._jobs: dict[str, Job] = {}

    def free(self) -> None:
        """Raises Conflict while one is running."""
        running = next((job for job in self._jobs.values() if job.ended_at is None), None)
        if running:
            raise Conflict("Another import is running. Try again when it is done.", id=running.id)

    def begin(self, order: Order, ended: Callable[[], None]) -> Job:
        """`ended` is called, in a thread, when the file is no longer needed.

        Raises Conflict while another one is running.
        """
        self.free()
        job = Job(new_id("i"), order)
        self._jobs[job.id] = job
        self._tasks.start(self._run(job, ended), name="import")
        return job

    def get(self, id: str) -> Job | None:
        """None: there was none, or its result is no longer kept."""
        oldest = self._clock() - KEPT_MS
        self._jobs = {job.id: job for job in self._jobs.values() if job.ended_at is None or job.ended_at > oldest}
        return self._jobs.get(id)

    async def _run(self, job: Job, ended: Callable[[], None]) -> None:
        def progress(done: int, total: int) -> None:
            job.done, job.total = done, total

        try:
            job.outcome = await take_in(self._engine, job.order, self._clock, progress)
        except (ValueError, OSError, HeardError) as error:
            job.message = _sentence(error)
        except Exception:
            log.exception("import_failed", job=job.id)
            job.message = "The file could not be imported. The server's log says why."
        finally:
            job.ended_at = self._clock()
            self._bus.hint((ARTICLES,))
            await asyncio.to_thread(ended)
        if job.outcome:
            told = job.outcome
            log.info(
                "articles_imported",
                dry_run=job.order.dry_run,
                new=len(told.new),
                changed=len(told.changed),
                removed=len(told.removed),
                problems=len(told.problems),
            )


def _sentence(error: Exception) -> str:
    """Without the place on this machine where the file lay."""
    if isinstance(error, OSError) and error.filename:
        return f"{Path(str(error.filename)).name}: {error.strerror}."
    return str(error)
