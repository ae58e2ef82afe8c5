"""Booked calls that agents move or hand to colleagues: the same call, told to whoever must know, whoever is quicker."""

import asyncio

import pytest

from bot.booking.terms import Hours, Terms
from bot.clock import MINUTE_MS
from bot.desk.booking.bookings import SETTINGS
from bot.errors import Conflict, Forbidden, NotFound
from bot.model import CallCard, Person, Role, Text
from bot.store import agents, bookings, settings, timeline
from bot.store.bookings import Booking
from bot.store.desk_alerts import newest
from tests.bot.conftest import ALWAYS, Calendar, Customer

HOUR_MS = 60 * MINUTE_MS


async def said(maja: Customer) -> list[str]:
    return [body.text for body in await maja.bodies() if isinstance(body, Text)]


async def booked(calendar: Calendar, zone: str = "UTC") -> tuple[Customer, str, Booking]:
    maja, secret = await calendar.link()
    return maja, secret, await calendar.bookings.book(secret, await calendar.first(secret), zone, "It creaks.")


async def move(calendar: Calendar, booking: Booking, since: int, agent: Person | None = None) -> Booking:
    """By Ana, whose call it is."""
    whose = agent.id if agent else None
    return await calendar.kept.move(
        booking.id, calendar.floor.ana, manager=False, since=since, agent=whose, moves=booking.moves
    )


async def later(calendar: Calendar, booking: Booking, number: int = 5) -> int:
    return list((await calendar.choices(booking)).times)[number]


async def alerted(calendar: Calendar, agent: Person) -> list[tuple[str, int | None, str | None, str | None]]:
    """What is behind somebody's bell of calls, the newest first: kind, was, colleague, gone."""
    found = await calendar.floor.shop.engine.read(lambda tx: newest(tx, agent.id))
    return [(it.kind, it.was, it.colleague, it.gone) for it in found if it.kind.startswith("booking")]


async def test_a_moved_call_stays_the_same_and_the_customer_can_choose_another_time(calendar: Calendar) -> None:
    maja, secret, booking = await booked(calendar, "Asia/Jakarta")
    since = await later(calendar, booking)
    made = await move(calendar, booking, since)
    assert (made.id, made.since, made.until - made.since) == (booking.id, since, booking.until - booking.since)
    assert (made.moves, made.note, made.agent) == (1, "It creaks.", booking.agent)
    assert [it.id for it in await calendar.upcoming()] == [booking.id]
    text = (await said(maja))[-1]
    assert text.startswith("We are sorry, we had to move our call: ")
    assert "(Asia/Jakarta), with Ana." in text
    link = text.split("/book/#")[1]
    for way in (link, secret):
        assert (await calendar.bookings.look(way)).booking == made
    other = await calendar.bookings.book(link, await calendar.first(link), "Asia/Jakarta")
    assert (other.id, other.moves) == (booking.id, 2)
    assert (await said(maja))[-1].startswith("Our call has been moved: ")


async def test_a_customer_is_told_in_their_language(calendar: Calendar) -> None:
    maja, _, booking = await booked(calendar)
    conversation = (await maja.conversation()).id
    await calendar.floor.shop.engine.write(
        lambda tx: tx.execute("UPDATE conversations SET language = 'sl' WHERE id = :id", {"id": conversation})
    )
    await move(calendar, booking, await later(calendar, booking))
    assert "Žal nam je" in (await said(maja))[-1]


async def test_who_was_quicker_is_told_to_who_was_not(calendar: Calendar) -> None:
    _, secret, booking = await booked(calendar)
    theirs = await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    with pytest.raises(Conflict, match="moved just now"):
        await move(calendar, booking, await later(calendar, booking))
    with pytest.raises(Conflict, match="moved just now"):
        await calendar.kept.cancel(booking.id, calendar.floor.ana, manager=False, moves=booking.moves)
    await move(calendar, theirs, await later(calendar, booking))
    with pytest.raises(Conflict, match="moved just now"):
        await calendar.bookings.cancel_by_link(secret, theirs.moves)
    (found,) = await calendar.upcoming()
    assert (found.state, found.moves) == ("booked", 2)


