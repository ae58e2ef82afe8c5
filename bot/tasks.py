"""Tasks that somebody owns: they are awaited, their failures are logged, they end with their owner."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger()

AGAIN_S = 1.0


class Tasks:
    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], *, name: str) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def keep(self, work: Callable[[], Coroutine[Any, Any, None]], *, name: str) -> None:
        """Work that never ends by itself: begun again a little after it failed."""

        async def again() -> None:
            while True:
                try:
                    await work()
                except Exception:
                    log.exception("task_begun_again", task=name)
                await asyncio.sleep(AGAIN_S)

        self.start(again(), name=name)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("task_failed", task=task.get_name(), exc_info=error)

    async def aclose(self) -> None:
        """Cancels what still runs and waits for it."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
