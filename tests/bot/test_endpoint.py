"""A model behind HTTP, asked for real."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import numpy as np
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.embedding.endpoint import Endpoint
from knowledge.embedder import EmbedderError

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Far:
    """A server of embeddings whose next answers a test decides."""

    def __init__(self) -> None:
        self.answer: Answer = self.embeddings
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.json())
        self.headers.append(dict(request.headers))
        return await self.answer(request)

    async def embeddings(self, request: web.Request) -> web.Response:
        texts = self.bodies[-1]["input"]
        rows = [{"object": "embedding", "index": at, "embedding": [len(text), 1]} for at, text in enumerate(texts)]
        return web.json_response({"object": "list", "data": rows[::-1], "model": "far", "usage": {}})


@pytest.fixture
async def far() -> AsyncIterator[tuple[Far, Endpoint]]:
    far = Far()
    app = web.Application()
    app.router.add_post("/v1/embeddings", far.handle)
    async with TestServer(app) as server:
        endpoint = Endpoint(str(server.make_url("/v1/")), "far", "a secret")
        yield far, endpoint
        await endpoint.aclose()


async def test_texts_come_back_as_vectors_of_length_one_in_their_order(far: tuple[Far, Endpoint]) -> None:
    server, endpoint = far
    found = await endpoint.read(["abc", "d\n e"])
    assert found == pytest.approx(np.array([[3, 1], [3, 1]]) / 10**0.5, abs=1e-5)
    assert server.bodies == [{"model": "far", "input": ["abc", "d e"], "encoding_format": "float"}]
    assert server.headers[0]["Authorization"] == "Bearer a secret"


async def test_many_texts_go_in_batches(far: tuple[Far, Endpoint]) -> None:
    server, endpoint = far
    parts = [len(part) async for part in endpoint.read_all(["text"] * 70)]
    assert parts == [len(body["input"]) for body in server.bodies] == [32, 32, 6]


def _says(text: str, status: int = 200) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=text, status=status, content_type="application/json")

    return answer


async def _redirect(request: web.Request) -> web.Response:
    raise web.HTTPTemporaryRedirect("/elsewhere")


async def _cut(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    response.content_length = 1000
    await response.prepare(request)
    await response.write(b"{")
    assert request.transport is not None
    request.transport.close()
    return response


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (_says("{}", 500), "answered 500"),
        (_says('{"error": "no such key"}', 401), "answered 401"),
        (_redirect, "answered 307"),
        (_cut, "cannot be reached"),
        (_says("<html>"), "something else"),
        (_says('{"data": "none"}'), "something else"),
        (_says('{"data": []}'), "one vector for each text"),
        (_says('{"data": [{"index": 1, "embedding": [1.0]}]}'), "one vector for each text"),
        (_says('{"data": [{"index": 0, "embedding": []}]}'), "one vector for each text"),
        (_says('{"data": [{"index": 0, "embedding": [0.0, 0.0]}]}'), "zero"),
        (_says(" " * (2**24 + 1)), "more than embeddings take"),
    ],
    ids=["500", "401", "redirect", "cut", "html", "shape", "none", "index", "empty", "zero", "endless"],
)
async def test_what_is_no_embedding_is_refused_with_a_sentence(
    far: tuple[Far, Endpoint], answer: Answer, message: str
) -> None:
    server, endpoint = far
    server.answer = answer
    with pytest.raises(EmbedderError, match=message):
        await endpoint.read(["text"])
    server.answer = server.embeddings
    assert len(await endpoint.read(["text"])) == 1


async def test_a_server_that_is_not_there_is_said_to_be(unused_tcp_port: int) -> None:
    endpoint = Endpoint(f"http://127.0.0.1:{unused_tcp_port}/v1", "far")
    with pytest.raises(EmbedderError, match="cannot be reached"):
        await endpoint.read(["text"])
    await endpoint.aclose()
