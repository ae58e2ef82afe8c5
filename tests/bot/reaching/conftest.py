"""A floor whose shop tells what was delivered to whom, and what follows."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Sender
from bot.desk.reaching.journeys import Journeys
from bot.desk.reaching.touching import Taken, Touching
from bot.journeys import definition
from bot.journeys.definition import Journey
from bot.journeys.touchpoint import Touchpoint, read
from bot.model import Channel
from bot.store import contacts, journey_steps, journeys, permissions
from tests.bot.conftest import Customer, Floor, floor_at
from tests.fakes.clock import Hands

HOUR_S = 3600
DAY_S = 24 * HOUR_S
NOON = 1_763_726_400_000  # 2025-11-21 12:00 UTC
SAID = {"allowed": True, "how": "checkbox at checkout", "at": NOON - 1000}

JOURNEY = {
    "id": "care",
    "name": "Care",
    "trigger": {"kind": "delivered"},
    "every_days": 0,
    "steps": [
        {
            "does": "articles", "after_h": 24, "keys": ["return-item", "return-gift"],
            "text": {"en": "Hello {name}! About {product|your order}:"},
        },
        {"does": "check_in", "after_h": 72, "text": {"en": "Does {product|it} work?"}},
        {"does": "text", "after_h": 240, "text": {"en": "We hope you like it, {name}."}},
    ],
}  # fmt: skip


@dataclass
class Care:
    """A floor with a journey that is switched on."""

    floor: Floor
    touching: Touching
    journeys: Journeys
    watched: set[str] = field(default_factory=set)
    told: int = 0

    @property
    def clock(self) -> Hands:
        return self.floor.clock

    async def use(self, table: dict[str, Any]) -> Journey:
        journey = definition.of_table(table)

        def work(tx: Any) -> None:
            journeys.put(tx, journey, None, self.clock())
            journeys.switch(tx, journey.id, on=True)

        await self.floor.shop.engine.write(work)
        return journey

    def touchpoint(self, **said: Any) -> Touchpoint:
        self.told += 1
        whole = {"id": f"order-{self.told}", "kind": "delivered", "customer": {"number": "4711", "name": "Maja"},
                 "at": self.clock(), "consent": SAID, **said}  # fmt: skip
        return read({name: value for name, value in whole.items() if value is not None}, self.clock())

    async def deliver(self, **said: Any) -> Taken:
        (taken,) = await self.touching.take("k_1", [self.touchpoint(**said)])
        assert isinstance(taken, Taken)
        return taken

    async def telegram(self, taken: Taken, chat: str = "77") -> Customer:
        """The customer of a touchpoint, who is on Telegram too."""
        await self.floor.shop.engine.write(lambda tx: contacts.give_address(tx, taken.contact, Channel.TELEGRAM, chat))
        return Customer(self.floor.shop, Sender(taken.contact, Channel.TELEGRAM))

    async def later(self, seconds: float) -> None:
        self.clock.turn(seconds)
        await self.journeys.do_due()

    async def steps(self, contact: str) -> list[tuple[int, str, str | None]]:
        found = await self.floor.shop.engine.read(lambda tx: journey_steps.of_contact(tx, contact))
        return sorted((it.step, it.state, it.reason) for it in found)

    async def permission(self, contact: str) -> bool | None:
        return await self.floor.shop.engine.read(lambda tx: permissions.allowed(tx, contact))


@pytest.fixture
async def care(tmp_path: Path) -> AsyncIterator[Care]:
    async with floor_at(tmp_path / "heard.sqlite", Hands(NOON)) as floor:
        watched: set[str] = set()
        made = Care(floor, Touching(floor.shop.ground), Journeys(floor.shop.ground, watched.__contains__), watched)
        await made.use(JOURNEY)
        yield made
