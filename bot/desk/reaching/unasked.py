"""What is said to contacts unasked, and what they say to that: stop, write again, all works, I need help."""

from typing import Literal

from msgspec.structs import replace

from bot.desk.base import Receipt, Sender
from bot.desk.customers import Customers, known_contact
from bot.desk.thread import BOT, BY_BOT, Thread, Touched
from bot.dialogue.phrases import Meaning, meaning
from bot.errors import BadRequest
from bot.journeys.definition import CheckIn
from bot.journeys.stopping import stops
from bot.locale import words
from bot.model import ArticleReply, AuthorKind, Message, OwnerKind, RatingCard, Text
from bot.store import journey_steps, journeys, messages, permissions, planned_askings
from bot.store.engine import Tx

How = Literal["word", "button", "menu"]
"""How a customer has said it to us; what shops tell is in words of theirs."""

FREE = (OwnerKind.BOT, OwnerKind.NOBODY)
"""Owners in whose conversations the bot may speak."""
WORKS = {Meaning.YES, Meaning.SOLVED, Meaning.THANKS, Meaning.NOTED}
NOT = {Meaning.NO, Meaning.UNHELPED}
"""Answers to whether all works."""


def withdraw(tx: Tx, contact: str, how: str, at: int) -> None:
    """From now on nothing is sent unasked; what was planned is not."""
    permissions.say(tx, contact, allowed=False, how=how, at=at)
    journey_steps.stop(tx, contact, at)
    planned_askings.skip_of(tx, contact, "stopped")


def allow(tx: Tx, contact: str, how: str, at: int) -> None:
    """`at`: when it was said. What was said later holds on."""
    before = permissions.allowed(tx, contact)
    permissions.say(tx, contact, allowed=True, how=how, at=at)
    if before is not True and permissions.allowed(tx, contact):
        journey_steps.resume(tx, contact, at)


class Unasked(Customers):
    async def permit(self, sender: Sender, allowed: bool, how: How, seq: int | None = None) -> str:
        """The conversation, in which it is told. `seq`: the message whose button was pressed, if one was.

        Raises NotFound.
        """

        now = self._ground.clock()

        def work(tx: Tx) -> tuple[str, Touched]:
            contact = known_contact(tx, sender)
            thread = Thread.unasked(tx, contact, sender.channel, now, contact.language)
            if seq is not None:
                _take_buttons(thread, thread.message(seq), "stop", "allow")
            self._permit(thread, allowed, how)
            return thread.id, thread.save()

        return await self._ground.commit(work)

    def _permit(self, thread: Thread, allowed: bool, how: How) -> None:
        """Told at once, and may be taken back. The bot never talks over a person: where one is there, a line between
        the messages says it.
        """
        tx, contact = thread.tx, thread.conversation.contact.id
        (allow if allowed else withdraw)(tx, contact, how, thread.now)
        if thread.owner not in FREE:
            thread.notice("allowed" if allowed else "stopped")
            return
        tongue = words(thread.conversation.language)
        if allowed:
            said = tongue.t("Thank you. We will write to you about what you buy from us.")
            thread.say(BY_BOT, Text(text=said, offer=("stop",)))
        else:
            said = tongue.t("All right. We will not write to you unasked any more.")
            thread.say(BY_BOT, Text(text=said, offer=("allow",)))

    # -- in words ----------------------------------------------------------------------

    def _heard(self, thread: Thread, text: str, client_message_id: str) -> int | None:
        """The seq of the message, where it says stop, or whether all works; None: it is a message like any other."""
        newest = next(iter(messages.newest(thread.tx, thread.id, 1)), None)
        offer = _offer(newest)
        said = permissions.allowed(thread.tx, thread.conversation.contact.id)
        concerned = said is not None or "stop" in offer or _asks_unasked(newest)
        if concerned and stops(text, in_reply="stop" in offer and "works" not in offer):
            message = thread.questioned(text, client_message_id)
            self._permit(thread, False, "word")
            return message.seq
        means = meaning(text) if newest is not None and "works" in offer else None
        if newest is None or means not in WORKS | NOT:
            return None
        return self._checked_in(thread, newest, text, client_message_id, works=means in WORKS)

    # -- whether all works ---------------------------------------------------------------

    async def check_in(self, sender: Sender, client_message_id: str, seq: int, works: bool) -> Receipt:
        """A tap below the question. Raises NotFound, BadRequest, Conflict."""

        def say(thread: Thread) -> int:
            asked = thread.message(seq)
            if "works" not in _offer(asked):
                raise BadRequest("This was answered already.")
            tongue = words(thread.conversation.language)
            said = tongue.t("Yes, everything works") if works else tongue.t("I need help")
            return self._checked_in(thread, asked, said, client_message_id, works=works)

        receipt, _ = await self._once(sender, client_message_id, f"check_in {seq} {works}", say)
        return receipt

    def _checked_in(self, thread: Thread, asked: Message, said: str, client_message_id: str, *, works: bool) -> int:
        _take_buttons(thread, asked, "works", "need_help", "stop")
        if not works and thread.owner is OwnerKind.NOBODY:
            thread.reopen(BOT)
        message = thread.questioned(said, client_message_id)
        if thread.owner not in FREE:
            return message.seq
        tongue = words(thread.conversation.language)
        if works:
            thread.say(BY_BOT, Text(text=tongue.t("Glad to hear that. Write here any time you need us.")))
        elif _help(thread, asked.seq) == "person":
            self._speaking.hand_off(thread, "check_in")
        else:
            text = tongue.t("I am sorry to hear that. Tell me what is wrong in your own words, or talk to a person.")
            self._speaking.say(thread, text, offer=True)
        return message.seq


def _help(thread: Thread, seq: int) -> str:
    """Who helps, as the journey wants it."""
    planned = journey_steps.said(thread.tx, thread.id, seq)
    journey = journeys.version(thread.tx, planned.journey, planned.version) if planned else None
    step = journey.steps[planned.step] if journey and planned else None
    return step.help if isinstance(step, CheckIn) else "bot"


def _offer(message: Message | None) -> tuple[str, ...]:
    if message is None or message.author.kind is not AuthorKind.BOT:
        return ()
    return message.body.offer if isinstance(message.body, (Text, ArticleReply)) else ()


def _asks_unasked(message: Message | None) -> bool:
    """Whether it is a survey out of any talk, to which a contact may say stop who has never permitted anything."""
    return (
        message is not None and isinstance(message.body, RatingCard) and message.body.moment in ("later", "touchpoint")
    )


def _take_buttons(thread: Thread, message: Message, *buttons: str) -> None:
    body = message.body
    if isinstance(body, Text) and set(body.offer) & set(buttons):
        thread.change(message, replace(body, offer=tuple(it for it in body.offer if it not in buttons)))
    elif isinstance(body, ArticleReply) and set(body.offer) & set(buttons):
        thread.change(message, replace(body, offer=()))
