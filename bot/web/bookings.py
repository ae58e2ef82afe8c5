"""Booked calls over HTTP: by a customer's link, and as agents keep their calendars."""

from typing import Annotated, Any, TypedDict

from aiohttp import web
from msgspec import Meta

from bot.booking.terms import Hours, Terms
from bot.clock import Clock
from bot.desk.booking.booked_calls import BookedCall
from bot.desk.booking.bookings import SETTINGS, Offer, terms
from bot.errors import Forbidden
from bot.limits import Limit
from bot.model import Person, Role
from bot.store.bookings import Booking
from bot.web.accounts import AGENT
from bot.web.http import Body, answer, read
from bot.web.route import Route, Who
from bot.web.security import address
from bot.web.services import Services, services
from bot.web.settings import change_settings

LINK_LIMIT = web.AppKey("booking_link_limit", Limit)
USES, USES_PER_S = 40, 0.5  # by one address
BOOK_LIMIT = web.AppKey("booking_limit", Limit)
BOOKS, BOOKS_PER_S = 10, 1 / 300  # by one customer, moved ones among them

Secret = Annotated[str, Meta(min_length=1, max_length=128)]
At = Annotated[int, Meta(ge=0, le=2**53)]
Note = Annotated[str, Meta(max_length=500)]
Id = Annotated[str, Meta(min_length=1, max_length=64)]
Count = Annotated[int, Meta(ge=0, le=2**31)]


class LookBody(Body, frozen=True, kw_only=True):
    secret: Secret


class BookBody(Body, frozen=True, kw_only=True):
    secret: Secret
    since: At
    timezone: Annotated[str, Meta(max_length=64)] = ""
    note: Note = ""


class CancelBody(LookBody, frozen=True, kw_only=True):
    moves: Count


class MoveBody(Body, frozen=True, kw_only=True):
    since: At
    agent: Id | None = None
    moves: Count


class EndBody(Body, frozen=True, kw_only=True):
    moves: Count


class By(TypedDict):
    """Which agent asks."""

    by: Person
    manager: bool


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
    request.app[BOOK_LIMIT].take(await it.bookings.whose(body.secret))
    await it.bookings.book(body.secret, body.since, body.timezone, body.note, address(request, it.config))
    return answer(_offered(it, await it.bookings.look(body.secret)))


async def cancel(request: web.Request) -> web.Response:
    it = _admitted(request)
    body = await read(request, CancelBody)
    await it.bookings.cancel_by_link(body.secret, body.moves)
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


_TOLD = ("id", "since", "until", "zone", "note", "state", "moves")


def _told(booking: Booking) -> dict[str, Any]:
    return {name: getattr(booking, name) for name in _TOLD}


def _admitted(request: web.Request) -> Services:
    """Raises TooMany."""
    it = services(request)
    request.app[LINK_LIMIT].take(address(request, it.config))
    return it


# -- agents ----------------------------------------------------------------------------


async def upcoming(request: web.Request) -> web.Response:
    """Managers see everybody's where they ask for nobody's in particular; a customer's is for whoever asks."""
    it, me = services(request), request[AGENT]
    contact = request.query.get("contact") or None
    wanted = request.query.get("agent") or (None if contact or me.role is Role.MANAGER else me.id)
    whose = _whose(request, wanted) if wanted else None
    found = await it.booked_calls.upcoming(**_by(request), agent=whose, contact=contact)
    return answer({"bookings": [_shown(each) for each in found], "timezone": it.config.surveys.timezone})


async def choices(request: web.Request) -> web.Response:
    found = await services(request).booked_calls.choices(request.match_info["booking"], **_by(request))
    return answer(
        {
            "booking": _shown(found.call),
            "agents": found.agents,
            "times": [{"since": since, "agents": ids} for since, ids in found.times.items()],
        }
    )


async def move(request: web.Request) -> web.Response:
    body, booking = await read(request, MoveBody), request.match_info["booking"]
    await services(request).booked_calls.move(
        booking, **_by(request), since=body.since, agent=body.agent, moves=body.moves
    )
    return answer({})


async def end(request: web.Request) -> web.Response:
    body, booking = await read(request, EndBody), request.match_info["booking"]
    await services(request).booked_calls.cancel(booking, **_by(request), moves=body.moves)
    return answer({})


def _by(request: web.Request) -> By:
    me = request[AGENT]
    return By(by=Person(id=me.id, name=me.name), manager=me.role is Role.MANAGER)


def _shown(call: BookedCall) -> dict[str, Any]:
    return {
        **_told(call.booking),
        "conversation": call.booking.conversation,
        "contact": call.contact,
        "agent": call.agent,
        "reached": call.reached,
        "changeable": call.changeable,
    }


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
    Route("GET", "/api/bookings/{booking}/times", Who.AGENT, choices),
    Route("POST", "/api/bookings/{booking}/move", Who.AGENT, move),
    Route("POST", "/api/bookings/{booking}/cancel", Who.AGENT, end),
    Route("GET", "/api/calendar", Who.AGENT, calendar),
    Route("PUT", "/api/calendar/hours", Who.AGENT, put_hours),
    Route("POST", "/api/calendar/absences", Who.AGENT, be_away),
    Route("DELETE", "/api/calendar/absences/{absence}", Who.AGENT, be_back),
)
