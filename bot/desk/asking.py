"""The customer's verbs: ask, choose, say whether it helped, ask for a person, rate."""

from collections.abc import Callable, Sequence

import msgspec

from bot.desk import ending
from bot.desk.base import Ground, Receipt, Sender, clean
from bot.desk.thread import BOT, BY_BOT, Thread, Touched
from bot.dialogue import (
    Action,
    AdmitNotKnowing,
    Asked,
    AskWhich,
    Greet,
    Handoff,
    NoteGap,
    SendArticle,
    Solve,
    decide,
)
from bot.errors import BadRequest, Conflict, NotFound
from bot.events import LINE, ContactChanged
from bot.locale import words
from bot.model import (
    ArticleReply,
    Author,
    AuthorKind,
    Channel,
    Choices,
    Contact,
    OwnerKind,
    RatingCard,
    Text,
    Unsupported,
)
from bot.store import contacts, conversations, deeds, episodes, escalations, log, messages, questions, ratings
from bot.store.engine import Tx
from knowledge.doubt import Policy
from knowledge.matcher import Match

COMMENT = 2000  # characters
KNOWN_OWNERS = 100_000
CHOICES_LOOKED_BACK = 20  # messages


class _BotMustReply(Exception):
    """The bot owns the conversation after all, and nothing has been looked up for it."""


