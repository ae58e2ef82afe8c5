"""Telling agents what rings: what customers ask for as long as they are there, and calls that a colleague asks into."""

from collections.abc import Awaitable, Callable, Collection
from typing import Any, Protocol

from bot.clock import Clock
from bot.desk.calls import RingingNow
from bot.model import Person
from bot.store.rooms import Ring

LEFT_MS = 10_000
"""How long a call rings whose customer has no page open: one that is loaded again is back by then."""

Frame = dict[str, Any]


class Listener(Protocol):
    agent: Person | None
    conversation: str | None  # a contact's own

    def push(self, frame: Frame) -> None: ...


class Rings:
    """`cancel`: of a room, for its customer."""

    def __init__(
        self, ringing: Callable[[], Awaitable[RingingNow]], cancel: Callable[[str], Awaitable[None]], clock: Clock
    ) -> None:
        self._ringing = ringing
        self._cancel = cancel
        self._clock = clock
        self._told: dict[Listener, dict[str, Frame]] = {}  # what rings there, by room
        self._left_at: dict[str, int] = {}  # by the room of a customer who has no page open
        self.anything = False
        """Something rings, and has to be looked at again."""

    def forget(self, listener: Listener) -> None:
        self._told.pop(listener, None)

    async def tell(self, listeners: Collection[Listener]) -> None:
        ringing = await self._ringing()
        self.anything = bool(ringing.rings or ringing.asked)
        for listener in listeners:  # who is there now: some may have gone while it was looked up
            if listener.agent is None:
                continue
            heard = heard_by(listener.agent.id, ringing)
            told = self._told.get(listener, {})
            for room in told.keys() - heard.keys():
                listener.push({"type": "ring", "room": room, "over": True})
            for room, frame in heard.items():
                if told.get(room) != frame:
                    listener.push(frame)
            self._told[listener] = heard
        watched = {listener.conversation for listener in listeners}
        for room in self._left([ring for ring in ringing.rings if ring.conversation not in watched]):
            await self._cancel(room)

    def _left(self, unwatched: list[Ring]) -> list[str]:
        """The rooms whose customer has been away for too long."""
        now = self._clock()
        self._left_at = {ring.room: self._left_at.get(ring.room, now) for ring in unwatched}
        return [room for room, since in self._left_at.items() if now - since >= LEFT_MS]


def heard_by(agent: str, ringing: RingingNow) -> dict[str, Frame]:
    """What rings at an agent, by room. Who has a conversation hears it alone; who is in a call hears nothing."""
    heard: dict[str, Frame] = {}
    if agent in ringing.busy:
        return heard
    for ring in ringing.rings:
        if ring.owner in (None, agent):
            heard[ring.room] = {
                "type": "ring",
                "room": ring.room,
                "conversation": ring.conversation,
                "contact": ring.contact,
                "kind": ring.media,
                "expires_at": ring.expires_at,
            }
            if ring.room in ringing.checks:
                heard[ring.room]["check"] = ringing.checks[ring.room]
    for asking in ringing.asked:
        if asking.person == agent:
            heard[asking.room] = {
                "type": "ring",
                "room": asking.room,
                "conversation": asking.conversation,
                "contact": asking.contact,
                "kind": asking.media,
                "expires_at": asking.expires_at,
                "invited_by": asking.by,
            }
    return heard
