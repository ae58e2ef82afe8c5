"""Texts that managers' tools compare: read once, in the background, and waited for no longer than told."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import numpy as np
import pytest

from bot.embedding.compared import Compared
from bot.tasks import Tasks
from knowledge.embedder import EmbedderError, Floats

PATIENCE_S = 30.0


class Reader:
    """A model that reads two texts at a time, and stops where it is told to."""

    name = "reader"

    def __init__(self) -> None:
        self.read_texts: list[str] = []
        self.fails_at: str | None = None
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def read(self, texts: Sequence[str]) -> Floats:
        raise NotImplementedError

    async def read_all(self, texts: Sequence[str]) -> AsyncIterator[Floats]:
        for start in range(0, len(texts), 2):
            some = texts[start : start + 2]
            if self.fails_at in some:
                self.fails_at = None
                raise EmbedderError("It stumbled.")
            self.read_texts += some
            yield np.array([[len(text), 0] for text in some], np.float32)
            await self.goes_on.wait()

    async def aclose(self) -> None:
        pass


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
async def compared(reader: Reader) -> AsyncIterator[Compared]:
    tasks = Tasks()
    made = Compared(reader)
    tasks.start(made.run(), name="compared")
    yield made
    await tasks.aclose()


async def test_texts_are_read_once(compared: Compared, reader: Reader) -> None:
    found = await compared.vectors(["a", "bb", "ccc"], PATIENCE_S)
    assert {text: vector.tolist() for text, vector in found.items()} == {"a": [1, 0], "bb": [2, 0], "ccc": [3, 0]}
    assert set(await compared.vectors(["ccc", "dddd"], PATIENCE_S)) == {"ccc", "dddd"}
    assert reader.read_texts == ["a", "bb", "ccc", "dddd"]


async def test_what_takes_too_long_is_read_all_the_same_and_there_the_next_time(
    compared: Compared, reader: Reader
) -> None:
    reader.goes_on.clear()
    texts = ["a", "bb", "ccc", "dddd"]
    assert set(await compared.vectors(texts, 0.05)) == {"a", "bb"}
    reader.goes_on.set()
    assert set(await compared.vectors(texts, PATIENCE_S)) == set(texts)


async def test_a_model_that_fails_costs_what_it_had_not_read(compared: Compared, reader: Reader) -> None:
    reader.fails_at = "ccc"
    assert set(await compared.vectors(["a", "bb", "ccc"], 0.05)) == {"a", "bb"}
    assert set(await compared.vectors(["a", "bb", "ccc"], PATIENCE_S)) == {"a", "bb", "ccc"}


async def test_nothing_is_waited_for_when_nothing_is_wanted(compared: Compared) -> None:
    assert await compared.vectors([], 0.0) == {}
