"""The customer's other verbs: who they are, whether it helped, a wish for a person, an end, a rating."""

from collections.abc import Mapping

import msgspec

from bot.desk import alerting, ending, taking
from bot.desk.base import Sender, clean_name
from bot.desk.customers import Customers, known_contact
from bot.desk.speaking import introduce
from bot.desk.surveys import rating
from bot.desk.thread import BOT, Thread, Touched
from bot.errors import BadRequest, Conflict, NotFound
from bot.model import CardAnswer, Channel, Contact, OwnerKind
from bot.store import contacts, conversations, identities, ratings, rooms
from bot.store.engine import Tx
from bot.surveys import answering
from bot.surveys.answering import Tap

COMMENT = answering.LONGEST  # characters


class Visiting(Customers):
    async def sender(self, channel: Channel, external_id: str, *, name: str | None, language: str | None) -> Sender:
        """The contact at this address, made where there is none."""
        at = self._ground.clock()
        name = _shown(name)

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

    async def helped(self, sender: Sender, seq: int, value: bool) -> None:
        """Whether an article did; True also ends the episode while the bot has it. Raises NotFound, BadRequest."""

        await self._in_thread(sender, lambda thread: self._speaking.vote(thread, seq, value))

    async def person(self, sender: Sender) -> str:
        """Joins the line, unless a person is already there or on the way. The conversation's id."""

        def work(thread: Thread) -> None:
            if thread.owner is OwnerKind.NOBODY:
                thread.reopen(BOT)
                alerting.came_again(thread)
            if thread.owner is OwnerKind.BOT:
                self._speaking.hand_off(thread, "asked")

        return await self._in_thread(sender, work)

    async def leave_line(self, sender: Sender) -> None:
        """Back to the bot."""

        def work(thread: Thread) -> None:
            if thread.owner is OwnerKind.LINE:
                taking.leave_line(thread, self._ground.config.bot.silence_s)

        await self._in_thread(sender, work)

    async def solved(self, sender: Sender) -> None:
        """Raises Conflict while they are in a call, which would end with it."""

        def work(thread: Thread) -> None:
            room = rooms.open_in(thread.tx, thread.id)
            if room is not None and room.started_at is not None:
                raise Conflict("You are in a call. End it first.")
            ending.resolve(thread, "customer", self._ground.config)

        await self._in_thread(sender, work)

    async def rate(
        self,
        sender: Sender,
        request: str,
        value: int | None,
        comment: str | None = None,
        answers: Mapping[str, CardAnswer] = rating.NO_ANSWERS,
    ) -> None:
        """Again changes the rating, see bot.desk.surveys.rating. Raises NotFound, BadRequest, Conflict."""
        now, config = self._ground.clock(), self._ground.config

        def work(tx: Tx) -> tuple[None, Touched]:
            asked = ratings.get(tx, request)
            if asked is None or asked.contact != identities.present(tx, sender.contact) or asked.conversation is None:
                raise NotFound("There is no such rating request.")
            thread = Thread.load(tx, asked.conversation, now)
            rating.give(thread, config, request, Tap(value, comment, answers))
            return None, thread.save()

        await self._ground.commit(work)

    async def profile(self, sender: Sender, *, name: str | None = None, language: str | None = None) -> Contact:
        """Raises BadRequest for a language that is not offered, or a name that shows nothing."""
        name = clean_name(name) if name is not None else None
        if language is not None and language not in self._ground.config.bot.languages:
            raise BadRequest("This language is not offered here.")
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Contact, Touched | None]:
            contact = known_contact(tx, sender)
            wished = {key: value for key, value in (("name", name), ("language", language)) if value is not None}
            contact = msgspec.structs.replace(contact, **wished)
            standing = conversations.of_contact(tx, contact.id, sender.channel)
            if standing is None:
                contacts.save(tx, contact, chosen=language is not None)
                return contact, None
            thread = Thread(tx, standing, now)
            introduce(thread, contact, chosen=language is not None)
            if language is not None:
                thread.speak(language)
            return contact, thread.save()

        return await self._ground.commit(work)

    async def fall_silent(self, conversation: str) -> None:
        """Ends the episode when its customer has said nothing since an answer for the set time."""

        def work(thread: Thread) -> None:
            due = thread.silence_due_at
            if thread.owner is OwnerKind.BOT and due is not None and due <= thread.now:
                ending.resolve(thread, "silence", self._ground.config)

        await self._ground.within(conversation, work)


def _shown(name: str | None) -> str | None:
    """None for one that shows nothing: the channel's people may call themselves what they like."""
    try:
        return clean_name(name or "")
    except BadRequest:
        return None
