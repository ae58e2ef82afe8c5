"""Who asked in vain may wish to be told when there is an answer. It is said once, and never over a person."""

from functools import partial

from msgspec.structs import replace

from bot.desk.base import Ground, Sender
from bot.desk.customers import thread_of
from bot.desk.thread import BY_BOT, EXCERPT, Thread, Touched
from bot.errors import BadRequest
from bot.locale import words
from bot.model import AuthorKind, OwnerKind, Text
from bot.store import contacts, wishes
from bot.store.engine import Tx
from bot.store.wishes import Wish

FREE = (OwnerKind.BOT, OwnerKind.NOBODY)
"""Owners in whose conversations the bot may speak unasked: where a person is, or is waited for, it waits too."""


def offer(thread: Thread) -> None:
    """Asks, after a person could not answer either, whether the customer wants to be told."""
    if wishes.left_open(thread.tx, thread.id, thread.conversation.episode):
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
            thread = thread_of(tx, sender, now)
            self._wish(thread, seq)
            return None, thread.save()

        await self._ground.commit(work)

    @staticmethod
    def _wish(thread: Thread, seq: int) -> None:
        message = thread.message(seq)
        if not isinstance(message.body, Text) or message.author.kind is not AuthorKind.BOT:
            raise BadRequest("There is nothing to be told about here.")
        if not wishes.asked_in_vain(thread.tx, thread.id, seq):
            raise BadRequest("There is no question here that waits for an answer.")
        fresh = wishes.wish(thread.tx, thread.id, seq, thread.now)
        if "tell_me" in message.body.offer:
            left = tuple(it for it in message.body.offer if it != "tell_me")
            thread.change(message, replace(message.body, offer=left))
        if fresh and thread.owner in FREE:
            tongue = words(thread.conversation.language)
            thread.say(BY_BOT, Text(text=tongue.t("I will tell you here as soon as there is an answer.")))

    async def tell_wishes(self) -> None:
        """Tells those for whom managers have an answer and whom no person is talking to."""
        for wish in await self._ground.engine.read(wishes.due):
            await self._ground.commit(partial(self._tell, wish, self._ground.clock()))

    def _tell(self, wish: Wish, now: int, tx: Tx) -> tuple[None, Touched | None]:
        thread = Thread.current(tx, wish.conversation, now)
        if thread.owner not in FREE:
            return None, None
        if not self._may_hear(thread, wish.article):
            wishes.put_back(tx, wish.conversation, wish.article)
            return None, None
        if not wishes.told(tx, wish.conversation, wish.article, now):
            return None, None  # by a sweep that was faster
        self._say(thread, wish)
        return None, thread.save()

    def _say(self, thread: Thread, wish: Wish) -> None:
        conversation = thread.conversation
        known = contacts.traits(thread.tx, conversation.contact.id).attributes
        tongue = words(conversation.language)
        asked = wish.text if len(wish.text) <= EXCERPT else wish.text[: EXCERPT - 1].rstrip() + "…"
        text = tongue.t("You wanted to know: “{question}” Now there is an answer:", question=asked)
        thread.say(BY_BOT, Text(text=text))
        thread.say(BY_BOT, self._ground.answers.articles.reply(wish.article, conversation.language, known))

    def _may_hear(self, thread: Thread, article: str) -> bool:
        """Whether the article is there, and meant for the customer."""
        labels = contacts.traits(thread.tx, thread.conversation.contact.id).labels
        keys = self._ground.answers.articles.scope.keys(thread.now, thread.conversation.channel, labels)
        return self._ground.answers.articles.knows(article) and (keys is None or article in keys)
