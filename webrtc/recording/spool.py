"""A file written by a thread of its own: a disk that is slow, full or gone never holds up whoever has something to
write.
"""

import asyncio
import os
import queue
import shutil
import threading
from pathlib import Path

WAITING_BYTES_MAX = 32 * 1024 * 1024
FREE_BYTES_MIN = 256 * 1024 * 1024  # the database lies on the same disk as a rule
CLOSE_MAX_S = 10.0


class DiskFull(OSError):
    """There is less space left than others may need."""


class Spool:
    """`failed` is set once nothing more is written, and why."""

    def __init__(self, path: Path, free_bytes_min: int = FREE_BYTES_MIN) -> None:
        self.path = path
        self.failed: OSError | None = None
        self._free_bytes_min = free_bytes_min
        self._orders: queue.SimpleQueue[tuple[bytes, bytes] | Path] = queue.SimpleQueue()
        self._given = self._written = 0
        self._thread = threading.Thread(target=self._work, name="recording", daemon=True)
        self._thread.start()

    def put(self, tail: bytes, head: bytes) -> bool:
        """Bytes for the end of the file, and those that belong at its beginning then; False where too much waits
        already, and these are not taken.
        """
        if self._given - self._written > WAITING_BYTES_MAX:
            return False
        self._give(tail, head)
        return True

    def _give(self, tail: bytes, head: bytes) -> None:
        self._given += len(tail)
        self._orders.put((tail, head))

    async def close(self, tail: bytes, head: bytes, path: Path) -> None:
        """Writes the last bytes and gives the file its name."""
        self._give(tail, head)
        self._orders.put(path)
        await asyncio.to_thread(self._thread.join, CLOSE_MAX_S)

    def _work(self) -> None:
        try:
            file = self._open()
        except OSError as error:
            self.failed = error
            return
        try:
            while not isinstance(order := self._orders.get(), Path):
                self._write(file, *order)
        finally:
            os.close(file)
        if order != self.path:
            try:
                self.path = self.path.rename(order)
            except OSError as error:
                self.failed = self.failed or error

    def _open(self) -> int:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._check()
        return os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)

    def _check(self) -> None:
        if shutil.disk_usage(self.path.parent).free < self._free_bytes_min:
            raise DiskFull("The disk is nearly full.")

    def _write(self, file: int, tail: bytes, head: bytes) -> None:
        """The end first: a head that speaks of what is not there would be wrong."""
        if self.failed is None:
            try:
                self._check()
                self._all(file, tail, max(os.lseek(file, 0, os.SEEK_END), len(head)))
                self._all(file, head, 0)
            except OSError as error:
                self.failed = error
        self._written += len(tail)

    @staticmethod
    def _all(file: int, data: bytes, at: int) -> None:
        os.lseek(file, at, os.SEEK_SET)
        view = memoryview(data)
        while view:
            view = view[os.write(file, view) :]
