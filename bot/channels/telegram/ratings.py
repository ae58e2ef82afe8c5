"""What is tapped on a rating's card on Telegram, and what is written about it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import telegram

from bot.channels.base import Refused, Unsure
from bot.channels.telegram import rating_card
from bot.channels.telegram.post import Post
from bot.channels.telegram.posts import Posts
from bot.channels.telegram.taps import BookCall, Comment, Mark, Pick, Rate, RatingTap, Reconsider, Settle
from bot.clock import MINUTE_MS, Clock
from bot.desk import Desk, Sender
from bot.errors import BadRequest, Conflict, NotFound
from bot.locale import Words, words
from bot.model import CardAnswer, CardQuestion, Channel, RatingCard
from bot.store import outbox, ratings
from bot.store.engine import Engine, Tx

WORDS = 2000  # characters of an answer
BookLink = Callable[[str, str], Awaitable[str]]
"""Where a contact books a call after that rating. Raises NotFound, Conflict where it offers none."""

ASKED_MS = MINUTE_MS  # who taps again so soon after words were asked for is not asked twice


@dataclass(frozen=True, slots=True)
class Card:
    conversation: str
    seq: int
    body: RatingCard
    tongue: Words


class Ratings:
    def __init__(
        self,
        posts: Posts,
        desk: Desk,
        book_link: BookLink,
        engine: Engine,
        clock: Clock,
        wake_delivery: Callable[[], None],
    ) -> None:
        self._posts = posts
        self._desk = desk
        self._book_link = book_link
        self._engine = engine
        self._clock = clock
        self._wake_delivery = wake_delivery

    async def tapped(self, wish: RatingTap, sender: Sender, chat: str, shown: str) -> str:
        """What the tap is answered with: "" where the message says it all. `shown`: Telegram's id of the message.

        May be called again with the same tap. Raises HeardError.
        """
        card = await self._card(wish, chat)
        if card is None:
            return ""
        try:
            return await self._do(wish, card, sender, chat, shown)
        except Conflict:
            await self._show(chat, shown, rating_card.closed(card.body, card.tongue))
            return card.tongue.t("This rating is closed.")

    async def replied(self, sender: Sender, chat: str, about: telegram.Message, text: str) -> bool:
        """Whether `text` answers a question in words: a reply to that question, or to the card of a rating given."""
        found = await self._engine.read(lambda tx: outbox.shown_as(tx, Channel.TELEGRAM, chat, str(about.message_id)))
        body = (await self._desk.message(*found)).body if found else None
        if not isinstance(body, RatingCard) or body.value is None:
            return False
        question = _question_in(about.text or "", body)
        if question is None:
            return False
        try:
            await self._desk.rate(sender, body.request, None, None, {question.id: CardAnswer(text=text[:WORDS])})
        except Conflict:  # somebody answers an old message with something new
            return False
        return True

    async def _card(self, wish: RatingTap, chat: str) -> Card | None:
        """None where nothing is to be done. Raises NotFound."""

        def find(tx: Tx) -> tuple[str | None, int]:
            match wish:
                case Rate(request):
                    asked = ratings.get(tx, request)
                    return (asked.conversation, asked.seq) if asked else (None, 0)
                case Pick(seq) | Mark(seq) | Comment(seq) | Settle(seq) | Reconsider(seq) | BookCall(seq):
                    return outbox.conversation_of(tx, Channel.TELEGRAM, chat, seq), seq
            return "", 0

        conversation, seq = await self._engine.read(find)
        if conversation == "":
            return None
        body = (await self._desk.message(conversation, seq)).body if conversation else None
        if conversation is None or not isinstance(body, RatingCard):
            raise NotFound("This message is no longer there.")
        return Card(conversation, seq, body, words(await self._desk.language(conversation)))

    async def _do(self, wish: RatingTap, card: Card, sender: Sender, chat: str, shown: str) -> str:
        body, tongue = card.body, card.tongue
        if body.closed:
            raise Conflict("This rating can no longer be changed.")
        match wish:
            case Rate(request, value):
                await self._desk.rate(sender, request, value, None)
                if value == body.value:  # nothing changes, but what is shown may: the scale was looked at again
                    await self._show(chat, shown, rating_card.post(card.seq, body, tongue))
                return ""
            case Pick(_, value, place, index, on):
                question = _asked(body, value, place)
                await self._answer(sender, body, question, _picked(body, question, index, on))
            case Mark(_, value, place, mark):
                await self._answer(sender, body, _asked(body, value, place), CardAnswer(value=mark))
            case Comment():
                return await self._ask_words(card, chat)
            case Settle():
                await self._show(chat, shown, rating_card.settled(card.seq, body, tongue))
            case Reconsider():
                await self._show(chat, shown, rating_card.reconsidered(body, tongue))
            case BookCall():
                await self._lead_to_booking(card, sender, chat)
        return ""

    async def _answer(self, sender: Sender, body: RatingCard, question: CardQuestion, answer: CardAnswer) -> None:
        await self._desk.rate(sender, body.request, None, None, {question.id: answer})

    async def _ask_words(self, card: Card, chat: str) -> str:
        now = self._clock()

        def ask(tx: Tx) -> None:
            if not outbox.prompted(tx, card.conversation, card.seq, now - ASKED_MS):
                outbox.add(
                    tx, channel=Channel.TELEGRAM, address=chat, conversation=card.conversation, seq=card.seq,
                    deed="prompt", at=now,
                )  # fmt: skip

        await self._engine.write(ask)
        self._wake_delivery()
        return card.tongue.t("Write it as a reply to the next message.")

    async def _lead_to_booking(self, card: Card, sender: Sender, chat: str) -> None:
        """Raises NotFound, RetryLater."""
        if "book" not in card.body.offer:
            raise NotFound("No call can be booked here.")
        address = await self._book_link(sender.contact, card.body.request)
        with suppress(Refused, Unsure):
            await self._posts.send(chat, rating_card.way_to_book(address, card.tongue))

    async def _show(self, chat: str, shown: str, post: Post) -> None:
        """Raises RetryLater."""
        with suppress(Refused, Unsure):
            await self._posts.edit(chat, shown, post)


def _asked(body: RatingCard, value: int, place: int) -> CardQuestion:
    """Raises NotFound where the question went with another value."""
    if body.value != value or not 0 <= place < len(body.questions):
        raise NotFound("This question is no longer asked.")
    return body.questions[place]


def _picked(body: RatingCard, question: CardQuestion, index: int, on: bool) -> CardAnswer:
    """Raises BadRequest."""
    if not 0 <= index < len(question.choices):
        raise BadRequest("There is no such choice.")
    wanted = question.choices[index].id
    before = set(rating_card.answer_to(body, question).choices) if question.many else set[str]()
    chosen = before | {wanted} if on else before - {wanted}
    return CardAnswer(choices=tuple(choice.id for choice in question.choices if choice.id in chosen))


def _question_in(shown: str, body: RatingCard) -> CardQuestion | None:
    """The question that `shown` asks; the first in words where it is the card itself; None where none is."""
    questions = rating_card.in_words(body)
    asked = [question for question in questions if shown.startswith(question.text)]
    return next(iter(asked or questions), None)
