"""Everything is put together here, top to bottom."""

import os
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from aiohttp import web

from bot import certificate
from bot.answers.answers import Answers
from bot.answers.matcher_file import NAME, MatcherFile
from bot.bus.memory import MemoryBus
from bot.channels.telegram.cards import look
from bot.clock import Clock, now_ms
from bot.config import Config
from bot.delivery import Delivery
from bot.desk import Desk, Ground
from bot.desk.alerting import LineWatch
from bot.desk.booking.booked_calls import BookedCalls
from bot.desk.booking.bookings import Bookings
from bot.desk.booking.calendars import Calendars
from bot.desk.booking.due_calls import DueCalls
from bot.desk.bursts import Bursts
from bot.desk.calls import Calls
from bot.desk.pictures import Pictures
from bot.desk.reaching.journeys import Journeys
from bot.desk.reaching.touching import Touching
from bot.desk.recordings import Recordings
from bot.desk.recovery import Recovery
from bot.desk.surveys.due_surveys import DueSurveys
from bot.desk.surveys.kiosks import Kiosks
from bot.embedding.choice import chosen
from bot.exchange.imports import Imports
from bot.figures.books_file import NAME as BOOKS
from bot.figures.books_file import BooksFile
from bot.figures.figures import Figures
from bot.first_start import fill, first_invitation
from bot.growing.variants import Variants
from bot.notifying.digesting import Digesting
from bot.notifying.notifier import Notifier
from bot.notifying.post import ApprisePost
from bot.presence import Presence
from bot.store.sqlite import SqliteEngine
from bot.sweeper import Sweeper
from bot.tasks import Tasks
from bot.web.audience import Audience
from bot.web.calls.places import Places
from bot.web.calls.rings import Rings
from bot.web.journeys.uploads import Uploads
from bot.web.passwords import Passwords
from bot.web.routes import application
from bot.web.services import Services
from bot.web.streams import Streams
from webrtc.media import Media, MediaSettings, RoomEvent

if TYPE_CHECKING:
    from bot.channels.telegram.channel import Telegram

GRACE_S = 5.0
"""How long requests under way may take when the server is stopped."""


@dataclass(frozen=True, slots=True)
class Running:
    port: int
    first_manager: str | None
    """The one-time link that makes the first manager's account; None where there is one."""


