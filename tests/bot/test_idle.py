"""Memory that nobody needs is given back."""

import asyncio

from bot.idle import Idle
from tests.fakes.shop import until


async def test_it_rests_once_nothing_is_used() -> None:
    rests: list[float] = []
    loop = asyncio.get_running_loop()
    idle = Idle(lambda: rests.append(loop.time()), after_s=0.05)
    used = 0.0
    for _ in range(5):
        idle.use()
        used = loop.time()
        await asyncio.sleep(0)
    await until(lambda: rests)
    assert len(rests) == 1
    assert rests[0] >= used + 0.05
    idle.use()
    await until(lambda: len(rests) == 2)


async def test_what_is_stopped_does_not_rest_until_it_is_used_again() -> None:
    stopped, other = asyncio.Event(), asyncio.Event()
    idle = Idle(stopped.set, after_s=0.01)
    idle.use()
    idle.stop()
    Idle(other.set, after_s=0.02).use()
    await other.wait()
    assert not stopped.is_set()
    idle.use()
    await stopped.wait()
