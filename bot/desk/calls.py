"""Live sessions of a conversation: offered, joined, ended; what happened stands in its card."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import msgspec
import structlog

from bot.desk.base import Ground
from bot.desk.thread import Thread
from bot.errors import Gone, NotFound, Unavailable
from bot.model import Author, AuthorKind, CallCard, CallMoment, CallState, Channel, OwnerKind, Person
from bot.secret import new_id
from bot.store import contacts, episodes, rooms
from bot.store.engine import Tx
from webrtc.link import BrowserLink
from webrtc.media import Connected, Ended, Joined, Left, MediaUnavailable, Participant, RoomEvent, SharingChanged

log = structlog.get_logger()

TOKEN_MS = 60_000
TURN_S = 600
COME_BACK_MS = 45_000

Side = Literal["agent", "customer"]


class MediaRooms(Protocol):
    """What a live session needs of the media worker (webrtc.media.Media)."""

    async def prepare(self) -> None: ...
    async def join(self, room: str, participant: Participant) -> BrowserLink: ...


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may be in a room."""

    id: str
    role: Side
    name: str


@dataclass(frozen=True, slots=True)
class Look:
    """An invitation, seen without using it."""

    by: Person
    state: CallState
    expires_at: int


@dataclass(frozen=True, slots=True)
class Guest:
    """The browser that redeemed an invitation."""

    caller: Caller
    room: str
    by: Person


