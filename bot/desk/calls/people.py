"""Who may be in a room, and as what."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.errors import Forbidden, Gone, NotFound
from bot.model import Person
from bot.store import conversations, room_members, rooms
from bot.store.engine import Tx
from bot.store.room_members import Member

Side = Literal["agent", "customer"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks to be in a room. Managers listen from the agents' side."""

    id: str
    role: Side
    name: str

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name)


def room_of(tx: Tx, room: str) -> rooms.Room:
    """Raises NotFound."""
    found = rooms.get(tx, room)
    if found is None:
        raise NotFound("There is no such call.")
    return found


def open_room(tx: Tx, room: str) -> rooms.Room:
    """Raises NotFound, Gone for one that is over."""
    found = room_of(tx, room)
    if found.ended_at is not None:
        raise Gone("This call has ended.")
    return found


def owns(tx: Tx, person: str, room: rooms.Room) -> bool:
    """Whether it is the agent who has the room's conversation."""
    standing = conversations.get(tx, room.conversation)
    owner = standing.conversation.owner.agent if standing else None
    return owner is not None and owner.id == person


def seat(tx: Tx, caller: Caller, room: str) -> Member:
    """As what `caller` may be in the room: its customer, the agent who has the conversation, whoever was asked in.

    Raises NotFound for anybody else, Gone for a room that is over, Forbidden for who was sent out of it.
    """
    found = open_room(tx, room)
    member = room_members.get(tx, room, caller.id)
    if caller.role == "customer":
        if found.contact != caller.id:
            raise NotFound("There is no such call.")
        member = member or Member(room, caller.id, "customer", caller.name)
    elif owns(tx, caller.id, found):
        if member is None:
            return Member(room, caller.id, "agent", caller.name)
        return replace(member, role="agent", name=caller.name, hidden=False, removed_at=None)
    if member is None:
        raise NotFound("Only the agent who has the conversation, and people who are asked in, can join this call.")
    if member.removed_at is not None:
        raise Forbidden("You were removed from this call.")
    return replace(member, name=caller.name)


def agents_seat(tx: Tx, caller: Caller, room: str) -> Member:
    """Raises NotFound, Gone, Forbidden where `caller` is no agent in the call."""
    member = seat(tx, caller, room)
    if member.role != "agent":
        raise Forbidden("Only an agent in the call can do this.")
    return member
