"""What the figures are counted from: a row an asking, a row a conversation that has ended, in columns of numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from bot.reports.comments import Comments
from bot.reports.table import Array, Codes, Table
from bot.reports.zone import Zone

NEVER = -1
"""In columns of values, lengths and comments: there is none."""

LONGEST_MS = 2**31 - 1
"""Waits and the like are counted up to here, 24.8 days."""


OUTCOMES = ("undecided", "recovered", "not_recovered", "unanswered", "not_asked", "dismissed")
OPEN = "open "
"""Before the outcome of a case that is worked on: one that was opened again keeps what the customer has answered."""

CASES = ("", *OUTCOMES, *(OPEN + outcome for outcome in OUTCOMES))
"""What became of the case that an answer has opened; the first: it opened none."""


class Asked(NamedTuple):
    """One rating request with its answer."""

    id: str
    asked_at: int
    value: int | None
    metric: str
    channel: str
    language: str
    agent: str | None
    team: str | None
    handler: str
    article: str | None
    topic: str | None
    moment: str
    place: str | None
    survey: str
    comment: str | None
    case: str | None  # what became of the recovery, one of CASES; None: there was none


class Ended(NamedTuple):
    """One episode that was resolved. Lengths in ms; None: there was none."""

    conversation: str
    number: int
    resolved_at: int
    opened_at: int
    channel: str
    language: str
    agent: str | None
    team: str | None
    handler: str
    article: str | None
    topic: str | None
    person: int  # 1: one was wanted or stepped in
    again: int  # 1: it began within a week after the contact's last
    returned: int  # 1: the contact's next began within a week after it
    answered: int  # questions that the bot answered by an article
    stuck: int  # of them, those after which neither a "no" nor a person followed
    first_bot_ms: int | None
    first_human_ms: int | None
    wait_ms: int | None
    handle_ms: int | None


CODED = (
    "metric", "channel", "language", "agent", "team", "handler", "article", "topic", "moment", "place", "survey",
    "touch", "reason",
)  # fmt: skip
LENGTHS = ("first_bot_ms", "first_human_ms", "wait_ms", "handle_ms")

_SHARED = {
    "channel": np.uint8, "language": np.uint16, "agent": np.uint16, "team": np.uint16, "handler": np.uint8,
    "article": np.uint32, "topic": np.uint16,
}  # fmt: skip
ASKINGS: dict[str, Any] = {
    "mark": np.uint64, "asked_at": np.int64, "value": np.int8, "metric": np.uint8, **_SHARED, "moment": np.uint8,
    "place": np.uint32, "survey": np.uint16, "touch": np.uint32, "comment": np.int32,
    "case": np.uint8, "day": np.int32, "hour": np.uint8,
}  # fmt: skip
EPISODES: dict[str, Any] = {
    "mark": np.uint64, "resolved_at": np.int64, "resolution_ms": np.int64, **_SHARED,
    "person": np.bool_, "again": np.bool_, "returned": np.bool_, "answered": np.uint16, "stuck": np.uint16,
    **dict.fromkeys(LENGTHS, np.int32), "day": np.int32, "hour": np.uint8,
}  # fmt: skip
REASONS = {"row": np.int32, "reason": np.uint32}


def touch(moment: str, place: str | None, metric: str) -> str:
    """Where and by what was asked, as one text."""
    return f"{moment}\n{place or ''}\n{metric}"


def episode(conversation: str, number: int) -> str:
    """An episode's id, as marks are made of it."""
    return f"{conversation}/{number}"


def marks(ids: Sequence[str]) -> Array:
    """Eight bytes by which each row is known: FNV-1a of 64 bits over the id's bytes (G. Fowler, L. C. Noll, K.-P. Vo).

    Of a million ids two have the same mark once in forty million such collections.
    """
    texts = np.array([text.encode() for text in ids], np.bytes_)
    letters = texts.view(np.uint8).reshape(len(texts), -1)
    found = np.full(len(texts), 0xCBF29CE484222325, np.uint64)
    for column in letters.T:
        found = np.where(column, (found ^ column) * np.uint64(0x100000001B3), found)
    return found


