"""The agent's verbs: take, reply, note, transfer, give back, resolve."""

from collections.abc import Callable

import msgspec

from bot.desk import ending, taking
from bot.desk.base import Ground, Receipt, clean
from bot.desk.reaching.reach import must_reach
from bot.desk.thread import Thread, Touched
from bot.errors import BadRequest, NotFound
from bot.model import Author, AuthorKind, Body, DeliveryState, Message, Note, Person, Text
from bot.store import agents, contacts, deeds, episodes, messages, outbox, questions
from bot.store import wishes as wished
from bot.store.engine import Tx


class Answering:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def take(self, agent: Person, conversation: str) -> int:
        """The fence under which `agent` now owns it. Raises Taken where another does."""

        def work(thread: Thread) -> int:
            taking.take(thread, agent)
            return thread.conversation.fence

        return await self._ground.within(conversation, work)

    async def reply(
        self,
        agent: Person,
        conversation: str,
        fence: int,
        client_message_id: str,
        *,
        text: str | None,
        article: str | None,
    ) -> Receipt:
        """Exactly one of `text` and `article`. Raises BadRequest, Conflict, NotFound, Stale, Unreachable."""
        if (text is None) == (article is None):
            raise BadRequest("A reply is either a text or an article.")
        if article is not None and not self._ground.answers.articles.knows(article):
            raise NotFound("This article is no longer there.")

        def say(thread: Thread) -> int:
            thread.held_by(agent, fence)
            must_reach(thread)
            body: Body
            if article is not None:
                known = contacts.traits(thread.tx, thread.conversation.contact.id).attributes
                body = self._ground.answers.articles.reply_unasked(article, thread.conversation.language, known)
                episodes.answered(thread.tx, thread.id, thread.conversation.episode, article)
                questions.agent_answered(thread.tx, thread.id, thread.conversation.episode, article)
                wished.told(thread.tx, thread.id, article, thread.now, by_bot=False)
            else:
                body = Text(text=clean(text or ""))
            author = Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.name)
            message = thread.say(author, body, client_message_id=client_message_id)
            thread.set(unanswered_since=None)
            return message.seq

        return await self._once_by_agent(agent, conversation, client_message_id, f"reply\n{text}\n{article}", say)

    async def note(self, agent: Person, conversation: str, client_message_id: str, text: str) -> Receipt:
        """For agents only; whoever owns the conversation."""
        text = clean(text)

        def say(thread: Thread) -> int:
            return thread.note(Note(seq=0, at=thread.now, author=agent, text=text))

        return await self._once_by_agent(agent, conversation, client_message_id, f"note\n{text}", say)

    async def _once_by_agent(
        self,
        agent: Person,
        conversation: str,
        client_message_id: str,
        content: str,
        say: Callable[[Thread], int],
    ) -> Receipt:
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[Receipt, Touched | None]:
            earlier = deeds.remembered(tx, agent.id, client_message_id, f"{conversation}\n{content}", now)
            if earlier is not None:
                return Receipt(conversation, int(earlier)), None
            thread = Thread.load(tx, conversation, now)
            receipt = Receipt(conversation, say(thread))
            deeds.settle(tx, agent.id, client_message_id, str(receipt.seq))
            return receipt, thread.save()

        return await self._ground.commit(work)

    async def release(self, agent: Person, conversation: str, fence: int) -> None:
        """Back to the line, at the old place."""

        def work(thread: Thread) -> None:
            thread.held_by(agent, fence)
            thread.queue("released")
            thread.notice("released", agent)

        await self._ground.within(conversation, work)

    async def hand_back(self, agent: Person, conversation: str, fence: int) -> None:
        def work(thread: Thread) -> None:
            thread.held_by(agent, fence)
            taking.to_bot(thread, self._ground.config.bot.silence_s, "handed_back", agent)

        await self._ground.within(conversation, work)

    async def transfer(self, agent: Person, conversation: str, fence: int, to: str) -> None:
        """Raises NotFound for somebody who cannot take it."""

        def work(thread: Thread) -> None:
            thread.held_by(agent, fence)
            other = agents.get(thread.tx, to)
            if other is None or other.disabled_at is not None:
                raise NotFound("There is no such agent.")
            if other.id == agent.id:
                raise BadRequest("You have this conversation already.")
            person = Person(id=other.id, name=other.name)
            taking.give(thread, person)
            thread.notice("transferred", person)

        await self._ground.within(conversation, work)

    async def resolve(self, agent: Person, conversation: str, fence: int) -> None:
        """Ends the episode and asks for a rating."""

        def work(thread: Thread) -> None:
            thread.held_by(agent, fence)
            ending.resolve(thread, "agent", self._ground.config, agent)

        await self._ground.within(conversation, work)

    async def give_up(self, conversation: str, present: frozenset[str]) -> None:
        """Back to the line, at the old place, when the owner is not among `present`."""

        def work(thread: Thread) -> None:
            agent = thread.conversation.owner.agent
            if agent is not None and agent.id not in present:
                thread.queue("released")
                thread.notice("released", agent)

        await self._ground.within(conversation, work)

    # -- delivery -----------------------------------------------------------------

    async def retry(self, conversation: str, seq: int) -> None:
        """Sends a message again that did not leave. Raises NotFound, BadRequest."""

        def work(thread: Thread) -> None:
            message = thread.message(seq)
            if message.delivery not in (DeliveryState.FAILED, DeliveryState.UNCERTAIN):
                raise BadRequest("This message has not failed.")
            outbox.retry(thread.tx, thread.id, seq, thread.now)
            thread.rewrite(msgspec.structs.replace(message, delivery=DeliveryState.PENDING, problem=None))

        await self._ground.within(conversation, work)
        self._ground.wake_delivery()

    async def delivery(self, conversation: str, seq: int, state: DeliveryState, problem: str | None) -> None:
        """What became of a message that had to leave; shown where it stands when it is an agent's or was lost."""

        def work(thread: Thread) -> None:
            message = thread.message(seq)
            if state is DeliveryState.SENT and message.delivery is None:
                return
            if state is DeliveryState.FAILED:
                wished.lost(thread.tx, thread.id, message.at)
            thread.rewrite(msgspec.structs.replace(message, delivery=state, problem=problem))

        await self._ground.within(conversation, work)

    async def message(self, conversation: str, seq: int) -> Message:
        """Raises NotFound."""
        message = await self._ground.engine.read(lambda tx: messages.get(tx, conversation, seq))
        if message is None:
            raise NotFound("There is no such message.")
        return message

    async def language(self, conversation: str) -> str:
        """Raises NotFound."""
        now = self._ground.clock()
        return await self._ground.engine.read(lambda tx: Thread.load(tx, conversation, now).conversation.language)
