"""Invitations: looked at without using them, redeemed once, passed on when the first place agrees."""

from dataclasses import dataclass

from bot.desk.calls.base import Part
from bot.desk.calls.people import Caller, room_of
from bot.desk.thread import Thread
from bot.errors import Gone
from bot.model import CallKind, CallState, Channel, Person
from bot.store import call_invitations, contacts, room_members
from bot.store.engine import Tx

ARRIVING_MS = 10_000  # within which whoever has redeemed an invitation is there
AFTER_MS = 1_800_000  # for which whoever was in a call may read and write on


@dataclass(frozen=True, slots=True)
class Look:
    """An invitation, seen without using it."""

    by: Person
    state: CallState
    media: CallKind
    expires_at: int


@dataclass(frozen=True, slots=True)
class Used:
    """An invitation that was redeemed in another place; `held`: whose customer is in the room now, or may only just be
    on the way there.
    """

    invitation: str  # names it
    room: str
    held: bool


@dataclass(frozen=True, slots=True)
class Redeemed:
    """The login for this room."""

    token: str
    room: str


@dataclass(frozen=True, slots=True)
class Guest:
    """The browser that redeemed an invitation."""

    caller: Caller
    room: str
    by: Person
    media: CallKind
    conversation: str
    channel: Channel
    since: int  # the seq of the call's card: nothing before it is theirs to read
    invitation: str  # names it


class Invitations(Part):
    async def look(self, invitation: str) -> Look:
        """Raises Gone for one that is over or unknown, with `used` for one that was used in another place."""
        now = self._ground.clock()

        def work(tx: Tx) -> Look:
            invited = call_invitations.get(tx, invitation)
            room = room_of(tx, invited.room) if invited is not None else None
            if invited is None or room is None or room.ended_at is not None:
                raise _over()
            if invited.redeemed_at is not None:
                raise Gone("This invitation was used in another place.", used=True)
            if invited.expires_at <= now:
                raise _over()
            card = Thread.load(tx, room.conversation, now).call(room.seq)
            assert card.by is not None  # nobody is invited to a call that no agent has accepted
            return Look(card.by, card.state, card.media, invited.expires_at)

        return await self._ground.engine.read(work)

    async def redeem(self, invitation: str) -> Redeemed:
        """Once. Raises Gone."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Redeemed, None]:
            login = call_invitations.redeem(tx, invitation, now)
            invited = call_invitations.get(tx, invitation)
            if login is None or invited is None:
                raise _over()
            return Redeemed(login, invited.room), None

        return await self._ground.commit(work)

    async def used(self, invitation: str) -> Used | None:
        """None for one that was not redeemed, or whose room has ended."""
        now = self._ground.clock()

        def work(tx: Tx) -> Used | None:
            invited = call_invitations.get(tx, invitation)
            if invited is None or invited.redeemed_at is None or room_of(tx, invited.room).ended_at is not None:
                return None
            member = room_members.get(tx, invited.room, invited.contact)
            here = member is not None and member.here
            return Used(invited.hash, invited.room, here or now - invited.redeemed_at < ARRIVING_MS)

        return await self._ground.engine.read(work)

    async def pass_on(self, invitation: str) -> Redeemed:
        """The first place has agreed, or nobody is there: its login ends, here is another. Raises Gone."""

        def work(tx: Tx) -> tuple[Redeemed, None]:
            invited = call_invitations.get(tx, invitation)
            if invited is None or room_of(tx, invited.room).ended_at is not None:
                raise _over()
            return Redeemed(call_invitations.pass_on(tx, invitation), invited.room), None

        return await self._ground.commit(work)

    async def guest(self, login: str) -> Guest | None:
        """Whose login it is; None when its room has been over for half an hour, or there is no such login."""
        now = self._ground.clock()

        def work(tx: Tx) -> Guest | None:
            invited = call_invitations.of_login(tx, login)
            if invited is None:
                return None
            room = room_of(tx, invited.room)
            if room.ended_at is not None and now - room.ended_at >= AFTER_MS:
                return None
            contact, thread = contacts.get(tx, invited.contact), Thread.load(tx, room.conversation, now)
            card = thread.call(room.seq)
            assert contact is not None
            assert card.by is not None
            return Guest(
                caller=Caller(contact.id, "customer", contact.name or ""),
                room=room.id,
                by=card.by,
                media=card.media,
                conversation=thread.id,
                channel=thread.conversation.channel,
                since=room.seq,
                invitation=invited.hash,
            )

        return await self._ground.engine.read(work)


def _over() -> Gone:
    return Gone("This invitation has run out, or its call is over. Ask for a new one.")
