"""What customers ask: in words, with a tap, with something that cannot be shown; and the replies that wait."""

from collections.abc import Sequence

from bot.desk import alerting, lookup
from bot.desk.base import Receipt, Sender, clean
from bot.desk.lookup import Known
from bot.desk.reaching.unasked import Unasked
from bot.desk.thread import BOT, Thread
from bot.dialogue import context, phrases
from bot.dialogue.actions import Action, SendArticle, Wait
from bot.dialogue.asked import Asked, Found, Option
from bot.dialogue.context import Context
from bot.dialogue.deciding import decide, decide_after
from bot.dialogue.particulars import ALONE, particular
from bot.errors import NotFound
from bot.locale import words
from bot.model import Author, AuthorKind, Choice, Message, OwnerKind, Unsupported
from bot.store import contacts, questions
from knowledge.doubt import Policy
from knowledge.match import Match

LONGEST_BURST = 4
"""Times the pause that is waited for, counted from the first message: who never pauses is answered all the same."""
TELLING = 2  # words typed for a suggestion from which they say what was wanted


class _BotMustReply(Exception):
    """The bot owns the conversation after all, and nothing has been looked up for it."""


class Asking(Unasked):
    async def receive(self, sender: Sender, client_message_id: str, text: str) -> Receipt:
        """A message in the customer's words. Raises BadRequest, Conflict."""
        text = clean(text)
        if self._ground.owners.get(sender) in (OwnerKind.LINE, OwnerKind.AGENT):
            try:
                return await self._receive(sender, client_message_id, text, None)
            except _BotMustReply:
                pass
        return await self._receive(sender, client_message_id, text, await self._lookup.first(sender, text))

    async def _receive(self, sender: Sender, client_message_id: str, text: str, found: Found | None) -> Receipt:
        def say(thread: Thread) -> int:
            if (heard := self._heard(thread, text, client_message_id)) is not None:
                return heard
            if thread.owner is OwnerKind.NOBODY and (after := decide_after(text, lookup.standing(thread))):
                message = thread.questioned(text, client_message_id)
                self._speaking.do(thread, message.seq, text, after, Found())
                return message.seq
            self._welcome_back(thread)
            if thread.owner is not OwnerKind.BOT:
                return thread.questioned(text, client_message_id).seq
            if found is None:
                raise _BotMustReply
            lately = lookup.lately(thread)
            self._hear_language(thread, text, lately)
            before = context.read(lately, thread.conversation.episode)
            message = thread.questioned(text, client_message_id)
            self._reply(thread, message, self._asked(thread, text, before, may_wait=True), found)
            return message.seq

        receipt, due_at = await self._once(sender, client_message_id, text, say)
        await self._after_message(receipt.conversation, due_at, (text, found) if found else None)
        return receipt

    async def _after_message(self, conversation: str, due_at: int | None, known: Known | None) -> None:
        if due_at is None:
            return
        if due_at <= self._ground.clock():
            await self.catch_up(conversation, known)
        else:
            self._ground.bus.tell("typing", {"conversation": conversation, "author": {"kind": AuthorKind.BOT}})
            self._ground.wake_bursts()

    def _reply(self, thread: Thread, message: Message, asked: Asked, found: Found) -> None:
        actions = decide(asked, found, self._policy())
        match actions:
            case [Wait(at_once)]:
                since = thread.reply_from if thread.reply_from is not None else message.seq
                thread.owe_reply(since, thread.now if at_once else self._pause_ends(thread, since))
            case _:
                thread.settle_reply()
                self._speaking.do(thread, message.seq, asked.text, actions, found)

    def _pause_ends(self, thread: Thread, since: int) -> int:
        pause = int(self._ground.config.bot.burst_s * 1000)
        return min(thread.now + pause, thread.message(since).at + LONGEST_BURST * pause)

    async def catch_up(self, conversation: str, known: Known | None = None) -> None:
        """Replies to the messages that wait for it, if that is due. Safe to call anywhere, twice. Raises NotFound.

        `known`: what has just been looked up.
        """
        looked_up = await self._lookup.again(conversation, known)
        if looked_up is None:
            return
        due, found = looked_up

        def work(thread: Thread) -> None:
            if lookup.owed(thread) != due:  # somebody was quicker, or the customer went on
                return
            self._hear_language(thread, due.question, lookup.lately(thread))
            thread.settle_reply()
            asked = self._asked(thread, due.question, due.context, may_wait=False)
            self._speaking.do(thread, due.seq, due.question, decide(asked, found, self._policy()), found)

        await self._ground.within(conversation, work)

    def _policy(self) -> Policy:
        return self._ground.answers.policy(self._ground.config.bot)

    def _asked(self, thread: Thread, text: str, before: Context, *, may_wait: bool) -> Asked:
        bot = self._ground.config.bot
        return Asked(
            text,
            misses=thread.misses,
            answered=thread.episode().article is not None,
            context=before,
            options=self._options(before),
            language=thread.conversation.language,
            languages=bot.languages,
            foreign=self._ground.answers.is_foreign(text),
            may_wait=may_wait,
            burst=bot.burst_s > 0,
            waiting=thread.reply_from is not None,
            person_here=bot.unmatched == "hand_over" and bool(self._ground.presence.here()),
        )

    def _options(self, before: Context) -> tuple[Option, ...]:
        """Values of the attribute that is asked for, else of those that the newest article needs."""
        articles = self._ground.answers.articles
        names: tuple[str, ...] = ()
        if before.offer is not None and before.offer.attribute is not None:
            names = (before.offer.attribute,)
        elif before.answer is not None and before.answered_last:
            names = articles.needs(before.answer.article)
        return tuple(
            Option(name, choice.value, choice.names)
            for name in names
            if name in articles.attributes
            for choice in articles.attributes[name].choices
        )

    def _hear_language(self, thread: Thread, text: str, lately: Sequence[Message]) -> None:
        """Follows the customer's words; one that was chosen or spoken is left only for words clearly another's."""
        if particular(text, ALONE):
            return  # an address is in the language of its place
        answers, spoken = self._ground.answers, thread.conversation.language
        said_in = phrases.languages(text)
        if spoken in said_in or (said_in and said_in.isdisjoint(answers.languages)):
            return
        said_in = said_in.intersection(answers.languages)
        heard = answers.language(text, spoken)
        if said_in and heard not in said_in:
            heard = min(said_in)
        if heard == spoken:
            return
        used = contacts.chose_language(thread.tx, thread.conversation.contact.id) or lookup.has_spoken(thread, lately)
        if heard in said_in or answers.leaves(text, spoken, heard, clearly=used):
            thread.speak(heard)

    # -- what is not words --------------------------------------------------------------

    async def receive_unsupported(self, sender: Sender, client_message_id: str, what: str, caption: str) -> Receipt:
        """Something that cannot be shown: an agent sees that it came, the bot says so, or answers its caption."""
        found = await self._lookup.first(sender, caption) if caption.strip() else Found()

        def say(thread: Thread) -> int:
            self._welcome_back(thread)
            before = lookup.standing(thread)
            customer = thread.conversation.contact
            author = Author(kind=AuthorKind.CONTACT, id=customer.id, name=customer.name)
            message = thread.say(author, Unsupported(what=what, text=caption), client_message_id=client_message_id)
            thread.heard()
            if thread.owner is OwnerKind.BOT:
                self._see(thread, message, caption, before, found)
            return message.seq

        receipt, _ = await self._once(sender, client_message_id, f"{what}\n{caption}", say)
        return receipt

    def _see(self, thread: Thread, message: Message, caption: str, before: Context, found: Found) -> None:
        actions: list[Action] = []
        if caption.strip():
            self._hear_language(thread, caption, lookup.lately(thread))
            actions = decide(self._asked(thread, caption, before, may_wait=True), found, self._policy())
        if actions and all(isinstance(action, SendArticle) for action in actions):
            self._speaking.do(thread, message.seq, caption, actions, found)
            return
        tongue = words(thread.conversation.language)
        text = (
            tongue.t("I can only read text. Choose one of the answers above, or tell me in words what you need.")
            if before.offer is not None
            else tongue.t("I can only read text. Tell me in words what you need, or talk to a person.")
        )
        if before.said != text:  # an album comes as a message for each of its pictures
            self._speaking.say(thread, text, offer=True)

    async def choose(
        self, sender: Sender, client_message_id: str, article: str, label: str, typed: str | None = None
    ) -> Receipt:
        """A tap on a choice, a suggestion (for what was `typed`) or a starter question.

        Raises NotFound for an article that is gone.
        """
        label = clean(label)
        keys = await self._lookup.keys(sender.contact, sender.channel)
        if not self._ground.answers.articles.knows(article) or (keys is not None and article not in keys):
            raise NotFound("This answer is no longer there. Please ask in your own words.")

        def say(thread: Thread) -> int:
            self._welcome_back(thread)
            offered = self._speaking.mark_chosen(thread, article, label)
            message = thread.questioned(label, client_message_id, article=article)
            if thread.owner is OwnerKind.BOT:
                thread.settle_reply()
                if not offered:
                    tapped = Match(article, label, "", 100.0, 1.0, "")
                    self._speaking.note(thread, message.seq, typed or label, "chosen", (tapped,))
                    if typed and len(typed.split()) >= TELLING:
                        questions.suggested(thread.tx, thread.id, message.seq, article)
                self._speaking.send_article(thread, article)
            return message.seq

        receipt, _ = await self._once(sender, client_message_id, f"{article}\n{label}", say)
        return receipt

    async def suggest(self, sender: Sender, text: str, language: str) -> list[Choice]:
        """Articles that may be meant by what the customer is writing, told in `language`."""
        answers, keys = self._ground.answers, await self._lookup.keys(sender.contact, sender.channel)
        return await answers.suggest(text, language, self._ground.config.bot.unsure, keys=keys)

    def _welcome_back(self, thread: Thread) -> None:
        """Who writes again after the end begins a new episode, with the line where a person has just had it."""
        if thread.owner is not OwnerKind.NOBODY:
            return
        last = thread.episode() if thread.conversation.episode else None
        recent = (
            last is not None
            and last.resolved_at is not None
            and thread.now - last.resolved_at < self._ground.config.desk.same_agent_s * 1000
        )
        thread.reopen(BOT)
        alerting.came_again(thread)
        if recent and last is not None and last.agent is not None:
            thread.queue("reopened")
