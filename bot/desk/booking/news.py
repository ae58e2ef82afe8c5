"""What is said of a booked call when it changes: to the customer in the conversation, to its agent by the alerts."""

from collections.abc import Iterator

from msgspec.structs import replace

from bot.alerts.fact import Fact
from bot.desk import alerting
from bot.desk.thread import BY_BOT, Thread
from bot.locale import words
from bot.locale.moments import day_and_time
from bot.model import Person, Text
from bot.store import agents
from bot.store.bookings import Booking
from bot.store.engine import Tx


def _agent_name(tx: Tx, agent: str) -> str:
    found = agents.get(tx, agent)
    return found.name if found else ""


def booked(thread: Thread, booking: Booking, former: Booking | None) -> None:
    """`former`: as it was before the customer has moved it."""
    language, who = thread.conversation.language, _agent_name(thread.tx, booking.agent)
    tongue, when = words(language), day_and_time(booking.since, booking.zone, language)
    if former is None:
        text = tongue.t(
            "Our call is booked: {when}, with {agent}. The invitation will arrive here then.", when=when, agent=who
        )
    else:
        text = tongue.t(
            "Our call has been moved: {when}, with {agent}. The invitation will arrive here then.", when=when, agent=who
        )
    thread.say(BY_BOT, Text(text=text))
    for fact in _of_booked(thread, booking, former, who):
        alerting.tell(thread, fact)


def moved_by_us(thread: Thread, booking: Booking, former: Booking, by: Person, link: str) -> None:
    """`link`: where the customer chooses another time, if that one does not suit. Agents are told, but for `by`."""
    language, who = thread.conversation.language, _agent_name(thread.tx, booking.agent)
    tongue, when = words(language), day_and_time(booking.since, booking.zone, language)
    if booking.since == former.since:
        text = tongue.t(
            "Our call stays at its time, now with {agent}: {when}. To choose another time: {link}",
            when=when,
            agent=who,
            link=link,
        )
    else:
        text = tongue.t(
            "We are sorry, we had to move our call: {when}, with {agent}. To choose another time: {link}",
            when=when,
            agent=who,
            link=link,
        )
    thread.say(BY_BOT, Text(text=text))
    for fact in _of_booked(thread, booking, former, who):
        if fact.agent != by.id:
            alerting.tell(thread, fact)


def soon(thread: Thread, booking: Booking) -> None:
    language, who = thread.conversation.language, _agent_name(thread.tx, booking.agent)
    when = day_and_time(booking.since, booking.zone, language)
    text = words(language).t(
        "Our call with {agent} begins {when}. The invitation will arrive here.", agent=who, when=when
    )
    thread.say(BY_BOT, Text(text=text))
    alerting.tell(thread, replace(_fact(thread, booking), kind="booking_soon", subject=f"{_subject(booking)}/soon"))


def cancelled_by_customer(thread: Thread, booking: Booking) -> None:
    language = thread.conversation.language
    when = day_and_time(booking.since, booking.zone, language)
    thread.say(BY_BOT, Text(text=words(language).t("Our call is cancelled: {when}.", when=when)))
    alerting.tell(thread, _of_cancelled(thread, booking))


def cancelled_by_us(thread: Thread, booking: Booking, by: Person, link: str) -> None:
    """`link`: where the customer chooses another time. Its agent is told where a manager has done it."""
    language = thread.conversation.language
    when = day_and_time(booking.since, booking.zone, language)
    text = words(language).t(
        "We are sorry: our call cannot take place {when}. You can choose another time here: {link}",
        when=when,
        link=link,
    )
    thread.say(BY_BOT, Text(text=text))
    if by.id != booking.agent:
        alerting.tell(thread, replace(_of_cancelled(thread, booking), colleague=by.name))


def _of_booked(thread: Thread, booking: Booking, former: Booking | None, who: str) -> Iterator[Fact]:
    """`who` has it now, by name."""
    new = _fact(thread, booking)
    if former is None:
        yield new
    elif former.agent == booking.agent:
        yield replace(new, kind="booking_moved", was=former.since)
    else:
        yield new
        yield replace(
            new,
            kind="booking_moved",
            subject=f"{_subject(booking)}/from",
            agent=former.agent,
            was=former.since,
            colleague=who,
        )


def _of_cancelled(thread: Thread, booking: Booking) -> Fact:
    return replace(_fact(thread, booking), kind="booking_cancelled", subject=f"{booking.id}/cancelled", words="")


def _fact(thread: Thread, booking: Booking) -> Fact:
    return Fact(
        kind="booking",
        subject=_subject(booking),
        at=thread.now,
        contact=booking.contact,
        conversation=booking.conversation,
        agent=booking.agent,
        since=booking.since,
        words=booking.note,
    )


def _subject(booking: Booking) -> str:
    """Of what is told of it as it stands: after a move that is something new."""
    return f"{booking.id}/{booking.moves}" if booking.moves else booking.id
