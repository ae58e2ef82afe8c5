"""The server as its clients see it: HTTP with a cookie jar each, and sockets that speak bot/web/PROTOCOL.md."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Any

import aiohttp

Frame = dict[str, Any]

PATIENCE_S = 30.0  # a deadline, not a measure: the machine may be busy


class Refused(Exception):
    """The server answered a verb with an error."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(f"{frame['code']}: {frame['message']}")
        self.code: str = frame["code"]
        self.message: str = frame["message"]
        self.data: dict[str, Any] = frame["data"]


class Closed(Exception):
    """The server closed the socket; `code` is its close code."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Client:
    """One socket. Frames that nobody has asked for yet wait in `frames`, in the order in which they came."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[Frame] = []
        self.me: Frame = {}
        self.conversation: str | None = None
        self._last_id = 0

    async def hello(self, who: str, token: str | None = None, **more: Any) -> Frame:
        result = await self.call("hello", **{"as": who}, **({"token": token} if token is not None else {}), **more)
        self.me, self.conversation = result["me"], result.get("conversation")
        return result

    async def call(self, verb: str, **fields: Any) -> Frame:
        """The result. Raises Refused."""
        return await self.answer(await self.post(verb, **fields))

    async def post(self, verb: str, **fields: Any) -> int:
        """Sends without waiting; the id under which the answer comes."""
        self._last_id += 1
        await self.socket.send_str(json.dumps({"type": verb, "id": self._last_id, **fields}))
        return self._last_id

    async def answer(self, ident: int) -> Frame:
        """Raises Refused."""
        frame = await self.until(lambda it: it["type"] in ("done", "error") and it["id"] == ident)
        if frame["type"] == "error":
            raise Refused(frame)
        result: Frame = frame["result"]
        return result

    async def raw(self, text: str) -> Frame:
        """The answer to something that is sent just so."""
        await self.socket.send_str(text)
        return await self.until(lambda it: it["type"] in ("done", "error", "ended"))

    async def until(self, wanted: Callable[[Frame], Any], within_s: float = PATIENCE_S) -> Frame:
        """The first frame, also of those that wait, of which `wanted` is true. Raises TimeoutError, Closed."""
        for frame in self.frames:
            if wanted(frame):
                self.frames.remove(frame)
                return frame
        async with asyncio.timeout(within_s):
            while True:
                frame = await self._receive()
                if wanted(frame):
                    return frame
                self.frames.append(frame)

    async def _receive(self) -> Frame:
        message = await self.socket.receive()
        if message.type is not aiohttp.WSMsgType.TEXT:
            raise Closed(self.socket.close_code)
        frame: Frame = json.loads(message.data)
        return frame

    async def closes(self, within_s: float = PATIENCE_S) -> int | None:
        """Waits for the server to close; its close code."""
        try:
            await self.until(lambda frame: False, within_s)
        except Closed as closed:
            return closed.code
        raise AssertionError("unreachable")

    async def event(self, named: str, **body: Any) -> Frame:
        """The next event of a kind; `body` compares fields of its message's body."""

        def wanted(frame: Frame) -> bool:
            if frame["type"] != "event" or frame["event"]["kind"] != named:
                return False
            told = frame["event"].get("message", {}).get("body", {})
            return all(told.get(name) == value for name, value in body.items())

        event: Frame = (await self.until(wanted))["event"]
        return event

    async def says(self, kind: str, **body: Any) -> Frame:
        """The next message whose body is of a kind."""
        message: Frame = (await self.event("message", kind=kind, **body))["message"]
        return message

    async def subscribe(self, stream: str, **since: Any) -> Frame:
        """Its snapshot."""
        await self.call("subscribe", stream=stream, **since)
        return await self.until(lambda it: it["type"] == "snapshot" and it["stream"] == stream)

    async def ask(self, text: str, ident: str | None = None) -> Frame:
        """The receipt; the conversation is remembered."""
        receipt = await self.call("send", client_message_id=ident or token_hex(6), text=text)
        self.conversation = receipt["conversation"]
        return receipt

    async def close(self) -> None:
        await self.socket.close()


class Browser:
    """A cookie jar, its pages' origin, and the sockets that were opened with it."""

    def __init__(self, http: aiohttp.ClientSession, origin: str) -> None:
        self.http = http
        self.origin = origin
        self._opened: list[Client] = []

    async def request(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, Any]:
        """Status and JSON (or the text, where it is none)."""
        headers = {"Origin": self.origin, **more.pop("headers", {})}
        if body is not None:
            more["json"] = body
        async with self.http.request(method, path, headers=headers, allow_redirects=False, **more) as response:
            if response.content_type == "application/json":
                return response.status, await response.json()
            return response.status, await response.text()

    async def get(self, path: str, **query: Any) -> Any:
        status, body = await self.request("GET", path, params=query)
        assert status == 200, body
        return body

    async def post(self, path: str, body: Any) -> Any:
        status, answer = await self.request("POST", path, body)
        assert status == 200, answer
        return answer

    async def socket(self) -> Client:
        """A socket to which the server has said welcome."""
        client = Client(await self.http.ws_connect("/socket", headers={"Origin": self.origin}, max_msg_size=0))
        self._opened.append(client)
        await client.until(lambda frame: frame["type"] == "welcome")
        return client

    async def aclose(self) -> None:
        await asyncio.gather(*(client.close() for client in self._opened))

    async def agent(self) -> Client:
        client = await self.socket()
        await client.hello("agent")
        return client

    async def contact(self, language: str = "en") -> Client:
        """A new contact of the widget."""
        return await self.contact_again((await self.post("/api/widget/start", {"language": language}))["token"])

    async def contact_again(self, token: str) -> Client:
        client = await self.socket()
        await client.hello("contact", token)
        client.me["token"] = token
        return client


@asynccontextmanager
async def browser(port: int, origin: str) -> AsyncIterator[Browser]:
    jar = aiohttp.CookieJar(unsafe=True)  # the server is at an address, not a name
    base = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession(base_url=base, cookie_jar=jar) as http:
        fresh = Browser(http, origin)
        yield fresh
        await fresh.aclose()
