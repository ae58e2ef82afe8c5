"""Booked calls over HTTP: by a customer's link, and as agents keep their calendars."""

from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from bot.booking.terms import Hours, Terms
from bot.clock import Clock
from bot.desk.booking.bookings import SETTINGS, Offer, terms
from bot.errors import Forbidden
from bot.limits import Limit
from bot.model import Person, Role
from bot.store import agents, contacts
from bot.store.bookings import Booking
from bot.store.engine import Tx
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.route import Route, Who
from bot.web.security import address
from bot.web.services import Services, services
from bot.web.settings import change_settings

LINK_LIMIT = web.AppKey("booking_link_limit", Limit)
USES, USES_PER_S = 40, 0.5  # by one address
BOOK_LIMIT = web.AppKey("booking_limit", Limit)
BOOKS, BOOKS_PER_S = 10, 1 / 300  # by one address, moved ones among them

Secret = Annotated[str, Meta(min_length=1, max_length=128)]
At = Annotated[int, Meta(ge=0, le=2**53)]
Note = Annotated[str, Meta(max_length=500)]
Id = Annotated[str, Meta(min_length=1, max_length=64)]


class LookBody(Body, frozen=True, kw_only=True):
    secret: Secret


class BookBody(Body, frozen=True, kw_only=True):
    secret: Secret
    since: At
    timezone: Annotated[str, Meta(max_length=64)] = ""
    note: Note = ""


class HoursBody(Body, frozen=True, kw_only=True):
    agent: Id | None = None
    hours: Annotated[tuple[Hours, ...], Meta(max_length=50)]


class AbsenceBody(Body, frozen=True, kw_only=True):
    agent: Id | None = None
    since: At
    until: At
    note: Note = ""


# -- customers -------------------------------------------------------------------------


async def look(request: web.Request) -> web.Response:
    it = _admitted(request)
    body = await read(request, LookBody)
    widget = it.config.widget
    return answer({"title": widget.title, "accent": widget.accent, **_offered(it, await it.bookings.look(body.secret))})


async def book(request: web.Request) -> web.Response:
    it = _admitted(request)
    body = await read(request, BookBody)
    request.app[BOOK_LIMIT].take(address(request, it.config))
    await it.bookings.book(body.secret, body.since, body.timezone, body.note)
    return answer(_offered(it, await it.bookings.look(body.secret)))


async def cancel(request: web.Request) -> web.Response:
    it = _admitted(request)
    body = await read(request, LookBody)
    await it.bookings.cancel_by_link(body.secret)
    return answer(_offered(it, await it.bookings.look(body.secret)))


async def join(request: web.Request) -> web.Response:
    """The address of the call page, where pressing Join redeems it."""
    it = _admitted(request)
    body = await read(request, LookBody)
    return answer({"url": (await it.bookings.join(body.secret)).url})


async def after_rating(request: web.Request) -> web.Response:
    """For whoever has rated by a link."""
    it = _admitted(request)
    body = await read(request, LookBody)
    return answer({"url": await it.bookings.link_by_rating(body.secret)})


def _offered(it: Services, offer: Offer) -> dict[str, Any]:
    booking = offer.booking
    return {
        "language": offer.language,
        "length_min": offer.length_min,
        "times": offer.times,
        "closed": offer.closed,
        "booking": {**_told(booking), "agent": offer.agent, "open": offer.open} if booking else None,
        "reached": offer.reached,
        "now": it.clock(),
    }


def _told(booking: Booking) -> dict[str, Any]:
    return {name: getattr(booking, name) for name in ("id", "request", "since", "until", "zone", "note", "state")}


def _admitted(request: web.Request) -> Services:
    """Raises TooMany."""
    it = services(request)
    request.app[LINK_LIMIT].take(address(request, it.config))
    return it


# -- agents ----------------------------------------------------------------------------


async def upcoming(request: web.Request) -> web.Response:
    """Managers see everybody's where they ask for nobody's in particular."""
    it, me = services(request), request[AGENT]
    wanted = request.query.get("agent") or (None if me.role is Role.MANAGER else me.id)
    whose = _whose(request, wanted) if wanted else None
    found = await it.bookings.upcoming(whose)

    def work(tx: Tx) -> list[dict[str, Any]]:
        names = agents.names(tx)
        return [
            {
                **_told(each),
                "conversation": each.conversation,
                "contact": contacts.get(tx, each.contact),
                "agent": Person(id=each.agent, name=names.get(each.agent, "")),
            }
            for each in found
        ]

    return answer({"bookings": await it.engine.read(work), "timezone": it.config.surveys.timezone})


async def end(request: web.Request) -> web.Response:
    me = request[AGENT]
    by = Person(id=me.id, name=me.name)
    booking = request.match_info["booking"]
    await services(request).bookings.cancel(booking, by, manager=me.role is Role.MANAGER)
    return answer({})


async def calendar(request: web.Request) -> web.Response:
    it, whose = services(request), _whose(request, request.query.get("agent"))
    kept = await it.calendars.look(whose)
    return answer({"hours": kept.hours, "absences": kept.absences, "timezone": it.config.surveys.timezone})


async def put_hours(request: web.Request) -> web.Response:
    body = await read(request, HoursBody)
    await services(request).calendars.set_hours(_whose(request, body.agent), body.hours)
    return answer({})


async def be_away(request: web.Request) -> web.Response:
    body = await read(request, AbsenceBody)
    whose = _whose(request, body.agent)
    return answer({"id": await services(request).calendars.be_away(whose, body.since, body.until, body.note)})


async def be_back(request: web.Request) -> web.Response:
    whose = _whose(request, request.query.get("agent"))
    await services(request).calendars.be_back(whose, request.match_info["absence"])
    return answer({})


def _whose(request: web.Request, agent: str | None) -> str:
    """Raises Forbidden for a colleague's, unless it is a manager who asks."""
    me = request[AGENT]
    if agent and agent != me.id and me.role is not Role.MANAGER:
        raise Forbidden("Only managers see and change colleagues' calendars.")
    return agent or str(me.id)


async def get_terms(request: web.Request) -> web.Response:
    return answer(await services(request).engine.read(terms))


async def patch_terms(request: web.Request) -> web.Response:
    return answer(await change_settings(request, SETTINGS, Terms))


def limit(app: web.Application, clock: Clock) -> None:
    app[LINK_LIMIT] = Limit(clock, USES, USES_PER_S)
    app[BOOK_LIMIT] = Limit(clock, BOOKS, BOOKS_PER_S)


ROUTES: tuple[Route, ...] = (
    Route("POST", "/api/booking/look", Who.ANYONE, look),
    Route("POST", "/api/booking/book", Who.ANYONE, book),
    Route("POST", "/api/booking/cancel", Who.ANYONE, cancel),
    Route("POST", "/api/booking/join", Who.ANYONE, join),
    Route("POST", "/api/rating/book", Who.ANYONE, after_rating),
    Route("GET", "/api/bookings", Who.AGENT, upcoming),
    Route("GET", "/api/bookings/settings", Who.AGENT, get_terms),
    Route("PATCH", "/api/bookings/settings", Who.MANAGER, patch_terms),
    Route("POST", "/api/bookings/{booking}/cancel", Who.AGENT, end),
    Route("GET", "/api/calendar", Who.AGENT, calendar),
    Route("PUT", "/api/calendar/hours", Who.AGENT, put_hours),
    Route("POST", "/api/calendar/absences", Who.AGENT, be_away),
    Route("DELETE", "/api/calendar/absences/{absence}", Who.AGENT, be_back),
)
