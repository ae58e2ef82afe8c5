"""Calls for a time to come: booked, moved and cancelled by customers with their link, cancelled by agents."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.booking.free import MINUTE_MS, times
from bot.booking.terms import Terms
from bot.config import Config
from bot.desk.base import Ground
from bot.desk.booking import news
from bot.desk.calls.offering import Link as CallLink
from bot.desk.calls.people import Caller
from bot.desk.surveys import surveying
from bot.desk.thread import Thread
from bot.errors import BadRequest, Conflict, Forbidden, Gone, NotFound
from bot.model import Channel, Person
from bot.store import agents, bookings, contacts, ratings, rooms, settings, surveys
from bot.store.bookings import Booking, Link
from bot.store.engine import Tx
from bot.surveys.hours import known_zone

SETTINGS = "booking"
DAY_MS = 86_400_000
LINK_MS = 30 * DAY_MS
NOTE = 500  # characters

Invite = Callable[[Caller, str], Awaitable[CallLink]]
"""One more way into a room for somebody who may be in it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody with a link can book, and has."""

    language: str
    length_min: int
    times: tuple[int, ...]  # beginnings, UTC ms
    closed: bool  # the link has run out: nothing is booked by it any more
    booking: Booking | None  # theirs, whatever became of it
    agent: Person | None  # of that booking
    open: bool  # its call can be joined now
    reached: bool  # they see what is said of it in their conversation


def terms(tx: Tx) -> Terms:
    return settings.get(tx, SETTINGS, Terms)


def bookable(tx: Tx, now: int) -> bool:
    """Whether any agent has hours in which a call has room, be they taken or not."""
    length = terms(tx).length_min
    week = (hours for diary in bookings.diaries(tx, now, now) for hours in diary.hours)
    return any(hours.end_min - hours.start_min >= length for hours in week)


class Bookings:
    def __init__(self, ground: Ground, invite: Invite) -> None:
        self._ground = ground
        self._invite = invite
        self._zone = ground.config.surveys.timezone

    # -- customers ----------------------------------------------------------------------

    async def link(self, contact: str, request: str) -> str:
        """The address at which this rating's customer books. Raises NotFound, Conflict where it offers none."""
        now, config = self._ground.clock(), self._ground.config
        return await self._ground.engine.write(lambda tx: link_of(tx, config, request, now, contact))

    async def link_by_rating(self, secret: str) -> str:
        """The same for whoever holds the link of the rating. Raises NotFound, Conflict."""
        now, config = self._ground.clock(), self._ground.config

        def work(tx: Tx) -> str:
            asked = ratings.of_link(tx, secret)
            if asked is None:
                raise NotFound("This link no longer works.")
            return link_of(tx, config, asked.id, now)

        return await self._ground.engine.write(work)

    async def look(self, secret: str) -> Offer:
        """Raises NotFound."""
        now = self._ground.clock()

        def work(tx: Tx) -> Offer:
            by, asked = _known(tx, secret), terms(tx)
            booking = bookings.of_request(tx, by.request)
            agent = agents.get(tx, booking.agent) if booking else None
            closed = now >= by.until
            thread = Thread.load(tx, by.conversation, now)
            return Offer(
                language=thread.conversation.language,
                length_min=asked.length_min,
                times=() if closed else tuple(self._free(tx, asked, now)),
                closed=closed,
                booking=booking,
                agent=Person(id=agent.id, name=agent.name) if agent else None,
                open=booking is not None and _joinable(tx, booking) is not None,
                reached=_reached(thread),
            )

        return await self._ground.engine.read(work)

    async def book(self, secret: str, since: int, zone: str, note: str = "") -> Booking:
        """In place of what the customer has booked before: nobody has more than one call to come.

        Raises NotFound, Gone, BadRequest, Conflict when the time is taken.
        """
        by = await self._ground.engine.read(lambda tx: _known(tx, secret))

        def work(thread: Thread) -> Booking:
            tx, now, asked = thread.tx, thread.now, terms(thread.tx)
            if now >= by.until:
                raise Gone("This link has run out. Ask us for a new one.")
            former = bookings.open_of(tx, by.contact)
            if former is not None:
                if former.since == since:
                    return former
                bookings.settle(tx, former.id, "cancelled")
            free = self._free(tx, asked, now).get(since, ())
            until = since + asked.length_min * MINUTE_MS
            theirs = zone if known_zone(zone) else self._zone
            for agent in sorted(free, key=lambda it: former is None or it != former.agent):  # who knows them goes on
                made = bookings.book(
                    tx, by, agent=agent, since=since, until=until, zone=theirs, note=clean_note(note), at=now
                )
                if made is not None:
                    news.booked(thread, made, former)
                    return made
            raise Conflict("This time was taken just now. Choose another one.")

        return await self._ground.within(by.conversation, work)

    async def cancel_by_link(self, secret: str) -> None:
        """Raises NotFound, Conflict where nothing is booked."""
        by = await self._ground.engine.read(lambda tx: _known(tx, secret))

        def work(thread: Thread) -> None:
            found = bookings.of_request(thread.tx, by.request)
            if found is None:
                raise Conflict("There is no call to cancel.")
            self._cancelled(thread, found)
            news.cancelled_by_customer(thread, found)

        await self._ground.within(by.conversation, work)

    async def join(self, secret: str) -> CallLink:
        """An invitation to the call that was booked. Raises NotFound, Conflict where there is none to join now, Gone,
        Forbidden for who was sent out of it.
        """

        def work(tx: Tx) -> tuple[Caller, str]:
            booking = bookings.of_request(tx, _known(tx, secret).request)
            room = _joinable(tx, booking) if booking is not None else None
            if room is None:
                raise Conflict("There is no call to join right now.")
            contact = contacts.get(tx, room.contact)
            return Caller(room.contact, "customer", (contact and contact.name) or ""), room.id

        return await self._invite(*await self._ground.engine.read(work))

    # -- agents --------------------------------------------------------------------------

    async def upcoming(self, agent: str | None = None) -> list[Booking]:
        """From an hour ago on; `agent` None: everybody's."""
        now = self._ground.clock()
        return await self._ground.engine.read(
            lambda tx: bookings.between(tx, now - 60 * MINUTE_MS, now + 366 * DAY_MS, agent)
        )

    async def cancel(self, booking: str, by: Person, *, manager: bool) -> None:
        """Raises NotFound, Forbidden for a colleague's, Conflict where it is over or cancelled."""
        found = await self._ground.engine.read(lambda tx: bookings.get(tx, booking))
        if found is None:
            raise NotFound("There is no such booking.")
        if found.agent != by.id and not manager:
            raise Forbidden("Only managers cancel colleagues' calls.")

        def work(thread: Thread) -> None:
            self._cancelled(thread, found)
            link = fresh_link(thread.tx, self._ground.config, found.request, found.contact, thread.id, thread.now)
            news.cancelled_by_us(thread, found, by, link)

        await self._ground.within(found.conversation, work)

    def _free(self, tx: Tx, asked: Terms, now: int) -> dict[int, tuple[str, ...]]:
        return times(bookings.diaries(tx, now, now + (asked.days + 2) * DAY_MS), asked, self._zone, now)

    def _cancelled(self, thread: Thread, booking: Booking) -> None:
        if not bookings.settle(thread.tx, booking.id, "cancelled"):
            raise Conflict("This call is over or was cancelled.")


