"""What rings at whom, and what agents' pages are told of it."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot.desk.calls import RingingNow
from bot.model import CallCheck, Contact, Person
from bot.store.room_members import Asking
from bot.store.rooms import Ring
from bot.web.calls.rings import LEFT_MS, Rings, heard_by
from tests.fakes.clock import Hands

ANA, BOR = Person(id="a_1", name="Ana"), Person(id="a_2", name="Bor")
MAJA = Contact(id="c_1", name="Maja", language="sl")
RING = Ring("r_1", "v_1", MAJA, "video", 30_000, 7, None)
ASKING = Asking(BOR.id, ANA, "r_2", "v_2", MAJA, "voice", 30_000)
SILENCE = RingingNow([], {}, [], frozenset())


@dataclass(eq=False)
class Page:
    agent: Person | None
    conversation: str | None = None
    told: list[dict[str, Any]] = field(default_factory=list)

    def push(self, frame: dict[str, Any]) -> None:
        self.told.append(frame)


class Desk:
    """Pages, and what rings: said anew as it changes."""

    def __init__(self) -> None:
        self.ringing = SILENCE
        self.ana, self.bor, self.visitor = Page(ANA), Page(BOR), Page(None, RING.conversation)
        self.clock, self.cancelled = Hands(), list[str]()
        self.rings = Rings(self._ringing, self._cancel, self.clock)

    async def _ringing(self) -> RingingNow:
        return self.ringing

    async def _cancel(self, room: str) -> None:
        self.cancelled.append(room)

    async def hears(self, ringing: RingingNow) -> dict[str, list[tuple[str, bool]]]:
        """What each was told: the room, and whether it is over."""
        self.ringing = ringing
        pages = {"ana": self.ana, "bor": self.bor, "visitor": self.visitor}
        for page in pages.values():
            page.told.clear()
        await self.rings.tell(list(pages.values()))
        told = {
            name: [(frame["room"], frame.get("over", False)) for frame in page.told] for name, page in pages.items()
        }
        return {name: frames for name, frames in told.items() if frames}


async def test_each_is_told_once_and_when_it_is_over() -> None:
    desk = Desk()
    rings = replace(SILENCE, rings=[RING])
    assert await desk.hears(rings) == {"ana": [("r_1", False)], "bor": [("r_1", False)]}
    assert desk.rings.anything
    assert await desk.hears(rings) == {}
    assert await desk.hears(SILENCE) == {"ana": [("r_1", True)], "bor": [("r_1", True)]}
    assert not desk.rings.anything


async def test_it_stops_at_who_is_in_a_call_and_begins_again_after_it() -> None:
    desk = Desk()
    rings = replace(SILENCE, rings=[RING])
    await desk.hears(rings)
    assert await desk.hears(replace(rings, busy=frozenset({ANA.id}))) == {"ana": [("r_1", True)]}
    assert await desk.hears(rings) == {"ana": [("r_1", False)]}


async def test_it_comes_again_when_the_customer_has_permitted_more() -> None:
    desk = Desk()
    rings = replace(SILENCE, rings=[RING])
    await desk.hears(rings)
    check = CallCheck(at=1, microphone="granted")
    assert await desk.hears(replace(rings, checks={"r_1": check})) == {"ana": [("r_1", False)], "bor": [("r_1", False)]}
    assert desk.ana.told[0]["check"] == check


async def test_a_colleagues_call_rings_at_one_alone() -> None:
    desk = Desk()
    asked = replace(SILENCE, asked=[ASKING])
    assert await desk.hears(asked) == {"bor": [("r_2", False)]}
    assert desk.bor.told[0]["invited_by"] == ANA


def test_who_has_the_conversation_hears_it_alone() -> None:
    ringing = replace(SILENCE, rings=[replace(RING, owner=ANA.id)])
    assert list(heard_by(ANA.id, ringing)) == ["r_1"]
    assert heard_by(BOR.id, ringing) == {}


async def test_a_page_that_comes_back_is_told_anew() -> None:
    desk = Desk()
    rings = replace(SILENCE, rings=[RING])
    await desk.hears(rings)
    desk.rings.forget(desk.ana)
    assert await desk.hears(rings) == {"ana": [("r_1", False)]}


async def test_it_rings_on_only_for_a_moment_when_its_customer_has_closed_the_page() -> None:
    desk = Desk()
    pages = [desk.ana, desk.bor]
    desk.ringing = replace(SILENCE, rings=[RING])
    for seconds, there in ((0, True), (60, False), (9, False), (0.5, True), (60, False), (9, False)):
        desk.clock.turn(seconds)
        await desk.rings.tell([*pages, desk.visitor] if there else pages)
    assert desk.cancelled == []
    desk.clock.turn(LEFT_MS / 1000 - 9)
    await desk.rings.tell(pages)
    assert desk.cancelled == [RING.room]
