"""Contacts who may be lost, with the reasons: what they gave falls, trouble comes back, silence after a bad one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from bot.clock import DAY_MS
from bot.reports import choosing
from bot.reports.books import Books
from bot.reports.filter import SCALES, Filter, mood_of
from bot.reports.listing import Key
from bot.reports.table import Array

LOW_MS = 30 * DAY_MS  # a low answer as the newest one counts for so long
TROUBLE, TROUBLE_MS = 3, 14 * DAY_MS  # so many conversations within that
SILENT_MS = 14 * DAY_MS  # of nothing after a low answer
FALLING, FALL = 3, 0.5  # so many answers, none above the one before, down by this share of the scale
LOOKED_BACK_MS = 90 * DAY_MS
MOST = 400  # candidates of each kind that are looked at, the newest

POINTS = {"falling": 35, "lost_case": 30, "repeated": 30, "silent": 30, "low": 25}

SEVERAL: tuple["Code", ...] = ("falling", "repeated")
"""What takes several times: the rest may be one bad day of somebody who was here once."""

Code = Literal["falling", "repeated", "silent", "low", "lost_case"]


@dataclass(frozen=True, slots=True)
class Answer:
    at: int
    metric: str
    value: int


@dataclass(frozen=True, slots=True)
class Visit:
    opened_at: int
    topic: str | None


@dataclass(frozen=True, slots=True)
class Lost:
    """A recovery case that did not bring the customer back."""

    case: str
    at: int


@dataclass(frozen=True, slots=True)
class History:
    """Of one contact, the oldest first."""

    answers: Sequence[Answer]
    visits: Sequence[Visit]
    lost: Sequence[Lost]
    recovered_at: int | None  # when the newest case ended well
    last_at: int  # when they were heard of last


@dataclass(frozen=True, slots=True)
class Reason:
    code: Code
    at: int
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Risk:
    score: int  # 0-100
    reasons: list[Reason]  # the heaviest first


def risk(it: History, now: int) -> Risk | None:
    """None: nothing speaks for it."""
    found = (_falling(it, now), _lost(it, now), _repeated(it, now), _silent(it, now), _low(it, now))
    reasons = [reason for reason in found if reason is not None]
    if not reasons:
        return None
    reasons.sort(key=lambda reason: (-POINTS[reason.code], -reason.at))
    return Risk(min(100, sum(POINTS[reason.code] for reason in reasons)), reasons)


def is_told(it: Risk, *, known: bool) -> bool:
    """`known`: the contact has a name, or an address of theirs. A visitor without either cannot be asked back, so that
    one low rating, and silence after it, lead to nobody.
    """
    return known or any(reason.code in SEVERAL for reason in it.reasons)


def rank(it: Risk, last_at: int, *, known: bool) -> tuple[bool, int, int]:
    """In ascending order: who can be reached before who cannot, then the likeliest, then the newest."""
    return not known, -it.score, -last_at


def _falling(it: History, now: int) -> Reason | None:
    for metric, scale in SCALES.items():
        given = [answer for answer in it.answers if answer.metric == metric][-FALLING:]
        values = [answer.value for answer in given]
        if len(given) < FALLING or given[-1].at < now - LOOKED_BACK_MS:
            continue
        down = all(after <= before for before, after in pairwise(values))
        if down and values[0] - values[-1] >= FALL * (len(scale) - 1):
            return Reason("falling", given[-1].at, {"values": values, "metric": metric})
    return None


def _repeated(it: History, now: int) -> Reason | None:
    """The densest stretch is the newest one."""
    visits = [visit for visit in it.visits if visit.opened_at >= now - LOOKED_BACK_MS]
    for last in range(len(visits) - 1, TROUBLE - 2, -1):
        near = [visit for visit in visits[: last + 1] if visit.opened_at > visits[last].opened_at - TROUBLE_MS]
        if len(near) >= TROUBLE:
            ((topic, times),) = Counter(visit.topic for visit in near).most_common(1)
            days = 1 + (near[-1].opened_at - near[0].opened_at) // DAY_MS
            same = topic if times >= TROUBLE else None
            return Reason("repeated", near[-1].opened_at, {"times": len(near), "days": days, "topic": same})
    return None


def _silent(it: History, now: int) -> Reason | None:
    last = _last_low(it, now)
    if last is None or it.last_at > last.at + DAY_MS or now - last.at < SILENT_MS:
        return None
    days = (now - last.at) // DAY_MS
    return Reason("silent", last.at, {"value": last.value, "metric": last.metric, "days": days})


def _low(it: History, now: int) -> Reason | None:
    last = _last_low(it, now)
    if last is None or last.at < now - LOW_MS:
        return None
    return Reason("low", last.at, {"value": last.value, "metric": last.metric})


def _last_low(it: History, now: int) -> Answer | None:
    """The newest answer, where it is low, of the last quarter, and was not made good since."""
    if not it.answers:
        return None
    last = it.answers[-1]
    good = it.recovered_at is not None and it.recovered_at >= last.at
    return last if mood_of(last.metric, last.value) == "low" and last.at >= now - LOOKED_BACK_MS and not good else None


def _lost(it: History, now: int) -> Reason | None:
    lost = it.lost[-1] if it.lost else None
    if lost is None or lost.at < now - LOOKED_BACK_MS or (it.recovered_at or 0) >= lost.at:
        return None
    return Reason("lost_case", lost.at, {"case": lost.case})


# -- who is looked at ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidates:
    low: list[Key]  # askings
    again: list[Key]  # episodes


def looked_at(now: int) -> Filter:
    """The low answers of the last quarter, also of those who were asked again after a recovery."""
    return Filter(since=now - LOOKED_BACK_MS, until=now + 1, mood=("low",), again=True)


def candidates(books: Books, where: Filter) -> Candidates:
    """Who gave a low answer, and who came again within a week: nobody else can be at risk by these rules."""
    low, again = choosing.askings(books, where), choosing.episodes(books, where)
    again = again[books.episodes["again"][again]]
    asked, ended = books.askings, books.episodes
    return Candidates(
        _newest(low, asked["asked_at"], asked["mark"]), _newest(again, ended["resolved_at"], ended["mark"])
    )


def _newest(rows: Array, at: Array, marks: Array) -> list[Key]:
    order = np.argsort(at[rows], kind="stable")[::-1][:MOST]
    return [Key(int(at[row]), int(marks[row])) for row in rows[order]]
