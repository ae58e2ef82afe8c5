"""What comments are about: groups of similar wording."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.reports import choosing, tally
from bot.reports.books import Books
from bot.reports.filter import Filter, mood_of
from bot.reports.listing import Key
from bot.reports.shapes import Figure
from knowledge.gaps import group, typical

SAMPLE = 1_000
"""Comments that are grouped; of more an even sample, the same each time, tells the shares as well."""
MOST = 50


@dataclass(frozen=True, slots=True)
class Sample:
    n: int  # comments there are
    keys: list[Key]


@dataclass(frozen=True, slots=True)
class Said:
    key: Key
    comment: str
    language: str
    metric: str
    value: int


@dataclass(frozen=True, slots=True)
class Theme:
    id: str  # the same as long as its wording is
    wording: str  # the comment most like the others
    language: str
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
    """All comments, or SAMPLE of them: those whose marks are smallest, which has nothing to do with what they say."""
    rows = choosing.askings(books, where)
    marks = books.askings["mark"][rows]
    chosen = rows if len(rows) <= SAMPLE else rows[np.argpartition(marks, SAMPLE)[:SAMPLE]]
    at = books.askings["asked_at"]
    keys = [Key(int(at[row]), int(books.askings["mark"][row])) for row in chosen]
    return Sample(len(rows), sorted(keys, key=lambda key: (key.at, key.mark)))


@lru_cache(maxsize=8)
def themes(comments: tuple[Said, ...], of: int) -> Themes:
    """`comments` in the order of time. Grouped as the questions that nothing answered are (knowledge.gaps).

    Their pages ask for the same again and again, so the newest few answers are kept.
    """
    groups = group([it.comment for it in comments], {})
    found = [_theme([comments[n] for n in numbers], len(comments)) for numbers in groups if len(numbers) > 1]
    found.sort(key=lambda theme: (-theme.n, -theme.newest_at, theme.id))
    alone = sum(len(numbers) == 1 for numbers in groups)
    return Themes(of, len(comments), alone, found[:MOST])


def _theme(said: Sequence[Said], looked_at: int) -> Theme:
    wording = typical([it.comment for it in said])
    moods = [mood_of(it.metric, it.value) for it in said if it.metric == "csat"]
    return Theme(
        id=hashlib.sha256(wording.encode()).hexdigest()[:16],
        wording=wording,
        language=next(it.language for it in said if it.comment == wording),
        n=len(said),
        share=tally.share(len(said), looked_at),
        csat=tally.share(moods.count("satisfied"), len(moods)),
        newest_at=said[-1].key.at,
        keys=[it.key for it in reversed(said)],
    )
