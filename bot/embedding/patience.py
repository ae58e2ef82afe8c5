"""How long a customer's question waits for a model: no longer than its budget, and not at all where that is in vain."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np
import structlog

from bot.embedding.base import Model
from knowledge.embedder import EmbedderError, Floats

log = structlog.get_logger()

BUDGET_MS = 250  # of a question: nobody sees that it took so long, everybody an answer found by letters alone
MISSES = 3  # questions in a row without an answer in time, after which the model is left alone …
ALONE_S = 10.0  # … for so long
RECENT = 100  # texts


class Patience:
    """`budget_ms` a question; `seconds` is a clock that only goes forward."""

    def __init__(self, model: Model, budget_ms: int, seconds: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._budget_s = budget_ms / 1000
        self._seconds = seconds
        self._misses = 0
        self._alone_until = 0.0
        self._recent: dict[str, Floats] = {}  # a question is looked up more than once while it is being answered

    async def wake(self) -> None:
        """Lets the model load now, which takes longer than the first question would wait for it."""
        with suppress(EmbedderError):
            await self._model.read(["hello"])

    async def read(self, texts: Sequence[str]) -> Floats | None:
        """A question's readings, a row each. None: there was no answer in time, or the model is left alone."""
        new = [text for text in texts if text not in self._recent]
        if new:
            found = await self._asked(new)
            if found is None:
                return None
            self._recent |= dict(zip(new, found, strict=True))
        vectors = np.stack([self._recent[text] for text in texts])
        for text in list(self._recent)[:-RECENT]:
            del self._recent[text]
        return vectors

    async def _asked(self, texts: Sequence[str]) -> Floats | None:
        if self._seconds() < self._alone_until:
            return None
        try:
            async with asyncio.timeout(self._budget_s):
                found = await self._model.read(texts)
        except TimeoutError:
            self._missed("too slow")
        except EmbedderError as error:
            self._missed(str(error))
        else:
            self._misses = 0
            return found
        return None

    def _missed(self, reason: str) -> None:
        self._misses += 1
        if self._misses >= MISSES:  # and once more after each further miss, until one question succeeds
            self._alone_until = self._seconds() + ALONE_S
            log.warning("model_left_alone", model=self._model.name, reason=reason, seconds=ALONE_S)
