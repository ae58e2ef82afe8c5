"""How an episode ends: once, and with at most one asking."""

from bot.config import Config
from bot.desk.surveys import surveying
from bot.desk.thread import NOBODY, Thread
from bot.events import FIGURES
from bot.model import OwnerKind, Person
from bot.store import episodes, escalations


def lay_down(thread: Thread) -> None:
    """The customer goes on in another conversation: nobody is asked how this one was."""
    if thread.owner is OwnerKind.NOBODY:
        return
    if thread.owner is OwnerKind.LINE:
        escalations.leave(thread.tx, thread.id, "abandoned", None, thread.now)
    episodes.resolve(thread.tx, thread.id, thread.conversation.episode, "silence", thread.now)
    thread.own(NOBODY)
    thread.touch(FIGURES)


def resolve(thread: Thread, by: str, config: Config, agent: Person | None = None) -> bool:
    """`by` is customer, silence or agent. False when nothing was open."""
    if thread.owner is OwnerKind.NOBODY:
        return False
    if thread.owner is OwnerKind.LINE:
        escalations.leave(thread.tx, thread.id, "abandoned", None, thread.now)
    episodes.resolve(thread.tx, thread.id, thread.conversation.episode, by, thread.now)
    if agent is not None:
        thread.notice("resolved", agent)
    thread.own(NOBODY)
    surveying.ended(thread, config)
    thread.touch(FIGURES)
    return True
