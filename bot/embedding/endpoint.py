"""A model behind HTTP, spoken to as OpenAI's `POST /embeddings`."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import Any

import msgspec
import numpy as np
from aiohttp import ClientError, ClientSession, ClientTimeout, StreamReader

from bot.embedding.base import BATCH
from knowledge.embedder import EmbedderError, Floats, read, unit

TIMEOUT_S = 60.0  # of a batch of phrasings; a question has its own budget
LONGEST = 2**24  # bytes of a reply


class _Vector(msgspec.Struct):
    index: int
    embedding: list[float]


class _Reply(msgspec.Struct):
    data: list[_Vector]


class Endpoint:
    """`url` is what stands before /embeddings, such as https://api.example.com/v1; an empty `key` is not sent."""

    def __init__(self, url: str, model: str, key: str = "") -> None:
        self.name = f"endpoint {url} {model}"
        self._url = f"{url.rstrip('/')}/embeddings"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._session: ClientSession | None = None

    async def read(self, texts: Sequence[str]) -> Floats:
        body: dict[str, Any] = {
            "model": self._model,
            "input": [read(text) for text in texts],
            "encoding_format": "float",
        }
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(TIMEOUT_S), headers=self._headers)
        try:
            # where a redirect leads is not where the key was meant to go
            async with self._session.post(self._url, json=body, allow_redirects=False) as response:
                if response.status != 200:
                    raise EmbedderError(f"The embedding endpoint answered {response.status}.")
                received = b"".join([part async for part in _limited(response.content)])
        except (ClientError, OSError) as error:  # a TimeoutError is an OSError
            raise EmbedderError(f"The embedding endpoint cannot be reached: {type(error).__name__}.") from error
        return unit(_vectors(received, len(texts)))

    async def read_all(self, texts: Sequence[str]) -> AsyncGenerator[Floats, None]:
        for start in range(0, len(texts), BATCH):
            yield await self.read(texts[start : start + BATCH])

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()


async def _limited(content: StreamReader) -> AsyncIterator[bytes]:
    length = 0
    async for part in content.iter_any():
        length += len(part)
        if length > LONGEST:
            raise EmbedderError("The embedding endpoint answered with more than embeddings take.")
        yield part


def _vectors(received: bytes, texts: int) -> Floats:
    try:
        reply = msgspec.json.decode(received, type=_Reply)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EmbedderError("The embedding endpoint answered with something else than embeddings.") from error
    found = sorted(reply.data, key=lambda each: each.index)
    lengths = {len(each.embedding) for each in found}
    if [each.index for each in found] != list(range(texts)) or len(lengths) != 1 or 0 in lengths:
        raise EmbedderError("The embedding endpoint did not answer with one vector for each text.")
    return np.array([each.embedding for each in found], np.float32)