class Calls:
    def __init__(self, ground: Ground, media: MediaRooms) -> None:
        self._ground = ground
        self._media = media
        self._deserted: dict[str, int] = {}  # room -> since when its media is gone

    # -- offering -------------------------------------------------------------------

    async def start(self, agent: Person, conversation: str, fence: int) -> str:
        """The room, offered to the customer; the one that is open where there is one. Raises Stale, Unavailable."""
        config = self._ground.config

        def work(thread: Thread) -> str:
            thread.held_by(agent, fence)
            running = rooms.open_in(thread.tx, thread.id)
            if running is not None:
                return running.id
            room = rooms.Room(
                id=new_id("r"),
                conversation=thread.id,
                seq=0,
                agent=agent.id,
                contact=thread.conversation.contact.id,
                offered_at=thread.now,
                expires_at=thread.now + config.media.offer_s * 1000,
                started_at=None,
                ended_at=None,
            )
            rooms.create(thread.tx, room)
            link = None
            if thread.conversation.channel is not Channel.WIDGET:
                link = f"{config.public_url}/call/#{rooms.invite(thread.tx, room)}"
            card = CallCard(room=room.id, state=CallState.OFFERED, by=agent, expires_at=room.expires_at)
            author = Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.name)
            message = thread.say(author, card, link=link)
            rooms.shown_at(thread.tx, room.id, message.seq)
            return room.id

        try:
            await self._media.prepare()  # before anybody is invited to what cannot be
        except MediaUnavailable as error:
            raise Unavailable(f"Video cannot be started right now: {error}") from None
        return await self._ground.within(conversation, work)

    async def look(self, invitation: str) -> Look:
        """Raises Gone for one that is used, over or unknown."""
        now = self._ground.clock()

        def work(tx: Tx) -> Look:
            invited = rooms.invitation(tx, invitation)
            if invited is None or invited.expires_at <= now or invited.redeemed_at is not None:
                raise _gone()
            card = _card(Thread.load(tx, _room(tx, invited.room).conversation, now), invited.room)
            assert card.by is not None  # nobody is invited to a call that no agent has accepted
            return Look(card.by, card.state, invited.expires_at)

        return await self._ground.engine.read(work)

    async def redeem(self, invitation: str) -> tuple[str, str]:
        """The login for this room and the room, once. Raises Gone."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[tuple[str, str], None]:
            login = rooms.redeem(tx, invitation, now)
            invited = rooms.invitation(tx, invitation)
            if login is None or invited is None:
                raise _gone()
            return (login, invited.room), None

        return await self._ground.commit(work)

    async def guest(self, login: str) -> Guest | None:
        """Whose login it is; None when its room has ended or there is no such login."""
        now = self._ground.clock()

        def work(tx: Tx) -> Guest | None:
            invited = rooms.of_login(tx, login)
            if invited is None:
                return None
            contact = contacts.get(tx, invited.contact)
            assert contact is not None
            card = _card(Thread.load(tx, _room(tx, invited.room).conversation, now), invited.room)
            assert card.by is not None
            return Guest(Caller(contact.id, "customer", contact.name or ""), invited.room, card.by)

        return await self._ground.engine.read(work)

    # -- joining --------------------------------------------------------------------

    async def token(self, caller: Caller, room: str, connection: str) -> tuple[str, int]:
        """A join token for `connection` and its expiry. Raises NotFound, Gone for a room that is over."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[tuple[str, int], None]:
            self.may_join(tx, caller, room)
            expires_at = now + TOKEN_MS
            token = rooms.give_token(
                tx,
                room=room,
                person=caller.id,
                role=caller.role,
                connection=connection,
                expires_at=expires_at,
            )
            return (token, expires_at), None

        return await self._ground.commit(work)

    @staticmethod
    def may_join(tx: Tx, caller: Caller, room: str) -> None:
        """Raises NotFound, and Gone for a room that is over."""
        found = _room(tx, room)
        if found.ended_at is not None:
            raise Gone("This call has ended.")
        if caller.role == "customer" and found.contact != caller.id:
            raise NotFound("There is no such call.")
        if caller.role == "agent":
            owner = Thread.load(tx, found.conversation, 0).conversation.owner
            if owner.kind is not OwnerKind.AGENT or owner.agent is None or owner.agent.id != caller.id:
                raise NotFound("Only the agent who has the conversation can join its call.")

    async def join(self, caller: Caller, token: str, connection: str) -> tuple[str, BrowserLink]:
        """The room and the way to its media. Raises Gone for a token that is used, late or another's."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[str, None]:
            used = rooms.use_token(tx, token, connection, now)
            if used is None or (used.person, used.role) != (caller.id, caller.role):
                raise Gone("This join token was used or is too old. Ask for another.")
            self.may_join(tx, caller, used.room)
            return used.room, None

        room = await self._ground.commit(work)
        return room, await self._media.join(room, Participant(caller.id, caller.role, caller.name))

    def ice_servers(self, person: str) -> list[dict[str, Any]]:
        """TURN servers with credentials for ten minutes (the REST API of draft-uberti-behave-turn-rest-00)."""
        turn = self._ground.config.turn
        if not turn.urls:
            return []
        username = f"{self._ground.clock() // 1000 + TURN_S}:{person}"
        credential = base64.b64encode(hmac.new(turn.secret.encode(), username.encode(), hashlib.sha1).digest()).decode()
        return [{"urls": list(turn.urls), "username": username, "credential": credential}]

    # -- ending -----------------------------------------------------------------------

    async def decline(self, caller: Caller, room: str) -> None:
        def change(thread: Thread, card: CallCard) -> CallCard | None:
            if card.state is not CallState.OFFERED:
                return None
            return _over(card, CallState.DECLINED, thread.now, caller.role, "declined")

        await self._change(room, change, caller)

    async def end(self, caller: Caller, room: str) -> None:
        """For everyone in it."""

        def change(thread: Thread, card: CallCard) -> CallCard | None:
            state = CallState.ENDED if card.started_at is not None else CallState.MISSED
            return _over(card, state, thread.now, caller.role, "hung_up")

        await self._change(room, change, caller)

    async def miss(self, room: str) -> None:
        """The offer has run out with nobody there."""
        await self._change(room, lambda thread, card: _over(card, CallState.MISSED, thread.now, "system", "expired"))

    async def come_back(self) -> None:
        """After a start: who was in a call when the server ended has some time to join it again."""
        now = self._ground.clock()
        self._deserted = dict.fromkeys(await self._ground.engine.read(rooms.unended), now)

    async def end_deserted(self) -> None:
        """Ends the calls that nobody has come back to."""
        due = self._ground.clock() - COME_BACK_MS
        for room in [room for room, since in self._deserted.items() if since <= due]:
            del self._deserted[room]
            await self._change(room, lambda thread, card: _over(card, CallState.ENDED, thread.now, "system", "left"))

    # -- what the media worker says -----------------------------------------------------

    async def happened(self, event: RoomEvent) -> None:
        found = await self._ground.engine.read(lambda tx: rooms.get(tx, event.room))
        if found is None:
            log.warning("unknown_room", room=event.room)
            return
        match event:
            case Joined():
                self._deserted.pop(event.room, None)
            case Ended(at=at, reason="worker_lost"):
                self._deserted[event.room] = at

        def side(participant: str) -> Side:
            return "customer" if participant == found.contact else "agent"

        def change(thread: Thread, card: CallCard) -> CallCard | None:
            match event:
                case Joined(participant=person, at=at):
                    return _moment(card, "joined", side(person), at)
                case Left(participant=person, at=at, reason=reason) if reason != "replaced":
                    return _moment(card, "left", side(person), at)
                case SharingChanged(participant=person, screen=screen, at=at):
                    return _moment(card, "shared" if screen else "unshared", side(person), at)
                case Connected(at=at):
                    return self._connected(thread, card, at)
                case Ended(at=at, reason="left"):
                    return _over(card, CallState.ENDED if card.started_at else CallState.MISSED, at, "system", "left")
            return None

        await self._change(event.room, change)

    @staticmethod
    def _connected(thread: Thread, card: CallCard, at: int) -> CallCard | None:
        if card.started_at is not None:
            return None
        assert card.by is not None
        rooms.start(thread.tx, card.room, at)
        episodes.handled(thread.tx, thread.id, thread.conversation.episode, card.by.id, "call")
        return msgspec.structs.replace(card, state=CallState.RUNNING, started_at=at)

    async def _change(
        self, room: str, change: Callable[[Thread, CallCard], CallCard | None], caller: Caller | None = None
    ) -> None:
        """Rewrites the room's card, unless it is over; where the new one is over, the room ends with it."""
        found = await self._ground.engine.read(lambda tx: rooms.get(tx, room))
        if found is None:
            raise NotFound("There is no such call.")

        def work(thread: Thread) -> None:
            if caller is not None:
                self.may_join(thread.tx, caller, room)
            message = thread.message(found.seq)
            assert isinstance(message.body, CallCard)
            if message.body.ended_at is not None:
                return
            changed = change(thread, message.body)
            if changed is not None and changed != message.body:
                thread.change_call(message, changed)

        await self._ground.within(found.conversation, work)


