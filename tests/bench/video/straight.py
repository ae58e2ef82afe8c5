"""Two pages that call each other without a server for their media: the one that calls believes that it talks to one."""

import json
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from tests.bench.links.room import PAGE, WorkerRoom

ANSWERING = Path(__file__).with_name("answering.html")
NOTHING = {"audio": False, "camera": False, "screen": False}


class StraightRoom(WorkerRoom):
    """The agent's page answers the customer's offer itself."""

    def __init__(self) -> None:
        super().__init__()
        self._sockets: dict[str, web.WebSocketResponse] = {}

    async def _page(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(ANSWERING if request.query["role"] == "agent" else PAGE)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        who = request.query["role"]
        socket = self._sockets[who] = web.WebSocketResponse()
        await socket.prepare(request)
        if who == "customer":
            await socket.send_json(_state())
        async for message in socket:
            other = self._sockets.get("agent" if who == "customer" else "customer")
            if message.type is WSMsgType.TEXT and json.loads(message.data)["type"] == "description" and other:
                await other.send_str(message.data)
        return socket


def _state() -> dict[str, Any]:
    streams = {"audio": "0", "camera": "1", "screen": "2"}
    common = {"connected": True, "sharing": NOTHING}
    return {
        "type": "state",
        "you": "customer",
        "participants": [
            {"id": "customer", "role": "customer", "name": "", "streams": None, **common},
            {"id": "agent", "role": "agent", "name": "", "streams": streams, **common},
        ],
    }