class Asking:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        bot = ground.config.bot
        self._policy = Policy(confident=bot.confident, unsure=bot.unsure, margin=bot.margin)

    async def sender(self, channel: Channel, external_id: str, *, name: str | None, language: str | None) -> Sender:
        """The contact at this address, made where there is none."""
        at = self._ground.clock()

        def work(tx: Tx) -> tuple[str, None]:
            contact = contacts.at_address(tx, channel, external_id)
            if contact is None:
                contact = contacts.create(tx, name=name, language=self._language(language), at=at)
                contacts.give_address(tx, contact.id, channel, external_id)
            return contact.id, None

        return Sender(await self._ground.commit(work), channel)

    def _language(self, wanted: str | None) -> str:
        base = (wanted or "").split("-")[0].lower()
        bot = self._ground.config.bot
        return base if base in bot.languages else bot.fallback_language

    # -- asking -----------------------------------------------------------------

    async def receive(self, sender: Sender, client_message_id: str, text: str) -> Receipt:
        """A message in the customer's words. Raises BadRequest, Conflict."""
        text = clean(text)
        if self._ground.owners.get(sender) in (OwnerKind.LINE, OwnerKind.AGENT):
            try:
                return await self._receive(sender, client_message_id, text, None)
            except _BotMustReply:
                pass
        matches = await self._ground.answers.search(text)
        return await self._receive(sender, client_message_id, text, matches)

    async def _receive(
        self, sender: Sender, client_message_id: str, text: str, matches: Sequence[Match] | None
    ) -> Receipt:
        def say(thread: Thread) -> int:
            self._welcome_back(thread)
            if thread.owner is OwnerKind.BOT and matches is None:
                raise _BotMustReply
            if thread.owner is OwnerKind.BOT:
                thread.speak(self._ground.answers.language(text, thread.conversation.language))
            message = thread.questioned(text, client_message_id)
            if thread.owner is OwnerKind.BOT and matches is not None:
                episode = thread.episode()
                asked = Asked(text, thread.misses, episode.article is not None)
                self._do(thread, message.seq, text, decide(asked, matches, self._policy), matches)
            return message.seq

        return await self._once_by_customer(sender, client_message_id, text, say)

    async def receive_unsupported(self, sender: Sender, client_message_id: str, what: str, caption: str) -> Receipt:
        """Something that cannot be shown: an agent sees that it came, the bot says so."""

        def say(thread: Thread) -> int:
            self._welcome_back(thread)
            customer = thread.conversation.contact
            author = Author(kind=AuthorKind.CONTACT, id=customer.id, name=customer.name)
            message = thread.say(author, Unsupported(what=what, text=caption), client_message_id=client_message_id)
            thread.heard()
            if thread.owner is OwnerKind.BOT:
                tongue = words(thread.conversation.language)
                self._bot_says(
                    thread,
                    tongue.t("I can only read text. Tell me in words what you need, or talk to a person."),
                    True,
                )
            return message.seq

        return await self._once_by_customer(sender, client_message_id, f"{what}\n{caption}", say)

    async def choose(self, sender: Sender, client_message_id: str, article: str, label: str) -> Receipt:
        """A tap on a choice, a suggestion or a starter question. Raises NotFound for an article that is gone."""
        label = clean(label)
        if not self._ground.answers.knows(article):
            raise NotFound("This answer is no longer there. Please ask in your own words.")

        def say(thread: Thread) -> int:
            self._welcome_back(thread)
            offered = self._mark_chosen(thread, article)
            message = thread.questioned(label, client_message_id, article=article)
            if thread.owner is OwnerKind.BOT:
                if not offered:
                    self._note(thread, message.seq, label, "chosen", Match(article, label, "", 100.0, 1.0, ""))
                self._send_article(thread, article)
            return message.seq

        return await self._once_by_customer(sender, client_message_id, f"{article}\n{label}", say)

    async def _once_by_customer(
        self, sender: Sender, client_message_id: str, content: str, say: Callable[[Thread], int]
    ) -> Receipt:
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[tuple[Receipt, OwnerKind | None], Touched | None]:
            earlier = deeds.remembered(tx, sender.contact, client_message_id, content, now)
            if earlier is not None:
                conversation, seq = earlier.split(" ")
                return (Receipt(conversation, int(seq)), None), None
            thread = self._thread(tx, sender, now)
            receipt = Receipt(thread.id, say(thread))
            deeds.settle(tx, sender.contact, client_message_id, f"{receipt.conversation} {receipt.seq}")
            return (receipt, thread.owner), thread.save()

        receipt, owner = await self._ground.commit(work)
        if owner is not None:
            self._remember(sender, owner)
        return receipt

    def _remember(self, sender: Sender, owner: OwnerKind) -> None:
        owners = self._ground.owners
        if len(owners) >= KNOWN_OWNERS:
            owners.clear()
        owners[sender] = owner

    def _thread(self, tx: Tx, sender: Sender, now: int) -> Thread:
        standing = conversations.of_contact(tx, sender.contact, sender.channel)
        if standing is not None:
            return Thread(tx, standing, now)
        contact = _contact(tx, sender)
        return Thread.of_contact(tx, contact, sender.channel, now, contact.language)

    def _welcome_back(self, thread: Thread) -> None:
        """Who writes again after the end begins a new episode, with the line where a person has just had it."""
        if thread.owner is not OwnerKind.NOBODY:
            return
        last = thread.episode()
        recent = (
            last.resolved_at is not None
            and thread.now - last.resolved_at < self._ground.config.desk.same_agent_s * 1000
        )
        thread.reopen(BOT)
        if last.agent is not None and recent:
            thread.queue("reopened")

    # -- what the bot does ----------------------------------------------------------

    def _do(self, thread: Thread, question: int, text: str, actions: list[Action], matches: Sequence[Match]) -> None:
        tongue = words(thread.conversation.language)
        best = matches[0] if matches else None
        for action in actions:
            match action:
                case SendArticle(key) if self._ground.answers.knows(key):
                    self._note(thread, question, text, "answered", best)
                    self._send_article(thread, key)
                case AskWhich(choices):
                    self._note(thread, question, text, "choices", best)
                    self._ask_which(
                        thread, [match for match in matches if match.article in {key for key, _ in choices}]
                    )
                case AdmitNotKnowing(again):
                    self._bot_says(
                        thread,
                        tongue.t("I still do not know the answer. A person can help you.")
                        if again
                        else tongue.t("I do not know the answer to that. Try other words, or talk to a person."),
                        offer=True,
                    )
                    thread.set(misses=thread.misses + 1)
                case Greet():
                    self._bot_says(thread, tongue.t("Hello! I am the shop's bot. What can I help you with?"))
                case NoteGap(text):
                    self._note(thread, question, text, "unknown", best)
                case Handoff(reason):
                    self._hand_off(thread, reason)
                case Solve():
                    ending.resolve(thread, "customer", self._ground.config.bot.rating_edit_s)

    def _note(self, thread: Thread, question: int, text: str, verdict: str, match: Match | None) -> None:
        """`match`: what answers the message `question`, else what comes nearest."""
        questions.note(
            thread.tx,
            thread.id,
            question,
            episode=thread.conversation.episode,
            channel=thread.conversation.channel,
            language=thread.conversation.language,
            text=text,
            at=thread.now,
            verdict=verdict,
            article=match.article if match else None,
            confidence=match.confidence if match else 0.0,
            tier=match.tier if match else "",
        )

    def _bot_says(self, thread: Thread, text: str, offer: bool = False) -> None:
        thread.say(BY_BOT, Text(text=text, offer=("person",) if offer else ()))
        self._expect(thread)

    def _expect(self, thread: Thread) -> None:
        """From here on silence counts."""
        thread.set(silence_due_at=thread.now + self._ground.config.bot.silence_s * 1000)

    def _send_article(self, thread: Thread, key: str) -> None:
        thread.say(BY_BOT, self._ground.answers.reply(key, thread.conversation.language))
        episodes.answered(thread.tx, thread.id, thread.conversation.episode, key)
        thread.set(misses=0)
        self._expect(thread)

    def _ask_which(self, thread: Thread, found: Sequence[Match]) -> None:
        language = thread.conversation.language
        text = words(language).t("Which of these do you mean?")
        choices = tuple(
            self._ground.answers.worded(match, language) for match in found if self._ground.answers.knows(match.article)
        )
        thread.say(BY_BOT, Choices(text=text, choices=choices))
        self._expect(thread)

    def _mark_chosen(self, thread: Thread, article: str) -> bool:
        """False where the article was not among the choices that are open."""
        for message in reversed(messages.newest(thread.tx, thread.id, CHOICES_LOOKED_BACK)):
            match message.body:
                case Choices(chosen=None, choices=choices) if any(choice.article == article for choice in choices):
                    thread.change(message, msgspec.structs.replace(message.body, chosen=article))
                    questions.chosen(thread.tx, thread.id, message.seq, article)
                    return True
        return False

    def _hand_off(self, thread: Thread, reason: str) -> None:
        thread.queue(reason)
        thread.notice("queued")
        if not self._ground.presence.here():
            tongue = words(thread.conversation.language)
            text = tongue.t("Nobody is at the desk right now. Your message is kept, and a person will reply here.")
            thread.say(BY_BOT, Text(text=text))

    # -- the other verbs -----------------------------------------------------------

    async def _in_thread(self, sender: Sender, work: Callable[[Thread], None]) -> str:
        """`work` on the sender's conversation, begun where there is none; its id."""
        now = self._ground.clock()

        def run(tx: Tx) -> tuple[tuple[str, OwnerKind], Touched]:
            thread = self._thread(tx, sender, now)
            work(thread)
            return (thread.id, thread.owner), thread.save()

        conversation, owner = await self._ground.commit(run)
        self._remember(sender, owner)
        return conversation

    async def helped(self, sender: Sender, seq: int, value: bool) -> None:
        """Whether an article did; True also ends the episode while the bot has it. Raises NotFound, BadRequest."""

        def work(thread: Thread) -> None:
            message = thread.message(seq)
            if not isinstance(message.body, ArticleReply):
                raise BadRequest("Only an article can be voted on.")
            if message.body.helped is value:
                return
            thread.change(message, msgspec.structs.replace(message.body, helped=value))
            questions.voted(thread.tx, thread.id, seq, message.body.article, value)
            if thread.owner is not OwnerKind.BOT or message.episode != thread.conversation.episode:
                return
            if value:
                ending.resolve(thread, "customer", self._ground.config.bot.rating_edit_s)
            else:
                tongue = words(thread.conversation.language)
                text = tongue.t("I am sorry that this did not help. Tell me more in other words, or talk to a person.")
                self._bot_says(thread, text, offer=True)

        await self._in_thread(sender, work)

    async def person(self, sender: Sender) -> str:
        """Joins the line, unless a person is already there or on the way. The conversation's id."""

        def work(thread: Thread) -> None:
            if thread.owner is OwnerKind.NOBODY:
                thread.reopen(BOT)
            if thread.owner is OwnerKind.BOT:
                self._hand_off(thread, "asked")

        return await self._in_thread(sender, work)

    async def leave_line(self, sender: Sender) -> None:
        """Back to the bot."""

        def work(thread: Thread) -> None:
            if thread.owner is OwnerKind.LINE:
                escalations.leave(thread.tx, thread.id, "abandoned", None, thread.now)
                thread.own(BOT)
                thread.notice("left_line")
                self._expect(thread)

        await self._in_thread(sender, work)

    async def solved(self, sender: Sender) -> None:
        def work(thread: Thread) -> None:
            ending.resolve(thread, "customer", self._ground.config.bot.rating_edit_s)

        await self._in_thread(sender, work)

    async def rate(self, sender: Sender, request: str, value: int | None, comment: str | None) -> None:
        """Again changes the rating; `value` None keeps the one given. Raises NotFound, BadRequest, Conflict."""
        if value is not None and not 1 <= value <= 5:
            raise BadRequest("A rating is 1 to 5.")
        comment = clean(comment, COMMENT) if comment and comment.strip() else None
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[None, Touched]:
            asked = ratings.get(tx, request)
            if asked is None or asked.contact != sender.contact:
                raise NotFound("There is no such rating request.")
            if now >= asked.edit_until:
                raise Conflict("This rating can no longer be changed.")
            thread = Thread.load(tx, asked.subject, now)
            message = thread.message(asked.seq)
            assert isinstance(message.body, RatingCard)
            given = value if value is not None else message.body.value
            if given is None:
                raise BadRequest("Choose 1 to 5 first.")
            ratings.rate(tx, request, given, comment, now)
            card = msgspec.structs.replace(message.body, value=given, comment=comment or message.body.comment)
            thread.change(message, card)
            return None, thread.save()

        await self._ground.commit(work)

    async def profile(self, sender: Sender, *, name: str | None = None, language: str | None = None) -> Contact:
        """Raises BadRequest for a language that is not offered."""
        if language is not None and language not in self._ground.config.bot.languages:
            raise BadRequest("This language is not offered here.")
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Contact, Touched | None]:
            contact = _contact(tx, sender)
            wished = {key: value for key, value in (("name", name), ("language", language)) if value is not None}
            contact = msgspec.structs.replace(contact, **wished)
            contacts.save(tx, contact)
            standing = conversations.of_contact(tx, contact.id, sender.channel)
            if standing is None:
                return contact, None
            thread = Thread(tx, standing, now)
            if language is not None:
                thread.speak(language)
            log.append(tx, thread.stream, now, ContactChanged(contact=contact))
            thread.touch(thread.stream)
            thread.touch(LINE)
            return contact, thread.save()

        return await self._ground.commit(work)

    async def fall_silent(self, conversation: str) -> None:
        """Ends the episode when its customer has said nothing since an answer for the set time."""

        def work(thread: Thread) -> None:
            due = thread.silence_due_at
            if thread.owner is OwnerKind.BOT and due is not None and due <= thread.now:
                ending.resolve(thread, "silence", self._ground.config.bot.rating_edit_s)

        await self._ground.within(conversation, work)


def _contact(tx: Tx, sender: Sender) -> Contact:
    contact = contacts.get(tx, sender.contact)
    if contact is None:
        raise NotFound("This contact is no longer known. Please start again.")
    return contact
