"""The reports' books as a file beside the database: a report after a start reads it instead of all rows."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import structlog

import knowledge.saved
from bot.reports.books import Books
from bot.reports.comments import Comments
from bot.reports.table import Array, Codes, Table
from bot.reports.zone import Zone
from knowledge.saved import NotSaved, part

log = structlog.get_logger()

NAME = "figures.npz"
VERSION = 3
"""Raised whenever the same rows would give other columns; files of other versions are refused."""

TABLES = ("askings", "episodes", "reasons", "comments")


class Stand(msgspec.Struct, frozen=True):
    """What the books hold: all that had changed by `at` (UTC ms, this server's clock) in the database of that epoch."""

    epoch: str
    zone: str
    at: int
    version: int = VERSION


class BooksFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, epoch: str, zone: Zone) -> tuple[Books, int] | None:
        """The books with their time; None where there are none that can be used."""
        if not self.path.exists():
            return None
        try:
            head, arrays = knowledge.saved.read(self.path)
            stand = msgspec.convert(head["stand"], Stand)
            if stand != Stand(epoch, zone.name, stand.at):
                raise NotSaved("It is of another database, time zone or version.")
            return _books(zone, head["codes"], arrays), stand.at
        except (NotSaved, KeyError, msgspec.ValidationError) as reason:
            log.info("books_not_used", reason=str(reason))
            return None

    def write(self, books: Books, epoch: str, at: int) -> None:
        head = {
            "stand": msgspec.to_builtins(Stand(epoch, books.zone.name, at)),
            "codes": {name: codes.texts[1:] for name, codes in books.codes.items()},
        }
        arrays = {
            f"{name}.{key}": column for name, table in _tables(books).items() for key, column in table.columns.items()
        }
        try:
            knowledge.saved.write(self.path, head, {**arrays, "words": np.frombuffer(books.comments.text, np.uint8)})
        except OSError as error:
            log.warning("books_not_written", reason=error.strerror)


def _tables(books: Books) -> dict[str, Table]:
    return dict(zip(TABLES, (books.askings, books.episodes, books.reasons, books.comments.places), strict=True))


def _books(zone: Zone, codes: dict[str, Any], arrays: dict[str, Array]) -> Books:
    books = Books(zone)
    books.codes = {name: Codes(codes[name]) for name in books.codes}
    books.comments = Comments(arrays["words"].tobytes())
    for name, table in _tables(books).items():
        table.add(part(name, arrays))
    return books
