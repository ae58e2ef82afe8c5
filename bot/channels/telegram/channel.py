"""Telegram: what customers write there comes in, what the desk says goes out.

Imported only where a token is set: the library behind it takes its time.
"""

import asyncio
import hmac
import json
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import structlog
import telegram
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram import cards, rating_card
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.posts import Posts
from bot.channels.telegram.ratings import BookLink, Ratings
from bot.channels.telegram.typing import Typing
from bot.channels.telegram.updates import CallBack, Updates
from bot.channels.telegram.wire import Limited, UpdateWire, Wire
from bot.clock import Clock
from bot.config import Telegram as Settings
from bot.desk import Desk
from bot.errors import Unavailable
from bot.locale import words
from bot.model import Channel, Message, PictureCard, RatingCard
from bot.store import pictures
from bot.store.engine import Engine
from bot.tasks import Tasks

log = structlog.get_logger()

WEBHOOK_PATH = "/telegram/webhook"
LARGEST = 1 << 20  # bytes of a webhook's body
POLL_S = 50
READ_S = 15.0
CONNECT_S = 10.0
WANTED = ("message", "edited_message", "callback_query")
LONGEST_S = 60.0  # between two tries
CONFLICT_S = 15.0


class Telegram:
    """The bot on Telegram: an OutgoingChannel, and its own way in."""

    name = Channel.TELEGRAM

    def __init__(
        self,
        settings: Settings,
        desk: Desk,
        call_back: CallBack,
        book_link: BookLink,
        engine: Engine,
        *,
        public_url: str,
        title: str,
        languages: Sequence[str],
        clock: Clock,
        wake_delivery: Callable[[], None],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`public_url` without a slash at the end; `title`: the name that the greeting says."""
        self._settings = settings
        self._public_url = public_url
        self._languages = languages
        self._wire = Wire(
            connection_pool_size=64, read_timeout=READ_S, connect_timeout=CONNECT_S, pool_timeout=CONNECT_S
        )
        self._update_wire = UpdateWire(connection_pool_size=1, connect_timeout=CONNECT_S)
        self._bot = telegram.Bot(
            settings.token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=self._wire,
            get_updates_request=self._update_wire,
        )
        self._engine = engine
        self._posts = Posts(self._bot)
        self._updates = Updates(
            self._bot,
            self._posts,
            Ratings(self._posts, desk, book_link, engine, clock, wake_delivery),
            desk,
            call_back,
            engine,
            title=title,
            languages=languages,
        )
        self._inbox = Inbox(engine, self._updates.handle, clock)
        self._tasks = Tasks()
        self.typing = Typing(self._bot, engine, self._tasks)
        self._sleep = sleep
        self._offset: int | None = None

    def start(self) -> None:
        """Returns at once: Telegram may be out of reach for now."""
        self._inbox.start()
        self._tasks.start(self._receive(), name="telegram-receive")
        self._tasks.start(self._until_done(self._introduce), name="telegram-introduce")

    @property
    def username(self) -> str | None:
        """The bot's own on Telegram; None while it is not known."""
        return self._updates.username

    async def aclose(self) -> None:
        await self._tasks.aclose()
        await self._inbox.aclose()
        await self._wire.shutdown()
        await self._update_wire.shutdown()

    # -- out ------------------------------------------------------------------------

    async def send(self, address: str, message: Message, language: str, link: str | None, parts: int) -> str:
        photo = await self._photo(message.body.picture) if isinstance(message.body, PictureCard) else None
        post = cards.card(message, words(language), self._public_url, link, photo)
        return await self._posts.send(address, post, parts=parts)

    async def _photo(self, picture: str) -> bytes | None:
        kept = await self._engine.read(lambda tx: pictures.get(tx, picture))
        return kept.data if kept else None

    async def edit(self, address: str, provider_id: str, message: Message, language: str) -> None:
        await self._posts.edit(address, provider_id, cards.card(message, words(language), self._public_url))

    async def prompt(self, address: str, provider_id: str, message: Message, language: str) -> str:
        assert isinstance(message.body, RatingCard)
        return await self._posts.send(address, rating_card.prompt(message.body, words(language)), reply_to=provider_id)

    # -- in -------------------------------------------------------------------------

    async def webhook(self, secret: str | None, body: bytes) -> int:
        """The status to answer. 200 only once the update is on disk; anything else and Telegram brings it again.

        `secret`: the header X-Telegram-Bot-Api-Secret-Token.
        """
        ours = self._settings.webhook_secret
        if self._settings.mode != "webhook" or not ours:
            return 404
        if not hmac.compare_digest((secret or "").encode(), ours.encode()):
            return 403
        if len(body) > LARGEST:
            return 413
        try:
            return 200 if await self._inbox.keep([json.loads(body)]) else 400
        except (ValueError, RecursionError):
            return 400
        except Unavailable:
            return 503

    async def _receive(self) -> None:
        if self._settings.mode == "webhook":
            await self._until_done(self._set_webhook)
            return
        await self._until_done(self._bot.delete_webhook)
        while True:
            await self._until_done(self._fetch)

    async def _set_webhook(self) -> None:
        await self._bot.set_webhook(
            f"{self._public_url}{WEBHOOK_PATH}",
            secret_token=self._settings.webhook_secret,
            allowed_updates=WANTED,
        )

    async def _fetch(self) -> None:
        """One long poll. The offset in it confirms the batch before, which is on disk by now.

        After an empty answer nothing is left to confirm, and an offset could only hide updates whose ids begin anew.
        """
        await self._bot.get_updates(self._offset, timeout=POLL_S, allowed_updates=WANTED)
        ids = await self._inbox.keep(self._update_wire.taken())
        self._offset = max(ids) + 1 if ids else None

    async def _introduce(self) -> None:
        """Not needed to work, so nothing waits for it."""
        self._updates.username = (await self._bot.get_me()).username
        for language in self._languages:
            await self._bot.set_my_commands(cards.commands(words(language)), language_code=language)
        await self._bot.set_my_commands(cards.commands(words(self._languages[0])))

    async def _until_done(self, step: Callable[[], Awaitable[object]]) -> None:
        failures = 0
        while True:
            try:
                await step()
                return
            except Exception as error:
                failures += 1
                await self._sleep(await self._blocked_s(error, failures))

    async def _blocked_s(self, error: Exception, failures: int) -> float:
        """Says what is wrong, and how many seconds to wait."""
        match error:
            case Limited():
                return error.after_s
            case Conflict() if "webhook" in error.message:
                log.warning("telegram_webhook_in_the_way", hint="Somebody set a webhook for this bot; it is removed.")
                with suppress(TelegramError):
                    await self._bot.delete_webhook()
            case Conflict():
                log.error(
                    "telegram_conflict",
                    hint="Another program fetches this bot's messages. Stop one of the two.",
                )
                return CONFLICT_S
            case InvalidToken():
                log.error("telegram_token_refused", hint="Telegram does not know telegram.token. @BotFather has it.")
                return LONGEST_S
            case TelegramError():
                log.warning("telegram_unreachable", reason=error.message, failures=failures)
            case _:
                log.error("telegram_stumbled", failures=failures, exc_info=error)
        return min(LONGEST_S, 0.5 * 2.0 ** min(failures, 10)) * random.uniform(0.8, 1.2)
