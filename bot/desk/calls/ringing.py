"""A customer asks for a call: it rings at the agents who are free, or they are called back."""

from dataclasses import dataclass

from msgspec.structs import replace

from bot import call
from bot.desk import taking
from bot.desk.base import Sender
from bot.desk.calls.base import card_of
from bot.desk.calls.offering import Offering, fresh_check
from bot.desk.calls.people import open_room
from bot.desk.customers import known_contact
from bot.desk.thread import BOT, Thread, Touched
from bot.errors import Conflict, Gone, Taken, Unavailable
from bot.model import Author, AuthorKind, CallCard, CallCheck, CallKind, CallState, Message, OwnerKind, Person
from bot.secret import new_id
from bot.store import conversations, messages, room_members, rooms
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
class Ringing:
    """What rings now. `checks`: by room, what the customer's browser found. `busy`: who is in a call and hears none."""

    rings: list[Ring]
    checks: dict[str, CallCheck]
    asked: list[Asking]
    busy: frozenset[str]


class Ringers(Offering):
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
            thread = _thread(tx, sender, now)
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
        _to_a_person(thread)
        room = rooms.Room(
            id=new_id("r"),
            conversation=thread.id,
            contact=thread.conversation.contact.id,
            media=media,
            offered_at=thread.now,
            expires_at=self._rings_until(thread.now),
            ringing=True,
        )
        _show(
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
            by = card_of(thread, found).by
            if by is not None and by.id != agent.id:
                raise Taken(f"{by.name} has accepted this call.", agent={"id": by.id, "name": by.name})
            if found.conversation != thread.id:
                raise Gone("This call has ended.")
            taking.take(thread, agent)
            if found.ringing:
                self.accept_ring(thread, found, agent)
            return Accepted(room, thread.conversation.fence)

        return await self._ground.within(conversation, work)

    async def ringing(self) -> Ringing:
        now = self._ground.clock()

        def work(tx: Tx) -> Ringing:
            rings, asked = rooms.ringing(tx, now), room_members.asked(tx, now)
            return Ringing(rings, _checks(tx, rings), asked, room_members.busy(tx) if rings or asked else frozenset())

        return await self._ground.engine.read(work)

    async def call_back(self, sender: Sender, media: CallKind) -> str:
        """The customer waits to be called; again changes nothing. The conversation's id.

        Raises Conflict while there is a call.
        """
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[str, Touched]:
            thread = _thread(tx, sender, now)
            if rooms.open_in(tx, thread.id) is not None:
                raise Conflict("There is a call already.")
            if not thread.callback:
                _wish(thread, media)
            return thread.id, thread.save()

        return await self._ground.commit(work)


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


def _thread(tx: Tx, sender: Sender, now: int) -> Thread:
    standing = conversations.of_contact(tx, sender.contact, sender.channel)
    if standing is not None:
        return Thread(tx, standing, now)
    contact = known_contact(tx, sender)
    return Thread.of_contact(tx, contact, sender.channel, now, contact.language)


def _to_a_person(thread: Thread) -> None:
    if thread.owner is OwnerKind.NOBODY:
        thread.reopen(BOT)
    if thread.owner is OwnerKind.BOT:
        thread.queue("call")
    thread.heard()


def _show(thread: Thread, room: rooms.Room, card: CallCard) -> None:
    contact = thread.conversation.contact
    rooms.create(thread.tx, room)
    message = thread.say(Author(kind=AuthorKind.CONTACT, id=contact.id, name=contact.name), card)
    rooms.shown_at(thread.tx, room.id, message.seq)


def _wish(thread: Thread, media: CallKind) -> None:
    """It stands in the card of the call that did not come about, or in one of its own."""
    _to_a_person(thread)
    thread.set(callback=True)
    missed = _missed(thread)
    if missed is not None:
        assert isinstance(missed.body, CallCard)
        thread.change(missed, replace(missed.body, callback=True))
    else:
        room = rooms.Room(
            id=new_id("r"),
            conversation=thread.id,
            contact=thread.conversation.contact.id,
            media=media,
            offered_at=thread.now,
            expires_at=thread.now,
            ended_at=thread.now,
        )
        asked = CallCard(
            room=room.id,
            state=CallState.RINGING,
            media=media,
            asked=True,
            expires_at=thread.now,
            check=fresh_check(thread),
            callback=True,
        )
        _show(thread, room, call.over(asked, thread.now, "system", "nobody_free"))
    thread.notice("callback")


def _missed(thread: Thread) -> Message | None:
    """The newest call of this episode, where nothing came of it and the customer did not want that."""
    last = rooms.newest_in(thread.tx, thread.id)
    message = thread.message(last.seq) if last is not None else None
    if message is None or message.episode != thread.conversation.episode or not isinstance(message.body, CallCard):
        return None
    card = message.body
    declined = card.state is CallState.DECLINED and card.ended_by == "agent"
    return message if card.state is CallState.MISSED or declined else None
