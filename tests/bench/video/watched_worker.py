"""The media worker, whose tasks can be counted: at each SIGUSR1 their number is written to the file that the
environment names.
"""

import asyncio
import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from webrtc import __main__ as worker

COUNTS = "HEARD_BENCH_TASKS"


async def main() -> int:
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, _count)
    return await worker.work()


def _count() -> None:
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # what glibc only keeps for the next time does not count
    counts = Path(os.environ[COUNTS])
    counts.with_suffix(".part").write_text(str(len(asyncio.all_tasks())))
    counts.with_suffix(".part").rename(counts)


if __name__ == "__main__":
    worker.configure_log()
    with asyncio.Runner(loop_factory=worker._loop_factory()) as runner:
        sys.exit(runner.run(main()))
