"""Rooms by id: brings links, endpoints and the rules of room.py together."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from msgspec.structs import replace

from webrtc import room as rules
from webrtc.allowance import SIGNALS_BURST, SIGNALS_PER_S, Allowance
from webrtc.bandwidth.balance import EVERY_S, Balance, Member
from webrtc.link import RoomLink
from webrtc.recording.consent import NotAllowed
from webrtc.recording.recordings import Recordings
from webrtc.room import Participant, Room, RoomEvent, RoomFull
from webrtc.signals import Bye, Consent, Description, FromBrowser, Limits, Problem, Record, Sharing, SignalError
from webrtc.transport.channels import CHANNELS, Beside, signed
from webrtc.transport.description import read_offer
from webrtc.transport.endpoint import Endpoint
from webrtc.transport.ice import Port
from webrtc.workers.load import Turns

log = structlog.get_logger(__name__)

TICK_S = 0.02
LAG_S = 0.2  # a loop that late has hurt the media, and is worth a line in the log
STRAINED_S, RELIEVED_S = 0.06, 0.02  # turns as late as that make every picture late: fewer of them help all
SWEEP_S = 1.0
LINGER_S = 20.0  # in which a page that lost its socket may come back to its media


def utc_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(eq=False)
class Guest:
    """A participant's link and, from the first offer on, endpoint. `former`: the same participant, who is replaced.

    `page`: the word by which its page is known when it comes back with another link, in place of the `outgrown` one; ""
    when it cannot.
    """

    room: str
    participant: Participant
    link: RoomLink
    page: str = ""
    outgrown: RoomLink | None = None
    former: "Guest | None" = None
    endpoint: Endpoint | None = None
    limits: Limits | None = None
    reason: str = "lost"
    back: asyncio.Event = field(default_factory=asyncio.Event)
    signals: Allowance = field(default_factory=lambda: Allowance(SIGNALS_BURST, SIGNALS_PER_S))
    beside: dict[Beside, Allowance] = field(
        default_factory=lambda: {each: Allowance(each.burst, each.per_s) for each in CHANNELS}
    )


class Rooms:
    """All rooms of one process. `report` is called with every event, in order; `clock` gives UTC milliseconds.

    `recordings`: the folder for them; None where calls cannot be recorded.
    """

    def __init__(
        self,
        port: Port,
        report: Callable[[RoomEvent], None],
        max_rooms: int,
        empty_room_s: float,
        clock: Callable[[], int] = utc_ms,
        recordings: Path | None = None,
    ) -> None:
        self._port = port
        self._report = report
        self._max_rooms = max_rooms
        self._empty_room_s = empty_room_s
        self._clock = clock
        self.turns = Turns()
        self._recordings = Recordings(recordings, report, clock)
        self._rooms: dict[str, Room] = {}
        self._guests: dict[str, dict[str, Guest]] = {}
        self._strained = False
        self._balances: dict[str, Balance] = {}
        self._stale: set[str] = set()  # rooms whose participants have not been told yet

    def __len__(self) -> int:
        return len(self._rooms)

    def join(self, room_id: str, participant: Participant, link: RoomLink, page: str = "", met: bool = False) -> Guest:
        """Lets a participant in, who is then to be served with this link. Raises RoomFull.

        The guest is the one who was there already where the same page comes back; its media goes on.
        """
        now = self._clock()
        room = self._rooms.get(room_id)
        if room is None:
            if len(self._rooms) >= self._max_rooms:
                raise RoomFull("There are too many calls at the moment.")
            room = Room(room_id, now, met=met)
        guests = self._guests.setdefault(room_id, {})
        held = guests.get(participant.id)
        if held is not None and page and held.page == page and held.participant == participant:
            held.outgrown, held.link = held.link, link
            held.back.set()
            self._stale.add(room_id)
            return held
        self._apply(*rules.join(room, participant, now))
        guest = guests[participant.id] = Guest(room_id, participant, link, page, former=held)
        return guest

    async def serve(self, guest: Guest, link: RoomLink) -> None:
        """Stays with a guest's link until one of them goes."""
        try:
            former, guest.former = guest.former, None
            if former is not None:
                await self._dismiss(former, "replaced")
            outgrown, guest.outgrown = guest.outgrown, None
            if outgrown is not None:
                await outgrown.close()
                if guest.limits is not None:  # it may have missed them
                    await link.send(guest.limits)
            await self._tell(guest.room)
            async for signal in link:
                if not guest.signals.take():
                    guest.reason = "too_fast"
                    await link.send(Bye("too_fast"))
                    break
                if isinstance(signal, Bye):
                    guest.reason = "left"
                    break
                await self._handle(guest, signal)
            else:
                await self._linger(guest, link)
        finally:
            await link.close()
            if guest.link is link:
                await self._gone(guest)

    async def _linger(self, guest: Guest, link: RoomLink) -> None:
        """The socket was lost, and the media may still be there: the page has some time to come back to it."""
        if guest.page and guest.link is link and self._current(guest):
            guest.back.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(LINGER_S):
                    await guest.back.wait()

    async def _handle(self, guest: Guest, signal: FromBrowser) -> None:
        if isinstance(signal, Description):
            try:
                await self._offered(guest, signal)
            except SignalError as error:
                await guest.link.send(Problem(error.code, error.message))
        elif isinstance(signal, Sharing) and self._current(guest):
            room = self._rooms[guest.room]
            self._apply(*rules.share(room, guest.participant.id, signal, self._clock()))
        elif isinstance(signal, Record | Consent) and self._current(guest):
            try:
                self._recordings.said(self._rooms[guest.room], guest.participant, signal)
            except NotAllowed as error:
                await guest.link.send(Problem("not_allowed", str(error)))
            self._apply(self._rooms[guest.room], [])
        await self._tell(guest.room)  # a candidate changes nothing: ICE-lite has no use for it

    async def _offered(self, guest: Guest, signal: Description) -> None:
        offer = read_offer(signal.sdp)
        former = guest.endpoint
        if former is not None and not former.continues(offer):
            guest.endpoint = None
            await former.close()
        if not self._current(guest):
            return
        if guest.endpoint is None:
            guest.endpoint = Endpoint(
                self._port,
                offer,
                lambda connected: self._connected(guest, connected),
                lambda beside, message: self._told(guest, beside, message),
            )
        answer = guest.endpoint.answer(offer)
        room = self._rooms[guest.room]
        fresh = guest.endpoint is not former
        self._apply(rules.negotiate(room, guest.participant.id, offer.streams, fresh), [])
        await guest.link.send(Description(answer, signal.number))

    def _current(self, guest: Guest) -> bool:
        """Whether the guest is still there; then its room is too."""
        return self._guests.get(guest.room, {}).get(guest.participant.id) is guest

    def _connected(self, guest: Guest, connected: bool) -> None:
        if self._current(guest):
            room = self._rooms[guest.room]
            self._apply(*rules.connect(room, guest.participant.id, connected, self._clock()))

    def _told(self, guest: Guest, beside: Beside, message: str | bytes) -> None:
        if not guest.participant.sends or not guest.beside[beside].take():
            return
        relayed = signed(guest.participant.id, message)
        for other in self._guests.get(guest.room, {}).values():
            if other is guest or other.endpoint is None:
                continue
            if not other.endpoint.tell(beside, relayed) and beside.reliable and other.endpoint.connected:
                log.warning("beside_lost", channel=beside.label, participant=other.participant.id, size=len(message))

    def _apply(self, room: Room, events: list[RoomEvent]) -> None:
        self._rooms[room.id] = room
        self._stale.add(room.id)
        for event in events:
            self._report(event)
        self._record(room)

    def _record(self, room: Room) -> None:
        """At once with every change: nobody is recorded between coming and being asked."""
        guests = self._guests.get(room.id, {})
        streams = {one: guest.endpoint.streams for one, guest in guests.items() if guest.endpoint is not None}
        self._recordings.follow(room, streams, time.monotonic())

    def _connect(self, room: Room) -> None:
        """Puts every sender's tracks where the room says that they belong."""
        guests = self._guests.get(room.id, {})
        for presence in room.present:
            endpoint = guests[presence.participant.id].endpoint
            if endpoint is None:
                continue
            senders = {seat: guests[other].endpoint for other, seat in presence.seats}
            for place in range(len(endpoint.streams.places)):
                sender = senders.get(place)
                endpoint.streams.attach(place, sender.streams if sender is not None else None)

    async def _tell(self, room_id: str) -> None:
        room = self._rooms.get(room_id)
        if room is None or room_id not in self._stale:
            return
        self._stale.discard(room_id)
        self._connect(room)
        guests = self._guests[room_id]
        now_s = time.monotonic()
        told = [
            (
                guests[one.participant.id].link,
                replace(rules.state(room, one), recording=self._recordings.view(room, one.participant, now_s)),
            )
            for one in room.present
        ]
        for link, state in told:
            await link.send(state)

    async def _gone(self, guest: Guest) -> None:
        """The link ended: by a goodbye, by being lost, or because the guest was dismissed before."""
        if self._current(guest):
            self._forget(guest, guest.reason)
        await self._close(guest)
        await self._tell(guest.room)

    def _forget(self, guest: Guest, reason: str) -> None:
        del self._guests[guest.room][guest.participant.id]
        room = self._rooms[guest.room]
        self._apply(*rules.leave(room, guest.participant.id, reason, self._clock()))

    async def _dismiss(self, guest: Guest, reason: str) -> None:
        """Media first, then the word."""
        guest.back.set()
        if guest.endpoint is not None:
            guest.endpoint.streams.detach()
        await guest.link.send(Bye(reason))
        await self._close(guest)

    async def _close(self, guest: Guest) -> None:
        endpoint, guest.endpoint = guest.endpoint, None
        if endpoint is not None:
            await endpoint.close()
        await guest.link.close()

    async def remove(self, room_id: str, participant: str, reason: str) -> None:
        """Nothing happens when there is no such participant."""
        guest = self._guests.get(room_id, {}).get(participant)
        if guest is not None:
            self._forget(guest, reason)
            await self._dismiss(guest, reason)
            await self._tell(room_id)

    async def end(self, room_id: str, reason: str) -> None:
        """Everyone is dismissed and the room is gone. Nothing happens when there is no such room."""
        if self._rooms.pop(room_id, None) is None:
            return
        self._stale.discard(room_id)
        self._recordings.end(room_id, reason, time.monotonic())
        guests = self._guests.pop(room_id, {})
        for guest in guests.values():
            await self._dismiss(guest, reason)
        self._report(rules.Ended(room_id, self._clock(), reason))

    async def sweep(self) -> None:
        """Ends rooms that were empty for too long."""
        now = self._clock()
        for room in list(self._rooms.values()):
            if rules.empty_too_long(room, self._empty_room_s, now):
                await self.end(room.id, "left")

    async def run(self) -> None:
        """Keeps time for all endpoints, until cancelled."""
        ticked_s = time.monotonic()
        balanced_s = swept_s = 0.0
        while True:
            await asyncio.sleep(TICK_S)
            now_s = time.monotonic()
            if now_s - ticked_s > LAG_S:
                log.warning("loop_late", late_ms=round((now_s - ticked_s - TICK_S) * 1000))
            self.turns.came(now_s - ticked_s - TICK_S)
            ticked_s = now_s
            self._tick(now_s)
            try:
                for room_id in self._recordings.tick(now_s):
                    self._apply(self._rooms[room_id], [])
                for room_id in list(self._stale):
                    await self._tell(room_id)
                if now_s - balanced_s >= EVERY_S:
                    balanced_s = now_s
                    await self._balance(now_s)
                if now_s - swept_s >= SWEEP_S:
                    swept_s = now_s
                    await self.sweep()
            except Exception:  # whatever one room's trouble is, time goes on for the others
                log.exception("turn_failed")

    async def _balance(self, now_s: float) -> None:
        """Fits what is sent in each room to its receivers' links, and to what this process has time for."""
        self._strained = self.turns.lately_s > (RELIEVED_S if self._strained else STRAINED_S)
        for room_id in self._balances.keys() - self._rooms.keys():
            del self._balances[room_id]
        for room in list(self._rooms.values()):
            guests = self._guests.get(room.id, {})
            members = [
                Member(one.participant.id, not one.participant.sends, one.sharing, endpoint.streams, one.seats)
                for one in room.present
                if one.connected and (endpoint := guests[one.participant.id].endpoint) is not None
            ]
            balance = self._balances.setdefault(room.id, Balance())
            for identity, limits in balance.turn(members, now_s, self._strained).items():
                guests[identity].limits = limits
                await guests[identity].link.send(limits)

    def _tick(self, now_s: float) -> None:
        """One endpoint's trouble is not to stop the others' feedback: without it their senders fall to nothing."""
        for guests in list(self._guests.values()):
            for guest in list(guests.values()):
                try:
                    if guest.endpoint is not None:
                        guest.endpoint.tick(now_s)
                except Exception:
                    log.exception("tick_failed", participant=guest.participant.id)

    async def aclose(self) -> None:
        for room_id in list(self._rooms):
            await self.end(room_id, "ended")
        await self._recordings.aclose()
