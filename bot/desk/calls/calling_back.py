"""A customer for whom nobody is free waits to be called."""

from msgspec.structs import replace

from bot import call
from bot.desk.base import Sender
from bot.desk.calls.base import Part
from bot.desk.calls.offering import fresh_check
from bot.desk.calls.ringing import show, to_a_person
from bot.desk.customers import thread_of
from bot.desk.thread import Thread, Touched
from bot.errors import Conflict
from bot.model import CallCard, CallKind, CallState, Message
from bot.secret import new_id
from bot.store import rooms
from bot.store.engine import Tx


class CallingBack(Part):
    async def call_back(self, sender: Sender, media: CallKind) -> str:
        """The customer waits to be called; again changes nothing. The conversation's id.

        Raises Conflict while there is a call.
        """
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[str, Touched]:
            thread = thread_of(tx, sender, now)
            if rooms.open_in(tx, thread.id) is not None:
                raise Conflict("There is a call already.")
            if not thread.callback:
                _wish(thread, media)
            return thread.id, thread.save()

        return await self._ground.commit(work)


def _wish(thread: Thread, media: CallKind) -> None:
    """It stands in the card of the call that did not come about, or in one of its own."""
    to_a_person(thread)
    thread.set(callback=True)
    missed = _missed(thread)
    if missed is not None:
        thread.change(missed, replace(thread.call(missed.seq), callback=True))
    else:
        _say(thread, media)
    thread.notice("callback", thread.conversation.owner.agent)


def _say(thread: Thread, media: CallKind) -> None:
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
    show(thread, room, call.over(asked, thread.now, "system", "nobody_free"))


def _missed(thread: Thread) -> Message | None:
    """The newest call of this episode, where nothing came of it and the customer has not said no to it."""
    last = rooms.newest_in(thread.tx, thread.id)
    message = thread.message(last.seq) if last is not None else None
    if message is None or message.episode != thread.conversation.episode or not isinstance(message.body, CallCard):
        return None
    card = message.body
    declined = card.state is CallState.DECLINED and card.ended_by == "agent"
    return message if card.state is CallState.MISSED or declined else None
