"""A customer who has turned out to have two conversations on the website goes on in one, of which the other is a part.

Nothing is copied: what was said in the other stays where it is, and whoever reads the one reads both, in order of time.
"""

from dataclasses import dataclass

from bot.desk import ending
from bot.desk.thread import Thread
from bot.model import AuthorKind, OwnerKind, Text
from bot.store import escalations, identities, messages, rooms

_OWNED = {OwnerKind.NOBODY: 0, OwnerKind.BOT: 1, OwnerKind.LINE: 2, OwnerKind.AGENT: 3}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as it stands."""

    owner: OwnerKind
    last_at: int
    waits_since: int | None = None  # in the line; None: not in it
    offered: bool = False  # a call, or one rings
    called: bool = False  # a call runs


def goes_on(own: Side, other: Side) -> bool:
    """Whether the customer's `own` goes on, rather than the `other`: what must not be torn off, then what was waited
    for longest, then what was said last. Where nothing is open the own does.
    """
    if (mine := _weight(own)) != (theirs := _weight(other)):
        return mine > theirs
    match own.owner:
        case OwnerKind.NOBODY:
            return True
        case OwnerKind.LINE:
            return (own.waits_since or 0) <= (other.waits_since or 0)
    return own.last_at >= other.last_at


def _weight(side: Side) -> tuple[bool, bool, int]:
    return side.called, side.offered, _OWNED[side.owner]


def merge(own: Thread, other: Thread) -> None:
    """One goes on, see `goes_on`; both are to be saved."""
    here, former = (own, other) if goes_on(_side(own), _side(other)) else (other, own)
    if former.conversation.last_at > here.conversation.last_at:
        here.set(excerpt=former.excerpt)
    _hand_over(former, here)
    for note in messages.notes(former.tx, former.id):
        here.note(note)
    ending.lay_down(former)
    former.continue_in(here)
    identities.go_on(here.tx, former.id, here.id)
    here.notice("signed_in")


def _side(thread: Thread) -> Side:
    room = rooms.open_in(thread.tx, thread.id)
    waiting = escalations.waiting(thread.tx, thread.id)
    return Side(
        owner=thread.owner,
        last_at=thread.conversation.last_at,
        waits_since=waiting.queued_at if waiting else None,
        offered=room is not None,
        called=room is not None and room.started_at is not None,
    )


def _hand_over(former: Thread, here: Thread) -> None:
    """Whoever is to reply goes on owing it."""
    if here.owner is OwnerKind.BOT:
        _owe(former, here)
    if here.owner not in (OwnerKind.LINE, OwnerKind.AGENT):
        return
    if former.owner is OwnerKind.LINE:
        _wait_on(former, here)
    waited = [since for since in (here.unanswered_since, former.unanswered_since) if since is not None]
    if former.reply_from is not None:
        waited.append(here.now)
    here.set(unanswered_since=min(waited, default=None), callback=here.callback or former.callback)


def _wait_on(former: Thread, here: Thread) -> None:
    agent = here.conversation.owner.agent
    if agent is None:
        escalations.hand_over(former.tx, former.id, here.id)
    else:
        escalations.leave(former.tx, former.id, "taken", agent.id, former.now)


def _owe(former: Thread, here: Thread) -> None:
    """What the bot has not replied to yet is said here instead, so that it replies here."""
    if former.reply_from is None or former.reply_due_at is None:
        return
    for message in messages.since(former.tx, former.id, former.reply_from):
        if message.author.kind is AuthorKind.CONTACT and isinstance(message.body, Text):
            messages.remove(former.tx, former.id, message.seq)
            said = here.say(message.author, message.body, client_message_id=message.client_message_id)
            here.owe_reply(here.reply_from or said.seq, former.reply_due_at)
