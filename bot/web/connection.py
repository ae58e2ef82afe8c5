"""One socket: hello, then verbs one after the other, events and news as they come. See PROTOCOL.md."""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any, Protocol

import msgspec
import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.clock import Clock
from bot.errors import BadRequest, Code, HeardError, TooMany
from bot.events import Recorded, conversation_stream
from bot.limits import Bucket
from bot.model import Person
from bot.secret import new_id
from bot.tasks import Tasks
from bot.web import frames
from bot.web.frames import ClientFrame, Hello
from bot.web.snapshots import MOST_EVENTS, Snapshot
from bot.web.streams import Streams

log = structlog.get_logger()

PROTOCOL = 1
HELLO_S = 10.0
HEARTBEAT_S = 25.0
MOST_WAITING, MOST_WAITING_BYTES = 1000, 8 * 1024 * 1024  # frames that a client has not read yet
CLOSE_S = 2.0  # for what was said last to arrive
BURST, PER_S = 80, 20  # verbs

_encode = msgspec.json.Encoder().encode


class Verbs(Protocol):
    """What one kind of client may do."""

    async def hello(self) -> dict[str, Any]: ...
    async def do(self, frame: ClientFrame) -> dict[str, Any]:
        """Raises HeardError."""
        ...

    async def read(self, stream: str, after: int | None) -> tuple[Snapshot | None, int]:
        """A snapshot to start from, or None and the position to go on from. Raises Forbidden, NotFound."""
        ...

    def shown(self, event: Recorded) -> bytes:
        """The body of an event as this client may see it."""
        ...

    async def aclose(self) -> None: ...


class Admission(Protocol):
    async def admit(self, connection: "Connection", hello: Hello) -> Verbs:
        """Raises Unauthorized."""
        ...


