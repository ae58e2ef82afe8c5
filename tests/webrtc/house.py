"""Rooms in this process, with real sockets, handshakes and packets. A `Guest` here is a link and a caller."""

from caller import Caller, until

from webrtc.link import QueueLink, pair
from webrtc.room import Participant, RoomEvent
from webrtc.rooms import Rooms
from webrtc.signals import Description, FromBrowser, Role, State, ToBrowser
from webrtc.tasks import Tasks
from webrtc.transport.ice import Port


class House:
    """Rooms with their port and their clock; `now` is in UTC milliseconds."""

    def __init__(self, *addresses: str) -> None:
        self.now = 1_000_000
        self.events: list[RoomEvent] = []
        self.tasks = Tasks()
        self.port = Port(addresses or ["127.0.0.1"])
        self.rooms = Rooms(self.port, self.events.append, 2, 45, lambda: self.now)
        self.guests: list[Guest] = []

    async def enter(
        self,
        identity: str,
        role: Role,
        room: str = "r",
        media: bool = True,
        page: str = "",
        met: bool = False,
        host: str = "127.0.0.1",
    ) -> "Guest":
        browser, inside = pair()
        served = self.rooms.join(room, Participant(identity, role, identity), inside, page, met)
        guest = Guest(identity, browser)
        self.guests.append(guest)
        self.tasks.start(self.rooms.serve(served, inside), identity)
        self.tasks.start(guest.listen(), f"{identity} listens")
        await guest.caller.open(host)
        if media:
            await guest.connect()
        return guest


class Guest:
    def __init__(self, identity: str, link: QueueLink[FromBrowser, ToBrowser]) -> None:
        self.id = identity
        self.link = link
        self.caller = Caller()
        self.heard: list[ToBrowser] = []
        self.closed = False

    async def listen(self) -> None:
        async for signal in self.link:
            self.heard.append(signal)
        self.closed = True

    def of(self, kind: type) -> list[ToBrowser]:
        return [signal for signal in self.heard if isinstance(signal, kind)]

    @property
    def state(self) -> State:
        last = self.of(State)[-1]
        assert isinstance(last, State)
        return last

    async def connect(self, number: int = 1, **layout: object) -> None:
        await self.link.send(Description(self.caller.offer(**layout), number))
        await until(lambda: any(one.number == number for one in self.of(Description)))
        [answer] = [one for one in self.of(Description) if one.number == number]
        await self.caller.answered(answer.sdp)
        await until(
            lambda: next(one for one in self.state.participants if one.id == self.id).connected,
        )


async def flowing(sender: Guest, receiver: Guest, kinds: tuple[str, ...] = ("audio", "camera", "screen")) -> None:
    """Each of the tracks arrives on the line that the receiver's state names."""

    def arrived() -> bool:
        for kind in kinds:
            sender.caller.send_audio() if kind == "audio" else sender.caller.send_frame(kind, 3000, key=True)
        return all(receiver.caller.received[mid] > before[mid] + 3 for mid in mids)

    [streams] = [one.streams for one in receiver.state.participants if one.id == sender.id]
    assert streams is not None
    mids = [getattr(streams, kind) for kind in kinds]
    before = receiver.caller.received.copy()
    await until(arrived)
