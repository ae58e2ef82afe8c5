"""The figures of a million ratings over five million messages: one JSON line each on standard output.

python -m tests.bench.reports [--ratings 1000000]

The database is made first (some minutes, 3 GB beside the working directory) and removed at the end.
"""

import argparse
import asyncio
import sys
import time
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import aiohttp
import structlog

from bot.clock import now_ms
from bot.model import Role
from bot.store import agents
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from bot.web.accounts import LOGIN_COOKIE
from tests.bench import raced
from tests.bench.figure import Figure, hand_over, say
from tests.bench.reports.million import Sizes, make
from tests.bench.reports.views import DAY_MS, View, ask, views
from tests.bench.server import Server, server

MOST = {"dashboard_p95_ms": 500, "first_figure_s": 1, "export_rss_growth_mb": 32, "doubled_ratings": 0}
ROUNDS = 2
LEXICAL = "[knowledge]\nsemantic = 'off'\n"
"""A model would be busy with the sample, and grow the server by itself."""
MB = 1024 * 1024


async def measure(folder: Path, ratings: int) -> list[Figure]:
    began = time.perf_counter()
    make(folder / "heard.sqlite", Sizes(ratings), now_ms())
    say(f"made {ratings} ratings over {Sizes(ratings).messages} messages in {time.perf_counter() - began:.0f} s")
    secret = await _manager(folder)
    with server(folder, LEXICAL) as running:
        async with _browser(running, secret) as http:
            grown, rows = await _export(http, running)
        async with _browser(running, secret) as http:
            cold_s, _ = await ask(http, ("reports/overview", []))
            say(f"first figure of the last 30 days, with no file of the books yet: {cold_s:.2f} s")
            loaded_s, _ = await ask(http, ("reports/overview", [("from", "0")]))
            say(f"all of them read from the database after {cold_s + loaded_s:.0f} s")
    with server(folder, LEXICAL) as running:
        async with _browser(running, secret) as http:
            before = running.rss()
            first_s = await _first_figure(http)
            say(f"the books take {(running.rss() - before) / MB:.0f} MB")
            slowest, times = await _dashboard(http)
    say("slowest: " + ", ".join(f"{name} {1000 * s:.0f} ms" for s, name in slowest))
    return [
        Figure("dashboard_p95_ms", round(1000 * quantiles(times, n=20)[-1], 1), "ms", len(times)),
        Figure("first_figure_s", round(first_s, 3), "s", 1),
        Figure("export_rss_growth_mb", round(grown / MB, 1), "MB", rows),
        *await raced.measure(),
    ]


async def _manager(folder: Path) -> str:
    """The secret of a manager's login."""
    engine = SqliteEngine(folder / "heard.sqlite")

    def work(tx: Tx) -> str:
        made = agents.create(
            tx, name="Ana", email="ana@linden.example", password_hash="-", role=Role.MANAGER, at=now_ms()
        )
        assert made is not None
        return agents.sign_in(tx, made.id, "bench", now_ms())

    try:
        return await engine.write(work)
    finally:
        await engine.aclose()


def _browser(running: Server, secret: str) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        f"http://127.0.0.1:{running.port}",
        cookies={LOGIN_COOKIE: secret},
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        timeout=aiohttp.ClientTimeout(total=1800),
    )


async def _export(http: aiohttp.ClientSession, running: Server) -> tuple[int, int]:
    """By how many bytes the server grows while it gives everything, and how many rows that were."""
    await _rows(http, running, now_ms() - 86_400_000)  # what a first export needs is there then
    before, began = running.rss(), time.perf_counter()
    rows, most = await _rows(http, running, 0)
    say(f"{rows} conversations exported in {time.perf_counter() - began:.0f} s")
    return max(0, most - before), rows


async def _rows(http: aiohttp.ClientSession, running: Server, since: int) -> tuple[int, int]:
    rows = most = number = 0
    async with http.get("/api/reports/export/conversations.jsonl", params={"from": str(since)}) as response:
        async for chunk in response.content.iter_chunked(64 * 1024):
            rows += chunk.count(b"\n")
            number += 1
            if number % 200 == 0:
                most = max(most, running.rss())
    return rows, max(most, running.rss())


async def _first_figure(http: aiohttp.ClientSession) -> float:
    """From asking for the page to its first figures, after a start of the server: all that is on the way."""
    began = time.perf_counter()
    async with http.get("/reports/") as response:
        await response.read()
    await ask(http, ("reports/overview", []))
    return time.perf_counter() - began


async def _dashboard(http: aiohttp.ClientSession) -> tuple[list[tuple[float, str]], list[float]]:
    """The slowest views, and the seconds of all."""
    taken = []
    for _ in range(ROUNDS):
        for view in views(now_ms()):
            seconds, _body = await ask(http, view)
            taken.append((seconds, _named(view)))
    return sorted(taken, reverse=True)[:8], [seconds for seconds, _ in taken]


def _named(view: View) -> str:
    """By what is asked, without the tables of a figure, which are always the same."""
    name, query = view
    days = [str((int(query[1][1]) - int(query[0][1])) // DAY_MS)] if query else []
    return " ".join([name, *days, *(value for key, value in query[2:] if key != "by")])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ratings", type=int, default=1_000_000)
    wanted = parser.parse_args()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(30),  # warnings; each question is told of else
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    with TemporaryDirectory(dir=Path.cwd()) as name:  # where the data would be: /tmp may be memory
        for figure in asyncio.run(measure(Path(name), wanted.ratings)):
            hand_over(figure, MOST[figure.name], None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
