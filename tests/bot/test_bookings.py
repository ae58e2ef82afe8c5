"""Calls for a time to come: booked once, moved, cancelled, reminded of, offered at their hour."""

import asyncio

import pytest
from msgspec.structs import replace

from bot.booking.terms import Hours, Terms
from bot.clock import MINUTE_MS
from bot.desk.booking.bookings import SETTINGS
from bot.desk.booking.due_calls import DueCalls
from bot.desk.surveys import surveying
from bot.errors import BadRequest, Conflict, Forbidden, Gone, NotFound, Unavailable
from bot.model import CallCard, Channel, OwnerKind, Person, RatingCard, Text
from bot.store import agents, contacts, identities, settings, surveys
from bot.store.bookings import Booking
from bot.store.engine import Tx
from bot.surveys.deciding import Occasion
from bot.web.calls.rings import heard_by
from tests.bot.conftest import ALWAYS, Calendar, Customer, agent

HOUR_MS = 60 * MINUTE_MS


async def said(maja: Customer) -> list[str]:
    return [body.text for body in await maja.bodies() if isinstance(body, Text)]


async def test_a_time_is_booked_once_and_told(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    since = await calendar.first(secret)
    booking = await calendar.bookings.book(secret, since, "Europe/Ljubljana", "It still creaks.")
    assert (booking.agent, booking.state, booking.zone) == (calendar.floor.ana.id, "booked", "Europe/Ljubljana")
    assert (await said(maja))[-1].startswith("Our call is booked: ")
    again = await calendar.bookings.book(secret, since, "Europe/Ljubljana")
    assert again.id == booking.id
    offer = await calendar.bookings.look(secret)
    assert offer.booking == booking
    assert since not in offer.times


async def test_of_many_who_want_one_time_one_gets_it(calendar: Calendar) -> None:
    links = [(await calendar.link())[1] for _ in range(6)]
    since = await calendar.first(links[0])
    ends = await asyncio.gather(*(calendar.bookings.book(link, since, "UTC") for link in links), return_exceptions=True)
    assert sum(not isinstance(end, Exception) for end in ends) == 1
    assert all("taken just now" in str(end) for end in ends if isinstance(end, Exception))
    assert len(await calendar.upcoming()) == 1


async def test_another_time_takes_the_place_of_the_first(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    first = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    later = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    assert later.since > first.since
    assert [it.id for it in await calendar.upcoming()] == [later.id]
    assert (await said(maja))[-1].startswith("Our call has been moved: ")
    await calendar.bookings.cancel_by_link(secret, 1)
    assert (await said(maja))[-1].startswith("Our call is cancelled: ")
    assert first.since in (await calendar.bookings.look(secret)).times
    with pytest.raises(Conflict):
        await calendar.bookings.cancel_by_link(secret, 1)


async def test_only_its_agent_and_managers_cancel(calendar: Calendar) -> None:
    _, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    stranger = Person(id="a_other", name="Bor")
    with pytest.raises(Forbidden):
        await calendar.kept.cancel(booking.id, stranger, manager=False, moves=0)
    await calendar.kept.cancel(booking.id, stranger, manager=True, moves=0)
    with pytest.raises(Conflict):
        await calendar.kept.cancel(booking.id, calendar.floor.ana, manager=False, moves=0)
    with pytest.raises(NotFound):
        await calendar.kept.cancel("b_none", calendar.floor.ana, manager=True, moves=0)


async def test_a_link_is_for_the_customer_of_a_rating_that_offers_it(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    other, _ = await calendar.link()
    request = [body for body in await maja.bodies() if isinstance(body, RatingCard)][-1].request
    with pytest.raises(NotFound):
        await calendar.bookings.link(other.sender.contact, request)
    await calendar.floor.desk.rate(maja.sender, request, 5, None)
    with pytest.raises(Conflict):
        await calendar.bookings.link(maja.sender.contact, request)
    with pytest.raises(NotFound):
        await calendar.bookings.look(secret + "x")


async def test_it_is_reminded_of_once(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    calendar.floor.clock.turn((booking.since - calendar.floor.clock() - HOUR_MS) // 1000)
    for _ in range(2):
        await calendar.due.come_due()
    assert sum(text.startswith("Our call with Ana begins ") for text in await said(maja)) == 1
    told = await calendar.floor.shop.rows("SELECT agent FROM desk_alerts WHERE subject = :s", s=f"{booking.id}/soon")
    assert told == [{"agent": calendar.floor.ana.id}]


async def test_who_books_when_the_reminder_is_due_already_needs_none(calendar: Calendar) -> None:
    terms = Terms(notice_h=0, remind_min=1440)
    await calendar.floor.shop.engine.write(lambda tx: settings.put(tx, SETTINGS, terms, None, 0))
    maja, secret = await calendar.link()
    await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    await calendar.due.come_due()
    assert not any(text.startswith("Our call with Ana begins ") for text in await said(maja))


async def test_a_link_that_has_run_out_books_nothing_and_shows_what_was_booked(calendar: Calendar) -> None:
    _, secret = await calendar.link()
    since = await calendar.first(secret)
    await calendar.bookings.book(secret, since, "UTC")
    calendar.floor.clock.turn(31 * 24 * 3600)
    offer = await calendar.bookings.look(secret)
    assert (offer.closed, offer.times) == (True, ())
    assert offer.booking is not None and offer.booking.since == since
    with pytest.raises(Gone):
        await calendar.bookings.book(secret, since + HOUR_MS, "UTC")


async def test_at_its_hour_the_agent_has_the_conversation_and_the_call_is_offered_once(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    calendar.floor.clock.turn((booking.since - calendar.floor.clock()) // 1000)
    calendar.floor.arrive(calendar.floor.ana)
    for _ in range(2):
        await calendar.due.come_due()
    cards = [body for body in await maja.bodies() if isinstance(body, CallCard)]
    assert [(card.state, card.by) for card in cards] == [("offered", calendar.floor.ana)]
    assert (await maja.conversation()).owner.agent == calendar.floor.ana
    (found,) = await calendar.upcoming()
    assert (found.state, found.room) == ("started", cards[0].room)
    rings = heard_by(calendar.floor.ana.id, await calendar.floor.calls.ringing())
    assert rings[cards[0].room]["invited_by"] == calendar.floor.ana
    assert not heard_by(calendar.floor.bor.id, await calendar.floor.calls.ringing())


async def test_who_sees_no_conversation_joins_by_the_link_and_is_told_that_nothing_reminds(calendar: Calendar) -> None:
    floor = calendar.floor
    maja, secret = await calendar.link(browser=False)
    assert not (await calendar.bookings.look(secret)).reached
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    with pytest.raises(Conflict, match="no call to join"):
        await calendar.bookings.join(secret)
    floor.clock.turn((booking.since - floor.clock()) // 1000)
    floor.arrive(floor.ana)
    await calendar.due.come_due()
    assert (await calendar.bookings.look(secret)).open
    invitation = (await calendar.bookings.join(secret)).url.split("/call/#")[1]
    assert (await floor.calls.look(invitation)).by == floor.ana
    guest = await floor.calls.guest((await floor.calls.redeem(invitation)).token)
    assert guest is not None and guest.caller.id == maja.sender.contact
    floor.clock.turn(300)
    assert not heard_by(floor.ana.id, await floor.calls.ringing())
    await floor.come(guest.caller, guest.room)
    assert guest.room in heard_by(floor.ana.id, await floor.calls.ringing())  # until she comes, too
    await floor.come(agent(floor.ana), guest.room)
    assert not heard_by(floor.ana.id, await floor.calls.ringing())
    await floor.calls.end(agent(floor.ana), guest.room)
    assert not (await calendar.bookings.look(secret)).open
    with pytest.raises(Conflict):
        await calendar.bookings.join(secret)
    await floor.shop.engine.write(lambda tx: contacts.give_token(tx, maja.sender.contact, floor.clock()))
    assert (await calendar.bookings.look(secret)).reached


async def test_where_nobody_was_there_the_call_back_is_joined_by_the_link(calendar: Calendar) -> None:
    floor = calendar.floor
    maja, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    floor.clock.turn((booking.since - floor.clock()) // 1000 + 120)
    await calendar.due.come_due()
    assert not (await calendar.bookings.look(secret)).open
    conversation = (await maja.conversation()).id
    fence = await floor.desk.take(floor.bor, conversation)
    room = await floor.calls.start(floor.bor, conversation, fence)
    assert (await calendar.bookings.look(secret)).open
    invitation = (await calendar.bookings.join(secret)).url.split("/call/#")[1]
    assert (await floor.calls.redeem(invitation)).room == room


async def test_an_agent_is_waited_for_a_moment(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    calendar.floor.clock.turn((booking.since - calendar.floor.clock()) // 1000 + 90)
    await calendar.due.come_due()
    assert not any(isinstance(body, CallCard) for body in await maja.bodies())
    calendar.floor.arrive(calendar.floor.ana)
    await calendar.due.come_due()
    assert [body.state for body in await maja.bodies() if isinstance(body, CallCard)] == ["offered"]


async def test_who_has_the_conversation_calls_unless_they_are_gone(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    await calendar.floor.desk.take(calendar.floor.bor, (await maja.conversation()).id)
    calendar.floor.clock.turn((booking.since - calendar.floor.clock()) // 1000)
    calendar.floor.arrive(calendar.floor.ana)
    await calendar.due.come_due()
    assert (await maja.conversation()).owner.agent == calendar.floor.ana
    assert [body.by for body in await maja.bodies() if isinstance(body, CallCard)] == [calendar.floor.ana]


@pytest.mark.parametrize("late_min", [2, 60])
async def test_an_agent_who_is_not_there_leaves_the_customer_to_the_line(calendar: Calendar, late_min: int) -> None:
    maja, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    calendar.floor.clock.turn((booking.since - calendar.floor.clock()) // 1000 + late_min * 60)
    if late_min > 2:
        calendar.floor.arrive(calendar.floor.ana)
    await calendar.due.come_due()
    assert (await said(maja))[-1].startswith("We are sorry: nobody is there")
    assert (await maja.conversation()).owner.kind is OwnerKind.LINE
    rows = await calendar.floor.shop.rows("SELECT state FROM bookings")
    assert rows == [{"state": "missed"}]


async def test_where_no_call_can_be_started_the_customer_is_told_too(calendar: Calendar) -> None:
    async def full(agent: Person, conversation: str, fence: int) -> str:
        raise Unavailable("There are too many calls right now.")

    maja, secret = await calendar.link()
    booking = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    calendar.floor.clock.turn((booking.since - calendar.floor.clock()) // 1000 + 120)
    calendar.floor.arrive(calendar.floor.ana)
    await DueCalls(calendar.floor.shop.ground, full).come_due()
    assert (await said(maja))[-1].startswith("We are sorry: nobody is there")
    assert await calendar.floor.shop.rows("SELECT callback FROM conversations") == [{"callback": 1}]


async def test_hours_are_in_order_and_apart(calendar: Calendar) -> None:
    for week in (
        [Hours(weekday=0, start_min=600, end_min=600)],
        [Hours(weekday=7, start_min=0, end_min=60)],
        [Hours(weekday=0, start_min=0, end_min=60), Hours(weekday=0, start_min=59, end_min=90)],
    ):
        with pytest.raises(BadRequest):
            await calendar.calendars.set_hours(calendar.floor.ana.id, week)
    assert len((await calendar.calendars.look(calendar.floor.ana.id)).hours) == 7


async def test_who_is_away_is_not_booked_and_cannot_go_while_calls_are(calendar: Calendar) -> None:
    me = calendar.floor.ana.id
    _, secret = await calendar.link()
    since = await calendar.first(secret)
    away = await calendar.calendars.be_away(me, since, since + HOUR_MS, "dentist")
    assert since not in (await calendar.bookings.look(secret)).times
    with pytest.raises(Conflict):
        await calendar.bookings.book(secret, since, "UTC")
    await calendar.calendars.be_back(me, away)
    with pytest.raises(NotFound):
        await calendar.calendars.be_back(me, away)
    booking = await calendar.bookings.book(secret, since, "UTC")
    with pytest.raises(Conflict, match="Move them first"):
        await calendar.calendars.be_away(me, booking.until - 1, booking.until + HOUR_MS, "")


async def test_a_disabled_agent_is_not_offered(calendar: Calendar) -> None:
    _, secret = await calendar.link()
    me, now = calendar.floor.ana.id, calendar.floor.clock()
    found = await calendar.floor.shop.engine.read(lambda tx: agents.get(tx, me))
    assert found is not None
    await calendar.floor.shop.engine.write(
        lambda tx: agents.change(tx, me, role=found.role, disabled_at=now, team=found.team)
    )
    assert (await calendar.bookings.look(secret)).times == ()


async def test_a_rating_by_link_books_where_its_customer_is_reached_and_nobody_unknown(calendar: Calendar) -> None:
    floor = calendar.floor

    def offer(tx: Tx) -> None:
        (link,) = [kept.survey for kept in surveys.every(tx) if kept.survey.id == "link"]
        surveys.save(tx, replace(link, after="book", book_for=()), by=None, at=floor.clock())

    await floor.shop.engine.write(offer)
    maja, at, config = await floor.customer(), floor.clock(), floor.shop.ground.config
    for contact, offered in ((maja.sender.contact, ("book",)), ("", ())):
        about = Occasion(moment="link", subject=f"o_{contact}", contact=contact)
        made = await floor.shop.engine.write(lambda tx, about=about: surveying.link(tx, config, about, at))
        assert (await floor.desk.rate_by_link(made[1], 3)).card.offer == offered
        if not offered:
            with pytest.raises(Conflict):
                await calendar.bookings.link_by_rating(made[1])
            continue
        secret = (await calendar.bookings.link_by_rating(made[1])).split("#")[1]
        await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    assert (await said(maja))[-1].startswith("Our call is booked: ")


async def test_nobody_has_more_than_one_call_to_come(calendar: Calendar) -> None:
    maja, secret = await calendar.link()
    first = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    await maja.ask("where is my order")
    await calendar.floor.desk.solved(maja.sender)
    card = [body for body in await maja.bodies() if isinstance(body, RatingCard)][-1]
    await calendar.floor.desk.rate(maja.sender, card.request, 1, None)
    other = (await calendar.bookings.link(maja.sender.contact, card.request)).split("#")[1]
    second = await calendar.bookings.book(other, await calendar.first(other), "UTC")
    assert second.since > first.since
    assert [it.id for it in await calendar.upcoming()] == [second.id]


async def test_strangers_fill_no_calendar_from_one_address_and_a_household_books_at_once(calendar: Calendar) -> None:
    floor, engine = calendar.floor, calendar.floor.shop.engine
    await calendar.calendars.set_hours(floor.bor.id, ALWAYS)
    most = Terms().most_from_address

    async def book(secret: str, address: str) -> Booking:
        return await calendar.bookings.book(secret, await calendar.first(secret), "UTC", address=address)

    home = [(await calendar.link())[1] for _ in range(most)]
    for secret in home:
        await book(secret, "192.0.2.1")
    _, junk = await calendar.link()
    with pytest.raises(Forbidden, match="Write to us"):
        await book(junk, "192.0.2.1")
    await book(home[0], "192.0.2.1")  # a move is no further call
    await book((await calendar.link())[1], "192.0.2.2")
    rows = await floor.shop.rows("SELECT origin FROM bookings")
    assert not any("192" in str(row["origin"]) for row in rows)

    known, secret = await calendar.link()
    await engine.write(lambda tx: identities.give(tx, known.sender.contact, "shop", "4711"))
    await book(secret, "192.0.2.1")
    await book((await calendar.link(Channel.TELEGRAM))[1], "192.0.2.1")
    await calendar.bookings.cancel_by_link(home[1], 0)
    await book(junk, "192.0.2.1")
    assert await floor.shop.rows("SELECT 1 FROM bookings WHERE origin IS NOT NULL AND state <> 'booked'") == []

    await engine.write(lambda tx: settings.put(tx, SETTINGS, Terms(most_from_address=0), None, 0))
    await book((await calendar.link())[1], "192.0.2.1")
