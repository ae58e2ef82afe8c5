"""The seam between the product and its database: SQL goes in as plain functions over a `Tx`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Cursor(Protocol):
    @property
    def rowcount(self) -> int: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Tx(Protocol):
    """An open transaction. Named parameters (`:name`); the SQL that SQLite and PostgreSQL share."""

    def query(self, sql: str, params: Mapping[str, Any] = ...) -> Iterable[dict[str, Any]]: ...
    def execute(self, sql: str, params: Mapping[str, Any] = ...) -> Cursor: ...


class Engine(Protocol):
    epoch: str
    """Names this log. A restored copy has another one, so that readers start afresh."""

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Runs `work` in one transaction and returns once that is durable.

        What `work` raises undoes it alone and is raised here. `work` must not wait for anything, and may be run
        again after it was undone: it changes the database and nothing else.
        Raises Unavailable when nothing can be written (disk full, database locked by another).
        """
        ...

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Runs `work` on one consistent state that holds every finished write."""
        ...

    async def aclose(self) -> None: ...


def one(rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The first row, or None."""
    return next(iter(rows), None)
