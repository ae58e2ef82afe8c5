"""Booked calls as agents keep them: seen, moved, handed to a colleague, cancelled."""

from collections.abc import Collection
from dataclasses import dataclass

from msgspec import structs

from bot.booking.free import free_at
from bot.booking.terms import Stretch, Terms
from bot.clock import DAY_MS, MINUTE_MS
from bot.desk.base import Ground
from bot.desk.booking import news
from bot.desk.booking.bookings import free_times, fresh_link, moved, reached, settle_cancelled, terms
from bot.desk.thread import Thread
from bot.errors import Conflict, Forbidden, NotFound
from bot.model import Agent, Contact, Owner, Person
from bot.store import agents, bookings
from bot.store.bookings import Booking
from bot.store.engine import Tx

SEEN_MS = 60 * MINUTE_MS  # that long after it has begun a call is shown still


@dataclass(frozen=True, slots=True)
class BookedCall:
    """A booking with what agents see of it."""

    booking: Booking
    contact: Contact
    agent: Person
    reached: bool  # the customer sees what is said of it
    changeable: bool  # by whoever asks


@dataclass(frozen=True, slots=True)
class Choices:
    """When a booked call can be instead, and whose it can be then."""

    call: BookedCall
    agents: tuple[Person, ...]  # of all these times: whose it is comes first, then the team's, then by name
    times: dict[
        int, tuple[str, ...]
    ]  # beginnings in UTC ms, in order: ids of who is free; its own with who could have it


class BookedCalls:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._zone = ground.config.surveys.timezone

    async def upcoming(
        self, by: Person, *, manager: bool, agent: str | None = None, contact: str | None = None
    ) -> list[BookedCall]:
        """From an hour ago on; None: everybody's."""
        now = self._ground.clock()

        def work(tx: Tx) -> list[BookedCall]:
            names = agents.names(tx)
            found = bookings.between(tx, now - SEEN_MS, now + 366 * DAY_MS, agent, contact)
            return [_shown(tx, each, names, by, manager=manager) for each in found]

        return await self._ground.engine.read(work)

    async def choices(self, booking: str, by: Person, *, manager: bool) -> Choices:
        """Raises NotFound, Conflict where it is over or cancelled."""
        now = self._ground.clock()

        def work(tx: Tx) -> Choices:
            found = _open(tx, booking)
            free = self._free(tx, found, now)
            some = {agent for ids in free.values() for agent in ids}
            call = _shown(tx, found, agents.names(tx), by, manager=manager)
            return Choices(call, _in_order(agents.everyone(tx), some, found.agent), free)

        return await self._ground.engine.read(work)

    async def move(
        self, booking: str, by: Person, *, manager: bool, since: int, agent: str | None, moves: int
    ) -> Booking:
        """To another time, to another agent, or both; the customer is told, with a link to choose for themselves.

        `agent` None: whoever is free, rather whose it is, rather of their team; `moves`: of the booking as `by` knows
        it. Raises NotFound, Forbidden for a colleague's, Conflict where it was changed meanwhile or nobody is free.
        """

        def work(thread: Thread) -> Booking:
            tx, now = thread.tx, thread.now
            found = _open(tx, booking)
            _check(thread, found, by, manager=manager)
            if found.moves != moves:
                raise Conflict("This call was moved just now. Look at its new time first.")
            free = self._free(tx, found, now).get(since, ())
            whose = agent if agent in free else self._first(tx, free, found) if agent is None else None
            until = found.until if since == found.since else since + terms(tx).length_min * MINUTE_MS
            made = moved(found, whose, since, until, now) if whose is not None else None
            if made is None or not bookings.move(tx, made):
                raise Conflict("Nobody is free at this time any more. Choose another one.")
            news.moved_by_us(thread, made, found, by, self._link(thread, made))
            return made

        return await self._ground.within(await self._conversation(booking), work)

    async def cancel(self, booking: str, by: Person, *, manager: bool, moves: int) -> None:
        """`moves` as of `move`. Raises NotFound, Forbidden for a colleague's, Conflict where it is over, cancelled or
        was moved meanwhile.
        """

        def work(thread: Thread) -> None:
            found = _open(thread.tx, booking)
            _check(thread, found, by, manager=manager)
            settle_cancelled(thread.tx, found, moves)
            news.cancelled_by_us(thread, found, by, self._link(thread, found))

        await self._ground.within(await self._conversation(booking), work)

    def _free(self, tx: Tx, booking: Booking, now: int) -> dict[int, tuple[str, ...]]:
        """No notice is kept: an agent who moves a call knows what has been said. Its own time is there where a
        colleague could have it.
        """
        asked = structs.replace(terms(tx), notice_h=0.0)
        found = free_times(tx, self._zone, asked, now, booking)
        instead = self._instead(tx, booking, asked)
        others = {since: ids for since, ids in found.items() if since != booking.since}
        return dict(sorted((others | {booking.since: instead}).items())) if instead else others

    def _instead(self, tx: Tx, booking: Booking, asked: Terms) -> tuple[str, ...]:
        """Who else is free for the call as it stands, however calls of theirs begin otherwise."""
        call = Stretch(booking.since, booking.until)
        diaries = bookings.diaries(tx, booking.since, booking.until + DAY_MS)
        return tuple(it.agent for it in diaries if it.agent != booking.agent and free_at(it, call, asked, self._zone))

    @staticmethod
    def _first(tx: Tx, free: Collection[str], booking: Booking) -> str | None:
        """Of those who are free, in their order, but for whose it is and their team."""
        teams = {agent.id: agent.team for agent in agents.everyone(tx)}
        mine = teams.get(booking.agent, "")
        return min(free, key=lambda it: (it != booking.agent, not mine or teams.get(it) != mine), default=None)

    def _link(self, thread: Thread, booking: Booking) -> str:
        config = self._ground.config
        return fresh_link(thread.tx, config, booking.request, booking.contact, thread.id, thread.now)

    async def _conversation(self, booking: str) -> str:
        """Raises NotFound."""
        return (await self._ground.engine.read(lambda tx: _known(tx, booking))).conversation


