"""An agent asks a customer in: in the conversation, or by a link that may go any way."""

from dataclasses import dataclass

from msgspec.structs import replace

from bot import call
from bot.desk import taking
from bot.desk.base import clean_name
from bot.desk.calls.base import CHECK_FRESH_MS, Part
from bot.desk.calls.people import Caller, open_room, seat
from bot.desk.thread import Thread, Touched
from bot.errors import BadRequest, Conflict, Forbidden, Unavailable
from bot.model import Author, AuthorKind, CallCard, CallCheck, CallKind, CallState, Channel, Person
from bot.secret import new_id
from bot.store import call_invitations, contacts, room_members, rooms
from bot.store.engine import Tx
from webrtc.media import MediaUnavailable, RoomFull


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation that is good for one browser, once."""

    url: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A call with somebody who was in no conversation."""

    conversation: str
    room: str
    url: str


class Offering(Part):
    async def start(self, agent: Person, conversation: str, fence: int, media: CallKind = "video") -> str:
        """The room, offered to the customer; the one that is open where there is one. Raises Stale, Unavailable."""

        def work(thread: Thread) -> str:
            thread.held_by(agent, fence)
            running = rooms.open_in(thread.tx, thread.id)
            if running is None:
                return self._offer(thread, agent, media).id
            if running.ringing:
                self.accept_ring(thread, running, agent)
            return running.id

        await self._prepare()
        return await self._ground.within(conversation, work)

    async def new(self, agent: Person, name: str, language: str, media: CallKind) -> Begun:
        """A call with somebody who gets the link from the agent. Raises BadRequest, Unavailable."""
        name = clean_name(name)
        if language not in self._ground.config.bot.languages:
            raise BadRequest("This language is not offered here.")
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Begun, Touched]:
            contact = contacts.create(tx, name=name, language=language, at=now)
            thread = Thread.of_contact(tx, contact, Channel.LINK, now, language)
            taking.give(thread, agent)
            room = self._offer(thread, agent, media)
            begun = Begun(thread.id, room.id, self._invite(tx, room).url)
            return begun, thread.save()

        await self._prepare()
        return await self._ground.commit(work)

    async def link(self, caller: Caller, room: str) -> Link:
        """A further invitation: an agent's to send by any means, or the customer's to go on in another window.

        From an agent it offers the call anew, also to a customer who was sent out. Raises NotFound, Gone, Forbidden,
        Conflict for a call that rings.
        """

        def work(thread: Thread) -> Link:
            member = seat(thread.tx, caller, room)
            found = open_room(thread.tx, room)
            if member.role == "supervisor":
                raise Forbidden("You only listen in, so you cannot invite anyone.")
            if found.ringing:
                raise Conflict("Nobody has accepted this call yet.")
            if member.role == "agent":
                room_members.ask_back(thread.tx, room, found.contact)
                self._offer_anew(thread, found)
            return self._invite(thread.tx, found, self._offered_until(thread.now))

        return await self._in_room(room, work)

    def _offer_anew(self, thread: Thread, room: rooms.Room) -> None:
        if room.started_at is None:
            until = self._offered_until(thread.now)
            rooms.offer(thread.tx, room.id, until)
            thread.change_call(room.seq, lambda card: replace(card, expires_at=until))

    async def _prepare(self) -> None:
        """Before anybody is invited to what cannot be. Raises Unavailable."""
        try:
            await self._media.prepare()
        except RoomFull:
            raise Unavailable("There are too many calls right now. Please try again in some minutes.") from None
        except MediaUnavailable as error:
            raise Unavailable(f"Video cannot be started right now: {error}") from None

    def _offer(self, thread: Thread, agent: Person, media: CallKind) -> rooms.Room:
        room = rooms.Room(
            id=new_id("r"),
            conversation=thread.id,
            contact=thread.conversation.contact.id,
            media=media,
            offered_at=thread.now,
            expires_at=self._offered_until(thread.now),
        )
        rooms.create(thread.tx, room)
        link = self._invite(thread.tx, room).url if thread.conversation.channel is Channel.TELEGRAM else None
        card = CallCard(
            room=room.id,
            state=CallState.OFFERED,
            media=media,
            by=agent,
            expires_at=room.expires_at,
            check=fresh_check(thread),
        )
        author = Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.name)
        message = thread.say(author, card, link=link)
        rooms.shown_at(thread.tx, room.id, message.seq)
        thread.set(callback=False)
        return room

    def accept_ring(self, thread: Thread, room: rooms.Room, agent: Person) -> None:
        """The call that the customer has asked for goes on as one that is offered to them."""
        until = self._offered_until(thread.now)
        rooms.offer(thread.tx, room.id, until)
        thread.change_call(room.seq, lambda card: call.accepted(card, agent, until))
        thread.set(callback=False)

    def _invite(self, tx: Tx, room: rooms.Room, until: int | None = None) -> Link:
        expires_at = until if until is not None else room.expires_at
        secret = call_invitations.invite(tx, room.id, room.contact, expires_at)
        return Link(f"{self._ground.config.public_url}/call/#{secret}", expires_at)


def fresh_check(thread: Thread) -> CallCheck | None:
    """What the customer's browser has found a short while ago."""
    check = contacts.traits(thread.tx, thread.conversation.contact.id).check
    return check if check is not None and thread.now - check.at < CHECK_FRESH_MS else None
