"""One JSON line a figure on standard output; everything else is on standard error.

python -m tests.bench [starting | replies | durable | sockets | media | pages] …
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine

from uvloop import new_event_loop

from tests.bench import durable, media, pages, replies, sockets, starting
from tests.bench.figure import Figure, Skipped, hand_over, say

BENCHES: dict[str, Callable[[], Coroutine[None, None, list[Figure]]]] = {
    "starting": starting.measure,
    "pages": pages.measure,
    "durable": durable.measure,
    "replies": replies.measure,
    "sockets": sockets.measure,
    "media": media.measure,
}

MOST = {
    "start_s": 2,
    "idle_rss_mb": 120,
    "reply_p95_ms": 50,
    "socket_kib": 25,
    "media_cpu_pct_per_session": 4,
    "loader_kb": 5,
    "widget_kb": 45,
}
LEAST = {"durable_ratio_50": 0.3, "durable_ratio_500": 0.3}


def main(names: list[str]) -> int:
    """1 when a bench could not be finished; a figure that misses its bar is only said."""
    status = 0
    for name in names or list(BENCHES):
        say(f"-- {name}")
        try:
            figures = _run(name)
        except Skipped as reason:
            say(f"skipped: {reason}")
        except Exception as error:
            say(f"failed: {error!r}")
            status = 1
        else:
            for figure in figures:
                hand_over(figure, MOST.get(figure.name), LEAST.get(figure.name))
    return status


def _run(name: str) -> list[Figure]:
    with asyncio.Runner(loop_factory=new_event_loop) as runner:  # as the server itself
        return runner.run(BENCHES[name]())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
