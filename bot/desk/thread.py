"""One conversation inside one transaction: what is said, who owns it, and the events that tell the readers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.desk import belonging
from bot.errors import NotFound, Stale
from bot.events import (
    LINE,
    Changed,
    Continued,
    Joined,
    LanguageChanged,
    Noted,
    OwnerChanged,
    Said,
    Summarised,
    conversation_stream,
    inside_stream,
)
from bot.model import (
    Author,
    AuthorKind,
    Body,
    CallCard,
    Channel,
    Contact,
    Conversation,
    DeliveryState,
    Message,
    Note,
    Notice,
    Owner,
    OwnerKind,
    Person,
    Text,
)
from bot.secret import new_id
from bot.store import (
    contacts,
    conversations,
    episodes,
    escalations,
    holdings,
    log,
    messages,
    outbox,
    questions,
    rooms,
)
from bot.store.conversations import Standing
from bot.store.engine import Tx

EXCERPT = 140  # characters

BOT = Owner(kind=OwnerKind.BOT)
IN_LINE = Owner(kind=OwnerKind.LINE)
NOBODY = Owner(kind=OwnerKind.NOBODY)

BY_BOT = Author(kind=AuthorKind.BOT)
BY_SYSTEM = Author(kind=AuthorKind.SYSTEM)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a finished transaction leaves to do: wake the readers of `streams`, and the delivery; end rooms."""

    streams: tuple[str, ...]
    outgoing: bool
    ended: tuple[tuple[str, str], ...] = ()  # (room, reason)


