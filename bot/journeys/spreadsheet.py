"""Touchpoints of a CSV file: a line each. Columns that are not known are facts."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from bot.journeys.touchpoint import MOST_FACTS, Touchpoint, TouchpointError, read
from bot.sentence import Sentence

COLUMNS = (
    "id", "kind", "at", "number", "email", "contact", "name", "language", "product", "place",
    "allowed", "allowed_how", "allowed_at",
)  # fmt: skip
NEEDED = ("id", "kind", "at")
_CUSTOMER = ("number", "email", "contact", "name", "language")
_YES = {"yes", "y", "true", "1", "da", "да", "так", "ya"}
_NO = {"no", "n", "false", "0", "ne", "нет", "не", "tidak"}
_LONGEST_FIELD = 10_000
_UNREADABLE = {"unexpected end of data": Sentence("A quotation mark that stands in this line has no end.")}


@dataclass(frozen=True, slots=True)
class Row:
    line: int  # of the file, from 1
    touchpoint: Touchpoint | None
    field: str = ""
    problem: str = ""  # a sentence, where there is no touchpoint


def rows(text: str, now: int, zone: tzinfo) -> Iterator[Row]:
    """`zone`: of times that say none. Raises TouchpointError where the file as a whole cannot be read."""
    reader = csv.DictReader(io.StringIO(text), dialect=_dialect(text), restkey="", strict=True)
    fields = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    _check_head(fields)
    reader.fieldnames = fields
    while True:
        row, problem, line = None, "", reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = _UNREADABLE.get(str(error), Sentence("The quotes in this line do not fit together."))
        if row is None:
            yield Row(line, None, "", problem)
        elif any(value and value.strip() for value in _cells(row)):
            yield _row(reader.line_num - _breaks(row), row, now, zone)


def _cells(row: dict[str, Any]) -> Iterator[str]:
    for value in row.values():
        yield from value if isinstance(value, list) else [value or ""]


def _breaks(row: dict[str, Any]) -> int:
    """Lines of the file that a line of the table goes on for."""
    return sum(value.count("\n") for value in _cells(row))


def _row(line: int, row: dict[str, Any], now: int, zone: tzinfo) -> Row:
    if "" in row:
        return Row(line, None, "", Sentence("This line has more fields than the first one has columns."))
    try:
        return Row(line, read(_told(row), now, zone))
    except TouchpointError as error:
        return Row(line, None, _column(error.field), error.message)


def _dialect(text: str) -> type[csv.excel]:
    head = text.partition("\n")[0]
    comma, semicolon, tab = head.count(","), head.count(";"), head.count("\t")
    most = max(comma, semicolon, tab)

    class Dialect(csv.excel):
        delimiter = ";" if semicolon == most and most else "\t" if tab == most and most else ","

    return Dialect


def _check_head(fields: list[str]) -> None:
    if lacking := [name for name in NEEDED if name not in fields]:
        raise TouchpointError(
            "", Sentence("The first line must name the columns; there is no {columns}.", columns=", ".join(lacking))
        )
    if not {"number", "email", "contact"} & set(fields):
        raise TouchpointError(
            "", Sentence("There is no column that says whose each line is: number, email or contact.")
        )
    if len(set(fields)) < len(fields):
        raise TouchpointError("", Sentence("A column's name stands there twice."))
    if len(fields) > len(COLUMNS) + MOST_FACTS:
        raise TouchpointError(
            "", Sentence("There may be at most {most} columns beside the known ones.", most=MOST_FACTS)
        )


def _told(row: dict[str, str | None]) -> dict[str, Any]:
    said = {name: " ".join(value.split())[:_LONGEST_FIELD] for name, value in row.items() if value and value.strip()}
    at = said.get("at", "")
    told: dict[str, Any] = {
        "id": said.get("id", ""),
        "kind": said.get("kind", ""),
        "at": int(at) if at.isdecimal() and len(at) > 8 else at,
        "customer": {name: said[name] for name in _CUSTOMER if name in said},
        **{name: said[name] for name in ("product", "place") if name in said},
        "facts": {name: value for name, value in said.items() if name not in COLUMNS},
    }
    if "allowed" in said:
        told["consent"] = _consent(said)
    return told


def _consent(said: dict[str, str]) -> dict[str, Any]:
    answer = said["allowed"].lower()
    if answer not in _YES | _NO:
        raise TouchpointError("allowed", Sentence("Write yes or no."))
    for column in ("allowed_how", "allowed_at"):
        if column not in said:
            raise TouchpointError(column, Sentence("Say how and when the customer said so: allowed_how, allowed_at."))
    return {"allowed": answer in _YES, "how": said["allowed_how"], "at": said["allowed_at"]}


def _column(field: str) -> str:
    """The column that a field of a touchpoint comes from."""
    last = field.rpartition(".")[2]
    return f"allowed_{last}" if field.startswith("consent.") else last
