"""Where invitations to calls are used: a second place gets in only when the first one says so."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.clock import Clock
from bot.errors import NotFound
from bot.secret import new_id

PATIENCE_S = 15.0


class Place(Protocol):
    """The connection of a browser that has redeemed an invitation."""

    def push(self, frame: dict[str, Any]) -> None: ...
    def end(self, code: str, message: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the call may go on elsewhere."""

    id: str = field(default_factory=lambda: new_id("k"))
    answer: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Places:
    def __init__(self, clock: Clock, patience_s: float = PATIENCE_S) -> None:
        self._clock = clock
        self._patience_s = patience_s
        self._places: defaultdict[str, set[Place]] = defaultdict(set)  # by invitation
        self._questions: dict[str, Question] = {}  # by invitation

    def add(self, invitation: str, place: Place) -> None:
        self._places[invitation].add(place)

    def remove(self, invitation: str, place: Place) -> None:
        self._places[invitation].discard(place)
        if not self._places[invitation]:
            del self._places[invitation]

    def somebody(self, invitation: str) -> bool:
        return invitation in self._places

    async def yields(self, invitation: str, room: str) -> bool:
        """Asks the first place. False where nobody is there, it is being asked already, or nothing is said for 15 s."""
        if invitation not in self._places or invitation in self._questions:
            return False
        question = self._questions[invitation] = Question()
        expires_at = self._clock() + round(self._patience_s * 1000)
        self._tell(invitation, {"type": "asked", "ask": question.id, "room": room, "expires_at": expires_at})
        try:
            async with asyncio.timeout(self._patience_s):
                return await question.answer
        except TimeoutError:
            return False
        finally:
            del self._questions[invitation]
            self._tell(invitation, {"type": "asked", "ask": question.id, "over": True})

    def answer(self, invitation: str, ask: str, yes: bool) -> None:
        """Raises NotFound for a question that is settled."""
        question = self._questions.get(invitation)
        if question is None or question.id != ask or question.answer.done():
            raise NotFound("This has been decided already.")
        question.answer.set_result(yes)

    def leave(self, invitation: str) -> None:
        """The call goes on elsewhere."""
        for place in list(self._places.get(invitation, ())):
            place.end("unauthorized", "This call goes on in another place.")

    def _tell(self, invitation: str, frame: dict[str, Any]) -> None:
        for place in self._places.get(invitation, ()):
            place.push(frame)