class Books:
    """Kept up to date by taking rows again: one that is known takes the place of what it was.

    Not for several threads at once.
    """

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.at = 0  # UTC ms: what had happened by then is in the books
        self.codes = {name: Codes() for name in CODED}
        self.askings = Table(ASKINGS)
        self.episodes = Table(EPISODES)
        self.comments = Comments()
        self.reasons = Table(REASONS)

    # -- taking rows in ---------------------------------------------------------

    def ask(self, rows: Sequence[Asked], *, new: bool = False) -> Array:
        """Where each stands. `new`: none of them can be known. None comes twice."""
        if not rows:
            return np.empty(0, np.intp)
        columns = dict(zip(Asked._fields, zip(*rows, strict=True), strict=True))
        taken = self._shared(columns) | self._coded(columns, ("metric", "moment", "place", "survey"))
        touches = zip(columns["moment"], columns["place"], columns["metric"], strict=True)
        taken["touch"] = np.array([self.codes["touch"].code(touch(*it)) for it in touches])
        taken["mark"] = marks(columns["id"])
        taken["asked_at"] = np.array(columns["asked_at"], np.int64)
        taken["value"] = np.array([NEVER if value is None else value for value in columns["value"]], np.int8)
        taken["case"] = np.array([CASES.index(case or "") for case in columns["case"]], np.uint8)
        taken["day"], taken["hour"] = self.zone.clock(taken["asked_at"])
        at = _placed(self.askings, taken, "asked_at", new)
        taken["comment"] = self._commented(at, columns["comment"])
        _put(self.askings, at, taken)
        return at

    def end(self, rows: Sequence[Ended], *, new: bool = False) -> None:
        """`new`: none of them can be known. None comes twice."""
        if not rows:
            return
        columns = dict(zip(Ended._fields, zip(*rows, strict=True), strict=True))
        taken = self._shared(columns)
        taken["mark"] = marks([episode(*key) for key in zip(columns["conversation"], columns["number"], strict=True)])
        taken["resolved_at"] = np.array(columns["resolved_at"], np.int64)
        for name in ("person", "again", "returned"):
            taken[name] = np.array(columns[name], np.bool_)
        for name in ("answered", "stuck"):
            taken[name] = np.minimum(columns[name], 65_535).astype(np.uint16)
        for name in LENGTHS:
            taken[name] = _lengths(columns[name])
        taken["resolution_ms"] = np.maximum(taken["resolved_at"] - np.array(columns["opened_at"], np.int64), 0)
        taken["day"], taken["hour"] = self.zone.clock(taken["resolved_at"])
        _put(self.episodes, _placed(self.episodes, taken, "resolved_at", new), taken)

    def reason(self, at: Array, chosen: Mapping[int, Sequence[str]]) -> None:
        """The rows `at` have the chosen reasons, by row, and no others."""
        if self.reasons.n:
            self.reasons["row"][np.isin(self.reasons["row"], at)] = NEVER
        pairs = [(row, self.codes["reason"].code(key)) for row, keys in chosen.items() for key in keys]
        if pairs:
            self.reasons.add({"row": np.array([row for row, _ in pairs]), "reason": np.array([it for _, it in pairs])})

    def _shared(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, Array]:
        return self._coded(columns, tuple(_SHARED))

    def _coded(self, columns: Mapping[str, Sequence[Any]], names: Sequence[str]) -> dict[str, Array]:
        return {name: np.array([self.codes[name].code(text) for text in columns[name]]) for name in names}

    def _commented(self, at: Array, texts: Sequence[str | None]) -> Array:
        """The number of each row's comment; one that reads as before keeps it."""
        numbers = np.full(len(at), NEVER, np.int32)
        fresh = []
        for n, (row, text) in enumerate(zip(at.tolist(), texts, strict=True)):
            if not text:
                continue
            before = int(self.askings["comment"][row]) if row < self.askings.n else NEVER
            if before != NEVER and self.comments.reads(before, text):
                numbers[n] = before
            else:
                fresh.append((n, row, text))
        numbers[[n for n, _, _ in fresh]] = self.comments.add([row for _, row, _ in fresh], [it[2] for it in fresh])
        return numbers


def _placed(table: Table, taken: Mapping[str, Array], at: str, new: bool) -> Array:
    """Where each row stands, or will once it is added: a row is known by its time and its mark."""
    places = np.full(len(taken[at]), NEVER)
    if not new and table.n:
        near = np.flatnonzero((table[at] >= taken[at].min()) & (table[at] <= taken[at].max()))
        near = near[np.isin(table["mark"][near], taken["mark"])]
        known = dict(zip(table["mark"][near].tolist(), near.tolist(), strict=True))
        places = np.array([known.get(mark, NEVER) for mark in taken["mark"].tolist()])
    fresh = places == NEVER
    places[fresh] = table.n + np.arange(np.count_nonzero(fresh))
    return places


def _lengths(values: Sequence[int | None]) -> Array:
    return np.clip([NEVER if value is None else max(value, 0) for value in values], NEVER, LONGEST_MS).astype(np.int32)


def _put(table: Table, at: Array, taken: Mapping[str, Array]) -> None:
    fresh = at >= table.n
    if not fresh.all():
        table.change(at[~fresh], {name: column[~fresh] for name, column in taken.items()})
    if fresh.any():
        table.add({name: column[fresh] for name, column in taken.items()})
