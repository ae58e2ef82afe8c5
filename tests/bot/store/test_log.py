"""Streams are numbered without gaps, and readers get each event once and in order, whatever hints are lost."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from bot.bus.memory import MemoryBus
from bot.events import ArticleChanged, Recorded
from bot.store import log
from bot.store.engine import Tx
from bot.store.sqlite import SqliteEngine
from bot.tasks import Tasks
from bot.web import streams as streams_module
from bot.web.streams import Streams
from tests.fakes import database
from tests.fakes.shop import until

STREAMS = ("line", "articles", "conversation:v_1")


def event(n: int) -> ArticleChanged:
    return ArticleChanged(key=f"k{n}")


async def test_numbers_have_no_gaps_when_writers_race_and_some_fail(tmp_path: Path) -> None:
    engine = SqliteEngine(database.put(tmp_path / "heard.sqlite"))

    def append(tx: Tx, n: int) -> int:
        seq = log.append(tx, "line", n, event(n))
        if n % 3 == 0:
            raise ValueError(n)
        return seq

    results = await asyncio.gather(
        *(engine.write(lambda tx, n=n: append(tx, n)) for n in range(90)), return_exceptions=True
    )
    given = [result for result in results if isinstance(result, int)]
    assert given == list(range(1, 61))
    found = await engine.read(lambda tx: log.after(tx, "line", 0, 1000))
    assert [one.seq for one in found] == given
    assert await engine.read(lambda tx: log.last_seq(tx, "line")) == 60
    await engine.aclose()


async def test_positions_of_many_streams(tmp_path: Path) -> None:
    engine = SqliteEngine(database.put(tmp_path / "heard.sqlite"))
    names = [f"conversation:{n}" for n in range(1200)]
    await engine.write(lambda tx: [log.append(tx, name, 0, event(0)) for name in names[::2]])
    found = await engine.read(lambda tx: log.positions(tx, names))
    assert {at.stream for at in found} == set(names[::2])
    assert {at.last_seq for at in found} == {1}
    await engine.aclose()


class Reading:
    """One reader with all that it was given."""

    def __init__(self, stream: str, after: int) -> None:
        self.stream = stream
        self.after = after
        self.got: list[Recorded] = []

    def __call__(self, events: Sequence[Recorded]) -> None:
        self.got += events


class StreamsMachine(RuleBasedStateMachine):
    """Writers and readers come and go; some hints are lost. What was written is kept in `written`, a list a stream."""

    readers: Bundle[Reading] = Bundle("readers")

    @initialize()
    def open(self) -> None:
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.written: dict[str, list[int]] = {stream: [] for stream in STREAMS}
        self.reading: set[Reading] = set()
        self.runner.run(self._open())

    async def _open(self) -> None:
        self.engine = SqliteEngine(database.put(Path(self.folder.name) / "heard.sqlite"))
        self.bus = MemoryBus()
        self.streams = Streams(self.engine, self.bus)
        self.tasks = Tasks()
        self.tasks.start(self.streams.run(), name="streams")

    @rule(stream=st.sampled_from(STREAMS), count=st.integers(1, 4), told=st.booleans())
    def write(self, stream: str, count: int, told: bool) -> None:
        async def append() -> None:
            for _ in range(count):
                n = len(self.written[stream]) + 1
                await self.engine.write(lambda tx, n=n: log.append(tx, stream, n, event(n)))
                self.written[stream].append(n)
            if told:
                self.bus.hint([stream])

        self.runner.run(append())

    @rule(target=readers, stream=st.sampled_from(STREAMS), back=st.integers(0, 6))
    def connect(self, stream: str, back: int) -> Reading:
        reading = Reading(stream, max(0, len(self.written[stream]) - back))

        async def add() -> None:
            self.streams.add(stream, reading.after, reading)

        self.runner.run(add())
        self.reading.add(reading)
        return reading

    @rule(reading=consumes(readers))
    def leave(self, reading: Reading) -> None:
        async def remove() -> None:
            self.streams.remove(reading.stream, reading)

        self.runner.run(remove())
        self.reading.discard(reading)

    @rule()
    def catch_up(self) -> None:
        """In the end everybody has everything, also what no hint told of."""

        def all_there() -> bool:
            return all(len(one.got) == len(self.written[one.stream]) - one.after for one in self.reading)

        self.runner.run(until(all_there))

    @invariant()
    def each_once_and_in_order(self) -> None:
        for one in getattr(self, "reading", ()):
            expected = self.written[one.stream][one.after :]
            assert [got.seq for got in one.got] == expected[: len(one.got)]
            assert all(got.stream == one.stream and got.at == got.seq for got in one.got)

    def teardown(self) -> None:
        if hasattr(self, "runner"):
            self.catch_up()
            self.runner.run(self._close())
            self.runner.close()
            self.folder.cleanup()

    async def _close(self) -> None:
        await self.tasks.aclose()
        self.streams.close()
        await self.engine.aclose()


@pytest.fixture(autouse=True, scope="module")
def _sweeps_often() -> object:
    patch = pytest.MonkeyPatch()
    patch.setattr(streams_module, "SWEEP_S", 0.02)
    yield
    patch.undo()


TestStreams = StreamsMachine.TestCase
TestStreams.settings = settings(max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck))
