"""Rows as spreadsheets take them: one value a column, what is a list as text, no formula."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.reports.filter import REASK
from bot.store.exporting import Kind, Row, Wanted

_FIRST = {
    "conversations": ("conversation", "episode", "opened_at", "resolved_at", "resolved_by", "contact", "contact_name",
        "channel", "language", "handler", "agent", "agent_name", "team", "article", "topic", "person", "again",
        "questions", "answered", "stuck", "first_bot_ms", "first_human_ms", "wait_ms", "handle_ms", "resolution_ms",
        "handoff", "calls"),
    "ratings": ("request", "survey", "version", "metric", "moment", "place", "asked_at", "answered_at", "changed_at",
        "value", "comment", "conversation", "episode", "contact", "contact_name", "channel", "language", "handler",
        "agent", "agent_name", "team", "article", "topic", "revision", "answers"),
}  # fmt: skip
_RATED = ("csat", "nps", "ces")
_CASE = ("id", "step", "outcome", "cause", "closed_at")
_SAID = ("messages", "notes", "transcript")
CELL = 32_000
"""Characters of a transcript: Excel's cells hold 32,767, and it breaks a file with longer ones."""


def head(kind: Kind, wanted: Wanted) -> bytes:
    """The names of the columns. Excel takes a file without the mark for the local code page."""
    return b"\xef\xbb\xbf" + _csv(_columns(kind, wanted))


def line(kind: Kind, row: Row) -> bytes:
    return _csv([_cell(name, value) for name, value in _flat(kind, row)])


def _columns(kind: Kind, wanted: Wanted) -> list[str]:
    if kind == "ratings":
        return [*_FIRST[kind], *(f"case_{name}" for name in _CASE)]
    rated = [f"{metric}_{name}" for metric in _RATED for name in ("value", "comment", "answers")]
    said = _SAID if wanted.messages else ()
    return [*_FIRST[kind], *rated, *(f"case_{name}" for name in _CASE), "ratings", "labels", "touchpoints", *said]


def _flat(kind: Kind, row: Row) -> list[tuple[str, Any]]:
    """One value a column. Of several ratings of a scale the newest stands by itself, but for those that were asked
    again after a recovery; `ratings` has them all.
    """
    case = row["case"] or {}
    told = [(f"case_{name}", case.get(name)) for name in _CASE]
    found = [(name, row[name]) for name in _FIRST[kind]]
    if kind == "ratings":
        return [*found, *told]
    first = [it for it in row["ratings"] if it["value"] is not None and it["moment"] != REASK]
    for metric in _RATED:
        given = [it for it in first if it["metric"] == metric]
        newest: Row = max(given, key=lambda it: it["answered_at"], default={})
        found += [(f"{metric}_{name}", newest.get(name)) for name in ("value", "comment", "answers")]
    return [
        *found,
        *told,
        ("ratings", row["ratings"]),
        *_around(row),
        *(_said(row["messages"]) if "messages" in row else ()),
    ]


def _around(row: Row) -> list[tuple[str, Any]]:
    """What is known of the contact, and a line for each thing that had happened to them."""
    happened = [
        " · ".join((_time(it["at"]), *(it[name] for name in ("kind", "product", "place") if it[name])))
        for it in row["touchpoints"]
    ]
    return [("labels", ", ".join(row["labels"])), ("touchpoints", "\n".join(happened))]


def _said(messages: list[Row]) -> list[tuple[str, Any]]:
    """How much was said, how much noted, and both as a text that one can read."""
    noted = sum(it["kind"] == "note" for it in messages)
    return list(zip(_SAID, (len(messages) - noted, noted, _transcript(messages)), strict=True))


def _transcript(messages: list[Row]) -> str:
    """A line for each, of which the last ones are left out where a spreadsheet's cell would overflow."""
    lines: list[str] = []
    length = 0
    for n, it in enumerate(messages):
        who = "note" if it["kind"] == "note" else it["author"]
        about = "" if it["kind"] in ("text", "note") else f"[{it['attachment'] or it['kind']}] "
        told = f"{_time(it['at'])} {' '.join(filter(None, (who, it['agent_name'])))}: {about}{it['text']}"
        length += len(told) + 1
        if length > CELL:
            return "\n".join([*lines, f"… {len(messages) - n} more"])
        lines.append(told)
    return "\n".join(lines)


def _time(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="seconds")


def _cell(name: str, value: Any) -> str:
    if value is None or value == []:
        return ""
    if name.endswith("_at"):
        return _time(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return msgspec.json.encode(value).decode()
    return harmless(value) if isinstance(value, str) else str(value)


def _csv(row: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(row)
    return text.getvalue().encode()


def harmless(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula (OWASP, CSV injection)."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
