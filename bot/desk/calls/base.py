"""What every part of the calls works with."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot import call
from bot.desk.base import Ground
from bot.desk.calls.people import Caller, room_of, seat
from bot.desk.thread import Thread
from bot.model import CallCard, CallEvent, CallMoment
from bot.store.room_members import Member
from webrtc.link import BrowserLink
from webrtc.media import Participant

R = TypeVar("R")

CHECK_FRESH_MS = 600_000  # an older one says little of the call that begins now


class MediaRooms(Protocol):
    """What a live session needs of the media worker (webrtc.media.Media)."""

    @property
    def free(self) -> int: ...
    async def prepare(self) -> None: ...
    async def join(self, room: str, participant: Participant, page: str = "", met: bool = False) -> BrowserLink: ...
    async def echo(self) -> BrowserLink: ...
    async def remove(self, room: str, participant: str, reason: str) -> None: ...


Change = Callable[[Thread, CallCard], CallCard]
"""The card as it is then; the same where nothing changes."""


class Part:
    def __init__(self, ground: Ground, media: MediaRooms) -> None:
        self._ground = ground
        self._media = media

    async def change(self, room: str, change: Change, caller: Caller | None = None) -> None:
        """Rewrites the room's card, unless it is over; where the new one is over, the room ends with it.

        `caller`: who wants that, and has to have a seat in the room. Raises NotFound, with a caller Gone and Forbidden,
        and what `change` raises.
        """
        found = await self._ground.engine.read(lambda tx: room_of(tx, room))

        def work(thread: Thread) -> None:
            if caller is not None:
                seat(thread.tx, caller, room)
            thread.change_call(found.seq, lambda card: change(thread, card))

        await self._ground.within(found.conversation, work)

    async def _in_room(self, room: str, work: Callable[[Thread], R]) -> R:
        """`work` on the room's conversation. Raises NotFound, and what `work` raises."""
        found = await self._ground.engine.read(lambda tx: room_of(tx, room))
        return await self._ground.within(found.conversation, work)

    def _offered_until(self, now: int) -> int:
        return now + self._ground.config.media.offer_s * 1000

    def _rings_until(self, now: int) -> int:
        return now + self._ground.config.calls.ring_s * 1000


def moment(card: CallCard, what: CallEvent, member: Member, at: int) -> CallCard:
    """Of somebody of whom the others are told."""
    if member.hidden:
        return card
    name = None if member.role == "customer" else member.name
    return call.noted(card, CallMoment(what=what, role=member.role, name=name, person=member.person, at=at))
