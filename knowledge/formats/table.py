"""Tables of text, CSV and TSV, read row by row: a row that cannot be read costs itself and no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from .problem import Problem

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST = 2_000  # lines in one quoted field; beyond, the quote was meant as a letter


def rows(path: Path, delimiter: str | None, *, quoted: bool = True) -> Iterator[tuple[int, list[str]] | Problem]:
    """The cells of each row that is not blank, with the number of its first line.

    `delimiter` None: a comma, or a semicolon where the first line has more of them. `quoted` False: a tab-
    separated file whose quotes are letters. Raises OSError, and ValueError for UTF-16.
    """
    with path.open("rb") as raw:
        if raw.read(2) in _UTF16:
            raise ValueError(f"{path.name} is UTF-16; save it as UTF-8.")
    # what is not UTF-8 is read as lone surrogates and refused row by row
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        found = _quoted(file, path, delimiter) if quoted else _plain(file, delimiter or "\t")
        for each in found:
            if isinstance(each, Problem):
                yield each
            elif not _is_text(each[1]):
                yield Problem(path, each[0], "This is not UTF-8 text; save the table as CSV UTF-8.")
            elif any(cell.strip() for cell in each[1]):
                yield each


def write(file: TextIO, delimiter: str, table: Iterable[Iterable[str]]) -> None:
    """Quoted where needed, so that `rows` gives the same cells again."""
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(table)


def _is_text(cells: list[str]) -> bool:
    return not any("\ud800" <= c <= "\udfff" for cell in cells for c in cell)


def _plain(file: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(file, 1):
        yield number, line.rstrip("\r\n").split(delimiter)


def _quoted(file: TextIO, path: Path, delimiter: str | None) -> Iterator[tuple[int, list[str]] | Problem]:
    lines = _Lines(file)
    if delimiter is None:
        first = next(lines, "")
        lines.give_back()
        delimiter = ";" if first.count(";") > first.count(",") else ","
    while True:
        number = lines.begin()
        try:
            yield number, next(csv.reader(lines, delimiter=delimiter, strict=True))
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back(keep=1)
            yield Problem(path, number, f"The row cannot be read: {error}.")


class _Lines:
    """Lines of a file, of which those of the present row can be given back."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._number = 1  # of the first line of the present row

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _LONGEST:
            raise csv.Error("a quote is opened and not closed")
        line = self._waiting.popleft() if self._waiting else next(self._file)
        self._taken.append(line)
        return line

    def begin(self) -> int:
        """Starts a row; the number of its first line."""
        self._number += len(self._taken)
        self._taken.clear()
        return self._number

    def give_back(self, keep: int = 0) -> None:
        """Unreads the lines of the present row, but for the first `keep`."""
        self._waiting.extendleft(reversed(self._taken[keep:]))
        del self._taken[keep:]
