"""The database as these modules see it: a transaction that is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

Row = dict[str, Any]


class Tx(Protocol):
    """A transaction of the database that the articles live in; parameters are named, `:name`."""

    def query(self, sql: str, params: dict[str, Any], /) -> Iterable[Row]: ...

    def execute(self, sql: str, params: dict[str, Any], /) -> object: ...


def one(rows: Iterable[Row]) -> Row | None:
    """The first row, or None."""
    return next(iter(rows), None)