def link_of(tx: Tx, config: Config, request: str, now: int, contact: str | None = None) -> str:
    """`contact`: whose request it has to be. Raises NotFound, Conflict where its value offers no booking."""
    asked = ratings.get(tx, request)
    if asked is None or (contact is not None and asked.contact != contact):
        raise NotFound("There is no such rating request.")
    survey, value = surveys.at_version(tx, asked.survey, asked.version), ratings.answered(tx, request).value
    known = contacts.get(tx, asked.contact) if asked.contact else None
    if value is None or known is None or survey.after != "book" or (survey.book_for and value not in survey.book_for):
        raise Conflict("No call can be booked here.")
    thread = surveying.thread_about(tx, asked, known, now)
    thread.save()
    return fresh_link(tx, config, request, known.id, thread.id, now)


def fresh_link(tx: Tx, config: Config, request: str, contact: str, conversation: str, now: int) -> str:
    """One more address at which this contact books."""
    secret = bookings.make_link(
        tx, request=request, contact=contact, conversation=conversation, until=now + LINK_MS, at=now
    )
    return f"{config.public_url}/book/#{secret}"


def _known(tx: Tx, secret: str) -> Link:
    found = bookings.link(tx, secret)
    if found is None:
        raise NotFound("This link no longer works.")
    return found


def _joinable(tx: Tx, booking: Booking) -> rooms.Room | None:
    """The call of its hour; where nobody was there then, the one with which a colleague calls back."""
    found = None
    if booking.state == "started" and booking.room is not None:
        found = rooms.get(tx, booking.room)
    elif booking.state == "missed":
        found = rooms.open_in(tx, booking.conversation)
    return found if found is not None and found.ended_at is None and not found.ringing else None


def _reached(thread: Thread) -> bool:
    """Whether some chat of theirs shows the conversation."""
    conversation = thread.conversation
    return conversation.channel is Channel.TELEGRAM or (
        conversation.channel is Channel.WIDGET and contacts.has_token(thread.tx, conversation.contact.id)
    )


def clean_note(text: str) -> str:
    if len(text) > NOTE or "\x00" in text:
        raise BadRequest(f"A note is at most {NOTE} characters.")
    return text.strip()
