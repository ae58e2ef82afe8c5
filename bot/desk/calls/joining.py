"""The way into a room: a token for one connection, then the media."""

from dataclasses import dataclass
from typing import Any

from bot import call
from bot.clock import MINUTE_MS
from bot.desk.calls.base import Part
from bot.desk.calls.people import Caller, open_room, seat
from bot.desk.thread import Thread
from bot.errors import BadRequest, Gone, Unavailable
from bot.model import CallCard
from bot.store import room_members, rooms
from bot.store.engine import Tx
from bot.store.room_members import Member
from webrtc.link import BrowserLink
from webrtc.media import MediaUnavailable, Participant, RoomFull
from webrtc.turn.servers import ice_servers

TOKEN_MS = MINUTE_MS


@dataclass(frozen=True, slots=True)
class JoinToken:
    token: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's, in a room."""

    member: Member
    link: BrowserLink


class Joining(Part):
    async def token(self, caller: Caller, room: str, connection: str) -> JoinToken:
        """For `connection`, once. Raises NotFound, Gone for a room that is over, Forbidden."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[JoinToken, None]:
            member = seat(tx, caller, room)
            if member.role == "agent" and open_room(tx, room).ringing:
                raise BadRequest("Accept this call first.")
            expires_at = now + TOKEN_MS
            token = rooms.give_token(
                tx,
                room=room,
                person=caller.id,
                role=member.role,
                connection=connection,
                expires_at=expires_at,
            )
            return JoinToken(token, expires_at), None

        return await self._ground.commit(work)

    async def join(self, caller: Caller, token: str, connection: str, page: str = "") -> Place:
        """`page`: a word of the browser's page, which finds its media again after it lost its socket.

        Raises Gone for a token that is used, late or another's; Unavailable, with `callback` for a customer whose
        call cannot begin; and what `token` raises.
        """
        member, met = await self._ground.commit(lambda tx: (self._redeem(tx, caller, token, connection), None))
        participant = Participant(member.person, member.role, member.name, member.hidden)
        try:
            link = await self._media.join(member.room, participant, page, met)
        except RoomFull as error:
            await self._turned_away(member)
            raise _unavailable(error, caller) from None
        except MediaUnavailable as error:
            raise _unavailable(error, caller) from None
        try:  # the call may have ended meanwhile, or the agent may have sent them out
            await self._ground.engine.read(lambda tx: seat(tx, caller, member.room))
        except BaseException:
            await link.close()
            await self._media.remove(member.room, member.person, "removed")
            raise
        return Place(member, link)

    def _redeem(self, tx: Tx, caller: Caller, token: str, connection: str) -> tuple[Member, bool]:
        """As what, and whether both sides have been there before."""
        used = rooms.use_token(tx, token, connection, self._ground.clock())
        if used is None or used.person != caller.id:
            raise Gone("This join token was used or is too old. Ask for another.")
        member = seat(tx, caller, used.room)
        if member.role != used.role:
            raise Gone("This join token was for another role. Ask for another.")
        room_members.put(tx, member)
        return member, open_room(tx, used.room).started_at is not None

    async def _turned_away(self, member: Member) -> None:
        """A call for which there is no room was none."""

        def change(thread: Thread, card: CallCard) -> CallCard:
            if card.started_at is not None or room_members.anybody(thread.tx, member.room):
                return card
            return call.over(card, thread.now, "system", "full")

        await self.change(member.room, change)

    async def echo(self) -> BrowserLink:
        """A room of one, in which a browser gets back what it sends. Raises Unavailable."""
        try:
            return await self._media.echo()
        except (MediaUnavailable, RoomFull) as error:
            raise Unavailable(f"The way to the server cannot be tried right now: {error}") from None

    @property
    def recording(self) -> dict[str, Any]:
        """What everybody in a call is told of recording it."""
        it = self._ground.config.recording
        return {"allowed": it.allowed, "days": it.days, "text": it.text}

    def ice_servers(self, person: str) -> list[dict[str, Any]]:
        """TURN servers with credentials for ten minutes; empty where there are none."""
        turn = self._ground.config.turn
        return ice_servers(turn.urls, turn.secret, person, self._ground.clock())


def _unavailable(error: Exception, caller: Caller) -> Unavailable:
    data = {"callback": True} if caller.role == "customer" else {}
    return Unavailable(f"The call cannot be joined right now: {error}", **data)
