"""The vectors of all phrasings: computed once in the background, kept in the database, handed to the matcher."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from threading import Event

import numpy as np
import structlog

from bot.embedding.base import Model
from bot.store.engine import Engine
from knowledge import vector_store
from knowledge.embedder import EmbedderError, Floats
from knowledge.matcher import Matcher
from knowledge.vector_store import digest

log = structlog.get_logger()

DRIFT = 0.02  # share of the phrasings that may be new before the vectors are measured anew


class Phrasings:
    """The matcher is only ever changed in threads beside the event loop."""

    def __init__(self, engine: Engine, model: Model) -> None:
        self._engine = engine
        self._model = model
        self._new = 0  # vectors since the matcher was last attuned

    async def complete(self, matcher: Matcher) -> None:
        """Gives the matcher the vectors that it lacks, and drops from the database those that it does not use.

        Raises EmbedderError, and keeps what was computed until then.
        """
        lacking = await asyncio.to_thread(matcher.unread)
        if lacking:
            recalled = await self._recall(matcher, lacking)
            new = [text for text in lacking if text not in recalled]
            await self._compute(matcher, new)
            log.info("phrasings_embedded", model=self._model.name, recalled=len(recalled), computed=len(new))
        texts = await asyncio.to_thread(matcher.texts)
        self._new += len(lacking)
        if not matcher.attuned or self._new > DRIFT * len(texts):
            await self._attune(matcher)
        used = set(map(digest, texts))
        await self._engine.write(lambda tx: vector_store.sweep(tx, self._model.name, used))

    async def _attune(self, matcher: Matcher) -> None:
        given_up = Event()
        try:
            await asyncio.to_thread(matcher.attune, given_up.is_set)
        finally:
            given_up.set()  # the thread would keep a server that is stopped from ending
        self._new = 0

    async def _recall(self, matcher: Matcher, texts: Sequence[str]) -> set[str]:
        text_of = {digest(text): text for text in texts}
        names, vectors = await self._engine.read(lambda tx: vector_store.load(tx, self._model.name, text_of))
        found = [text_of[name] for name in names]
        if found:
            await self._hand(matcher, found, vectors)
        return set(found)

    async def _compute(self, matcher: Matcher, texts: Sequence[str]) -> None:
        done: list[Floats] = []
        try:
            async with aclosing(self._model.read_all(texts)) as parts:
                async for vectors in parts:
                    start = sum(map(len, done))
                    await self._keep(texts[start : start + len(vectors)], vectors)
                    done.append(vectors)
        finally:
            if done:
                await self._hand(matcher, texts[: sum(map(len, done))], np.concatenate(done))

    async def _keep(self, texts: Sequence[str], vectors: Floats) -> None:
        rows = {digest(text): vector for text, vector in zip(texts, vectors, strict=True)}
        await self._engine.write(lambda tx: vector_store.put(tx, self._model.name, rows))

    async def _hand(self, matcher: Matcher, texts: Sequence[str], vectors: Floats) -> None:
        try:
            await asyncio.to_thread(matcher.understand, texts, vectors)
        except ValueError as error:  # another model goes by the name now: all its vectors are computed anew
            await asyncio.to_thread(matcher.forget_vectors)
            await self._engine.write(lambda tx: vector_store.forget(tx, self._model.name))
            raise EmbedderError(str(error)) from error
