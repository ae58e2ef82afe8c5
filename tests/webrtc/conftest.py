import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for caller.py and house.py beside this file

from house import House


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    await house.port.open("127.0.0.1", 0)
    house.tasks.start(house.rooms.run(), "rooms")
    yield house
    await house.rooms.aclose()
    for guest in house.guests:
        await guest.caller.close()
    await house.tasks.aclose()
    house.port.close()
    await asyncio.sleep(0)
