"""The readers of streams on this node: woken by hints, fed from the log, each event once and in order."""

import asyncio
import random
from collections.abc import Callable, Sequence
from functools import partial

from bot.bus.base import Bus
from bot.events import Recorded
from bot.store import log
from bot.store.engine import Engine, Tx

SWEEP_S = 1.5
CHUNK = 500

Reader = Callable[[Sequence[Recorded]], None]


class _Feed:
    __slots__ = ("readers", "seq")

    def __init__(self, seq: int) -> None:
        self.seq = seq  # everybody has at least this
        self.readers: dict[Reader, int] = {}


class Streams:
    def __init__(self, engine: Engine, bus: Bus) -> None:
        self._engine = engine
        self._feeds: dict[str, _Feed] = {}
        self._grown: set[str] = set()
        self._woken = asyncio.Event()
        self._unlisten = bus.listen(self._hinted, lambda topic, news: None)

    def add(self, stream: str, after: int, reader: Reader) -> None:
        """`reader` has everything up to `after` (inclusive) and gets what follows."""
        feed = self._feeds.setdefault(stream, _Feed(after))
        feed.readers[reader] = after
        feed.seq = min(feed.seq, after)
        self._wake({stream})  # for what happened since `after` was read

    def remove(self, stream: str, reader: Reader) -> None:
        feed = self._feeds.get(stream)
        if feed is not None:
            feed.readers.pop(reader, None)
            if not feed.readers:
                del self._feeds[stream]

    def _hinted(self, streams: frozenset[str]) -> None:
        self._wake(streams & self._feeds.keys())

    def _wake(self, streams: set[str] | frozenset[str]) -> None:
        if streams:
            self._grown |= streams
            self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._pump())
            group.create_task(self._sweep())

    async def _pump(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            grown, self._grown = self._grown, set()
            wanted = {stream: feed.seq for stream in grown if (feed := self._feeds.get(stream)) is not None}
            if wanted:
                for stream, events in (await self._engine.read(partial(_after, wanted=wanted))).items():
                    self._feed(stream, events)

    def _feed(self, stream: str, events: list[Recorded]) -> None:
        feed = self._feeds.get(stream)
        if feed is None or not events:
            return
        for reader, seq in list(feed.readers.items()):
            new = [event for event in events if event.seq > seq]
            if new and new[0].seq == seq + 1:
                feed.readers[reader] = new[-1].seq
                reader(new)
        feed.seq = min(feed.readers.values(), default=events[-1].seq)
        if len(events) == CHUNK:
            self._wake({stream})

    async def _sweep(self) -> None:
        """Finds what a lost hint or another process has left unsaid."""
        while True:
            await asyncio.sleep(SWEEP_S * random.uniform(0.8, 1.2))
            stand = await self._engine.read(partial(log.positions, streams=list(self._feeds)))
            self._wake({at.stream for at in stand if (feed := self._feeds.get(at.stream)) and at.last_seq > feed.seq})

    def close(self) -> None:
        self._unlisten()


def _after(tx: Tx, wanted: dict[str, int]) -> dict[str, list[Recorded]]:
    return {stream: log.after(tx, stream, seq, CHUNK) for stream, seq in wanted.items()}
