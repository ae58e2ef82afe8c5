"""The media worker: rooms in a process of its own, so that a stall in media never touches chat, nor chat the media."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from webrtc.echo import Echoes
from webrtc.link import QueueLink, pair
from webrtc.room import RoomFull
from webrtc.rooms import Rooms
from webrtc.signals import FromBrowser, ToBrowser
from webrtc.tasks import Tasks
from webrtc.transport.ice import Port
from webrtc.workers.orders import (
    Admitted,
    Down,
    Echo,
    End,
    Happened,
    Join,
    Open,
    Opened,
    Order,
    Pulse,
    Refused,
    Remove,
    Report,
    Unlink,
    Up,
)

PULSE_S = 1.0


class Worker:
    """Carries out orders; what there is to tell goes to `report`."""

    def __init__(self, report: Callable[[Report], None]) -> None:
        self._report = report
        self._tasks = Tasks()
        self._port: Port | None = None
        self._rooms: Rooms | None = None
        self._echoes: Echoes | None = None
        self._links: dict[int, QueueLink[FromBrowser, ToBrowser]] = {}

    async def open(self, order: Open) -> None:
        """Raises PortUnavailable."""
        self._port = Port(order.addresses)
        await self._port.open(order.host, order.port)
        self._rooms = Rooms(
            self._port,
            lambda event: self._report(Happened(event)),
            order.max_rooms,
            order.empty_room_s,
            recordings=Path(order.recordings) if order.recordings else None,
        )
        self._echoes = Echoes(self._port)
        self._tasks.start(self._rooms.run(), "rooms")
        self._tasks.start(self._beat(self._rooms), "pulse")
        self._report(Opened(self._port.number))

    async def obey(self, order: Order) -> None:
        """Any order after `open`."""
        assert self._rooms is not None and self._echoes is not None
        match order:
            case Join():
                self._join(order, self._rooms)
            case Echo(number):
                self._echo(number, self._echoes)
            case Up(number, signal):
                if (link := self._links.get(number)) is not None:
                    await link.send(signal)
            case Unlink(number):
                if (link := self._links.pop(number, None)) is not None:
                    await link.close()
            case End(room, reason):
                await self._rooms.end(room, reason)
            case Remove(room, participant, reason):
                await self._rooms.remove(room, participant, reason)

    def _join(self, order: Join, rooms: Rooms) -> None:
        browser, inside = pair()
        try:
            guest = rooms.join(order.room, order.participant, inside, order.page, order.met)
        except RoomFull as error:
            self._report(Refused(order.link, str(error)))
            return
        self._admit(order.link, browser, rooms.serve(guest, inside))

    def _echo(self, number: int, echoes: Echoes) -> None:
        browser, inside = pair()
        try:
            echoes.admit()
        except RoomFull as error:
            self._report(Refused(number, str(error)))
            return
        self._admit(number, browser, echoes.serve(inside))

    def _admit(
        self, number: int, browser: QueueLink[FromBrowser, ToBrowser], serving: Coroutine[Any, Any, None]
    ) -> None:
        self._links[number] = browser
        self._report(Admitted(number))
        self._tasks.start(serving, "guest")
        self._tasks.start(self._carry(number, browser), "link")

    async def _beat(self, rooms: Rooms) -> None:
        while True:
            await asyncio.sleep(PULSE_S)
            self._report(Pulse(*rooms.turns.take()))

    async def _carry(self, number: int, link: QueueLink[FromBrowser, ToBrowser]) -> None:
        async for signal in link:
            self._report(Down(number, signal))
        self._links.pop(number, None)
        self._report(Unlink(number))

    async def aclose(self) -> None:
        if self._rooms is not None:
            await self._rooms.aclose()
        await self._tasks.aclose()
        if self._port is not None:
            self._port.close()
