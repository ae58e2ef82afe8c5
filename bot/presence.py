"""Which agents are here: a fresh lease, never a stored flag."""

from bot.clock import Clock
from bot.model import Person

RELOAD_MS = 5_000
"""How long an agent whose last socket closed stays: a page that is loaded again is not an absence."""


class Presence:
    def __init__(self, clock: Clock, absent_s: int) -> None:
        self._clock = clock
        self._absent_ms = absent_s * 1000
        self._until: dict[str, int] = {}
        self._people: dict[str, Person] = {}

    def seen(self, agent: Person) -> None:
        self._people[agent.id] = agent
        self._until[agent.id] = self._clock() + self._absent_ms

    def leaving(self, agent: str) -> None:
        if agent in self._until:
            self._until[agent] = min(self._until[agent], self._clock() + RELOAD_MS)

    def here(self) -> list[Person]:
        now = self._clock()
        return sorted(
            (self._people[agent] for agent, until in self._until.items() if until > now), key=lambda p: p.name
        )
