"""Calls for a time to come: booked, moved and cancelled by customers with their link."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.booking.free import times
from bot.booking.terms import Terms
from bot.clock import DAY_MS, MINUTE_MS
from bot.config import Config
from bot.desk.base import Ground
from bot.desk.booking import news
from bot.desk.calls.offering import Link as CallLink
from bot.desk.calls.people import Caller
from bot.desk.surveys import surveying
from bot.desk.thread import Thread
from bot.errors import BadRequest, Conflict, Forbidden, Gone, NotFound
from bot.model import Channel, Conversation, Person
from bot.store import agents, bookings, contacts, identities, ratings, rooms, settings, surveys
from bot.store.bookings import Booking, Link
from bot.store.engine import Tx
from bot.surveys.hours import known_zone

SETTINGS = "booking"
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What a customer books."""

    since: int
    zone: str  # theirs
    note: str
    origin: str | None  # see `Booking`


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
            booking = _theirs(tx, by)
            agent = agents.get(tx, booking.agent) if booking else None
            closed = now >= by.until
            conversation = Thread.load(tx, by.conversation, now).conversation
            return Offer(
                language=conversation.language,
                length_min=asked.length_min,
                times=() if closed else self._offered(tx, asked, now, booking),
                closed=closed,
                booking=booking,
                agent=Person(id=agent.id, name=agent.name) if agent else None,
                open=booking is not None and _joinable(tx, booking) is not None,
                reached=reached(tx, conversation),
            )

        return await self._ground.engine.read(work)

    async def whose(self, secret: str) -> str:
        """The contact who has this link. Raises NotFound."""
        return (await self._ground.engine.read(lambda tx: _known(tx, secret))).contact

    async def book(self, secret: str, since: int, zone: str, note: str = "", address: str = "") -> Booking:
        """A call that the customer has booked already is moved: nobody has more than one to come.

        `address`: the internet address it is done from. Raises NotFound, Gone, BadRequest, Conflict when the time is
        taken, Forbidden where strangers have booked as many from that address as is allowed.
        """
        by = await self._ground.engine.read(lambda tx: _known(tx, secret))
        note = clean_note(note)

        def work(thread: Thread) -> Booking:
            if thread.now >= by.until:
                raise Gone("This link has run out. Ask us for a new one.")
            former = bookings.open_of(thread.tx, by.contact, by.request)
            if former is not None and former.since == since:
                return former
            origin = _origin(thread.tx, by, address) if former is None else None
            wish = Wish(since, zone if known_zone(zone) else self._zone, note, origin)
            found = self._placed(thread, by, wish, former)
            if found is None:
                raise Conflict("This time was taken just now. Choose another one.")
            news.booked(thread, found, former)
            return found

        return await self._ground.within(by.conversation, work)

    async def cancel_by_link(self, secret: str, moves: int) -> None:
        """`moves`: of the booking as the customer knows it. Raises NotFound, Conflict where nothing is booked, or it
        was moved meanwhile.
        """
        by = await self._ground.engine.read(lambda tx: _known(tx, secret))

        def work(thread: Thread) -> None:
            found = _theirs(thread.tx, by)
            if found is None:
                raise Conflict("There is no call to cancel.")
            settle_cancelled(thread.tx, found, moves)
            news.cancelled_by_customer(thread, found)

        await self._ground.within(by.conversation, work)

    async def join(self, secret: str) -> CallLink:
        """An invitation to the call that was booked. Raises NotFound, Conflict where there is none to join now, Gone,
        Forbidden for who was sent out of it.
        """

        def work(tx: Tx) -> tuple[Caller, str]:
            booking = _theirs(tx, _known(tx, secret))
            room = _joinable(tx, booking) if booking is not None else None
            if room is None:
                raise Conflict("There is no call to join right now.")
            contact = contacts.get(tx, room.contact)
            return Caller(room.contact, "customer", (contact and contact.name) or ""), room.id

        return await self._invite(*await self._ground.engine.read(work))

    def _offered(self, tx: Tx, asked: Terms, now: int, booking: Booking | None) -> tuple[int, ...]:
        held = booking if booking is not None and booking.state == "booked" else None
        found = free_times(tx, self._zone, asked, now, held)
        return tuple(since for since in found if held is None or since != held.since)

    def _placed(self, thread: Thread, by: Link, wish: Wish, former: Booking | None) -> Booking | None:
        """Written down with an agent who is free then, rather with the one who knows them; None: nobody is."""
        tx, now, asked = thread.tx, thread.now, terms(thread.tx)
        agents_free = free_times(tx, self._zone, asked, now, former).get(wish.since, ())
        until = wish.since + asked.length_min * MINUTE_MS
        for agent in sorted(agents_free, key=lambda it: former is None or it != former.agent):
            if former is None:
                made = bookings.book(
                    tx,
                    by,
                    agent=agent,
                    since=wish.since,
                    until=until,
                    zone=wish.zone,
                    note=wish.note,
                    at=now,
                    origin=wish.origin,
                )
            else:
                made = moved(former, agent, wish.since, until, now)
                note = wish.note or former.note
                made = replace(made, request=by.request, conversation=by.conversation, zone=wish.zone, note=note)
                made = made if bookings.move(tx, made) else None
            if made is not None:
                return made
        return None


