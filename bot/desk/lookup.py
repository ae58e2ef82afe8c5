"""What is looked up for a message before the bot decides: outside of any transaction, nobody waits for a search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.desk.base import Ground, Sender
from bot.desk.thread import Thread
from bot.dialogue import context, splitting
from bot.dialogue.asked import Found, Parts
from bot.dialogue.context import Context
from bot.dialogue.particulars import ALONE, QUESTIONS, particular
from bot.dialogue.phrases import denies, leans, meaning
from bot.model import AuthorKind, Channel, Message, OwnerKind, Text
from bot.store import contacts, conversations, identities, messages
from bot.store.engine import Tx
from knowledge.match import Match

Known = tuple[str, Found]
"""Words, and what was just found for them."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Messages that wait for one reply."""

    texts: tuple[str, ...]
    seq: int  # of the newest of them
    context: Context  # what stood open before the first

    @property
    def question(self) -> str:
        """Their words as one question; what only accompanies it, such as a greeting, is left out."""
        asking = [text for text in self.texts if meaning(text) is None]
        return " ".join(asking or self.texts[-1:])


def lately(thread: Thread, before: int | None = None) -> list[Message]:
    """The messages that are looked back at, those before `before` (exclusive; None: now), oldest first."""
    return messages.newest(thread.tx, thread.id, context.LOOKED_BACK, before)


def standing(thread: Thread, before: int | None = None) -> Context:
    """What stands open before the message `before` (exclusive; None: now)."""
    return context.read(lately(thread, before), thread.conversation.episode)


def has_spoken(thread: Thread, lately: Sequence[Message]) -> bool:
    """Whether the customer has said anything in words among these, before the messages that wait for a reply."""
    owed_from = thread.reply_from
    return any(_in_words(message) for message in lately if owed_from is None or message.seq < owed_from)


def asked_before(thread: Thread, seq: int) -> str:
    """The newest words of the customer's before the message `seq`; "" where they are long ago."""
    return next((_words(message) for message in reversed(lately(thread, seq)) if _in_words(message)), "")


def owed(thread: Thread) -> Owed | None:
    """None: no reply is due, or the bot has the conversation no longer."""
    since, due = thread.reply_from, thread.reply_due_at
    if since is None or due is None or due > thread.now or thread.owner is not OwnerKind.BOT:
        return None
    waiting = [message for message in messages.since(thread.tx, thread.id, since) if _in_words(message)]
    if not waiting:
        return None
    return Owed(tuple(_words(message) for message in waiting), waiting[-1].seq, standing(thread, since))


def _in_words(message: Message) -> bool:
    return message.author.kind is AuthorKind.CONTACT and bool(_words(message))


def _words(message: Message) -> str:
    return message.body.text if isinstance(message.body, Text) and message.body.article is None else ""


class Lookup:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def first(self, sender: Sender, text: str) -> Found:
        """By the words alone."""
        keys = await self.keys(sender.contact, sender.channel)
        kind = particular(text, ALONE)
        if kind is not None and kind not in QUESTIONS:
            return Found()
        if kind is not None:
            language = await self._language(sender)
            text = QUESTIONS[kind].get(language) or QUESTIONS[kind]["en"]
        whole = await self._search(splitting.without_denied(text), keys)
        parts = await self._each(splitting.questions(text), keys)
        clauses = () if parts else await self._each(splitting.clauses(text), keys)
        return Found(whole, parts, clauses)

    async def _each(self, questions: Sequence[str], keys: Collection[str] | None) -> Parts:
        return tuple([(question, await self._search(question, keys)) for question in questions])

    async def again(self, conversation: str, known: Known | None = None) -> tuple[Owed, Found] | None:
        """For what is owed, with what was said before in view; None: nothing is."""
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Owed, Sender] | None:
            thread = Thread.load(tx, conversation, now)
            due = owed(thread)
            return (due, Sender(thread.conversation.contact.id, thread.conversation.channel)) if due else None

        read = await self._ground.engine.read(work)
        if read is None:
            return None
        due, sender = read
        found = known[1] if known and known[0] == due.question else await self.first(sender, due.question)
        before, leaning = await self._leaning(sender, due)
        return due, replace(found, before=before, leaning=leaning)

    async def _leaning(self, sender: Sender, due: Owed) -> tuple[Sequence[Match], Sequence[Match]]:
        answer = due.context.answer
        if answer is None or answer.question is None or not (leans(due.question) or denies(due.question)):
            return (), ()
        without = due.context.rejected | {answer.article}
        keys = await self.keys(sender.contact, sender.channel, without)
        before = await self._search(answer.question, keys)
        if not leans(due.question):
            return before, ()
        return before, await self._search(f"{answer.question} {due.question}", keys)

    async def _search(self, text: str, keys: Collection[str] | None) -> Sequence[Match]:
        return await self._ground.answers.search(text, keys=keys)

    async def keys(self, contact: str, channel: Channel, without: Collection[str] = ()) -> Collection[str] | None:
        """The articles that may be told to the contact now; None: all."""
        answers, labels = self._ground.answers, tuple[str, ...]()
        if answers.articles.scope.asks_labels:
            labels = (await self._ground.engine.read(lambda tx: contacts.traits(tx, contact))).labels
        return answers.articles.scope.keys(self._ground.clock(), channel, labels, without)

    async def _language(self, sender: Sender) -> str:
        def work(tx: Tx) -> str | None:
            contact = contacts.get(tx, identities.present(tx, sender.contact))
            known = conversations.of_contact(tx, contact.id, sender.channel) if contact else None
            return known.conversation.language if known else contact.language if contact else None

        return await self._ground.engine.read(work) or self._ground.answers.fallback
