"""JSON of other systems: lists of records under their names, in one file or in many, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True)
class Record:
    file: Path
    line: int  # from 1
    told: dict[str, Any]


def files(path: Path) -> list[Path]:
    """The file, or those of a folder. Raises OSError where there is nothing."""
    if not path.is_dir():
        return [path]
    return sorted(each for each in path.rglob("*.json") if each.is_file())


def read(path: Path, names: Iterable[str]) -> Iterator[tuple[str, Record]]:
    """The records under each of `names`, which hold a list or one of them. Raises ValueError for what is no JSON."""
    data = path.read_bytes()
    try:
        whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        for name in names:
            if name in whole:
                yield from ((name, record) for record in _under(path, data, whole[name]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"{path.name} is not the JSON expected: {error}.") from None


def names(path: Path) -> frozenset[str]:
    """Those at the top of a file; empty where that is not JSON."""
    try:
        return frozenset(msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return frozenset()


def _under(path: Path, data: bytes, raw: msgspec.Raw) -> Iterator[Record]:
    alone = not bytes(raw).lstrip().startswith(b"[")
    place, line = 0, 1
    for each in [raw] if alone else msgspec.json.decode(raw, type=list[msgspec.Raw]):
        begins = data.find(bytes(each), place)
        line += data.count(b"\n", place, begins)
        place = begins
        told = msgspec.json.decode(each)
        if isinstance(told, dict):
            yield Record(path, line, told)
