"""Which ratings and which conversations a figure is about."""

from typing import Literal

import msgspec

NONE = "-"
"""As a key: those that have none."""

DIMENSIONS = ("channel", "language", "agent", "team", "handler", "article", "topic")
"""What both a rating and a conversation have."""

OF_RATINGS = ("moment", "survey", "place", "metric")
"""What only ratings have: conversations are not narrowed by it."""

METRICS = ("csat", "nps", "ces")

REASK = "reask"
"""The moment of a question that is asked again after a recovery case."""

Mood = Literal["low", "middle", "satisfied"]
MOODS: tuple[Mood, ...] = ("low", "middle", "satisfied")


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """`since` (inclusive) to `until` (exclusive), UTC ms: askings by when they were asked, conversations by when they
    were resolved. Of each dimension any of the keys, NONE for those without; none: all.
    """

    since: int
    until: int
    channel: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    handler: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    moment: tuple[str, ...] = ()
    survey: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    value: tuple[int, ...] = ()
    mood: tuple[Mood, ...] = ()
    reason: tuple[str, ...] = ()  # ids of choices
    answered: bool | None = None
    commented: bool | None = None
    hour: tuple[int, ...] = ()  # 0-23
    weekday: tuple[int, ...] = ()  # 0 Monday
    again: bool = False  # also what was asked again after a recovery, see bot.reports.choosing.askings

    def keys(self, dimension: str) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self, dimension)
        return found


def mood_of(metric: str, value: int) -> Mood:
    """Satisfied: CSAT 4-5, NPS 9-10, CES 5-7. Low: CSAT 1-2, NPS 0-6, CES 1-3."""
    low, satisfied = LIMITS[metric]
    return "low" if value <= low else "satisfied" if value >= satisfied else "middle"


LIMITS = {"csat": (2, 4), "nps": (6, 9), "ces": (3, 5)}
"""Up to which value an answer is low, from which on it is satisfied."""

SCALES = {"csat": range(1, 6), "nps": range(11), "ces": range(1, 8)}