def free_times(tx: Tx, zone: str, asked: Terms, now: int, but: Booking | None = None) -> dict[int, tuple[str, ...]]:
    """As `bot.booking.free.times` tells; `but`: a booking that may be moved, whose time is free for itself."""
    until = now + (asked.days + 2) * DAY_MS
    return times(bookings.diaries(tx, now, until, but.id if but else None), asked, zone, now)


def moved(booking: Booking, agent: str, since: int, until: int, now: int) -> Booking:
    """As it is after a move; a reminder that was sent tells a time that is past."""
    made = replace(booking, agent=agent, since=since, until=until, moves=booking.moves + 1)
    return made if since == booking.since else replace(made, moved_at=now, reminded_at=None)


def settle_cancelled(tx: Tx, booking: Booking, moves: int) -> None:
    """`moves`: as whoever cancels it knows it. Raises Conflict."""
    if booking.state == "booked" and booking.moves != moves:
        raise Conflict("This call was moved just now. Look at its new time first.")
    if not bookings.settle(tx, booking, "cancelled"):
        raise Conflict("This call is over or was cancelled.")


def link_of(tx: Tx, config: Config, request: str, now: int, contact: str | None = None) -> str:
    """`contact`: whose request it has to be. Raises NotFound, Conflict where its value offers no booking."""
    asked = ratings.get(tx, request)
    if asked is None or (contact is not None and asked.contact != identities.present(tx, contact)):
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


def _origin(tx: Tx, by: Link, address: str) -> str | None:
    """None: the shop or a chat service vouches for who this is, or it is not known from where it is done. Raises
    Forbidden.

    A rate would refuse the third of a family's calls and let a patient program fill a calendar: what counts is how many
    calls are to come.
    """
    if not address or _vouched(tx, by.contact):
        return None
    origin, most = bookings.origin_of(tx, address), terms(tx).most_from_address
    if most and bookings.open_from(tx, origin) >= most:
        raise Forbidden(
            "Several calls are booked from your internet connection already. Write to us in our conversation, please."
        )
    return origin


def _vouched(tx: Tx, contact: str) -> bool:
    return bool(identities.of(tx, contact)) or Channel.TELEGRAM in identities.channels(tx, contact)


def _theirs(tx: Tx, by: Link) -> Booking | None:
    """The one to come, with whichever link it was booked; else what became of the newest by this one."""
    return bookings.open_of(tx, by.contact, by.request) or bookings.of_request(tx, by.request)


def _joinable(tx: Tx, booking: Booking) -> rooms.Room | None:
    """The call of its hour; where nobody was there then, the one with which a colleague calls back."""
    found = None
    if booking.state == "started" and booking.room is not None:
        found = rooms.get(tx, booking.room)
    elif booking.state == "missed":
        found = rooms.open_in(tx, booking.conversation)
    return found if found is not None and found.ended_at is None and not found.ringing else None


def reached(tx: Tx, conversation: Conversation) -> bool:
    """Whether some chat of theirs shows the conversation."""
    return conversation.channel is Channel.TELEGRAM or (
        conversation.channel is Channel.WIDGET and contacts.has_token(tx, conversation.contact.id)
    )


def clean_note(text: str) -> str:
    if len(text) > NOTE or "\x00" in text:
        raise BadRequest(f"A note is at most {NOTE} characters.")
    return text.strip()