async def test_of_both_at_once_the_last_word_is_the_customers_and_one_call_is_left(calendar: Calendar) -> None:
    for round_ in range(8):
        maja, secret, booking = await booked(calendar)
        ours, theirs = await later(calendar, booking, 6), await later(calendar, booking, 9)
        ways = [move(calendar, booking, ours), calendar.bookings.book(secret, theirs, "UTC")]
        ends = await asyncio.gather(*(ways if round_ % 2 else reversed(ways)), return_exceptions=True)
        assert all(isinstance(end, Booking | Conflict) for end in ends)
        offer = await calendar.bookings.look(secret)
        assert offer.booking is not None and offer.booking.since == theirs
        told = sum("moved" in text or "had to move" in text for text in await said(maja))
        assert told == offer.booking.moves == sum(isinstance(end, Booking) for end in ends)
        await calendar.bookings.cancel_by_link(secret, offer.booking.moves)


async def test_a_call_is_handed_to_a_colleague_who_is_free_just_then(calendar: Calendar) -> None:
    floor = calendar.floor
    maja, _, booking = await booked(calendar)
    assert booking.since not in (await calendar.choices(booking)).times
    with pytest.raises(Conflict, match="Nobody is free"):
        await move(calendar, booking, booking.since, floor.bor)
    week = [Hours(weekday=day, start_min=7, end_min=1440) for day in range(7)]  # never begins when Ana's calls do
    await calendar.calendars.set_hours(floor.bor.id, week)
    choices = await calendar.choices(booking)
    assert choices.times[booking.since] == (floor.bor.id,)
    assert [agent.id for agent in choices.agents] == [floor.ana.id, floor.bor.id]
    made = await move(calendar, booking, booking.since, floor.bor)
    assert (made.agent, made.since, made.moves) == (floor.bor.id, booking.since, 1)
    assert (await said(maja))[-1].startswith("Our call stays at its time, now with ")
    assert "now with Bor: " in (await said(maja))[-1]
    assert await alerted(calendar, floor.bor) == [("booking", None, None, None)]

    conversation = (await maja.conversation()).id
    await floor.desk.take(floor.ana, conversation)
    floor.clock.turn((booking.since - floor.clock()) // 1000)
    floor.arrive(floor.ana, floor.bor)
    await calendar.due.come_due()
    assert [body.by for body in await maja.bodies() if isinstance(body, CallCard)] == [floor.bor]
    assert (await maja.conversation()).owner.agent == floor.bor


async def test_agents_are_told_of_what_others_have_done_and_what_became_of_it(calendar: Calendar) -> None:
    floor = calendar.floor
    await calendar.calendars.set_hours(floor.bor.id, ALWAYS)
    await calendar.calendars.set_hours(floor.ana.id, ())
    _, _, booking = await booked(calendar)
    assert booking.agent == floor.bor.id
    await calendar.calendars.set_hours(floor.ana.id, ALWAYS)
    since = await later(calendar, booking)

    async def moved(by: Person, at: int, agent: Person | None, moves: int) -> Booking:
        floor.clock.turn(1)
        to = agent.id if agent else None
        return await calendar.kept.move(booking.id, by, manager=True, since=at, agent=to, moves=moves)

    assert (await moved(floor.ana, since, None, 0)).agent == floor.bor.id  # who knows them goes on
    told = ("booking_moved", booking.since, None)
    assert await alerted(calendar, floor.bor) == [(*told, None), ("booking", None, None, "moved")]
    assert (await moved(floor.bor, since, floor.ana, 1)).agent == floor.ana.id
    assert await alerted(calendar, floor.ana) == [("booking", None, None, None)]
    assert (await alerted(calendar, floor.bor))[0] == (*told, "moved")  # what Bor has done Bor knows
    await moved(floor.bor, booking.since, floor.bor, 2)
    assert (await alerted(calendar, floor.ana))[0] == ("booking_moved", since, "Bor", None)


async def test_a_colleagues_call_is_moved_by_managers_and_by_who_has_the_conversation(calendar: Calendar) -> None:
    floor = calendar.floor
    maja, _, booking = await booked(calendar)
    since = await later(calendar, booking)
    with pytest.raises(Forbidden, match="colleague's"):
        await calendar.kept.move(booking.id, floor.bor, manager=False, since=since, agent=None, moves=0)
    await floor.desk.take(floor.bor, (await maja.conversation()).id)
    await calendar.kept.move(booking.id, floor.bor, manager=False, since=since, agent=None, moves=0)
    await calendar.kept.cancel(booking.id, floor.bor, manager=False, moves=1)
    with pytest.raises(Conflict, match="over or was cancelled"):
        await calendar.kept.move(booking.id, floor.ana, manager=True, since=since, agent=None, moves=1)
    with pytest.raises(NotFound):
        await calendar.kept.choices("b_none", calendar.floor.ana, manager=True)


async def test_a_reminder_follows_the_call(calendar: Calendar) -> None:
    floor = calendar.floor
    maja, _, booking = await booked(calendar)

    def reminded(texts: list[str]) -> int:
        return sum(text.startswith("Our call with ") for text in texts)

    floor.clock.turn((booking.since - floor.clock() - HOUR_MS) // 1000)
    await calendar.due.come_due()
    await calendar.calendars.set_hours(floor.bor.id, ALWAYS)
    handed = await move(calendar, booking, booking.since, floor.bor)
    await calendar.due.come_due()
    assert reminded(await said(maja)) == 1
    far = await calendar.kept.move(
        booking.id, floor.bor, manager=False, since=await later(calendar, handed, 20), agent=None, moves=1
    )
    await calendar.due.come_due()
    assert reminded(await said(maja)) == 1
    floor.clock.turn((far.since - floor.clock() - HOUR_MS) // 1000)
    await calendar.due.come_due()
    assert reminded(await said(maja)) == 2
    soon = await alerted(calendar, floor.bor)
    assert [kind for kind, *_ in soon].count("booking_soon") == 1


async def test_who_moves_a_call_into_its_reminders_time_reminds_of_nothing(calendar: Calendar) -> None:
    terms = Terms(remind_min=1440)
    await calendar.floor.shop.engine.write(lambda tx: settings.put(tx, SETTINGS, terms, None, 0))
    maja, secret = await calendar.link()
    tomorrow = calendar.floor.clock() + 48 * HOUR_MS
    far = next(at for at in (await calendar.bookings.look(secret)).times if at > tomorrow)
    booking = await calendar.bookings.book(secret, far, "UTC")
    first = await later(calendar, booking, 0)
    assert first < calendar.floor.clock() + HOUR_MS  # agents need no notice
    await move(calendar, booking, first)
    await calendar.due.come_due()
    assert not any(text.startswith("Our call with ") for text in await said(maja))


async def test_a_call_that_is_moved_as_its_hour_comes_is_not_begun(calendar: Calendar) -> None:
    """Which were due was read before."""
    floor, engine = calendar.floor, calendar.floor.shop.engine
    maja, _, booking = await booked(calendar)
    since = await later(calendar, booking)
    floor.clock.turn((booking.since - floor.clock()) // 1000)
    floor.arrive(floor.ana)
    stale = booking
    made = await move(calendar, booking, since)
    for state in ("started", "missed"):
        assert not await engine.write(lambda tx, state=state: bookings.settle(tx, stale, state))
    assert not await engine.write(lambda tx: bookings.reminded(tx, stale, 1))
    await calendar.due._begin(stale, floor.clock())
    assert not any(isinstance(body, CallCard) for body in await maja.bodies())
    assert await calendar.upcoming() == [made]


async def test_a_colleague_of_the_same_team_comes_first(calendar: Calendar) -> None:
    floor, engine = calendar.floor, calendar.floor.shop.engine

    async def person(name: str, team: str) -> Person:
        made = await engine.write(
            lambda tx: agents.create(
                tx, name=name, email=f"{name}@linden.example", password_hash="-", role=Role.AGENT, at=floor.clock()
            )
        )
        assert made is not None
        await join(made.id, Role.AGENT, team)
        await calendar.calendars.set_hours(made.id, ALWAYS)
        return Person(id=made.id, name=name)

    async def join(agent: str, role: Role, team: str) -> None:
        await engine.write(lambda tx: agents.change(tx, agent, role=role, disabled_at=None, team=team))

    _, _, booking = await booked(calendar)
    await person("Aba", "Sales")
    cene = await person("Cene", "Care")
    await join(floor.ana.id, Role.MANAGER, "Care")
    choices = await calendar.choices(booking)
    assert [agent.name for agent in choices.agents] == ["Ana", "Cene", "Aba"]
    assert (await move(calendar, booking, booking.since)).agent == cene.id


async def test_a_moved_call_is_no_cancelled_one_on_the_customers_time_line(calendar: Calendar) -> None:
    maja, secret, booking = await booked(calendar)
    await move(calendar, booking, await later(calendar, booking))
    await calendar.bookings.book(secret, await calendar.first(secret), "UTC")
    engine, contact = calendar.floor.shop.engine, maja.sender.contact
    found = await engine.read(lambda tx: timeline.moments(tx, contact, 2**53, 50))
    assert [moment["state"] for moment in found if moment["kind"] == "booking"] == ["booked"]
