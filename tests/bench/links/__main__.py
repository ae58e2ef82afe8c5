"""Calls over narrow and lossy links: one JSON line a figure on standard output, the median of the repeats with the
least and the greatest; what happened in each second is on standard error.

python -m tests.bench.links [drop | drop-up | bad | bad-up | unlike] … [--repeats 3] [--seed 1]

"-up": the customer's way up is the narrow one, else the agent's way down. With "unlike" the agent's link is free and
a supervisor's narrow.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil
import structlog
from playwright.async_api import Error

from tests.bench.figure import Skipped, Spread, hand_over, say
from tests.bench.links.run import chromium, run
from tests.bench.links.schedules import SCHEDULES

MOST = {
    "drop_follow_s": 3,
    "drop_concealed_pct": 1,
    "recover_s": 12,
    "bad_link_concealed_pct": 4,
    "unlike_good_concealed_pct": 1,
    "swings": 1,
    "starved_s": 3,
}
LEAST = {"bad_link_screen_fps": 5, "bad_link_screen_lines": 720, "unlike_good_kept": 0.9}
UNITS = {"s": "s", "pct": "%", "fps": "frames/s"}


async def measure(names: list[str], repeats: int, seed: int) -> tuple[list[Spread], int]:
    """The figures of several schedules, and how many runs failed."""
    taken: dict[str, list[float]] = {}
    failed = 0
    with TemporaryDirectory() as folder:
        async with chromium(Path(folder)) as browser:
            for name in names:
                for repeat in range(repeats):
                    say(f"-- {name}, {repeat + 1} of {repeats}")
                    psutil.cpu_percent()
                    try:
                        figures = await run(browser, SCHEDULES[name], seed + 100 * repeat)
                    except Error as error:
                        say(f"failed: {error}")
                        failed += 1
                        continue
                    say(f"{figures}, the machine {psutil.cpu_percent():.0f} % busy")
                    for figure, value in figures.items():
                        taken.setdefault(_named(figure, name), []).append(value)
    return [_spread(name, values) for name, values in taken.items()], failed


def _named(figure: str, schedule: str) -> str:
    """A narrow way up has figures of its own, and of these every schedule has some."""
    if figure in ("swings", "starved_s"):
        return f"{schedule}_{figure}".replace("-", "_")
    return f"up_{figure}" if schedule.endswith("-up") else figure


def _spread(name: str, values: list[float]) -> Spread:
    rounded = [round(value, 2) for value in values]
    unit = UNITS.get(name.rsplit("_", 1)[-1], "")
    return Spread(name, round(median(values), 2), unit, len(values), min(rounded), max(rounded))


def main() -> int:
    """1 when a run could not be finished; a figure that misses its bar is only said."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.links")
    parser.add_argument("schedules", nargs="*", metavar="schedule", help=f"of {', '.join(SCHEDULES)}; else all")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if unknown := set(given.schedules) - set(SCHEDULES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        figures, failed = asyncio.run(measure(given.schedules or list(SCHEDULES), given.repeats, given.seed))
    except Skipped as reason:
        say(f"skipped: {reason}")
        return 0
    for figure in figures:
        bar = next((name for name in (*MOST, *LEAST) if figure.name.endswith(name)), "")
        hand_over(figure, MOST.get(bar), LEAST.get(bar))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
