"""What calls cost the server, what they leave behind and how they look: one JSON line a figure on standard output,
everything else on standard error. Ratios are of one run, in turns.

python -m tests.bench.video [janus | relay | recording | latency | leaks | pages] …
"""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from functools import partial

import structlog
from uvloop import new_event_loop

from tests.bench.figure import Figure, Skipped, hand_over, say
from tests.bench.video import cpu, latency, leaks, pages, recording, relay
from tests.bench.video.clip import Clip, clip
from tests.bench.video.load import own_address

Bench = Callable[[str, Clip], Coroutine[None, None, list[Figure]]]

BENCHES: dict[str, tuple[Bench, ...]] = {
    "janus": tuple(partial(cpu.versus_janus, sessions=sessions) for sessions in (10, 30)),
    "relay": (relay.versus_relay,),
    "recording": (recording.over_forwarding,),
    "latency": (latency.added,),
    "leaks": (leaks.over_calls,),
    "pages": (pages.measure,),
}
MOST = {
    "cpu_vs_janus_10": 1.3,
    "cpu_vs_janus_30": 1.3,
    "recording_over_forward": 0.5,
    "added_latency_p50_ms": 2,
    "added_latency_p95_ms": 5,
    "first_frame_p50_s": 0.8,
    "share_frame_p50_s": 0.5,
    "leak_mb_200_calls": 2,
}
LEAST = {"relay_over_forward": 12, "bitrate_vs_p2p": 0.9}


def main(names: list[str]) -> int:
    """1 when a bench could not be finished; a figure that misses its bar is only said to."""
    host = own_address()
    if host is None:
        say("skipped: this machine has no address besides loopback, which the servers compared with do not use")
        return 0
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    made, status = clip(), 0
    for name in names or list(BENCHES):
        for bench in BENCHES[name]:
            load, _, _ = os.getloadavg()
            say(f"-- {name}, load of the machine {load:.1f}")
            try:
                with asyncio.Runner(loop_factory=new_event_loop) as runner:  # as the server itself
                    figures = runner.run(bench(host, made))
            except Skipped as reason:
                say(f"skipped: {reason}")
            except Exception as error:
                say(f"failed: {error!r}")
                status = 1
            else:
                for figure in figures:
                    hand_over(figure, MOST.get(figure.name), LEAST.get(figure.name))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
