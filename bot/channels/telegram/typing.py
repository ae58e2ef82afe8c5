"""Somebody is writing, shown in the chat; Telegram takes it off again after five seconds, or with their message."""

from contextlib import suppress
from typing import Any

import telegram
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.model import AuthorKind, Channel
from bot.store import contacts
from bot.store.engine import Engine
from bot.tasks import Tasks


class Typing:
    def __init__(self, bot: telegram.Bot, engine: Engine, tasks: Tasks) -> None:
        self._bot = bot
        self._engine = engine
        self._tasks = tasks

    def heard(self, topic: str, news: Any) -> None:
        """News of the bus."""
        if topic == "typing" and news["author"]["kind"] != AuthorKind.CONTACT:
            self._tasks.start(self._show(news["conversation"]), name="telegram-typing")

    async def _show(self, conversation: str) -> None:
        chat = await self._engine.read(lambda tx: contacts.address_in(tx, conversation, Channel.TELEGRAM))
        if chat is not None:
            with suppress(TelegramError):  # it says nothing that is not soon forgotten
                await self._bot.send_chat_action(int(chat), ChatAction.TYPING)