class Thread:
    def __init__(self, tx: Tx, standing: Standing, now: int) -> None:
        self.tx = tx
        self.now = now
        self._before = standing
        self._after = standing
        self._streams: set[str] = set()
        self._outgoing = False
        self._ended: list[tuple[str, str]] = []
        self._spoken = False

    # -- finding it -----------------------------------------------------------

    @classmethod
    def load(cls, tx: Tx, conversation: str, now: int) -> "Thread":
        """Raises NotFound."""
        standing = conversations.get(tx, conversation)
        if standing is None:
            raise NotFound("There is no such conversation.")
        return cls(tx, standing, now)

    @classmethod
    def current(cls, tx: Tx, conversation: str, now: int) -> "Thread":
        """The conversation, or the one in which its customer goes on by now: where they are written to.

        Raises NotFound.
        """
        standing = conversations.current(tx, conversation)
        if standing is None:
            raise NotFound("There is no such conversation.")
        return cls(tx, standing, now)

    @classmethod
    def of_contact(cls, tx: Tx, contact: Contact, channel: Channel, now: int, language: str) -> "Thread":
        """The contact's conversation on `channel`, begun where there is none."""
        standing = conversations.of_contact(tx, contact.id, channel)
        if standing is not None:
            return cls(tx, standing, now)
        thread = cls._begun(tx, contact, channel, now, language, BOT, 1)
        episodes.open_(tx, thread.id, 1, now)
        return thread

    @classmethod
    def unasked(cls, tx: Tx, contact: Contact, channel: Channel, now: int, language: str) -> "Thread":
        """The contact's conversation on `channel` for something that they have not asked for.

        Where there is none it begins with nobody in it, at episode 0: the contact's first words open episode 1.
        """
        standing = conversations.of_contact(tx, contact.id, channel)
        if standing is not None:
            return cls(tx, standing, now)
        return cls._begun(tx, contact, channel, now, language, NOBODY, 0)

    @classmethod
    def _begun(
        cls, tx: Tx, contact: Contact, channel: Channel, now: int, language: str, owner: Owner, episode: int
    ) -> "Thread":
        conversation = Conversation(
            id=new_id("v"),
            contact=contact,
            channel=channel,
            owner=owner,
            fence=1,
            episode=episode,
            language=language,
            opened_at=now,
            last_at=now,
        )
        thread = cls(tx, conversations.create(tx, conversation), now)
        thread._streams.add(LINE)
        return thread

    # -- as it stands -----------------------------------------------------------

    @property
    def conversation(self) -> Conversation:
        return self._after.conversation

    @property
    def id(self) -> str:
        return self._after.conversation.id

    @property
    def owner(self) -> OwnerKind:
        return self._after.conversation.owner.kind

    @property
    def excerpt(self) -> str:
        return self._after.excerpt

    @property
    def unanswered_since(self) -> int | None:
        """Since when the customer waits for a person to reply; None: they do not."""
        return self._after.unanswered_since

    @property
    def misses(self) -> int:
        return self._after.misses

    @property
    def silence_due_at(self) -> int | None:
        return self._after.silence_due_at

    @property
    def reply_from(self) -> int | None:
        """The first of the messages that the bot owes one reply to; None: it owes none."""
        return self._after.reply_from

    @property
    def reply_due_at(self) -> int | None:
        return self._after.reply_due_at

    @property
    def callback(self) -> bool:
        """Whether the customer wants to be called."""
        return self._after.callback

    @property
    def stream(self) -> str:
        return conversation_stream(self.id)

    def episode(self) -> episodes.Episode:
        episode = episodes.get(self.tx, self.id, self.conversation.episode)
        assert episode is not None
        return episode

    def set(self, **fields: Any) -> None:
        """Changes fields of the standing: misses, silence_due_at, unanswered_since, excerpt, callback."""
        self._after = msgspec.structs.replace(self._after, **fields)

    def speak(self, language: str) -> None:
        self._conversation(language=language)

    def introduce(self, contact: Contact) -> None:
        """As the contact's row now reads."""
        self._conversation(contact=contact)

    def owe_reply(self, since: int, due_at: int) -> None:
        """To the messages from `since` (a seq) on, once it is due."""
        self.set(reply_from=since, reply_due_at=due_at)

    def settle_reply(self) -> None:
        """The bot owes none any more."""
        if self._after.reply_from is not None:
            self.set(reply_from=None, reply_due_at=None)

    def _conversation(self, **fields: Any) -> None:
        self.set(conversation=msgspec.structs.replace(self._after.conversation, **fields))

    # -- what is said -------------------------------------------------------------

    def say(
        self, author: Author, body: Body, *, client_message_id: str | None = None, link: str | None = None
    ) -> Message:
        """`link`: a secret link that goes out with the message and is kept nowhere else."""
        seq = log.next_seq(self.tx, self.stream)
        address = None
        if self.conversation.channel is not Channel.WIDGET and author.kind is not AuthorKind.CONTACT:
            address = contacts.address(self.tx, self.conversation.contact.id, self.conversation.channel)
        shown = address is not None and author.kind is AuthorKind.AGENT
        message = Message(
            seq=seq,
            episode=self.conversation.episode,
            at=self.now,
            author=author,
            body=body,
            client_message_id=client_message_id,
            delivery=DeliveryState.PENDING if shown else None,
        )
        log.record(self.tx, self.stream, seq, self.now, Said(message=message))
        messages.add(self.tx, self.id, message)
        if address is not None:
            self._send(address, seq, "send", link)
        self._streams.add(self.stream)
        self._conversation(last_at=self.now)
        if author.kind is AuthorKind.CONTACT and (words := messages.words(message)):
            self.set(excerpt=words[:EXCERPT])
        self._spoken = True
        return message

    def notice(self, code: Any, agent: Person | None = None) -> Message:
        return self.say(BY_SYSTEM, Notice(code=code, agent=agent))

    def message(self, seq: int) -> Message:
        """Raises NotFound."""
        message = messages.get(self.tx, self.id, seq)
        if message is None:
            raise NotFound("There is no such message.")
        return message

    def change(self, message: Message, body: Body, *, tell: bool = True) -> Message:
        """Replaces what `message` says; `tell` edits it where it was sent to as well."""
        changed = msgspec.structs.replace(message, body=body)
        self.rewrite(changed)
        if tell and message.author.kind is not AuthorKind.CONTACT and self.conversation.channel is not Channel.WIDGET:
            address = contacts.address(self.tx, self.conversation.contact.id, self.conversation.channel)
            if address is not None:
                self._send(address, message.seq, "edit", None)
        return changed

    def call(self, seq: int) -> CallCard:
        """The card that stands as this message."""
        body = self.message(seq).body
        assert isinstance(body, CallCard)
        return body

    def change_call(self, seq: int, change: Callable[[CallCard], CallCard]) -> None:
        """Rewrites the card that stands as this message, unless it is over; with a card that is over its room ends."""
        before = self.call(seq)
        card = change(before) if before.ended_at is None else before
        if card == before:
            return
        self.change(self.message(seq), card, tell=card.state is not before.state)
        if card.ended_at is not None:
            rooms.end(self.tx, card.room, card.ended_at)
            self._ended.append((card.room, card.reason or "ended"))

    def rewrite(self, message: Message) -> None:
        messages.replace(self.tx, self.id, message)
        log.append(self.tx, self.stream, self.now, Changed(message=message))
        self._streams.add(self.stream)

    def _send(self, address: str, seq: int, deed: outbox.Deed, link: str | None) -> None:
        outbox.add(
            self.tx,
            channel=self.conversation.channel,
            address=address,
            conversation=self.id,
            seq=seq,
            deed=deed,
            link=link,
            at=self.now,
        )
        self._outgoing = True

    def touch(self, stream: str) -> None:
        """Its readers are woken too; the line's are told how the conversation stands."""
        self._streams.add(stream)

    def questioned(self, text: str, client_message_id: str, *, article: str | None = None) -> Message:
        """The customer says something: an ended conversation opens again, a person is waited for."""
        author = Author(kind=AuthorKind.CONTACT, id=self.conversation.contact.id, name=self.conversation.contact.name)
        message = self.say(author, Text(text=text, article=article), client_message_id=client_message_id)
        self.heard()
        return message

    def heard(self) -> None:
        waits = self.owner in (OwnerKind.LINE, OwnerKind.AGENT)
        since = self._after.unanswered_since
        self.set(
            silence_due_at=None,
            unanswered_since=(since if since is not None else self.now) if waits else None,
        )

    def note(self, note: Note) -> int:
        """What agents write for each other; the seq that it gets."""
        stream = inside_stream(self.id)
        seq = log.next_seq(self.tx, stream)
        note = msgspec.structs.replace(note, seq=seq)
        log.record(self.tx, stream, seq, self.now, Noted(note=note))
        messages.add_note(self.tx, self.id, note)
        self._streams.add(stream)
        return seq

    # -- who owns it ----------------------------------------------------------------

    def own(self, owner: Owner) -> None:
        belonging.follow(self, owner)
        if self.owner is OwnerKind.AGENT:
            holdings.end(self.tx, self.id, self.now)
        if owner.agent is not None:
            holdings.begin(self.tx, self.id, self.conversation.episode, owner.agent.id, self.now)
        if owner.kind in (OwnerKind.LINE, OwnerKind.AGENT):
            questions.went_to_person(self.tx, self.id, self.conversation.episode)
        self._conversation(owner=owner, fence=self.conversation.fence + 1)
        if owner.kind is not OwnerKind.BOT:
            self.set(silence_due_at=None)
            self.settle_reply()
        if owner.kind in (OwnerKind.BOT, OwnerKind.NOBODY):
            self.set(unanswered_since=None, misses=0, callback=False)

    def reopen(self, owner: Owner) -> None:
        """Begins the next episode."""
        self._conversation(episode=self.conversation.episode + 1, opened_at=self.now)
        episodes.open_(self.tx, self.id, self.conversation.episode, self.now)
        self.own(owner)

    def queue(self, reason: str) -> None:
        escalations.queue(self.tx, self.id, self.conversation.episode, reason, self.now)
        self.own(IN_LINE)
        if self._after.unanswered_since is None:
            self.set(unanswered_since=self.now)

    def held_by(self, agent: Person, fence: int) -> None:
        """Raises Stale when `agent` does not hold the conversation under `fence`."""
        owner = self.conversation.owner
        if owner.agent is not None and owner.agent.id == agent.id and self.conversation.fence == fence:
            return
        if self.conversation.continues_in is not None:
            further = self.conversation.continues_in
            raise Stale("This customer goes on in another conversation. Open that one.", conversation=further)
        who = {
            OwnerKind.AGENT: f"{owner.agent.name if owner.agent else ''} has this conversation now.",
            OwnerKind.LINE: "This conversation is in the line. Take it to go on.",
            OwnerKind.BOT: "The bot has this conversation. Take it to go on.",
            OwnerKind.NOBODY: "This conversation has ended. Take it to go on.",
        }[owner.kind]
        raise Stale(who, owner=msgspec.to_builtins(owner))

    def continue_in(self, other: "Thread") -> None:
        """The customer goes on in `other`, of which this one, and all that went on in it, is a part from now on."""
        self._conversation(continues_in=other.id)
        log.append(self.tx, self.stream, self.now, Continued(conversation=other.id))
        for former in (*conversations.former(self.tx, self.id), self.id):
            log.append(self.tx, other.stream, self.now, Joined(conversation=former))
        for stream in (self.stream, other.stream, LINE):
            self.touch(stream)

    # -- the end of the transaction --------------------------------------------------

    def save(self) -> Touched:
        """Raises Stale when somebody else changed the owner in the meantime."""
        before, after = self._before.conversation, self._after.conversation
        if after.language != before.language:
            log.append(self.tx, self.stream, self.now, LanguageChanged(language=after.language))
            self._streams.add(self.stream)
        if after.fence != before.fence:
            event = OwnerChanged(owner=after.owner, fence=after.fence, episode=after.episode)
            log.append(self.tx, self.stream, self.now, event)
            self._streams.add(self.stream)
        if self._after is not self._before and not conversations.save(self.tx, self._before, self._after):
            raise Stale("This conversation has just changed hands. Please look again.")
        bots = after.owner.kind is OwnerKind.BOT
        if after.fence != before.fence or LINE in self._streams or (self._spoken and not bots):
            self._summarise()
        return Touched(tuple(self._streams), self._outgoing, tuple(self._ended))

    def _summarise(self) -> None:
        waiting = escalations.waiting(self.tx, self.id) if self.owner is OwnerKind.LINE else None
        summary = conversations.summary(
            self._after, waiting.queued_at if waiting else None, waiting.reason if waiting else None
        )
        log.append(self.tx, LINE, self.now, Summarised(summary=summary))
        self._streams.add(LINE)
