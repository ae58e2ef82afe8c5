"""How calls end: by somebody's word, or because time has run out."""

from bot import call
from bot.desk import taking
from bot.desk.base import Ground
from bot.desk.calls.base import MediaRooms, Part
from bot.desk.calls.people import Caller, open_room, owns
from bot.desk.thread import Thread
from bot.errors import Forbidden
from bot.model import CallCard, CallState, OwnerKind
from bot.store import escalations, rooms

COME_BACK_MS = 45_000


class Ending(Part):
    def __init__(self, ground: Ground, media: MediaRooms) -> None:
        super().__init__(ground, media)
        self._deserted: dict[str, int] = {}  # room -> since when its media is gone

    async def decline(self, caller: Caller, room: str) -> None:
        """The customer does not want what is offered, or no longer what rings; or the agent at whom alone it rings says
        no. Nothing happens to a call that has begun. Raises NotFound, Gone, Forbidden.
        """

        def change(thread: Thread, card: CallCard) -> CallCard:
            if card.state is CallState.RINGING:
                return self._stop_ringing(thread, card, caller)
            if card.state is CallState.OFFERED and caller.role == "customer":
                return call.over(card, thread.now, "customer", "declined", declined=True)
            return card

        await self.change(room, change, caller)

    def _stop_ringing(self, thread: Thread, card: CallCard, caller: Caller) -> CallCard:
        if caller.role == "agent":
            return call.over(card, thread.now, "agent", "declined", declined=True)
        waiting = escalations.waiting(thread.tx, thread.id)
        if waiting is not None and waiting.reason == "call":
            taking.leave_line(thread, self._ground.config.bot.silence_s)  # with which the call is over
            return card
        return call.over(card, thread.now, "customer", "cancelled")

    async def cancel(self, room: str) -> None:
        """The customer has gone while it rings."""

        def change(thread: Thread, card: CallCard) -> CallCard:
            if card.state is not CallState.RINGING:
                return card  # an agent was quicker
            contact = thread.conversation.contact
            return self._stop_ringing(thread, card, Caller(contact.id, "customer", contact.name or ""))

        await self.change(room, change)

    async def end(self, caller: Caller, room: str) -> None:
        """For everyone in it: its customer's to do, and the agent's who has the conversation.

        Raises NotFound, Gone, Forbidden.
        """

        def change(thread: Thread, card: CallCard) -> CallCard:
            if caller.role == "agent" and not owns(thread.tx, caller.id, open_room(thread.tx, room)):
                raise Forbidden("Only the agent who has the conversation can end its call for everyone.")
            if card.state is CallState.RINGING:
                return self._stop_ringing(thread, card, caller)
            return call.over(card, thread.now, caller.role, "hung_up")

        await self.change(room, change, caller)

    async def miss(self, room: str) -> None:
        """Time has run out for what was offered, or rang, with nobody there."""

        def change(thread: Thread, card: CallCard) -> CallCard:
            if card.started_at is not None or card.expires_at > thread.now:
                return card  # somebody was quicker than the clock
            if card.state is not CallState.RINGING:
                return call.over(card, thread.now, "system", "expired")
            waiting = escalations.waiting(thread.tx, thread.id)
            if thread.owner is OwnerKind.LINE and waiting is not None and waiting.reason == "call":
                thread.notice("queued")
            return call.over(card, thread.now, "system", "nobody_free")

        await self.change(room, change)

    async def come_back(self) -> None:
        """After a start: who was in a call when the server ended has some time to join it again."""
        now = self._ground.clock()
        self._deserted = dict.fromkeys(await self._ground.engine.read(rooms.in_use), now)

    async def end_deserted(self) -> None:
        """Ends the calls that nobody has come back to."""
        due = self._ground.clock() - COME_BACK_MS
        for room in [room for room, since in self._deserted.items() if since <= due]:
            del self._deserted[room]
            await self.change(room, lambda thread, card: call.over(card, thread.now, "system", "left"))
