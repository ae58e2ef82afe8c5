"""A customer asks for a call, and it rings at the agents who are free."""

from dataclasses import dataclass

from bot.desk import alerting, taking
from bot.desk.base import Sender
from bot.desk.calls.offering import Offering, fresh_check
from bot.desk.calls.people import open_room
from bot.desk.customers import thread_of
from bot.desk.thread import BOT, Thread, Touched
from bot.errors import NotFound, Taken, Unavailable
from bot.model import Author, AuthorKind, CallCard, CallCheck, CallKind, CallState, OwnerKind, Person
from bot.secret import new_id
from bot.store import messages, room_members, rooms
from bot.store.engine import Tx
from bot.store.room_members import Asking
from bot.store.rooms import Ring
from webrtc.media import MediaUnavailable, RoomFull

NOBODY_FREE = "Nobody is free for a call right now."
TOO_MANY = "There are too many calls right now."


@dataclass(frozen=True, slots=True)
class Asked:
    conversation: str
    room: str


@dataclass(frozen=True, slots=True)
class Accepted:
    room: str
    fence: int


@dataclass(frozen=True, slots=True)
class RingingNow:
    """`checks`: by room, what the customer's browser found. `busy`: who is in a call, and hears nothing of it."""

    rings: list[Ring]
    checks: dict[str, CallCheck]
    asked: list[Asking]
    busy: frozenset[str]


class Ringing(Offering):
    async def ask(self, sender: Sender, media: CallKind) -> Asked:
        """The room; the one that is open where there is one.

        Raises Unavailable, with `callback`, where nobody is free or there are too many calls.
        """
        try:
            await self._media.prepare()
        except RoomFull:
            raise Unavailable(TOO_MANY, callback=True) from None
        except MediaUnavailable:
            raise Unavailable("Calls cannot be started right now.", callback=True) from None
        free, now = self._media.free, self._ground.clock()
        here = {agent.id for agent in self._ground.presence.here()}

        def work(tx: Tx) -> tuple[Asked, Touched]:
            thread = thread_of(tx, sender, now)
            room = rooms.open_in(tx, thread.id)
            if room is None:
                if free <= len(rooms.ringing(tx, now)):
                    raise Unavailable(TOO_MANY, callback=True)
                if not _ears(thread, here - room_members.busy(tx)):
                    raise Unavailable(NOBODY_FREE, callback=True)
                room = self._ring(thread, media)
            return Asked(thread.id, room.id), thread.save()

        return await self._ground.commit(work)

    def _ring(self, thread: Thread, media: CallKind) -> rooms.Room:
        to_a_person(thread)
        room = rooms.Room(
            id=new_id("r"),
            conversation=thread.id,
            contact=thread.conversation.contact.id,
            media=media,
            offered_at=thread.now,
            expires_at=self._rings_until(thread.now),
            ringing=True,
        )
        show(
            thread,
            room,
            CallCard(
                room=room.id,
                state=CallState.RINGING,
                media=media,
                asked=True,
                expires_at=room.expires_at,
                check=fresh_check(thread),
            ),
        )
        return room

    async def accept(self, agent: Person, conversation: str, room: str) -> Accepted:
        """The conversation becomes the agent's and the call is on. Raises Taken, NotFound, Gone."""

        def work(thread: Thread) -> Accepted:
            found = open_room(thread.tx, room)
            if found.conversation != thread.id:
                raise NotFound("There is no such call.")
            by = thread.call(found.seq).by
            if by is not None and by.id != agent.id:
                raise Taken(f"{by.name} has accepted this call.", agent={"id": by.id, "name": by.name})
            taking.take(thread, agent)
            if found.ringing:
                self.accept_ring(thread, found, agent)
            return Accepted(room, thread.conversation.fence)

        return await self._ground.within(conversation, work)

    async def ringing(self) -> RingingNow:
        now = self._ground.clock()

        def work(tx: Tx) -> RingingNow:
            rings, asked = rooms.ringing(tx, now), room_members.asked(tx, now)
            return RingingNow(
                rings, _checks(tx, rings), asked, room_members.busy(tx) if rings or asked else frozenset()
            )

        return await self._ground.engine.read(work)


def _checks(tx: Tx, rings: list[Ring]) -> dict[str, CallCheck]:
    found: dict[str, CallCheck] = {}
    for ring in rings:
        message = messages.get(tx, ring.conversation, ring.seq)
        if message is not None and isinstance(message.body, CallCard) and message.body.check is not None:
            found[ring.room] = message.body.check
    return found


def _ears(thread: Thread, free: set[str]) -> bool:
    """Whether there is anybody whom the call would ring at."""
    owner = thread.conversation.owner.agent
    return owner.id in free if owner is not None else bool(free)


def to_a_person(thread: Thread) -> None:
    """Into the line, unless a person is there or on the way."""
    if thread.owner is OwnerKind.NOBODY:
        thread.reopen(BOT)
        alerting.came_again(thread)
    if thread.owner is OwnerKind.BOT:
        thread.queue("call")
    thread.heard()


def show(thread: Thread, room: rooms.Room, card: CallCard) -> None:
    """As what the customer says."""
    contact = thread.conversation.contact
    rooms.create(thread.tx, room)
    message = thread.say(Author(kind=AuthorKind.CONTACT, id=contact.id, name=contact.name), card)
    rooms.shown_at(thread.tx, room.id, message.seq)
