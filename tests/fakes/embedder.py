"""Small models that need no files: texts as their letters, and words that were taught to mean the same."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from hashlib import blake2b

import numpy as np

from knowledge.embedder import EmbedderError, Floats, unit
from knowledge.normalize import words


class Taught:
    """Words as fixed directions, summed up; those that `meanings` maps to the same share one."""

    model = "taught"

    def __init__(self, meanings: Mapping[str, str] | None = None, dimensions: int = 48) -> None:
        self._meanings = meanings or {}
        self._dimensions = dimensions

    def embed(self, texts: Sequence[str]) -> Floats:
        return unit(np.array([self._sum(text) for text in texts], np.float32).reshape(len(texts), self._dimensions))

    def _sum(self, text: str) -> Floats:
        total = np.full(self._dimensions, 0.3, np.float32)  # a cone, as models have it
        for word in words(text):
            seed = blake2b(self._meanings.get(word, word).encode(), digest_size=4).digest()
            total += np.random.default_rng(int.from_bytes(seed, "big")).normal(size=self._dimensions)
        return total


class FakeModel:
    """bot.embedding.base.Model over `embedder`; slow or failing when told to be."""

    name = "taught"

    def __init__(self, embedder: Taught) -> None:
        self.embedder = embedder
        self.delay_s = 0.0
        self.failing = False
        self.asked: list[str] = []
        self.computed: list[str] = []

    async def read(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        await asyncio.sleep(self.delay_s)
        if self.failing:
            raise EmbedderError("It does not work.")
        return self.embedder.embed(texts)

    async def read_all(self, texts: Sequence[str]) -> AsyncGenerator[Floats, None]:
        for start in range(0, len(texts), 2):
            if self.failing:
                raise EmbedderError("It does not work.")
            part = texts[start : start + 2]
            self.computed += part
            yield self.embedder.embed(part)

    async def aclose(self) -> None: ...
