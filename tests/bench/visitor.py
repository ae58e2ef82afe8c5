"""A customer's end of the socket, as thin as it can be: it shares two cores with the server that it measures."""

from typing import Any

import msgspec
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class Visitor:
    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._calls = 0

    @classmethod
    async def arrive(cls, session: ClientSession, url: str, token: str) -> "Visitor":
        """Connected, and known to the server."""
        visitor = cls(await session.ws_connect(f"{url}/socket", origin=url, max_msg_size=0))
        await visitor.call("hello", **{"as": "contact", "token": token})
        return visitor

    async def send(self, verb: str, **fields: Any) -> None:
        self._calls += 1
        await self._socket.send_str(_encode({"type": verb, "id": self._calls, **fields}).decode())

    async def next(self) -> dict[str, Any]:
        """Raises ConnectionError at the end."""
        message = await self._socket.receive()
        if message.type is not WSMsgType.TEXT:
            raise ConnectionError(f"the server closed the socket: {self._socket.close_code}")
        frame: dict[str, Any] = _decode(message.data)
        if frame["type"] == "error":
            raise RuntimeError(f"{frame['code']}: {frame['message']}")
        return frame

    async def call(self, verb: str, **fields: Any) -> dict[str, Any]:
        """The result; frames that come before it are dropped."""
        await self.send(verb, **fields)
        while True:
            frame = await self.next()
            if frame["type"] == "done" and frame["id"] == self._calls:
                result: dict[str, Any] = frame["result"]
                return result

    async def close(self) -> None:
        await self._socket.close()


def said_by(frame: dict[str, Any], kind: str) -> bool:
    """Whether it brings a message of such an author: "contact", "bot" …"""
    return (
        frame["type"] == "event"
        and frame["event"]["kind"] == "message"
        and frame["event"]["message"]["author"]["kind"] == kind
    )
