"""What the handlers work with, put together by bot.app."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.answers.answers import Answers
from bot.answers.telling import Look
from bot.bus.base import Bus
from bot.clock import Clock
from bot.config import Config
from bot.desk import Desk
from bot.desk.booking.booked_calls import BookedCalls
from bot.desk.booking.bookings import Bookings
from bot.desk.booking.calendars import Calendars
from bot.desk.calls import Calls
from bot.desk.pictures import Pictures
from bot.desk.reaching.journeys import Journeys
from bot.desk.reaching.touching import Touching
from bot.desk.recordings import Recordings
from bot.desk.recovery import Recovery
from bot.desk.surveys.kiosks import Kiosks
from bot.exchange.imports import Imports
from bot.figures.figures import Figures
from bot.model import ArticleReply, RatingCard
from bot.notifying.digesting import Digesting
from bot.presence import Presence
from bot.store.engine import Engine
from bot.web.alerts.reaching import Reaching
from bot.web.audience import Audience
from bot.web.calls.places import Places
from bot.web.journeys.uploads import Uploads
from bot.web.passwords import Passwords
from bot.web.streams import Streams

TelegramLook = Callable[[ArticleReply | RatingCard, str], Look]
"""Of an answer or a survey; the language is that of the words around it."""
TelegramWebhook = Callable[[str | None, bytes], Awaitable[int]]


@dataclass(frozen=True, kw_only=True)
class Services:
    config: Config
    engine: Engine
    bus: Bus
    clock: Clock
    answers: Answers
    desk: Desk
    calls: Calls
    pictures: Pictures
    recordings: Recordings
    kiosks: Kiosks
    bookings: Bookings
    booked_calls: BookedCalls
    calendars: Calendars
    recovery: Recovery
    journeys: Journeys
    touching: Touching
    uploads: Uploads
    presence: Presence
    streams: Streams
    audience: Audience
    places: Places
    passwords: Passwords
    imports: Imports
    figures: Figures
    reaching: Reaching
    digesting: Digesting
    telegram_look: TelegramLook
    telegram_webhook: TelegramWebhook | None  # None: Telegram is off or polled
    telegram_name: Callable[[], str | None]  # the bot's; None: Telegram is off, or has not said it yet


SERVICES = web.AppKey("services", Services)


def services(request: web.Request) -> Services:
    return request.app[SERVICES]
