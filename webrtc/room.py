"""Who is in a room, what each may do there, and what follows from what happens: pure.

Every function takes the room as it is and returns the room as it is then, with what has to be told about it. Times
are UTC milliseconds, handed in.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

import msgspec

from webrtc.signals import Present, Role, Sharing, State, Streams

SENDERS_MAX = 4
SUPERVISORS_MAX = 4
NOTHING = Sharing()


class RoomFull(Exception):
    """There is no place for another participant like this one, or no room for another room."""


class Participant(msgspec.Struct, frozen=True):
    """`hidden`: the others in the room are not told of this one, who is a supervisor."""

    id: str
    role: Role
    name: str
    hidden: bool = False

    @property
    def sends(self) -> bool:
        """A supervisor only receives."""
        return self.role != "supervisor"


class Joined(msgspec.Struct, frozen=True, tag="joined"):
    room: str
    participant: str
    at: int


class Left(msgspec.Struct, frozen=True, tag="left"):
    """`reason`: "left" (said goodbye), "lost" (its link was closed), "replaced" (joined elsewhere, a `Joined`
    follows), or the word with which it was removed.
    """

    room: str
    participant: str
    at: int
    reason: str


class Connected(msgspec.Struct, frozen=True, tag="connected"):
    """Two who send have their media connections up, for the first time in this room: what either shares reaches the
    other.
    """

    room: str
    at: int


class SharingChanged(msgspec.Struct, frozen=True, tag="sharing_changed"):
    room: str
    participant: str
    camera: bool
    screen: bool
    audio: bool
    at: int


class Consented(msgspec.Struct, frozen=True, tag="consented"):
    """`asked_at` tells one question from the next in the same room; `text`: the words shown."""

    room: str
    asked_at: int
    participant: str
    name: str
    role: Role
    agree: bool
    text: str
    at: int


class RecordingStarted(msgspec.Struct, frozen=True, tag="recording_started"):
    """`file`: its name in the folder of recordings."""

    room: str
    asked_at: int
    file: str
    by: str
    at: int


class RecordingStopped(msgspec.Struct, frozen=True, tag="recording_stopped"):
    """`file` was called `started_as`, and is whole. `length_ms` is what was recorded, without pauses.

    `reason`: "stopped" (by an agent), "refused", "disk", or the word with which the room ended.
    """

    room: str
    file: str
    started_as: str
    reason: str
    tracks: int
    length_ms: int
    at: int


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """`reason`: "left" (empty, or left by one side, for too long), "worker_lost", or the word that ended it."""

    room: str
    at: int
    reason: str


RoomEvent: TypeAlias = (
    Joined | Left | Connected | SharingChanged | Consented | RecordingStarted | RecordingStopped | Ended
)


@dataclass(frozen=True)
class Presence:
    """A participant who is in the room. `seats` maps the other senders' ids to places among this one's receiving
    lines.
    """

    participant: Participant
    sharing: Sharing = NOTHING
    connected: bool = False
    lines: tuple[Streams, ...] = ()
    seats: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Room:
    """`present` in the order of joining. `empty_since_at` is None while someone is there.

    `met`: both sides, customer and agent, were here at once. From then on, `alone_since_at` is when one of them had
    gone; None while both are here, and before: waiting for somebody is no being left.
    """

    id: str
    empty_since_at: int | None
    present: tuple[Presence, ...] = ()
    flowed: bool = False
    met: bool = False
    alone_since_at: int | None = None

    def get(self, participant: str) -> Presence | None:
        return next((one for one in self.present if one.participant.id == participant), None)


def join(room: Room, participant: Participant, at: int) -> tuple[Room, list[RoomEvent]]:
    """A participant who is there already takes the own place anew. Raises RoomFull."""
    events: list[RoomEvent] = []
    if room.get(participant.id):
        room, events = leave(room, participant.id, "replaced", at)
    most = SENDERS_MAX if participant.sends else SUPERVISORS_MAX
    if sum(one.participant.sends is participant.sends for one in room.present) >= most:
        raise RoomFull("The room is full.")
    room = replace(room, empty_since_at=None, present=(*room.present, Presence(participant)))
    return _seated(_met(room, at)), [*events, Joined(room.id, participant.id, at)]


def leave(room: Room, participant: str, reason: str, at: int) -> tuple[Room, list[RoomEvent]]:
    rest = tuple(one for one in room.present if one.participant.id != participant)
    if len(rest) == len(room.present):
        return room, []
    room = replace(room, present=rest, empty_since_at=None if rest else at)
    return _seated(_met(room, at)), [Left(room.id, participant, at, reason)]


def share(room: Room, participant: str, sharing: Sharing, at: int) -> tuple[Room, list[RoomEvent]]:
    """Whoever only receives shares nothing, whatever its browser says."""
    now = room.get(participant)
    if now is None or now.sharing == sharing or not now.participant.sends:
        return room, []
    event = SharingChanged(room.id, participant, sharing.camera, sharing.screen, sharing.audio, at)
    return _put(room, replace(now, sharing=sharing)), [event]


def connect(room: Room, participant: str, connected: bool, at: int) -> tuple[Room, list[RoomEvent]]:
    """The media connection of a participant came up, or was lost."""
    now = room.get(participant)
    if now is None or now.connected == connected:
        return room, []
    room = _put(room, replace(now, connected=connected))
    if room.flowed or sum(one.connected and one.participant.sends for one in room.present) < 2:
        return room, []
    return replace(room, flowed=True), [Connected(room.id, at)]


def negotiate(room: Room, participant: str, lines: tuple[Streams, ...], fresh: bool) -> Room:
    """A participant's browser has offered so many places, each of three lines, to receive others on.

    `fresh`: over a new connection, which is not up yet; else over the one that it has.
    """
    now = room.get(participant)
    if now is None:
        return room
    return _seated(_put(room, replace(now, lines=lines, connected=now.connected and not fresh)))


def empty_too_long(room: Room, empty_room_s: float, at: int) -> bool:
    """Whether nobody is there, or one side that the other has left."""
    since_at = room.alone_since_at if room.empty_since_at is None else room.empty_since_at
    return since_at is not None and at - since_at >= empty_room_s * 1000


def state(room: Room, receiver: Presence) -> State:
    """The room as one participant sees it: without those who are hidden from it."""
    seats = dict(receiver.seats)

    def streams(other: Presence) -> Streams | None:
        seat = seats.get(other.participant.id)
        return None if seat is None else receiver.lines[seat]

    return State(
        receiver.participant.id,
        [
            Present(
                one.participant.id,
                one.participant.role,
                one.participant.name,
                one.connected,
                one.sharing,
                streams(one),
            )
            for one in room.present
            if one is receiver or not one.participant.hidden
        ],
    )


def _put(room: Room, presence: Presence) -> Room:
    present = (presence if one.participant.id == presence.participant.id else one for one in room.present)
    return replace(room, present=tuple(present))


def _met(room: Room, at: int) -> Room:
    both = len({one.participant.role for one in room.present if one.participant.sends}) > 1
    met = room.met or both
    since_at = at if room.alone_since_at is None else room.alone_since_at
    return replace(room, met=met, alone_since_at=since_at if met and not both else None)


def _seated(room: Room) -> Room:
    """Gives every sender a place with every receiver. Who has one keeps it, so that no picture jumps when another
    leaves.
    """
    senders = [one.participant.id for one in room.present if one.participant.sends]
    return replace(room, present=tuple(_seat(one, senders) for one in room.present))


def _seat(receiver: Presence, senders: list[str]) -> Presence:
    others = [sender for sender in senders if sender != receiver.participant.id]
    seats = {other: seat for other, seat in receiver.seats if other in others and seat < len(receiver.lines)}
    free = [seat for seat in range(len(receiver.lines)) if seat not in seats.values()]
    seats.update(zip((other for other in others if other not in seats), free, strict=False))
    return replace(receiver, seats=tuple(seats.items()))
