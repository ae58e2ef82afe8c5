"""A media worker's process, seen from its parent."""

import asyncio
import contextlib
import sys
from collections.abc import Callable

import msgspec
import structlog

from webrtc.tasks import Tasks
from webrtc.workers.orders import LINE_BYTES_MAX, Failed, Open, Opened, Order, Report, line, read_report

log = structlog.get_logger(__name__)

COMMAND = (sys.executable, "-m", "webrtc")
OPEN_MAX_S = 20.0
STOP_MAX_S = 5.0
UNREAD_BYTES_MAX = 8 * 1024 * 1024


class MediaUnavailable(Exception):
    """No calls can be made now; the message says why in a plain sentence."""


class Process:
    """Started with `start`; tells every report to `on_report` and, once, its end to `on_exit`."""

    def __init__(self, on_report: Callable[[Report], None], on_exit: Callable[[], None]) -> None:
        self._on_report = on_report
        self._on_exit = on_exit
        self._tasks = Tasks()
        self._child: asyncio.subprocess.Process | None = None
        self.port = 0
        self.alive = False

    @property
    def pid(self) -> int | None:
        return None if self._child is None else self._child.pid

    async def start(self, settings: Open) -> None:
        """Raises MediaUnavailable."""
        try:
            self._child = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=LINE_BYTES_MAX,
            )
            self.alive = True
            self.send(settings)
            async with asyncio.timeout(OPEN_MAX_S):
                first = await self._read()
        except (OSError, TimeoutError, ValueError) as error:  # msgspec raises ValueErrors too
            await self._kill()
            raise MediaUnavailable("The media worker could not be started.") from error
        except asyncio.CancelledError:
            await self._kill()
            raise
        if not isinstance(first, Opened):
            await self._kill()
            raise MediaUnavailable(first.message if isinstance(first, Failed) else "The media worker failed.")
        self.port = first.port
        self._tasks.start(self._listen(), "worker")

    def send(self, order: Order) -> None:
        """Lost when the worker is gone, or on its way."""
        if self._child is None or self._child.stdin is None or not self.alive or self._child.stdin.is_closing():
            return
        if self._child.stdin.transport.get_write_buffer_size() > UNREAD_BYTES_MAX:
            self.kill()
            return
        self._child.stdin.write(line(order))

    def kill(self) -> None:
        """One that does not listen or says nothing any more; its end is told as any other."""
        if self._child is not None and self.alive:
            log.error("worker_hangs", pid=self.pid)
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()

    async def _read(self) -> Report | None:
        """None when the worker has closed its end."""
        assert self._child is not None and self._child.stdout is not None
        data = await self._child.stdout.readline()
        return read_report(data) if data else None

    async def _listen(self) -> None:
        try:
            while (report := await self._read()) is not None:
                self._on_report(report)
        except (msgspec.MsgspecError, ValueError):
            log.exception("worker_unreadable", pid=self.pid)
        finally:
            await self._kill()
            self._on_exit()

    async def _kill(self) -> None:
        self.alive = False
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()
            await self._child.wait()

    async def aclose(self) -> None:
        """Lets the worker end its rooms, for a while; then it is killed."""
        if self._child is None:
            return
        if self.alive and self._child.stdin is not None:
            self._child.stdin.close()
        try:
            async with asyncio.timeout(STOP_MAX_S):
                await self._child.wait()
        except TimeoutError:
            await self._kill()
        await self._tasks.settle()
