"""What an update asks for, done: a text, a tap, a command, something that is not text."""

import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import structlog
import telegram
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.channels.base import Refused, Unsure
from bot.channels.telegram import cards
from bot.channels.telegram.post import Post
from bot.channels.telegram.posts import Posts
from bot.channels.telegram.ratings import Ratings
from bot.channels.telegram.taps import (
    CheckedIn,
    Choose,
    Helped,
    LeaveLine,
    NoneOfThese,
    Permit,
    RatingTap,
    Speak,
    Tap,
    TellMe,
    WantCall,
    WantPerson,
    tap,
)
from bot.desk import Desk, Sender
from bot.errors import BadRequest, Conflict, Gone, HeardError, NotFound, Stale, TooLarge, TooMany, Unavailable
from bot.locale import Words, words
from bot.model import CallKind, Channel, Choices, Conversation, OwnerKind
from bot.store import contacts, conversations, identities, outbox, permissions
from bot.store.conversations import Standing
from bot.store.engine import Engine

log = structlog.get_logger()

CallBack = Callable[[Sender, CallKind], Awaitable[object]]
"""The customer waits to be called. Raises Conflict while there is a call."""

WORDS = 4000  # characters that the desk takes in one message; Telegram allows a few more
EDITED = "✏️ "
LINK = re.compile(r"[\w-]{43}")
"""The secret of a one-time link, as /start brings it."""
AGAIN = (Unavailable, TooMany, Stale)  # worth another try
CONTENT = (
    "photo", "voice", "video", "video_note", "audio", "animation", "document", "sticker", "venue", "location",
    "contact", "poll", "dice", "game", "story", "paid_media", "checklist",
)  # fmt: skip
"""What a message may hold instead of text, by Telegram's names; an animation also calls itself a document."""


