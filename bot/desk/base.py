"""What every part of the desk works with: load, decide, commit, wake."""

import re
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.answers.answers import Answers
from bot.bus.base import Bus
from bot.clock import Clock
from bot.config import Config
from bot.desk.thread import Thread, Touched
from bot.errors import BadRequest
from bot.model import Channel, OwnerKind
from bot.presence import Presence
from bot.store.engine import Engine, Tx

R = TypeVar("R")

WORDS = 4000  # characters of a message
NAME = 80  # characters
UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # of Unicode's general categories
JOINERS = "\u200c\u200d\t\n"  # the first two belong to words of some scripts; the others become spaces


@dataclass(frozen=True, slots=True)
class Sender:
    """A contact on one of the channels."""

    contact: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a message stands; it is on disk."""

    conversation: str
    seq: int


async def _no_media(room: str, reason: str) -> None:
    pass


@dataclass
class Ground:
    engine: Engine
    bus: Bus
    answers: Answers
    presence: Presence
    config: Config
    clock: Clock
    wake_delivery: Callable[[], None] = lambda: None
    wake_bursts: Callable[[], None] = lambda: None
    """A reply is owed that is not due yet."""
    end_media: Callable[[str, str], Awaitable[None]] = _no_media
    """Sends everybody out of a room, with the reason."""
    owners: dict[Sender, OwnerKind] = field(default_factory=dict)
    """Who had a sender's conversation when last looked at: a guess that saves a search, checked in the transaction."""

    async def commit(self, work: Callable[[Tx], tuple[R, Touched | None]]) -> R:
        """Runs `work`, then wakes the readers of what it touched and ends the media of what it ended."""
        result, touched = await self.engine.write(work)
        if touched is not None:
            self.bus.hint(touched.streams)
            if touched.outgoing:
                self.wake_delivery()
            for room, reason in touched.ended:
                await self.end_media(room, reason)
        return result

    async def within(self, conversation: str, work: Callable[[Thread], R]) -> R:
        """`work` on one conversation, saved and told. Raises NotFound, Stale and what `work` raises."""
        now = self.clock()

        def run(tx: Tx) -> tuple[R, Touched]:
            thread = Thread.load(tx, conversation, now)
            result = work(thread)
            return result, thread.save()

        return await self.commit(run)


def clean(text: str, longest: int = WORDS) -> str:
    """Raises BadRequest for what no channel could carry on."""
    if UNSENDABLE.search(text):
        raise BadRequest("Text may not contain the NUL character or unpaired surrogates.")
    text = text.strip()
    if not text:
        raise BadRequest("The message is empty.")
    if len(text) > longest:
        raise BadRequest(f"The message is too long: at most {longest} characters.")
    return text


def clean_name(text: str) -> str:
    """On one line, and without marks that turn the direction of whatever is written after it. Raises BadRequest where
    nothing is left.
    """
    kept = "".join(sign for sign in text if sign in JOINERS or unicodedata.category(sign) not in UNSEEN)
    name = " ".join(kept.split())[:NAME].strip()
    if not name:
        raise BadRequest("The name is empty.")
    return name
