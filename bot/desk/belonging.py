"""A call belongs to the agent who has its conversation, or to the line in which it rings."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot import call
from bot.clock import MINUTE_MS
from bot.events import LINE
from bot.model import CallCard, CallMoment, Owner, OwnerKind, Person
from bot.store import room_members, rooms
from bot.store.room_members import Member

if TYPE_CHECKING:
    from bot.desk.thread import Thread

_REASONS = {OwnerKind.LINE: "released", OwnerKind.BOT: "handed_back", OwnerKind.NOBODY: "resolved"}

RING_MS = MINUTE_MS  # an agent who has to come into a call that is there already is rung for so long


def follow(thread: "Thread", owner: Owner) -> None:
    """What becomes of a call when its conversation goes to `owner`."""
    room = rooms.open_in(thread.tx, thread.id)
    if room is None:
        return
    former = thread.conversation.owner.agent
    if owner.agent is not None:
        if former is None or former == owner.agent or room.ringing:
            return  # where it rings, it does at whoever has the conversation
        _pass_on(thread, room, former, owner.agent)
        to, now = owner.agent, thread.now
        moment = CallMoment(what="taken_over", role="agent", name=to.name, person=to.id, at=now)
        thread.change_call(room.seq, lambda card: call.noted(replace(card, by=to), moment))
    elif not (room.ringing and owner.kind is OwnerKind.LINE):
        thread.change_call(room.seq, lambda card: _over(card, thread.now, owner.kind, by_agent=former is not None))


def _over(card: CallCard, at: int, to: OwnerKind, *, by_agent: bool) -> CallCard:
    if to is OwnerKind.BOT and not by_agent:
        return call.over(card, at, "customer", "cancelled")  # who rang has left the line
    return call.over(card, at, "system", _REASONS[to])


def _pass_on(thread: "Thread", room: rooms.Room, former: Person, to: Person) -> None:
    """Who had the conversation may stay in the call; who has it now is asked in."""
    tx = thread.tx
    if room_members.get(tx, room.id, former.id) is None:
        room_members.put(tx, Member(room.id, former.id, "agent", former.name))
    member = room_members.get(tx, room.id, to.id)
    if member is None or not member.here:
        ring(thread, room.id, to, former.id)


def ring(thread: "Thread", room: str, agent: Person, by: str) -> None:
    """At an agent who is not there; `by`: who wants them, themselves where it is their own call."""
    member = Member(room, agent.id, "agent", agent.name)
    room_members.put(thread.tx, member, asked_by=by, rings_until=thread.now + RING_MS)
    thread.touch(LINE)
