"""The database, as commands open it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.settings import fail
from bot.config import Config

if TYPE_CHECKING:
    from bot.store.sqlite import SqliteEngine


@asynccontextmanager
async def opened(config: Config) -> "AsyncIterator[SqliteEngine]":
    """The database is made where there is none."""
    from bot.store.sqlite import SqliteEngine

    engine = SqliteEngine(config.database)
    try:
        yield engine
    finally:
        await engine.aclose()


def existing(config: Config) -> Path:
    """The database's file. Ends the command where there is none."""
    if not config.database.exists():
        fail(f"There is no database at {config.database} yet.")
    return config.database
