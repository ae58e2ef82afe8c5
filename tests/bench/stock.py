"""A data folder as a shop has it after a while, written before the server is started on it."""

from collections.abc import Iterable
from pathlib import Path

from bot.clock import now_ms
from bot.store import articles, contacts, meta
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from knowledge.article import Article


async def stock(folder: Path, known: Iterable[Article], visitors: int) -> list[str]:
    """`known` instead of the sample, and the tokens of so many contacts."""
    engine = SqliteEngine(folder / "heard.sqlite")
    now = now_ms()

    def fill(tx: Tx) -> list[str]:
        for article in known:
            articles.put(tx, article, now)
        meta.put(tx, "sample", "loaded")
        people = [contacts.create(tx, name=None, language="en", at=now) for _ in range(visitors)]
        return [contacts.give_token(tx, person.id, now) for person in people]

    try:
        return await engine.write(fill)
    finally:
        await engine.aclose()
