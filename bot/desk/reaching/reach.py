"""Whether what is written into a conversation reaches its customer, and what else is known of them."""

from typing import Literal

from bot.desk.calls.invitations import AFTER_MS
from bot.desk.thread import Thread
from bot.errors import Unreachable
from bot.model import Channel, Struct
from bot.store import contacts, conversations, identities, messages, outbox, rooms
from bot.store.engine import Tx

Way = Literal["sent", "call", "visit", "sign_in", "nowhere"]
"""It is sent to their chat; read on the page of a call; read when they next open the chat on the website; the same, but
once they have signed in there, for no browser is known of them; or it reaches nobody.
"""


class Reach(Struct, frozen=True, kw_only=True):
    way: Way
    problem: str | None = None  # why what was sent last did not arrive; None: it did, or they have written since
    email: str | None = None


def reach(tx: Tx, conversation: str, now: int) -> Reach | None:
    """None: there is no such conversation."""
    standing = conversations.get(tx, conversation)
    if standing is None:
        return None
    contact, channel = standing.conversation.contact.id, standing.conversation.channel
    known = identities.of(tx, contact)
    address = contacts.address(tx, contact, channel)
    return Reach(
        way=_way(tx, conversation, contact, channel, number="shop" in known, address=address, now=now),
        problem=_problem(tx, conversation, channel, address) if address else None,
        email=known.get("email"),
    )


def must_reach(thread: Thread) -> None:
    """Raises Unreachable where nothing that is said here would ever be read."""
    found = reach(thread.tx, thread.id, thread.now)
    if found is not None and found.way == "nowhere":
        raise Unreachable("This customer has no chat: nothing that is written here reaches them.")


def _way(
    tx: Tx, conversation: str, contact: str, channel: Channel, *, number: bool, address: str | None, now: int
) -> Way:
    if address is not None:
        return "sent"
    if channel is Channel.WIDGET and contacts.has_token(tx, contact):
        return "visit"
    room = rooms.newest_in(tx, conversation)
    if room is not None and (room.ended_at is None or now - room.ended_at < AFTER_MS):
        return "call"
    return "sign_in" if channel is Channel.WIDGET and number else "nowhere"


def _problem(tx: Tx, conversation: str, channel: Channel, address: str) -> str | None:
    failed = outbox.last_failed(tx, channel, address)
    if failed is None or (messages.contact_wrote_at(tx, conversation) or 0) > failed.at:
        return None
    message = messages.get(tx, failed.conversation, failed.seq)
    return message.problem if message else None
