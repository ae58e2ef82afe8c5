"""The bus says that there is something new, never what: a lost hint costs time, not data."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

Hints = Callable[[frozenset[str]], None]
News = Callable[[str, Any], None]


class Bus(Protocol):
    def hint(self, streams: Iterable[str]) -> None:
        """These streams have grown."""
        ...

    def tell(self, topic: str, news: Any) -> None:
        """Something that holds only right now, such as who is typing; JSON types. It may be lost."""
        ...

    def listen(self, hints: Hints, news: News) -> Callable[[], None]:
        """Calls back in the event loop; the returned function ends it."""
        ...
