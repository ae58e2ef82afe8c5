"""What two hundred calls leave behind in the media worker."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil

from tests.bench.figure import Figure, say
from tests.bench.video.clip import Clip
from tests.bench.video.load import pump
from tests.bench.video.ours import Rooms, rooms
from tests.bench.video.watched_worker import COUNTS
from tests.webrtc.caller import until
from webrtc.workers import process

CALLS = 200
WARM_UP = 100  # until what is made once has been made
CALL_S = 0.1
GONE_S = 5.0


class Left(NamedTuple):
    rss_mb: float
    threads: int
    files: int
    tasks: int


async def over_calls(host: str, clip: Clip) -> list[Figure]:
    command = process.COMMAND
    with TemporaryDirectory() as name:
        counts = Path(name) / "tasks"
        os.environ[COUNTS] = str(counts)
        process.COMMAND = (sys.executable, "-m", "tests.bench.video.watched_worker")
        try:
            async with rooms(host, 4) as made:
                await _calls(made, clip, WARM_UP)
                before = await _left(made, counts)
                await _calls(made, clip, CALLS)
                after = await _left(made, counts)
        finally:
            process.COMMAND = command
            del os.environ[COUNTS]
    say(f"before: {before}, after: {after}")
    if grown := [field for field in Left._fields[1:] if getattr(after, field) > getattr(before, field)]:
        raise RuntimeError(f"after {CALLS} calls there are more {' and '.join(grown)} than before")
    return [Figure("leak_mb_200_calls", round(after.rss_mb - before.rss_mb, 1), "MB", CALLS)]


async def _calls(made: Rooms, clip: Clip, calls: int) -> None:
    for _ in range(calls):
        server = await made.fill(1, clip)
        await pump(server.everyone, CALL_S)
        await made.empty()
        for one in server.everyone:
            await one.close()


async def _left(made: Rooms, counts: Path) -> Left:
    assert made.media.worker_pid is not None
    await asyncio.sleep(GONE_S)  # for what is given some time to end
    worker = psutil.Process(made.media.worker_pid)
    worker.send_signal(signal.SIGUSR1)
    await until(counts.exists)
    return Left(worker.memory_info().rss / 1e6, worker.num_threads(), worker.num_fds(), _told(counts))


def _told(counts: Path) -> int:
    tasks = int(counts.read_text())
    counts.unlink()
    return tasks
