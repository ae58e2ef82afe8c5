"""A desk with a little knowledge over a real SQLite file, and the waiting that its tests share."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answers.answers import Answers
from bot.bus.memory import MemoryBus
from bot.clock import Clock, now_ms
from bot.config import Bot, Config, Server
from bot.desk import Desk, Ground
from bot.first_start import put_surveys
from bot.model import Message, Person, Role
from bot.presence import Presence
from bot.store import agents, articles, messages, surveys
from bot.store.sqlite import SqliteEngine
from knowledge.article import Article, Translation
from tests.fakes import database

PROMPT = Bot(confident=0.65, burst_s=0.0)
"""Does not wait for further words, and is as sure as its few articles let it be."""
ORDERS = "1. Open **My orders**.\n2. Select *Track*."
ARTICLES = (
    Article(
        "track-order",
        link="https://linden.example/help/track-order",
        translations=(
            Translation("en", "Where is my order?", ORDERS, variants=("Track my parcel",)),
            Translation("sl", "Kje je moje naročilo?", "Odprite **Moja naročila**.", variants=("Kje je paket",)),
        ),
    ),
    Article(
        "return-item",
        translations=(
            Translation("en", "How do I return an item?", "Send it back.", variants=("I want to return this",)),
        ),
    ),
    Article(
        "return-gift",
        translations=(
            Translation("en", "How do I return a gift?", "Bring the card.", variants=("I want to return a gift",)),
        ),
    ),
)


@dataclass
class Shop:
    engine: SqliteEngine
    desk: Desk
    ground: Ground
    agent: Person

    async def messages(self, conversation: str) -> list[Message]:
        return await self.engine.read(lambda tx: messages.newest(tx, conversation, 1000))

    async def rows(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        return list(await self.engine.read(lambda tx: tx.query(sql, params)))


@asynccontextmanager
async def shop(path: Path, clock: Clock = now_ms, public_url: str = "", bot: Bot = PROMPT) -> AsyncIterator[Shop]:
    engine = SqliteEngine(database.put(path))
    config = Config(server=Server(public_url=public_url), bot=bot)
    answers = Answers(engine, config.bot.languages, config.bot.fallback_language)
    try:
        agent = await engine.write(lambda tx: _fill(tx, clock()))
        await answers.load()
        ground = Ground(engine, MemoryBus(), answers, Presence(clock, 45), config, clock)
        yield Shop(engine, Desk(ground), ground, agent)
    finally:
        await answers.aclose()
        await engine.aclose()


def _fill(tx: Any, at: int) -> Person:
    for article in ARTICLES:
        articles.put(tx, article, at)
    if not surveys.ever(tx):
        put_surveys(tx, at)
    found = agents.everyone(tx)
    agent = found[0] if found else agents.create(
        tx, name="Ana", email="ana@linden.example", password_hash="-", role=Role.AGENT, at=at
    )  # fmt: skip
    assert agent is not None
    return Person(id=agent.id, name=agent.name)


async def until(holds: Callable[[], Any], within_s: float = 30.0) -> Any:
    """Waits until `holds` (which may be a coroutine function) says something true, and gives that."""
    async with asyncio.timeout(within_s):
        while True:
            result = holds()
            if asyncio.iscoroutine(result):
                result = await result
            if result:
                return result
            await asyncio.sleep(0.005)
