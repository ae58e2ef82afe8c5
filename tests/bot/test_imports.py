"""One import at a time."""

import asyncio
import os
from pathlib import Path

import pytest

from bot.bus.memory import MemoryBus
from bot.clock import now_ms
from bot.errors import Conflict
from bot.exchange.importing import Order
from bot.exchange.imports import Imports
from bot.store.sqlite import SqliteEngine
from bot.tasks import Tasks
from tests.fakes.shop import until


async def test_another_import_waits_for_the_one_that_runs(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.jsonl"
    os.mkfifo(pipe)  # who reads it waits for somebody to write
    tasks, engine, ended = Tasks(), SqliteEngine(tmp_path / "heard.sqlite"), list[str]()
    imports = Imports(engine, MemoryBus(), tasks, now_ms)
    try:
        first = imports.begin(Order(pipe), lambda: ended.append("first"))
        with pytest.raises(Conflict) as refused:
            imports.begin(Order(pipe), lambda: ended.append("second"))
        assert refused.value.data == {"id": first.id} and first.state == "running" and ended == []
        line = '{"key": "a", "translations": [{"language": "en", "title": "A?"}]}\n'
        await asyncio.to_thread(pipe.write_text, line)
        await until(lambda: ended == ["first"])
        assert first.state == "done" and first.outcome is not None and first.outcome.new == ["a"]
        second = imports.begin(Order(tmp_path / "none.csv"), lambda: ended.append("second"))
        await until(lambda: ended == ["first", "second"])
        assert second.state == "failed" and "none.csv" in (second.message or "")
    finally:
        await tasks.aclose()
        await engine.aclose()
