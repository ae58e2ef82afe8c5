"""The bus of a single process."""

from collections.abc import Callable, Iterable
from typing import Any

from bot.bus.base import Hints, News


class MemoryBus:
    def __init__(self) -> None:
        self._listeners: dict[object, tuple[Hints, News]] = {}

    def hint(self, streams: Iterable[str]) -> None:
        grown = frozenset(streams)
        for hints, _ in list(self._listeners.values()):
            hints(grown)

    def tell(self, topic: str, news: Any) -> None:
        for _, listener in list(self._listeners.values()):
            listener(topic, news)

    def listen(self, hints: Hints, news: News) -> Callable[[], None]:
        key = object()
        self._listeners[key] = (hints, news)
        return lambda: self._listeners.pop(key, None) and None
