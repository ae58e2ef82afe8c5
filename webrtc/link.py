"""The way of signals between a browser and its room, whatever carries them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Generic, Protocol, TypeVar

from webrtc.signals import FromBrowser, ToBrowser

Sent = TypeVar("Sent")
Got = TypeVar("Got")
_Out = TypeVar("_Out", contravariant=True)
_In = TypeVar("_In", covariant=True)


class SignalLink(Protocol[_Out, _In]):
    """One end. Iterating ends when either end was closed; what was sent before that still arrives."""

    async def send(self, signal: _Out) -> None:
        """Nothing happens, and nothing is raised, after either end was closed."""

    def __aiter__(self) -> AsyncIterator[_In]: ...

    async def close(self) -> None:
        """May be called twice."""


BrowserLink = SignalLink[FromBrowser, ToBrowser]  # held where the browser's signals come in
RoomLink = SignalLink[ToBrowser, FromBrowser]  # held by the room


class QueueLink(Generic[Sent, Got]):
    """One end of a pair in memory."""

    def __init__(self, outbox: asyncio.Queue[Sent | None], inbox: asyncio.Queue[Got | None]) -> None:
        self._outbox = outbox
        self._inbox = inbox
        self._peer: QueueLink[Got, Sent] | None = None
        self.closed = False

    async def send(self, signal: Sent) -> None:
        self.put(signal)

    def put(self, signal: Sent) -> None:
        """`send`, which never has to wait in memory."""
        if not self.closed:
            self._outbox.put_nowait(signal)

    async def __aiter__(self) -> AsyncIterator[Got]:
        while (signal := await self._inbox.get()) is not None:
            yield signal
        self._inbox.put_nowait(None)  # for whoever else iterates, or does so again

    async def close(self) -> None:
        self.shut()

    def shut(self) -> None:
        """`close`, which never has to wait in memory."""
        if self.closed:
            return
        self.closed = True
        self._outbox.put_nowait(None)
        self._inbox.put_nowait(None)
        if self._peer is not None:
            self._peer.closed = True


def pair() -> tuple[QueueLink[FromBrowser, ToBrowser], QueueLink[ToBrowser, FromBrowser]]:
    """Two connected ends in memory: the browser's and the room's."""
    up: asyncio.Queue[FromBrowser | None] = asyncio.Queue()
    down: asyncio.Queue[ToBrowser | None] = asyncio.Queue()
    browser = QueueLink[FromBrowser, ToBrowser](up, down)
    room = QueueLink[ToBrowser, FromBrowser](down, up)
    browser._peer, room._peer = room, browser
    return browser, room
