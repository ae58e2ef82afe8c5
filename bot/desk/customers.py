"""What all verbs of customers work with: their conversation, and each message once."""

from collections.abc import Callable

from bot.desk.base import Ground, Receipt, Sender
from bot.desk.lookup import Lookup
from bot.desk.speaking import Speaking
from bot.desk.thread import Thread, Touched
from bot.errors import NotFound
from bot.model import Contact, OwnerKind
from bot.store import contacts, conversations, deeds, identities
from bot.store.engine import Tx

KNOWN_OWNERS = 100_000


class Customers:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._lookup = Lookup(ground)
        self._speaking = Speaking(ground)

    async def _once(
        self, sender: Sender, client_message_id: str, content: str, say: Callable[[Thread], int]
    ) -> tuple[Receipt, int | None]:
        """`say` on the sender's conversation, once for each id; and when the bot owes its reply (None: it does not).

        Raises Conflict for an id that came with other content.
        """
        now = self._ground.clock()

        def work(tx: Tx) -> tuple[tuple[Receipt, OwnerKind | None, int | None], Touched | None]:
            who = identities.present(tx, sender.contact)
            earlier = deeds.remembered(tx, who, client_message_id, content, now)
            if earlier is not None:
                conversation, seq = earlier.split(" ")
                here = conversations.current(tx, conversation)
                return (Receipt(here.conversation.id if here else conversation, int(seq)), None, None), None
            thread = thread_of(tx, sender, now)
            receipt = Receipt(thread.id, say(thread))
            deeds.settle(tx, who, client_message_id, f"{receipt.conversation} {receipt.seq}")
            return (receipt, thread.owner, thread.reply_due_at), thread.save()

        receipt, owner, due_at = await self._ground.commit(work)
        if owner is not None:
            self._remember(sender, owner)
        return receipt, due_at

    async def _in_thread(self, sender: Sender, work: Callable[[Thread], None]) -> str:
        """`work` on the sender's conversation, begun where there is none; its id."""
        now = self._ground.clock()

        def run(tx: Tx) -> tuple[tuple[str, OwnerKind], Touched]:
            thread = thread_of(tx, sender, now)
            work(thread)
            return (thread.id, thread.owner), thread.save()

        conversation, owner = await self._ground.commit(run)
        self._remember(sender, owner)
        return conversation

    def _remember(self, sender: Sender, owner: OwnerKind) -> None:
        owners = self._ground.owners
        if len(owners) >= KNOWN_OWNERS:
            owners.clear()
        owners[sender] = owner


def thread_of(tx: Tx, sender: Sender, now: int) -> Thread:
    """The sender's conversation, begun where there is none. Raises NotFound."""
    contact = known_contact(tx, sender)
    return Thread.of_contact(tx, contact, sender.channel, now, contact.language)


def known_contact(tx: Tx, sender: Sender) -> Contact:
    """Who the sender has turned out to be by now. Raises NotFound."""
    contact = contacts.get(tx, identities.present(tx, sender.contact))
    if contact is None:
        raise NotFound("This contact is no longer known. Please start again.")
    return contact
