"""media.py in a process of its own, because the load that it makes comes from that process."""

import asyncio
import json
import sys
from pathlib import Path

from tests.bench.figure import Figure

SCRIPT = Path(__file__).parent / "media.py"


async def measure() -> list[Figure]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(SCRIPT), stdout=asyncio.subprocess.PIPE, cwd=SCRIPT.parents[2]
    )
    output, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{SCRIPT.name} ended with status {process.returncode}")
    return [Figure(**json.loads(line)) for line in output.decode().splitlines()]