@asynccontextmanager
async def running(config: Config, clock: Clock = now_ms) -> AsyncIterator[Running]:
    """The whole server, until the context ends.

    Raises NewerDatabase, CertificateError, EmbedderError for a model that cannot be used, OSError when an address is
    taken.
    """
    async with AsyncExitStack() as stack:
        tls = _tls(config)
        doors = bound(config.server.host, config.server.port)  # early: what follows takes seconds, and writes
        for door in doors:
            stack.callback(door.close)
        tasks = Tasks()
        engine = SqliteEngine(config.database)
        stack.push_async_callback(engine.aclose)
        await fill(engine, clock, config.bot.fallback_language)
        model = chosen(config.knowledge)
        if model:
            stack.push_async_callback(model.aclose)
        answers = Answers(
            engine,
            config.bot.languages,
            config.bot.fallback_language,
            model,
            config.knowledge.budget_ms,
            MatcherFile(config.database.with_name(NAME)),
        )
        stack.push_async_callback(answers.aclose)
        await answers.load()

        bus = MemoryBus()
        presence = Presence(clock, config.desk.absent_s)
        ground = Ground(engine, bus, answers, presence, config, clock)
        desk = Desk(ground)
        media = Media(_media(config), lambda event: told_of(event))
        ground.end_media = media.end
        calls = Calls(ground, media)
        recordings = Recordings(ground, calls)
        await recordings.finish_lost()

        async def told_of(event: RoomEvent) -> None:
            await calls.happened(event)
            await recordings.happened(event)

        figures = Figures(
            engine, bus, clock, config.surveys.timezone, BooksFile(config.database.with_name(BOOKS)), tasks
        )
        stack.push_async_callback(media.aclose)
        stack.push_async_callback(figures.aclose)
        stack.push_async_callback(tasks.aclose)

        streams = Streams(engine, bus)
        audience = Audience(engine, bus, presence, Rings(calls.ringing, calls.cancel, clock))
        variants = Variants(engine, bus, answers, config, clock)
        recovery = Recovery(ground)
        bookings = Bookings(ground, calls.link)
        journeys, touching = Journeys(ground, audience.watched), Touching(ground)
        digesting = Digesting(engine, figures, clock, config.public_url)
        notifier = Notifier(
            engine,
            ApprisePost(),
            clock,
            zone=config.surveys.timezone,
            public_url=config.public_url,
            digest=digesting.letter,
        )
        stack.push_async_callback(notifier.aclose)
        await notifier.come_back()
        chores = (
            variants.weigh,
            DueSurveys(ground).run,
            recovery.wake,
            DueCalls(ground, calls.start).come_due,
            journeys.do_due,
            LineWatch(ground).look,
            digesting.send_due,
            notifier.send_due,
            figures.tend,
        )
        sweeper = Sweeper(engine, desk, calls, recordings, presence, config, clock, chores)
        answers.follow_along(streams, tasks)
        tasks.keep(answers.settle, name="matcher")
        if model:
            tasks.keep(answers.understand, name="phrasings")
        if answers.compared:
            tasks.keep(answers.compared.run, name="compared")
        tasks.keep(streams.run, name="streams")
        tasks.keep(audience.run, name="audience")
        tasks.start(sweeper.run(), name="sweeper")
        bursts = Bursts(engine, desk, clock)
        ground.wake_bursts = bursts.wake
        tasks.keep(bursts.run, name="bursts")
        telegram = await _telegram(config, ground, desk, calls, bookings, stack) if config.telegram.token else None

        services = Services(
            config=config,
            engine=engine,
            bus=bus,
            clock=clock,
            answers=answers,
            desk=desk,
            calls=calls,
            pictures=Pictures(ground),
            recordings=recordings,
            kiosks=Kiosks(ground),
            bookings=bookings,
            booked_calls=BookedCalls(ground),
            calendars=Calendars(ground),
            recovery=recovery,
            journeys=journeys,
            touching=touching,
            uploads=Uploads(touching, tasks, clock, config.surveys.timezone),
            presence=presence,
            streams=streams,
            audience=audience,
            places=Places(clock),
            passwords=Passwords(),
            imports=Imports(engine, bus, tasks, clock),
            figures=figures,
            reaching=notifier,
            digesting=digesting,
            telegram_look=partial(look, base=config.public_url),
            telegram_webhook=telegram.webhook if telegram and config.telegram.mode == "webhook" else None,
            telegram_name=lambda: telegram.username if telegram else None,
        )
        runner = web.AppRunner(application(services), access_log=None, handle_signals=False, shutdown_timeout=GRACE_S)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        for door in doors:
            await web.SockSite(runner, door, ssl_context=tls).start()
        stack.callback(audience.close)
        link = await first_invitation(engine, config.public_url, clock)
        yield Running(runner.addresses[0][1], link)


def bound(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of the host, on which nobody is heard yet. Raises OSError when one is taken."""
    doors: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in dict.fromkeys(found):
            door = socket.socket(family, kind, protocol)
            doors.append(door)
            if os.name == "posix":  # elsewhere it would let two servers have one port
                door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            door.bind(address)
    except OSError:
        for door in doors:
            door.close()
        raise
    return doors


async def _telegram(
    config: Config, ground: Ground, desk: Desk, calls: Calls, bookings: Bookings, stack: AsyncExitStack
) -> "Telegram":
    from bot.channels.telegram.channel import Telegram  # a fifth of a second, for those who use it

    telegram = Telegram(
        config.telegram,
        desk,
        calls.call_back,
        bookings.link,
        ground.engine,
        clock=ground.clock,
        public_url=config.public_url,
        title=config.widget.title,
        languages=config.bot.languages,
        wake_delivery=lambda: ground.wake_delivery(),
    )
    delivery = Delivery(ground.engine, desk, [telegram], clock=ground.clock)
    ground.wake_delivery = delivery.wake
    await delivery.start()
    telegram.start()
    stack.push_async_callback(telegram.aclose)
    stack.push_async_callback(delivery.aclose)  # first: what is under way still needs the channel
    stack.callback(ground.bus.listen(lambda streams: None, telegram.typing.heard))
    return telegram


def _media(config: Config) -> MediaSettings:
    media = config.media
    return MediaSettings(
        host=media.host,
        port=media.port,
        addresses=media.addresses,
        workers=media.workers,
        max_rooms=media.max_rooms,
        recordings=config.recordings if config.recording.allowed else None,
    )


def _tls(config: Config) -> ssl.SSLContext | None:
    if not config.server.certificate:
        return None
    return certificate.context(config.server.certificate, config.server.certificate_key)
