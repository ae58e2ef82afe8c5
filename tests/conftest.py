import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from blockbuster import blockbuster_ctx
from hypothesis import settings

from bot.app import running
from bot.clock import Clock, now_ms
from bot.config import Config, Data, Knowledge, Media, Server
from bot.model import Role
from bot.store import agents, articles
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from tests.client import Browser, Client, browser
from tests.fakes.clock import Hands
from tests.fakes.shop import ARTICLES, PROMPT

settings.load_profile("ci")  # the same examples each time and no deadline; --hypothesis-profile=default looks further

ORIGIN = "http://heard.test"
PASSWORD = "correct horse battery"
PEOPLE = {"Ana": Role.MANAGER, "Bor": Role.AGENT, "Cene": Role.AGENT}
"""Their addresses are ana@linden.example and so on."""


class Site:
    """A running server with a real database: three articles, a manager and two agents."""

    def __init__(self, config: Config, port: int, stack: AsyncExitStack) -> None:
        self.config = config
        self.port = port
        self._stack = stack

    async def browser(self) -> Browser:
        """Signed in nowhere yet."""
        return await self._stack.enter_async_context(browser(self.port, ORIGIN))

    async def signed_in(self, name: str = "Ana") -> Browser:
        fresh = await self.browser()
        await fresh.post("/api/login", {"email": f"{name.lower()}@linden.example", "password": PASSWORD})
        return fresh

    async def agent(self, name: str = "Ana") -> Client:
        """A socket of somebody who has just signed in."""
        return await (await self.signed_in(name)).agent()

    async def contact(self, language: str = "en") -> Client:
        return await (await self.browser()).contact(language)

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """What stands on disk."""
        with closing(sqlite3.connect(self.config.database)) as database:
            return database.execute(sql, params).fetchall()


StartSite = Callable[..., Awaitable[Site]]


LEXICAL = Knowledge(semantic="off")
"""A model would be busy with the sample for as long as a test lasts."""


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is copied for each test: to make it anew costs half a second."""
    path = tmp_path_factory.mktemp("furnished") / "heard.sqlite"
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

    def furnish(tx: Tx) -> None:
        for article in ARTICLES:
            articles.put(tx, article, now_ms())
        for name, role in PEOPLE.items():
            email = f"{name.lower()}@linden.example"
            assert agents.create(tx, name=name, email=email, password_hash=quick, role=role, at=now_ms())

    async def make() -> None:
        engine = SqliteEngine(path)
        await engine.write(furnish)
        await engine.aclose()

    asyncio.run(make())
    return path


@pytest.fixture
async def start_site(tmp_path: Path, furnished: Path) -> AsyncIterator[StartSite]:
    """Starts servers on the test's own folder; `changed` are sections of the configuration."""
    async with AsyncExitStack() as stack:

        async def start(clock: Clock = now_ms, **changed: Any) -> Site:
            server = Server(port=0, public_url=ORIGIN)
            media = Media(host="127.0.0.1", port=0)
            data = Data(folder=str(tmp_path / "data"))
            config = replace(Config(server=server, data=data, media=media, bot=PROMPT, knowledge=LEXICAL), **changed)
            if not config.database.exists():
                config.database.parent.mkdir()
                shutil.copy(furnished, config.database)
            started = await stack.enter_async_context(running(config, clock))
            # From here on what blocks the event loop is an error: everybody would wait.
            stack.enter_context(blockbuster_ctx(["bot", "webrtc"], excluded_modules=["bot.store.sqlite"]))
            return Site(config, started.port, stack)

        yield start


@pytest.fixture
async def site(start_site: StartSite) -> Site:
    return await start_site()