class Connection:
    def __init__(self, request: web.Request, admission: Admission, streams: Streams, epoch: str, clock: Clock) -> None:
        self.id = new_id("s")
        self.request = request
        self.tasks = Tasks()
        self.agent: Person | None = None
        self.login: str | None = None
        self.conversation: str | None = None
        self._admission = admission
        self._streams = streams
        self._epoch = epoch
        self._clock = clock
        # Deflate would cost a hundred KiB a socket; the frames are small.
        # What is a little too large is answered, much more than that is cut off.
        most = 2 * frames.MAX_FRAME_BYTES
        self.socket = web.WebSocketResponse(max_msg_size=most, compress=False, heartbeat=HEARTBEAT_S)
        self._verbs: Verbs | None = None
        self._readers: dict[str, Any] = {}
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._sending = False
        self._sent = asyncio.Event()
        self._closing = False
        self._closed = asyncio.Event()
        self._bucket = Bucket(BURST, PER_S, clock())

    async def serve(self) -> web.WebSocketResponse:
        await self.socket.prepare(self.request)
        self.push({"type": "welcome", "protocol": PROTOCOL, "now": self._clock()})
        try:
            if await self._greet():
                await self._listen()
            if self._closing:
                await self._closed.wait()
        finally:
            for stream in list(self._readers):
                self._unsubscribe(stream)
            if self._verbs is not None:
                await self._verbs.aclose()
            await self.tasks.aclose()
        return self.socket

    async def _greet(self) -> bool:
        try:
            async with asyncio.timeout(HELLO_S):
                frame = await self._next()
        except TimeoutError:
            self.end(Code.UNAUTHORIZED, "Nobody said hello.")
            return False
        if frame is None:
            return False
        if not isinstance(frame, Hello):
            self.end(Code.UNAUTHORIZED, "Say hello first.")
            return False
        try:
            self._verbs = await self._admission.admit(self, frame)
            self._done(frame.id, await self._verbs.hello())
        except HeardError as error:
            self._refuse(frame.id, error)
            self.end(error.code, error.message)
            return False
        return True

    async def _listen(self) -> None:
        while (frame := await self._next()) is not None:
            try:
                wait_ms = self._bucket.take(self._clock())
                if wait_ms:
                    raise TooMany("Too many at once. Please wait a little.", retry_after_s=wait_ms / 1000)
                if isinstance(frame, frames.Subscribe):
                    await self._subscribe(frame.stream, frame.after if frame.epoch == self._epoch else None, frame.id)
                else:
                    self._done(frame.id, await self._do(frame))
            except HeardError as error:
                self._refuse(frame.id, error)
            except Exception as error:
                log.exception("verb_failed", verb=type(frame).__name__)
                self._refuse(frame.id, HeardError("Something went wrong on the server.", kind=type(error).__name__))

    async def _next(self) -> ClientFrame | None:
        """None at the end of the connection."""
        while True:
            message = await self.socket.receive()
            if message.type is not WSMsgType.TEXT:
                if message.type is WSMsgType.BINARY:
                    await self.socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return None
            try:
                return frames.decode(message.data)
            except HeardError as error:
                self._refuse(frames.id_of(message.data), error)
                if self._verbs is None:
                    self.end(error.code, error.message)
                    return None

    async def _do(self, frame: ClientFrame) -> dict[str, Any]:
        assert self._verbs is not None
        match frame:
            case Hello():
                raise BadRequest("You have said hello already.")
            case frames.Unsubscribe(stream=stream):
                self._unsubscribe(stream)
                return {}
        return await self._verbs.do(frame)

    # -- streams ----------------------------------------------------------------------

    async def _subscribe(self, stream: str, after: int | None, ident: int) -> None:
        assert self._verbs is not None
        if len(self._readers) >= 50:
            raise TooMany("Too many streams at once.", retry_after_s=1)
        self._unsubscribe(stream)
        snapshot, seq = await self._verbs.read(stream, after)
        self._done(ident, {})
        if snapshot is not None:
            self.push(
                {
                    "type": "snapshot",
                    "stream": stream,
                    "epoch": self._epoch,
                    "seq": snapshot.seq,
                    "state": snapshot.state,
                }
            )
        self._read(stream, seq, self._verbs)

    def _read(self, stream: str, after: int, verbs: Verbs) -> None:
        def reader(events: Sequence[Recorded]) -> None:
            for event in events:
                self._push_bytes(
                    b'{"type":"event","stream":%s,"seq":%d,"at":%d,"event":%s}'
                    % (_encode(event.stream), event.seq, event.at, verbs.shown(event))
                )

        self._readers[stream] = reader
        self._streams.add(stream, after, reader)

    def _unsubscribe(self, stream: str) -> None:
        reader = self._readers.pop(stream, None)
        if reader is not None:
            self._streams.remove(stream, reader)

    def watches(self, conversation: str) -> bool:
        return self.reads(conversation_stream(conversation))

    def reads(self, stream: str) -> bool:
        return stream in self._readers

    # -- sending ------------------------------------------------------------------------

    def push(self, frame: dict[str, Any]) -> None:
        self._push_bytes(_encode(frame))

    def _done(self, ident: int, result: dict[str, Any]) -> None:
        self.push({"type": "done", "id": ident, "result": result})

    def _refuse(self, ident: int, error: HeardError) -> None:
        self.push({"type": "error", "id": ident, "code": error.code, "message": error.message, "data": error.data})

    def _push_bytes(self, frame: bytes) -> None:
        if self.socket.closed or self._closing:
            return
        self._waiting_bytes += len(frame)
        if len(self._waiting) >= MOST_WAITING or self._waiting_bytes > MOST_WAITING_BYTES:
            log.warning("slow_reader", connection=self.id)
            self._close(WSCloseCode.TRY_AGAIN_LATER)
            return
        self._waiting.append(frame)
        if not self._sending:  # a task only while there is something to send: idle sockets cost nothing
            self._sending = True
            self._sent.clear()
            self.tasks.start(self._send(), name="socket-send")

    async def _send(self) -> None:
        try:
            while self._waiting and not self.socket.closed:
                frame = self._waiting.popleft()
                await self.socket.send_str(frame.decode())
                self._waiting_bytes -= len(frame)
        except ConnectionError:
            self._waiting.clear()
        finally:
            self._sending = False
            self._sent.set()

    def end(self, code: str, message: str) -> None:
        """Says why, then closes."""
        self.push({"type": "ended", "code": code, "message": message})
        restart = code == Code.UNAVAILABLE
        self._close(WSCloseCode.SERVICE_RESTART if restart else WSCloseCode.POLICY_VIOLATION)

    def _close(self, code: WSCloseCode) -> None:
        if not self._closing:
            self._closing = True
            self.tasks.start(self._close_soon(code), name="socket-close")

    async def _close_soon(self, code: WSCloseCode) -> None:
        try:
            async with asyncio.timeout(CLOSE_S):
                if self._sending and code is not WSCloseCode.TRY_AGAIN_LATER:
                    await self._sent.wait()
                await self.socket.close(code=code)
        except TimeoutError:
            if self.request.transport is not None:
                self.request.transport.abort()
        finally:
            self._closed.set()


def resumes(after: int | None, last: int) -> bool:
    """Whether a reader that has `after` can go on from there."""
    return after is not None and 0 <= last - after <= MOST_EVENTS
