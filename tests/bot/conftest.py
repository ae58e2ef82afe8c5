from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from msgspec import structs

from bot.booking.terms import Hours
from bot.config import Bot
from bot.desk import Desk, Sender
from bot.desk.booking.booked_calls import BookedCalls, Choices
from bot.desk.booking.bookings import Bookings
from bot.desk.booking.calendars import Calendars
from bot.desk.booking.due_calls import DueCalls
from bot.desk.calls import Caller, Calls
from bot.first_start import load_alert_rules
from bot.model import Body, CallCard, Channel, Contact, Conversation, Message, Person, RatingCard, Role
from bot.store import agents, contacts, conversations, surveys
from bot.store.bookings import Booking
from bot.store.engine import Tx
from tests.fakes.clock import Hands
from tests.fakes.media import NotedMedia
from tests.fakes.shop import PROMPT, Shop, shop
from webrtc.room import Joined


def agent(person: Person) -> Caller:
    return Caller(person.id, "agent", person.name)


@dataclass
class Customer:
    """A contact with a conversation of theirs."""

    shop: Shop
    sender: Sender
    sent: int = 0

    @property
    def caller(self) -> Caller:
        return Caller(self.sender.contact, "customer", "Maja")

    async def ask(self, text: str) -> str:
        """The conversation."""
        self.sent += 1
        return (await self.shop.desk.receive(self.sender, f"m{self.sent}", text)).conversation

    async def conversation(self) -> Conversation:
        """Raises LookupError where it has not begun."""
        standing = await self.shop.engine.read(
            lambda tx: conversations.of_contact(tx, self.sender.contact, self.sender.channel)
        )
        if standing is None:
            raise LookupError(self.sender)
        return standing.conversation

    async def messages(self) -> list[Message]:
        return await self.shop.messages((await self.conversation()).id)

    async def last(self) -> Body:
        return (await self.messages())[-1].body

    async def card(self) -> CallCard:
        """Of the newest call."""
        return [body for body in await self.bodies() if isinstance(body, CallCard)][-1]

    async def bodies(self) -> list[Body]:
        return [message.body for message in await self.messages()]


@dataclass
class Floor:
    """A desk with people at it."""

    shop: Shop
    clock: Hands
    media: NotedMedia
    calls: Calls
    ana: Person
    bor: Person

    @property
    def desk(self) -> Desk:
        return self.shop.desk

    async def customer(
        self, channel: Channel = Channel.WIDGET, language: str = "en", *, browser: bool = True
    ) -> Customer:
        """`browser`: they come back as who they are."""
        at = self.clock()

        def make(tx: Tx) -> Contact:
            contact = contacts.create(tx, name="Maja", language=language, at=at)
            if browser:
                contacts.give_token(tx, contact.id, at)
            return contact

        return Customer(self.shop, Sender((await self.shop.engine.write(make)).id, channel))

    def arrive(self, *people: Person) -> None:
        for person in people:
            self.shop.ground.presence.seen(person)

    async def taken(self, customer: Customer, by: Person | None = None) -> tuple[str, int]:
        """A conversation that an agent has: its id and fence."""
        conversation = await customer.ask("where is my order")
        return conversation, await self.desk.take(by or self.ana, conversation)

    def hide_supervision(self, hidden: bool) -> None:
        ground = self.shop.ground
        ground.config = replace(ground.config, calls=replace(ground.config.calls, hidden_supervision=hidden))

    async def come(self, caller: Caller, room: str) -> None:
        """Into a room, as the page and the media worker do it."""
        token = (await self.calls.token(caller, room, "s_1")).token
        await self.calls.join(caller, token, "s_1")
        await self.calls.happened(Joined(room, caller.id, self.clock()))

    async def line(self) -> list[tuple[str, int]]:
        """Conversations that wait, with the time since when."""
        rows = await self.shop.rows(
            "SELECT conversation, queued_at FROM escalations WHERE state = 'queued' ORDER BY queued_at, id"
        )
        return [(row["conversation"], row["queued_at"]) for row in rows]


@asynccontextmanager
async def floor_at(path: Path, clock: Hands, bot: Bot = PROMPT) -> AsyncIterator[Floor]:
    async with shop(path, clock, bot=bot) as made:
        bor = await made.engine.write(
            lambda tx: agents.create(
                tx, name="Bor", email="bor@linden.example", password_hash="-", role=Role.AGENT, at=clock()
            )
        )
        assert bor is not None
        media = NotedMedia()
        made.ground.end_media = media.end
        yield Floor(made, clock, media, Calls(made.ground, media), made.agent, Person(id=bor.id, name=bor.name))


@pytest.fixture
async def floor(tmp_path: Path, clock: Hands) -> AsyncIterator[Floor]:
    async with floor_at(tmp_path / "heard.sqlite", clock) as made:
        yield made


ALWAYS = [Hours(weekday=day, start_min=0, end_min=1440) for day in range(7)]


@dataclass
class Calendar:
    floor: Floor
    bookings: Bookings
    kept: BookedCalls
    calendars: Calendars
    due: DueCalls

    async def link(self, channel: Channel = Channel.WIDGET, *, browser: bool = True) -> tuple[Customer, str]:
        """A customer who was unhappy, and the secret of their link."""
        maja = await self.floor.customer(channel, browser=browser)
        await maja.ask("where is my order")
        await self.floor.desk.solved(maja.sender)
        card = [body for body in await maja.bodies() if isinstance(body, RatingCard)][-1]
        await self.floor.desk.rate(maja.sender, card.request, 1, None)
        return maja, (await self.bookings.link(maja.sender.contact, card.request)).split("#")[1]

    async def upcoming(self) -> list[Booking]:
        return [call.booking for call in await self.kept.upcoming(self.floor.ana, manager=True)]

    async def choices(self, booking: Booking) -> Choices:
        return await self.kept.choices(booking.id, self.floor.ana, manager=False)

    async def first(self, secret: str) -> int:
        return (await self.bookings.look(secret)).times[0]


@pytest.fixture
async def calendar(floor: Floor) -> AsyncIterator[Calendar]:
    def offer_bookings(tx: Tx) -> None:
        for kept in surveys.every(tx):
            if kept.survey.id == "csat":
                changed = structs.replace(kept.survey, after="book", book_for=(1, 2))
                surveys.save(tx, changed, by=None, at=floor.clock())

    await floor.shop.engine.write(offer_bookings)
    await load_alert_rules(floor.shop.engine, floor.clock, "en")
    ground = floor.shop.ground
    bookings, due = Bookings(ground, floor.calls.link), DueCalls(ground, floor.calls.start)
    here = Calendar(floor, bookings, BookedCalls(ground), Calendars(ground), due)
    await here.calendars.set_hours(floor.ana.id, ALWAYS)
    yield here
