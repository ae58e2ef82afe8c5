"""Posts on their way to a chat, and what became of them."""

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram import taps
from bot.channels.telegram.post import Button, Post
from bot.channels.telegram.text import markup, pieces
from bot.channels.telegram.wire import undelivered

CAPTION = 1024  # UTF-16 units of the text below a picture
NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)


class Posts:
    """`send` and `edit` raise what bot.channels.base says."""

    def __init__(self, bot: telegram.Bot) -> None:
        self._bot = bot

    async def send(self, chat: str, post: Post, *, parts: int = 0, reply_to: str | None = None) -> str:
        """The id of the last message, which bears the buttons. Of a long post the first `parts` messages are there.

        `reply_to`: the message that this asks to be answered about.
        """
        if post.photo is not None:
            return await self._send_photo(chat, post, post.photo)
        messages = pieces(post.runs)
        parts = min(parts, len(messages) - 1)
        sent = ""
        for number, runs in enumerate(messages[parts:], parts + 1):
            last = number == len(messages)
            try:
                message = await self._bot.send_message(
                    int(chat),
                    markup(runs),
                    ParseMode.HTML,
                    link_preview_options=_preview(post) if number == 1 else NO_PREVIEW,
                    disable_notification=post.quiet,
                    reply_markup=_reply_markup(post, reply_to) if last else None,
                    reply_parameters=_about(reply_to),
                )
            except TelegramError as error:
                problem = undelivered(error)
                problem.parts = number - 1
                raise problem from error
            sent = str(message.message_id)
        return sent

    async def _send_photo(self, chat: str, post: Post, photo: bytes) -> str:
        try:
            message = await self._bot.send_photo(
                int(chat),
                photo,
                markup(pieces(post.runs, CAPTION)[0]),
                parse_mode=ParseMode.HTML,
                disable_notification=post.quiet,
                filename="picture.jpg",
            )
        except TelegramError as error:
            raise undelivered(error) from error
        return str(message.message_id)

    async def edit(self, chat: str, message_id: str, post: Post) -> None:
        messages = pieces(post.runs)
        try:
            await self._bot.edit_message_text(
                markup(messages[-1]),
                int(chat),
                int(message_id),
                parse_mode=ParseMode.HTML,
                link_preview_options=_preview(post) if len(messages) == 1 else NO_PREVIEW,
                reply_markup=_keyboard(post),
            )
        except BadRequest as error:
            if "message is not modified" not in error.message.lower():
                raise undelivered(error) from error
        except TelegramError as error:
            raise undelivered(error) from error


def _preview(post: Post) -> telegram.LinkPreviewOptions:
    """A picture comes as the preview of its own address: the text beside it may be four times as long as a caption."""
    if post.picture is None:
        return NO_PREVIEW
    return telegram.LinkPreviewOptions(url=post.picture, prefer_large_media=True, show_above_text=True)


def _about(reply_to: str | None) -> telegram.ReplyParameters | None:
    if reply_to is None:
        return None
    return telegram.ReplyParameters(int(reply_to), allow_sending_without_reply=True)


def _reply_markup(post: Post, reply_to: str | None) -> telegram.InlineKeyboardMarkup | telegram.ForceReply | None:
    return _keyboard(post) if reply_to is None else telegram.ForceReply()


def _keyboard(post: Post) -> telegram.InlineKeyboardMarkup | None:
    if not post.rows:
        return None
    return telegram.InlineKeyboardMarkup([[_button(button) for button in row] for row in post.rows])


def _button(button: Button) -> telegram.InlineKeyboardButton:
    if isinstance(button.does, str):
        return telegram.InlineKeyboardButton(button.label, url=button.does)
    return telegram.InlineKeyboardButton(button.label, callback_data=taps.data(button.does))
