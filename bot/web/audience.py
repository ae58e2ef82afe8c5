"""Who is connected to this node, and what they are told that has no number: places, typing, presence, rings, ends."""

import asyncio
from typing import Any, Protocol

import msgspec

from bot.bus.base import Bus
from bot.events import CASES, FIGURES, LINE
from bot.model import Author, Person
from bot.presence import Presence
from bot.store import escalations
from bot.store.engine import Engine
from bot.web.calls.rings import Rings

TICK_S = 0.2
FIGURES_EVERY_S = 1.0
"""How often those who look at figures are told at most that there may be others."""


class Listener(Protocol):
    """A connection, as others see it."""

    agent: Person | None
    login: str | None
    conversation: str | None  # a contact's own

    def push(self, frame: dict[str, Any]) -> None: ...
    def watches(self, conversation: str) -> bool: ...
    def reads(self, stream: str) -> bool: ...
    def end(self, code: str, message: str) -> None: ...


class Paced:
    """Something that happens often and is told seldom."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._noted = False
        self._told_at = 0.0  # of a clock that only goes forward

    def note(self) -> None:
        self._noted = True

    def due(self, now: float) -> bool:
        """Whether it is to be told now; then it is."""
        if not self._noted or now < self._told_at + self._every_s:
            return False
        self._noted, self._told_at = False, now
        return True


class Audience:
    def __init__(self, engine: Engine, bus: Bus, presence: Presence, rings: Rings) -> None:
        self._engine = engine
        self._bus = bus
        self._presence = presence
        self._rings = rings
        self._listeners: set[Listener] = set()
        self._told: dict[Listener, int] = {}  # the place last told
        self._line_moved = True
        self._figures = Paced(FIGURES_EVERY_S)
        self._counted = False  # something that reports count, not only who has which conversation
        self._here: list[Person] = []
        self._unlisten = bus.listen(self._hinted, self._news)

    def add(self, listener: Listener) -> None:
        self._listeners.add(listener)
        self._line_moved = True
        if listener.agent is not None:
            self._presence.seen(listener.agent)
            listener.push(_presence(self._presence.here()))

    def remove(self, listener: Listener) -> None:
        self._listeners.discard(listener)
        self._told.pop(listener, None)
        self._rings.forget(listener)
        agent = listener.agent
        if agent is not None and not any(other.agent == agent for other in self._listeners):
            self._presence.leaving(agent.id)

    def came_to(self, listener: Listener, conversation: str) -> None:
        """A contact's conversation has begun."""
        if listener.conversation != conversation:
            listener.conversation = conversation
            self._line_moved = True

    def watched(self, conversation: str) -> bool:
        """Whether its customer is here."""
        return any(listener.conversation == conversation and listener.agent is None for listener in self._listeners)

    def agents_here(self) -> bool:
        return bool(self._presence.here())

    def typing(self, conversation: str, author: Author) -> None:
        self._bus.tell("typing", {"conversation": conversation, "author": msgspec.to_builtins(author)})

    def end_login(self, login: str) -> None:
        self._bus.tell("login_ended", login)

    def end_agent(self, agent: str) -> None:
        self._bus.tell("agent_ended", agent)

    def _hinted(self, streams: frozenset[str]) -> None:
        if LINE in streams:
            self._line_moved = True
        if streams & {FIGURES, CASES, LINE}:
            self._figures.note()
            self._counted = self._counted or bool(streams & {FIGURES, CASES})

    def _news(self, topic: str, news: Any) -> None:
        match topic:
            case "typing":
                frame = {"type": "typing", **news}
                for listener in list(self._listeners):
                    if listener.watches(news["conversation"]) and not _same(listener, news["author"]):
                        listener.push(frame)
            case "login_ended" | "agent_ended":
                for listener in list(self._listeners):
                    if news in (listener.login, listener.agent.id if listener.agent else None):
                        listener.end("unauthorized", "You were signed out.")

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            here = self._presence.here()
            if here != self._here:
                self._here = here
                frame = _presence(here)
                for listener in self._listeners:
                    if listener.agent is not None:
                        listener.push(frame)
            moved, self._line_moved = self._line_moved, False
            if moved:
                await self._tell_places()
            if moved or self._rings.anything:
                await self._rings.tell(self._listeners)
            if self._figures.due(asyncio.get_running_loop().time()):
                self._tell_figures()
            await asyncio.sleep(TICK_S)

    def _tell_figures(self) -> None:
        counted, self._counted = self._counted, False
        for listener in self._listeners:
            if listener.reads(FIGURES):
                listener.push({"type": "figures", "counted": counted})

    async def _tell_places(self) -> None:
        places = {conversation: n for n, conversation in enumerate(await self._engine.read(escalations.line), 1)}
        for listener in list(self._listeners):
            if listener.conversation is None:
                continue
            place = places.get(listener.conversation)
            if place is None:
                self._told.pop(listener, None)
            elif self._told.get(listener) != place:
                self._told[listener] = place
                listener.push({"type": "place", "conversation": listener.conversation, "place": place})

    def close(self) -> None:
        self._unlisten()
        for listener in list(self._listeners):
            listener.end("unavailable", "The server is being restarted.")


def _presence(here: list[Person]) -> dict[str, Any]:
    return {"type": "presence", "agents": here}


def _same(listener: Listener, author: dict[str, Any]) -> bool:
    if listener.agent is not None:
        return bool(listener.agent.id == author.get("id"))
    return bool(author["kind"] == "contact")
