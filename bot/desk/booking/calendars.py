"""When agents can be booked for calls: their weekly hours, and when they are away."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.booking.terms import Hours, Stretch
from bot.clock import DAY_MS
from bot.desk.base import Ground
from bot.desk.booking.bookings import clean_note
from bot.errors import BadRequest, Conflict, NotFound
from bot.store import agents, bookings
from bot.store.bookings import Absence
from bot.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Calendar:
    """One agent's."""

    hours: tuple[Hours, ...]
    absences: list[Absence]


class Calendars:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def look(self, agent: str) -> Calendar:
        now = self._ground.clock()
        return await self._ground.engine.read(
            lambda tx: Calendar(bookings.hours(tx, agent), bookings.absences(tx, agent, now))
        )

    async def set_hours(self, agent: str, week: Sequence[Hours]) -> None:
        """Raises NotFound, BadRequest for stretches that end before they begin or overlap."""
        ordered = sorted(week, key=lambda it: (it.weekday, it.start_min))
        for each in ordered:
            if not (0 <= each.weekday <= 6 and 0 <= each.start_min < each.end_min <= 1440):
                raise BadRequest("Hours must begin before they end, on the same day.")
        for one, other in pairwise(ordered):
            if one.weekday == other.weekday and other.start_min < one.end_min:
                raise BadRequest("Two periods on the same day overlap.")

        def work(tx: Tx) -> None:
            _known_agent(tx, agent)
            bookings.set_hours(tx, agent, ordered)

        await self._ground.engine.write(work)

    async def be_away(self, agent: str, since: int, until: int, note: str) -> str:
        """Raises NotFound, BadRequest, and Conflict where calls are booked then: they are cancelled or moved first."""
        if not since < until <= since + 366 * DAY_MS:
            raise BadRequest("An absence must end after it begins, and last a year at most.")

        def work(tx: Tx) -> str:
            _known_agent(tx, agent)
            meets = [it for it in bookings.between(tx, since - DAY_MS, until, agent) if it.until > since]
            if any(it.state == "booked" for it in meets):
                raise Conflict(
                    "Calls are booked in this time. Move them first, or hand them to colleagues.",
                    bookings=[it.id for it in meets],
                )
            return bookings.be_away(tx, agent, Stretch(since, until), clean_note(note))

        return await self._ground.engine.write(work)

    async def be_back(self, agent: str, absence: str) -> None:
        """Raises NotFound."""
        if not await self._ground.engine.write(lambda tx: bookings.be_back(tx, agent, absence)):
            raise NotFound("There is no such absence.")


def _known_agent(tx: Tx, agent: str) -> None:
    """Raises NotFound."""
    if agents.get(tx, agent) is None:
        raise NotFound("There is no such agent.")
