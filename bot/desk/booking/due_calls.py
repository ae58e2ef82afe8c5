"""Booked calls as their hour comes: both sides are reminded, then the customer is invited and it rings at the agent."""

from collections.abc import Awaitable, Callable

import structlog

from bot.clock import MINUTE_MS
from bot.desk import belonging, taking
from bot.desk.base import Ground
from bot.desk.booking import news
from bot.desk.booking.bookings import terms
from bot.desk.calls.ringing import to_a_person
from bot.desk.thread import BY_BOT, Thread
from bot.errors import HeardError
from bot.locale import words
from bot.model import Person, Text
from bot.store import bookings
from bot.store.bookings import Booking

log = structlog.get_logger()

PATIENCE_MS = 2 * MINUTE_MS  # for an agent who is late at the desk, or comes back after a restart

Start = Callable[[Person, str, int], Awaitable[str]]
"""Offers a call of the agent in a conversation that they hold under this fence: its room."""


class DueCalls:
    def __init__(self, ground: Ground, start: Start) -> None:
        self._ground = ground
        self._start = start

    async def come_due(self) -> None:
        """Reminds of calls that begin soon, offers those whose hour has come."""
        now = self._ground.clock()
        asked = await self._ground.engine.read(terms)
        remind_ms = asked.remind_min * MINUTE_MS
        for booking in await self._ground.engine.read(lambda tx: bookings.due(tx, now, remind_ms)):
            try:  # the others' hours come too
                await (self._remind(booking) if booking.since > now else self._begin(booking, now))
            except HeardError as error:
                if now >= booking.since + PATIENCE_MS:
                    log.warning("booking_failed", booking=booking.id, reason=error.code)
                    await self._missed(booking)

    async def _remind(self, booking: Booking) -> None:
        def work(thread: Thread) -> None:
            if bookings.reminded(thread.tx, booking, thread.now):
                news.soon(thread, booking)

        await self._ground.within(booking.conversation, work)

    async def _begin(self, booking: Booking, now: int) -> None:
        """Tried until the agent has been waited for, and once more after a stop in between: a call that is offered
        stays.
        """

        def work(thread: Thread) -> tuple[Person, int] | None:
            return self._held(thread, booking) if now < booking.until and _stands(thread, booking) else None

        held = await self._ground.within(booking.conversation, work)
        if held is not None:
            agent, fence = held
            room = await self._start(agent, booking.conversation, fence)
            await self._ground.within(booking.conversation, lambda thread: _started(thread, booking, room, agent))
        elif now >= booking.since + PATIENCE_MS:
            await self._missed(booking)

    def _held(self, thread: Thread, booking: Booking) -> tuple[Person, int] | None:
        """Who calls, and their fence: whose call it is, of whom the customer was told, else who has the conversation;
        None: neither is there.
        """
        here = {agent.id: agent for agent in self._ground.presence.here()}
        owner, agent = thread.conversation.owner.agent, here.get(booking.agent)
        if agent is None:
            return (owner, thread.conversation.fence) if owner is not None and owner.id in here else None
        if owner is None:
            taking.take(thread, agent)
        elif owner.id != agent.id:
            taking.give(thread, agent)
            thread.notice("transferred", agent)
        return agent, thread.conversation.fence

    async def _missed(self, booking: Booking) -> None:
        """The agent did not come, or nothing can be started: the customer waits to be called by somebody."""

        def work(thread: Thread) -> None:
            if not bookings.settle(thread.tx, booking, "missed"):
                return
            tongue = words(thread.conversation.language)
            text = tongue.t(
                "We are sorry: nobody is there for our call right now. A colleague will call you as soon as possible."
            )
            thread.say(BY_BOT, Text(text=text))
            to_a_person(thread)
            thread.set(callback=True)

        await self._ground.within(booking.conversation, work)


def _stands(thread: Thread, booking: Booking) -> bool:
    """Nobody has moved or cancelled it meanwhile."""
    found = bookings.get(thread.tx, booking.id)
    return found is not None and (found.state, found.moves) == ("booked", booking.moves)


def _started(thread: Thread, booking: Booking, room: str, agent: Person) -> None:
    """It rings at the agent too, who may be busy with something else."""
    bookings.settle(thread.tx, booking, "started", room)
    belonging.ring(thread, room, agent, agent.id)
