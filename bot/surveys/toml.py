"""Surveys as a TOML file: what is written reads back the same, and what is wrong is told by key and line."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from bot.sentence import Sentence
from bot.surveys.definition import Survey
from bot.surveys.faults import Fault, SurveyError, checked

MOST = 200  # surveys of a file

# A list as it is written, an item a line: nothing in it can break a line, and it reads better on one.
_SHORT = re.compile(r"= \[\n((?: {4}.*,\n)+)\]")
_ITEM = re.compile(r" {4}(.*),\n")

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")


@dataclass(frozen=True, slots=True)
class Entry:
    survey: Survey
    enabled: bool = True


def written(entries: Sequence[Entry]) -> str:
    """In their order, which is that of precedence."""
    tables = [{"enabled": entry.enabled, **msgspec.to_builtins(entry.survey)} for entry in entries]
    return _SHORT.sub(lambda found: f"= [{', '.join(re.findall(_ITEM, found[1]))}]", tomli_w.dumps({"surveys": tables}))


def read(text: str) -> tuple[Entry, ...]:
    """Raises SurveyError with all that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        said = str(error).partition(" (at ")[0]
        raise SurveyError(
            (Fault("", Sentence("This is not valid TOML: {said}.", said=said), int(found[1]) if found else None),)
        ) from None
    entries, faults = _entries(data)
    if faults:
        lines = _lines(text)
        raise SurveyError(tuple(replace(fault, line=_line(lines, fault.key)) for fault in faults))
    return tuple(entries)


@cache
def defaults() -> tuple[Entry, ...]:
    """What a new installation asks."""
    return read((Path(__file__).parent / "defaults.toml").read_text(encoding="utf-8"))


def _entries(data: dict[str, Any]) -> tuple[list[Entry], list[Fault]]:
    entries: list[Entry] = []
    faults = [
        Fault(key, Sentence("This key is not known; surveys stand under [[surveys]]."))
        for key in data
        if key != "surveys"
    ]
    tables = data.get("surveys", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return [], [*faults, Fault("surveys", Sentence("Surveys stand under [[surveys]]."))]
    if len(tables) > MOST:
        return [], [*faults, Fault("surveys", Sentence("At most {most} surveys at once.", most=MOST))]
    for number, table in enumerate(tables):
        try:
            entries.append(_entry(table))
        except SurveyError as error:
            faults += [replace(fault, key=f"surveys.{number}.{fault.key}".rstrip(".")) for fault in error.faults]
            continue
        if entries[-1].survey.id in [entry.survey.id for entry in entries[:-1]]:
            faults.append(Fault(f"surveys.{number}.id", Sentence("{id} is there twice.", id=entries[-1].survey.id)))
    return entries, faults


def _entry(table: dict[str, Any]) -> Entry:
    enabled = table.get("enabled", True)
    if not isinstance(enabled, bool):
        raise SurveyError((Fault("enabled", Sentence("This must be true or false.")),))
    return Entry(checked({key: value for key, value in table.items() if key != "enabled"}), enabled)


# -- where a key stands ------------------------------------------------------------------

Place = tuple[str, ...]


def _lines(text: str) -> dict[Place, int]:
    """The line of each table and key, as far as they stand at the beginning of one."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line):
            table = _table(header[2], counts, anew=header[1] == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, key[1].strip("\"'")), number)
    return found


def _table(name: str, counts: dict[Place, int], *, anew: bool) -> Place:
    """The path of a header, with the numbers of the tables in lists; `anew`: it begins the next of its list."""
    path: Place = ()
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for place, part in enumerate(parts, 1):
        path = (*path, part)
        if anew and place == len(parts):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, str(counts[path]))
    return path


def _line(lines: dict[Place, int], key: str) -> int | None:
    """Of the key, else of the nearest that it stands in."""
    path = tuple(key.split("."))
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), None)
