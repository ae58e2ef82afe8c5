"""Work that needs much memory for a moment, in a process that lives no longer than that."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress


class ChildFailed(Exception):
    """The process ended without an answer; the text is the last line that it said."""


async def run(module: str, given: bytes, within_s: float) -> bytes:
    """What `python -m <module>` writes when it is given this to read. Raises ChildFailed, TimeoutError."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    try:
        async with asyncio.timeout(within_s):
            answer, said = await process.communicate(given)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.returncode != 0:
        raise ChildFailed(
            (said.decode(errors="replace").strip().splitlines() or [f"ended with {process.returncode}"])[-1]
        )
    return answer