def _known(tx: Tx, booking: str) -> Booking:
    found = bookings.get(tx, booking)
    if found is None:
        raise NotFound("There is no such booking.")
    return found


def _open(tx: Tx, booking: str) -> Booking:
    found = _known(tx, booking)
    if found.state != "booked":
        raise Conflict("This call is over or was cancelled.")
    return found


def _changes(booking: Booking, owner: Owner, by: Person, *, manager: bool) -> bool:
    """Whose call it is, who has the customer's conversation, and managers."""
    return manager or by.id == booking.agent or (owner.agent is not None and by.id == owner.agent.id)


def _check(thread: Thread, booking: Booking, by: Person, *, manager: bool) -> None:
    """Raises Forbidden."""
    if not _changes(booking, thread.conversation.owner, by, manager=manager):
        raise Forbidden("This call is a colleague's. Take the conversation first, or ask a manager.")


def _shown(tx: Tx, booking: Booking, names: dict[str, str], by: Person, *, manager: bool) -> BookedCall:
    talk = Thread.load(tx, booking.conversation, booking.created_at).conversation
    return BookedCall(
        booking,
        talk.contact,
        Person(id=booking.agent, name=names.get(booking.agent, "")),
        reached(tx, talk),
        _changes(booking, talk.owner, by, manager=manager),
    )


def _in_order(everyone: list[Agent], some: Collection[str], first: str) -> tuple[Person, ...]:
    mine = next((agent.team for agent in everyone if agent.id == first), "")
    found = [agent for agent in everyone if agent.id in some]
    found.sort(key=lambda it: (it.id != first, not mine or it.team != mine, it.name.casefold()))
    return tuple(Person(id=agent.id, name=agent.name) for agent in found)
