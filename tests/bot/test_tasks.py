import asyncio

import pytest

from bot import tasks as tasks_module
from bot.tasks import Tasks


async def test_kept_work_is_begun_again_after_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_module, "AGAIN_S", 0)
    tries, again = 0, asyncio.Event()

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError
        again.set()
        await asyncio.Event().wait()

    tasks = Tasks()
    tasks.keep(work, name="work")
    async with asyncio.timeout(30):
        await again.wait()
    await tasks.aclose()