class Updates:
    def __init__(
        self,
        bot: telegram.Bot,
        posts: Posts,
        ratings: Ratings,
        desk: Desk,
        call_back: CallBack,
        engine: Engine,
        *,
        title: str,
        languages: Sequence[str],
    ) -> None:
        """`title`: the name that the greeting says."""
        self._bot = bot
        self._posts = posts
        self._ratings = ratings
        self._desk = desk
        self._call_back = call_back
        self._engine = engine
        self._title = title
        self._languages = languages
        self._groups_told: set[str] = set()
        self.username: str | None = None

    async def handle(self, raw: dict[str, Any]) -> None:
        """May be called again with the same update. Raises what is worth another try, and what nobody expected."""
        update = telegram.Update.de_json(raw, self._bot)
        if update.callback_query is not None:
            await self._tapped(update.update_id, update.callback_query)
        elif (message := update.message or update.edited_message) is not None:
            await self._wrote(update.update_id, message, edited=update.edited_message is not None)

    async def _sender(self, chat: str, user: telegram.User | None) -> Sender:
        name, language = (user.full_name, user.language_code) if user else (None, None)
        return await self._desk.sender(Channel.TELEGRAM, chat, name=name, language=language)

    # -- messages -------------------------------------------------------------------

    async def _wrote(self, update_id: int, message: telegram.Message, edited: bool) -> None:
        chat = str(message.chat.id)
        if message.chat.type != ChatType.PRIVATE:
            await self._decline_group(chat, message)
            return
        sender = await self._sender(chat, message.from_user)
        try:
            if message.text is not None:
                await self._text(sender, chat, update_id, message, edited)
            elif not edited and (what := next((kind for kind in CONTENT if getattr(message, kind, None)), None)):
                await self._desk.receive_unsupported(sender, f"update:{update_id}", what, message.caption or "")
        except AGAIN:
            raise
        except HeardError as error:
            await self._apologise(chat, sender, error)

    async def _text(self, sender: Sender, chat: str, update_id: int, message: telegram.Message, edited: bool) -> None:
        text = message.text or ""
        if text.startswith("/") and await self._command(sender, chat, text):
            return
        about = message.reply_to_message
        if about is not None and await self._ratings.replied(sender, chat, about, text):
            return
        said = EDITED + text if edited else text
        for at in range(0, len(said), WORDS):
            part = f":{at}" if at else ""
            await self._desk.receive(sender, f"update:{update_id}{part}", said[at : at + WORDS])

    async def _command(self, sender: Sender, chat: str, text: str) -> bool:
        """False: none of ours, so it is a text like any other."""
        command = text.split()[0].partition("@")[0].lower()
        if command in ("/person", "/call"):
            await (self._person if command == "/person" else self._call)(sender, chat)
            return True
        tongue = await self._words(sender)
        wished = text.split()[1:2]
        if command == "/language" and wished and wished[0].lower() in self._languages:
            tongue = words(wished[0].lower())
            await self._desk.profile(sender, language=wished[0].lower())
            await self._say(chat, cards.language_chosen(tongue, self._languages))
            return True
        if command == "/messages":
            said = await self._engine.read(lambda tx: permissions.allowed(tx, identities.present(tx, sender.contact)))
            await self._say(chat, cards.unasked(tongue, said))
            return True
        if command == "/start" and wished and not await self._open_link(sender, chat, wished[0]):
            return True
        posts = {
            "/start": lambda: cards.greeting(self._title, tongue, self._languages),
            "/language": lambda: cards.language_question(tongue, self._languages),
            "/help": lambda: cards.help_card(tongue),
        }
        if command not in posts:
            return False
        await self._say(chat, posts[command]())
        return True

    async def _open_link(self, sender: Sender, chat: str, secret: str) -> bool:
        """Whether the chat's contact is now who the shop made the link for; an ordinary greeting follows then."""
        if not LINK.fullmatch(secret):
            return True  # somebody else's parameter
        try:
            await self._desk.open_link(sender, secret)
        except (Gone, Conflict) as error:
            tongue = await self._words(sender)
            await self._say(chat, cards.link_useless(tongue, used=isinstance(error, Gone)))
            return False
        return True

    async def _person(self, sender: Sender, chat: str) -> None:
        before = await self._conversation(sender)
        await self._desk.person(sender)
        if before is not None and before.owner.kind in (OwnerKind.LINE, OwnerKind.AGENT):
            await self._say(chat, cards.person_already(before.owner, await self._words(sender)))

    async def _call(self, sender: Sender, chat: str) -> None:
        standing = await self._standing(sender)
        try:
            await self._call_back(sender, "video")
        except Conflict:  # there is a call already
            pass
        else:
            if standing is None or not standing.callback:
                return  # the desk has said so
        await self._say(chat, cards.call_already(await self._words(sender)))

    async def _decline_group(self, chat: str, message: telegram.Message) -> None:
        if chat in self._groups_told or (message.text is None and message.caption is None):
            return
        self._groups_told.add(chat)
        theirs = (message.from_user.language_code or "").partition("-")[0] if message.from_user else ""
        language = theirs if theirs in self._languages else self._languages[0]
        await self._say(chat, cards.private_only(words(language), self.username))

    # -- taps -----------------------------------------------------------------------

    async def _tapped(self, update_id: int, query: telegram.CallbackQuery) -> None:
        message, wish = query.message, tap(query.data or "")
        if message is None or message.chat.type != ChatType.PRIVATE or wish is None:
            await self._answer(query)
            return
        chat, shown = str(message.chat.id), str(message.message_id)
        sender = await self._sender(chat, query.from_user)
        if isinstance(wish, RatingTap):
            await self._answer(query, await self._rated(wish, sender, chat, shown))
            return
        await self._answer(query)
        try:
            await self._do(wish, sender, chat, shown, update_id)
        except AGAIN:
            raise
        except HeardError as error:
            await self._apologise(chat, sender, error)

    async def _rated(self, wish: RatingTap, sender: Sender, chat: str, shown: str) -> str:
        """What the tap is answered with. Raises what is worth another try."""
        try:
            return await self._ratings.tapped(wish, sender, chat, shown)
        except AGAIN:
            raise
        except HeardError as error:
            log.info("telegram_tap_refused", chat=chat, code=error.code)
            return (await self._words(sender)).t("That is no longer possible.")

    async def _answer(self, query: telegram.CallbackQuery, text: str = "") -> None:
        """Stops the clock on the button, and says something in passing. Telegram forgets a tap after some seconds; what
        it asks for still counts.
        """
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query.id, text or None)

    async def _do(self, wish: Tap, sender: Sender, chat: str, shown: str, update_id: int) -> None:
        match wish:
            case Choose(seq, index):
                await self._choose(sender, chat, seq, index, update_id)
            case NoneOfThese(seq):
                await self._choose_none(sender, chat, seq, update_id)
            case Helped(seq, value):
                await self._desk.helped(sender, seq, value)
            case WantPerson():
                await self._person(sender, chat)
            case WantCall():
                await self._call(sender, chat)
            case TellMe(seq):
                await self._desk.tell_me(sender, seq)
            case CheckedIn(seq, works):
                await self._desk.check_in(sender, f"update:{update_id}", seq, works)
            case Permit(seq, allowed):
                await self._desk.permit(sender, allowed, "button" if seq else "menu", seq or None)
            case LeaveLine():
                await self._desk.leave_line(sender)
                with suppress(TelegramError):
                    await self._bot.edit_message_reply_markup(int(chat), int(shown))
            case Speak(language):
                await self._desk.profile(sender, language=language)
                post = cards.language_chosen(words(language), self._languages)
                with suppress(Refused, Unsure):
                    await self._posts.edit(chat, shown, post)

    async def _choose(self, sender: Sender, chat: str, seq: int, index: int, update_id: int) -> None:
        body = (await self._desk.message(await self._conversation_of(chat, seq), seq)).body
        if not isinstance(body, Choices) or not 0 <= index < len(body.choices):
            raise NotFound("There is no such choice.")
        choice = body.choices[index]
        await self._desk.choose(sender, f"update:{update_id}", choice.article, choice.label)

    async def _choose_none(self, sender: Sender, chat: str, seq: int, update_id: int) -> None:
        conversation = await self._conversation_of(chat, seq)
        body = (await self._desk.message(conversation, seq)).body
        if not isinstance(body, Choices) or body.chosen is not None:
            raise NotFound("There is no such choice.")
        tongue = words(await self._desk.language(conversation))
        await self._desk.receive(sender, f"update:{update_id}", cards.none_of(body, tongue))

    async def _conversation_of(self, chat: str, seq: int) -> str:
        """Of a message that we sent to this chat. Raises NotFound."""
        found = await self._engine.read(lambda tx: outbox.conversation_of(tx, Channel.TELEGRAM, chat, seq))
        if found is None:
            raise NotFound("This message is no longer there.")
        return found

    # -- what is said beside the conversation -------------------------------------------

    async def _say(self, chat: str, post: Post) -> None:
        """Raises RetryLater."""
        try:
            await self._posts.send(chat, post)
        except (Refused, Unsure) as error:
            log.warning("telegram_aside_lost", chat=chat, error=type(error).__name__)

    async def _apologise(self, chat: str, sender: Sender, error: HeardError) -> None:
        log.info("telegram_update_refused", chat=chat, code=error.code)
        tongue = await self._words(sender)
        unreadable = isinstance(error, (BadRequest, TooLarge))
        await self._say(chat, cards.unreadable(tongue) if unreadable else cards.too_late(tongue))

    async def _words(self, sender: Sender) -> Words:
        """In the language that the conversation has found, else in that of the contact."""
        if conversation := await self._conversation(sender):
            return words(conversation.language)
        contact = await self._engine.read(lambda tx: contacts.get(tx, sender.contact))
        return words(contact.language if contact else "en")

    async def _conversation(self, sender: Sender) -> Conversation | None:
        """None: nothing has been said yet."""
        standing = await self._standing(sender)
        return standing.conversation if standing else None

    async def _standing(self, sender: Sender) -> Standing | None:
        return await self._engine.read(lambda tx: conversations.of_contact(tx, sender.contact, sender.channel))
