"""Who asked in vain may wish to be told when there is an answer. It is said once, and never over a person."""

import structlog

from bot.desk.base import Ground, Sender
from bot.desk.thread import BY_BOT, Thread
from bot.errors import BadRequest, NotFound
from bot.locale import words
from bot.model import OwnerKind, Text
from bot.store import contacts, conversations, wishes
from bot.store.engine import Tx
from bot.store.wishes import Wish
from msgspec.structs import replace

log = structlog.get_logger()


def offer(thread: Thread) -> None:
    """Asks, after a person could not answer either, whether the customer wants to be told."""
    if wishes.unanswered(thread.tx, thread.id, thread.conversation.episode):
        text = words(thread.conversation.language).t(
            "Your question still has no answer. I can tell you here once it has."
        )
        thread.say(BY_BOT, Text(text=text, offer=("tell_me",)))


class Wishes:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def tell_me(self, sender: Sender, seq: int) -> None:
        """A tap on the offer below the message `seq`; a second one changes nothing. Raises NotFound, BadRequest."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[None, Touched]:
            standing = conversations.of_contact(tx, sender.contact, sender.channel)
            if standing is None:
                raise NotFound("There is no such message.")
            thread = Thread(tx, standing, now)
            self._wish(thread, seq)
            return None, thread.save()

        await self._ground.commit(work)

    @staticmethod
    def _wish(thread: Thread, seq: int) -> None:
        message = thread.message(seq)
        if not isinstance(message.body, Text) or message.author.kind is not AuthorKind.BOT:
            raise BadRequest("There is nothing to be told about here.")
        fresh = wishes.wish(thread.tx, thread.id, seq, thread.now)
        if "tell_me" in message.body.offer:
            left = tuple(it for it in message.body.offer if it != "tell_me")
            thread.change(message, replace(message.body, offer=left))
        if fresh and thread.owner in FREE:
            tongue = words(thread.conversation.language)
            thread.say(BY_BOT, Text(text=tongue.t("I will tell you here as soon as there is an answer.")))

    async def tell_wishes(self) -> set[str]:
        """Tells those for whom managers have an answer and whom no person is talking to; their conversations."""
        due = await self._ground.engine.read(wishes.due)
        told = set()
        for wish in due:
            if await self._ground.within(wish.conversation, lambda thread, wish=wish: self._tell(thread, wish)):
                told.add(wish.conversation)
        return told
