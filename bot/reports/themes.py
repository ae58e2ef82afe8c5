"""What comments are about: groups of similar wording."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.reports import choosing
from bot.reports.books import Books
from bot.reports.filter import Filter, mood_of
from bot.reports.listing import Key
from bot.reports.shapes import Figure
from bot.reports.share import share
from knowledge.gaps import group, typical

SAMPLE = 500
"""Comments that are grouped, which takes a tenth of a second; of more an even sample, the same each time, tells the
shares as well, within 4 points.
"""
MOST = 50
KEPT = 32
"""Answers that are kept: an open page asks again and again, and the sample hardly changes."""


@dataclass(frozen=True, slots=True)
class Said:
    key: Key
    comment: str  # in lower case
    language: str
    metric: str
    value: int


@dataclass(frozen=True, slots=True)
class Sample:
    n: int  # comments there are
    said: tuple[Said, ...]  # in the order of time


@dataclass(frozen=True, slots=True)
class Theme:
    id: str  # the same as long as its wording is
    wording: Said  # the comment most like the others
    n: int
    share: Figure  # of the comments looked at
    csat: Figure  # of those that came with a CSAT
    newest_at: int
    keys: list[Key]  # the newest first


@dataclass(frozen=True, slots=True)
class Themes:
    of: int
    looked_at: int
    left_alone: int  # like no other
    themes: list[Theme]  # the largest first


def sample(books: Books, where: Filter) -> Sample:
    """Answers with a comment, all or SAMPLE of them: those whose marks are smallest, which has nothing to do with what
    they say.
    """
    rows = choosing.askings(books, where)
    marks = books.askings["mark"][rows]
    chosen = rows if len(rows) <= SAMPLE else rows[np.argpartition(marks, SAMPLE)[:SAMPLE]]
    said = [_said(books, row) for row in chosen.tolist()]
    return Sample(len(rows), tuple(sorted(said, key=lambda it: (it.key.at, it.key.mark))))


def _said(books: Books, row: int) -> Said:
    table, codes = books.askings, books.codes
    return Said(
        key=Key(int(table["asked_at"][row]), int(table["mark"][row])),
        comment=books.comments.folded(int(table["comment"][row])),
        language=codes["language"].texts[table["language"][row]],
        metric=codes["metric"].texts[table["metric"][row]],
        value=int(table["value"][row]),
    )


@lru_cache(maxsize=KEPT)
def themes(sample: Sample) -> Themes:
    """Grouped as the questions that nothing answered are (knowledge.gaps)."""
    said = sample.said
    groups = group([it.comment for it in said], {})
    found = [_theme([said[n] for n in numbers], len(said)) for numbers in groups if len(numbers) > 1]
    found.sort(key=lambda theme: (-theme.n, -theme.newest_at, theme.id))
    alone = sum(len(numbers) == 1 for numbers in groups)
    return Themes(sample.n, len(said), alone, found[:MOST])


def _theme(said: Sequence[Said], looked_at: int) -> Theme:
    words = typical([it.comment for it in said])
    moods = [mood_of(it.metric, it.value) for it in said if it.metric == "csat"]
    return Theme(
        id=hashlib.sha256(words.encode()).hexdigest()[:16],
        wording=next(it for it in said if it.comment == words),
        n=len(said),
        share=share(len(said), looked_at),
        csat=share(moods.count("satisfied"), len(moods)),
        newest_at=said[-1].key.at,
        keys=[it.key for it in reversed(said)],
    )
