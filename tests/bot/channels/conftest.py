import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.channels.telegram.channel import Telegram
from bot.config import Telegram as Settings
from bot.delivery import Delivery
from bot.desk.booking.bookings import Bookings
from bot.desk.calls import Calls
from bot.pace import Pace
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.media import NotedMedia
from tests.fakes.shop import Shop, shop

SECRET = "a-secret-of-the-webhook"
PUBLIC_URL = "https://help.linden.example"


@dataclass
class Running:
    shop: Shop
    calls: Calls
    telegram: Telegram
    delivery: Delivery
    slept: list[float]


@asynccontextmanager
async def running(
    path: Path, api: BotApi, mode: str = "polling", public_url: str = PUBLIC_URL
) -> AsyncIterator[Running]:
    """The whole way through Telegram: a desk, the channel, the delivery. Pauses after errors are noted, not slept."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0.01)

    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(shop(path, public_url=public_url))
        calls = Calls(here.ground, NotedMedia())
        telegram = Telegram(
            Settings(token=TOKEN, mode=mode, webhook_secret=SECRET, api_url=api.url),
            here.desk,
            calls.call_back,
            Bookings(here.ground, calls.link).link,
            here.engine,
            public_url=public_url,
            title="Linden",
            languages=("en", "sl"),
            clock=here.ground.clock,
            wake_delivery=lambda: delivery.wake(),
            sleep=sleep,
        )
        delivery = Delivery(here.engine, here.desk, [telegram], clock=here.ground.clock, pace=Pace(each_per_s=50.0))
        here.ground.wake_delivery = delivery.wake
        await delivery.start()
        stack.push_async_callback(telegram.aclose)
        stack.push_async_callback(delivery.aclose)
        telegram.start()
        yield Running(here, calls, telegram, delivery, slept)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def chat(tmp_path: Path, api: BotApi) -> AsyncIterator[Running]:
    async with running(tmp_path / "heard.sqlite", api) as everything:
        yield everything
