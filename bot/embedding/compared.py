"""The vectors of texts that managers' tools compare, such as past questions: computed when they are first wanted."""

import asyncio
from collections.abc import Mapping, Sequence

import numpy as np
import structlog

from bot.embedding.base import Model
from knowledge.embedder import EmbedderError, Floats

log = structlog.get_logger()

MOST = 20_000  # texts that are kept, the newest, for as long as the server runs


def meaning(readings: Sequence[str], vectors: Mapping[str, Floats]) -> Floats | None:
    """Of a question by its readings (Matcher.readings), as Matcher.search takes it; None where one is not there."""
    known = [vectors[text] for text in readings if text in vectors]
    return np.array(known) if len(known) == len(readings) else None


class Compared:
    def __init__(self, model: Model) -> None:
        self._model = model
        self._kept: dict[str, Floats] = {}
        self._wanted: dict[str, None] = {}  # in the order of asking
        self._more = asyncio.Event()  # is wanted
        self._progress = asyncio.Event()

    async def run(self) -> None:
        """For ever: computes what is wanted, beside all else."""
        while True:
            await self._more.wait()
            self._more.clear()
            texts = [text for text in self._wanted if text not in self._kept]
            self._wanted.clear()
            try:
                await self._compute(texts)
            except EmbedderError as error:
                log.warning("texts_not_embedded", reason=str(error), texts=len(texts))

    async def _compute(self, texts: Sequence[str]) -> None:
        done = 0
        async for vectors in self._model.read_all(texts):
            self._kept |= dict(zip(texts[done : done + len(vectors)], vectors, strict=True))
            done += len(vectors)
            self._progress.set()
        for text in list(self._kept)[:-MOST]:
            del self._kept[text]

    async def vectors(self, texts: Sequence[str], within_s: float) -> dict[str, Floats]:
        """Of those of the texts that can be read in this time, the first of them first; the others are read later."""
        lacking = [text for text in texts if text not in self._kept]
        if lacking:
            self._wanted |= dict.fromkeys(lacking)
            self._more.set()
            await self._wait(lacking, within_s)
        return {text: self._kept[text] for text in texts if text in self._kept}

    async def _wait(self, texts: Sequence[str], within_s: float) -> None:
        try:
            async with asyncio.timeout(within_s):
                while any(text not in self._kept for text in texts):
                    self._progress.clear()
                    await self._progress.wait()
        except TimeoutError:
            return
