"""What the browser may do that redeemed an invitation: this call, and its conversation from the call on."""

from typing import Any

import msgspec

from bot.desk import Sender
from bot.desk.calls import Caller, Guest
from bot.errors import Forbidden, NotFound, Unauthorized
from bot.events import Recorded, Unseen, conversation_stream
from bot.model import Author, AuthorKind
from bot.web import frames
from bot.web.calls.verbs import CallVerbs
from bot.web.connection import Connection
from bot.web.frames import ClientFrame
from bot.web.services import Services
from bot.web.snapshots import Snapshot

UNSEEN = msgspec.json.encode(Unseen())


class _Numbered(msgspec.Struct, frozen=True):
    seq: int


class _Told(msgspec.Struct, frozen=True):
    """Of an event the part that says which message it is about."""

    message: _Numbered | None = None


_told = msgspec.json.Decoder(_Told)


class GuestVerbs(CallVerbs):
    """`login`: with which it said hello; it ends when the invitation is used elsewhere, or the call was long ago."""

    def __init__(self, services: Services, connection: Connection, guest: Guest, login: str) -> None:
        super().__init__(services, connection)
        self._guest = guest
        self._login = login
        self._sender = Sender(guest.caller.id, guest.channel)
        services.places.add(guest.invitation, connection)

    def caller(self) -> Caller:
        return self._guest.caller

    async def hello(self) -> dict[str, Any]:
        guest = self._guest
        self._connection.conversation = guest.conversation
        self._services.audience.add(self._connection)
        me = {
            "id": guest.caller.id,
            "role": guest.caller.role,
            "name": guest.caller.name,
            "room": guest.room,
            "conversation": guest.conversation,
            "kind": guest.media,
            "with": guest.by.name,
        }
        return {"me": me}

    async def read(self, stream: str, after: int | None) -> tuple[Snapshot | None, int]:
        if stream != conversation_stream(self._guest.conversation):
            raise Forbidden("This stream is not for you.")
        await self._still_invited()
        return await self._read(stream, after, self._guest.since)

    def shown(self, event: Recorded) -> bytes:
        message = _told.decode(event.body).message
        return UNSEEN if message is not None and message.seq < self._guest.since else event.body

    async def do(self, frame: ClientFrame) -> dict[str, Any]:
        guest, desk = self._guest, self._services.desk
        if (getattr(frame, "room", None) or guest.room) != guest.room:
            raise NotFound("There is no such call.")
        if not isinstance(frame, frames.Signal):
            await self._still_invited()
        match frame:
            case frames.Send(client_message_id=ident, text=text):
                receipt = await desk.receive(self._sender, ident, text)
                return {"conversation": receipt.conversation, "seq": receipt.seq}
            case frames.Typing(conversation=guest.conversation):
                author = Author(kind=AuthorKind.CONTACT, id=guest.caller.id, name=guest.caller.name or None)
                self._services.audience.typing(guest.conversation, author)
                return {}
            case frames.Rate(request=request, value=value, comment=comment, answers=answers):
                await desk.rate(self._sender, request, value, comment, frames.card_answers(answers))
                return {}
            case frames.Book(request=request):
                return {"url": await self._services.bookings.link(self._sender.contact, request)}
            case frames.CallCheck(check=check):
                return await self._check(guest.room, check)
            case frames.CallYield(ask=ask, yes=yes):
                self._services.places.answer(guest.invitation, ask, yes)
                return {}
        return await super().do(frame)

    async def _still_invited(self) -> None:
        """Raises Unauthorized, and ends the connection."""
        if await self._services.calls.guest(self._login) is None:
            message = "This call has ended, or the link was used elsewhere."
            self._connection.end("unauthorized", message)
            raise Unauthorized(message)

    async def aclose(self) -> None:
        self._services.places.remove(self._guest.invitation, self._connection)
        await super().aclose()
