"""From a question to the bot's reply at the socket, while many ask at once.

Questions are sent on a fixed schedule whatever the server does, and a reply's time counts from the moment that its
question was due: a server that falls behind cannot hide it.
"""

import asyncio
import gc
import time
from collections import deque
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import psutil
from aiohttp import ClientSession, TCPConnector

from tests.bench.figure import Figure, say
from tests.bench.questions import Questions
from tests.bench.server import Server, server
from tests.bench.stock import stock
from tests.bench.visitor import Visitor, said_by

ARTICLES = 5_000
VISITORS = 200
PER_S = 200
WARM_UP_S, MEASURED_S = 4, 20
SETTLE_S = 15.0
NO_PAUSE = "[bot]\nburst_s = 0\n"
"""In doubt the bot waits for further words before it replies: on purpose, so that is left out of what is measured.

All else is as the product comes, questions that it doubts included, and that it looks up a second time for it.
"""


class Asker:
    """One visitor who has a conversation and reads along."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._due: deque[float] = deque()  # of the questions that are on their way
        self._unanswered: list[float] = []  # of those that have arrived
        self._asked = 0
        self._settled = asyncio.Event()
        self.waits_s: list[float] = []

    async def ask(self, question: str, due: float) -> None:
        self._due.append(due)
        self._settled.clear()
        self._asked += 1
        await self._visitor.send("send", client_message_id=str(self._asked), text=question)

    async def read(self) -> None:
        """Until cancelled. A reply answers all that stands above it: where the bot falls behind it answers several."""
        while True:
            frame = await self._visitor.next()
            if said_by(frame, "contact"):
                self._unanswered.append(self._due.popleft())
            elif said_by(frame, "bot"):
                self.waits_s += [time.perf_counter() - due for due in self._unanswered]
                self._unanswered.clear()
                if not self._due:
                    self._settled.set()

    async def settled(self) -> None:
        """All that was asked is answered."""
        await self._settled.wait()


async def measure() -> list[Figure]:
    questions = Questions(ARTICLES)
    with TemporaryDirectory() as name:
        tokens = await stock(Path(name), questions.articles, VISITORS)
        with server(Path(name), NO_PAUSE) as running:
            say(f"start with {ARTICLES} articles: {running.started_s:.2f} s")
            async with ClientSession(connector=TCPConnector(limit=0)) as session:
                askers = [await _arrive(session, running, token, questions.ask()) for token in tokens]
                waits_s = await _ask_all(running, askers, questions)
    waits_ms = [1000 * wait for wait in waits_s]
    cuts = quantiles(waits_ms, n=100)
    say(f"replies: p99 {cuts[98]:.1f} ms, longest {max(waits_ms):.1f} ms")
    return [
        Figure("reply_p50_ms", round(cuts[49], 2), "ms", len(waits_ms)),
        Figure("reply_p95_ms", round(cuts[94], 2), "ms", len(waits_ms)),
    ]


async def _arrive(session: ClientSession, running: Server, token: str, question: str) -> Asker:
    visitor = await Visitor.arrive(session, running.url, token)
    begun = await visitor.call("send", client_message_id="first", text=question)
    await visitor.call("subscribe", stream=f"conversation:{begun['conversation']}")
    return Asker(visitor)


async def _ask_all(running: Server, askers: list[Asker], questions: Questions) -> list[float]:
    texts = [questions.ask() for _ in range(PER_S * (WARM_UP_S + MEASURED_S))]
    gc.collect()
    gc.disable()  # a pause of ours would count as the server's
    async with asyncio.TaskGroup() as group:
        reading = [group.create_task(asker.read()) for asker in askers]
        await _on_schedule(askers, texts[: PER_S * WARM_UP_S])
        await _answered(askers)
        for asker in askers:
            asker.waits_s.clear()
        before_s, began = running.cpu_s(), time.perf_counter()
        psutil.cpu_percent()
        await _on_schedule(askers, texts[PER_S * WARM_UP_S :])
        share = 100 * (running.cpu_s() - before_s) / (time.perf_counter() - began)
        say(f"server: {share:.0f} % of a core; the machine with all that it does: {psutil.cpu_percent():.0f} % busy")
        await _answered(askers)
        for task in reading:
            task.cancel()
    gc.enable()
    return [wait for asker in askers for wait in asker.waits_s]


async def _on_schedule(askers: list[Asker], texts: list[str]) -> None:
    began = time.perf_counter()
    for number, text in enumerate(texts):
        due = began + number / PER_S
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        await askers[number % len(askers)].ask(text, due)


async def _answered(askers: list[Asker]) -> None:
    """Raises TimeoutError when replies are missing."""
    async with asyncio.timeout(SETTLE_S):
        for asker in askers:
            await asker.settled()
