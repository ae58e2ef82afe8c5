"""How a conversation comes to an agent, and back to the bot."""

from typing import Literal

import msgspec

from bot.desk import wishes
from bot.desk.thread import BOT, Thread
from bot.errors import Conflict, Taken
from bot.model import Owner, OwnerKind, Person
from bot.store import episodes, escalations


def take(thread: Thread, agent: Person) -> None:
    """Nothing happens where it is theirs already. Raises Taken where another has it, Conflict where the customer goes
    on elsewhere.
    """
    owner = thread.conversation.owner
    if owner.agent is not None and owner.agent.id == agent.id:
        return
    further = thread.conversation.continues_in
    if further is not None:
        raise Conflict("This customer goes on in another conversation. Open that one.", conversation=further)
    if owner.agent is not None:
        raise Taken(f"{owner.agent.name} has taken this conversation.", agent=msgspec.to_builtins(owner.agent))
    if owner.kind is OwnerKind.NOBODY:
        thread.reopen(BOT)
    if owner.kind is OwnerKind.LINE:
        escalations.leave(thread.tx, thread.id, "taken", agent.id, thread.now)
    give(thread, agent)
    thread.notice("joined", agent)


def give(thread: Thread, agent: Person) -> None:
    thread.own(Owner(kind=OwnerKind.AGENT, agent=agent))
    episodes.handled(thread.tx, thread.id, thread.conversation.episode, agent.id, "agent")


def leave_line(thread: Thread, silence_s: int) -> None:
    """The customer does not want to wait."""
    escalations.leave(thread.tx, thread.id, "abandoned", None, thread.now)
    to_bot(thread, silence_s, "left_line")


def to_bot(
    thread: Thread, silence_s: int, code: Literal["left_line", "handed_back"], agent: Person | None = None
) -> None:
    """`silence_s`: after which the customer counts as having fallen silent."""
    thread.own(BOT)
    thread.notice(code, agent)
    wishes.offer(thread)
    thread.set(silence_due_at=thread.now + silence_s * 1000)