def _room(tx: Tx, room: str) -> rooms.Room:
    found = rooms.get(tx, room)
    if found is None:
        raise NotFound("There is no such call.")
    return found


def _card(thread: Thread, room: str) -> CallCard:
    body = thread.message(_room(thread.tx, room).seq).body
    assert isinstance(body, CallCard)
    return body


def _gone() -> Gone:
    return Gone("This invitation was used or has run out. Ask for a new one in the chat.")


_OPPOSITE = {"joined": "left", "left": "joined", "shared": "unshared", "unshared": "shared"}


def _moment(
    card: CallCard, what: Literal["joined", "left", "shared", "unshared"], role: Side, at: int
) -> CallCard | None:
    """None where it changes nothing: the same person joins twice after a reload, stops a screen that was not shown."""
    pair = (what, _OPPOSITE[what])
    last = [moment.what for moment in card.moments if moment.role == role and moment.what in pair][-1:]
    if last == [what] or (not last and what in ("left", "unshared")):
        return None
    return msgspec.structs.replace(card, moments=(*card.moments, CallMoment(what=what, role=role, at=at)))


def _over(
    card: CallCard, state: CallState, at: int, by: Literal["agent", "customer", "system"], reason: str
) -> CallCard:
    return msgspec.structs.replace(card, state=state, ended_at=at, ended_by=by, reason=reason)
