"""JSON of other systems: lists of records under their names, in one file or in many, each with its line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from .problem import Problem

_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Record:
    place: tuple[Path, int]  # file and line, from 1
    told: Any  # of the type that its name stands for


def read(path: Path, kinds: Mapping[str, type]) -> Iterator[Record | Problem]:
    """The records under each of the names, which hold a list or one, of a file or of the .json files in a folder.

    Raises OSError.
    """
    files = sorted(each for each in path.rglob("*.json") if each.is_file()) if path.is_dir() else [path]
    for file in files:
        data = _data(file)
        try:
            whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        except _BROKEN:
            yield Problem(file, 1, "This is not a JSON object in UTF-8.")
            continue
        for name, kind in kinds.items():
            if name in whole:
                yield from _under(file, data, whole[name], kind)


def names(path: Path) -> frozenset[str]:
    """Those at the top of a file; empty where that is not JSON. Raises OSError."""
    try:
        return frozenset(msgspec.json.decode(_data(path), type=dict[str, msgspec.Raw]))
    except _BROKEN:
        return frozenset()


def _data(path: Path) -> bytes:
    return path.read_bytes().removeprefix(codecs.BOM_UTF8)


def _under(path: Path, data: bytes, raw: msgspec.Raw, kind: type) -> Iterator[Record | Problem]:
    alone = not bytes(raw).lstrip().startswith(b"[")
    place, line = 0, 1
    for each in [raw] if alone else msgspec.json.decode(raw, type=list[msgspec.Raw]):
        begins = data.find(bytes(each), place)
        line += data.count(b"\n", place, begins)
        place = begins
        try:
            yield Record((path, line), msgspec.json.decode(each, type=kind))
        except _BROKEN as error:
            yield Problem(path, line, f"{error}.")
