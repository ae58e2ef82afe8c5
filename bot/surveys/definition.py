"""A survey as data: its scale, its questions in all languages, whom it asks. Stored as JSON, handed about as TOML."""

import re
from typing import Literal

import msgspec

from bot.model import Metric, Moment, SurveyLook

SCALES: dict[Metric, range] = {"csat": range(1, 6), "nps": range(0, 11), "ces": range(1, 8)}
LOOKS: dict[Metric, tuple[SurveyLook, ...]] = {
    "csat": ("stars", "faces", "numbers", "thumbs"),
    "nps": ("numbers",),
    "ces": ("numbers",),
}
THUMBS = (5, 1)  # up and down on the scale of CSAT

IDENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
RESERVED = frozenset({"order", "settings"})
"""Stand in the place of an id in addresses."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PLACEHOLDER = re.compile(r"(?P<before>,?\s*)\{(?P<name>[a-z]+)(?:\|(?P<otherwise>[^{}|]*))?\}")
PLACEHOLDERS = frozenset({"name", "agent", "article", "product"})

QUESTION = 300  # characters of a question, and of the thanks
LABEL = 60  # characters of a choice, and of the words at the end of a scale
MOST_FOLLOW_UPS, MOST_CHOICES, MOST_FILTERS = 8, 12, 50
YEAR_H = 8760


class Data(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Frozen; a field at its default is left out."""


Wording = dict[str, str]
"""Language -> text. A language that is not there falls back to the installation's, and that to any."""


class Chip(Data, frozen=True, kw_only=True):
    id: str
    words: Wording


class FollowUp(Data, frozen=True, kw_only=True):
    id: str
    kind: Literal["chips", "text", "scale"]
    question: Wording
    values: tuple[int, ...] = ()  # after which it is asked; none: after any
    choices: tuple[Chip, ...] = ()  # of chips
    many: bool = True  # chips: more than one may be chosen
    low: Wording = {}  # the words at the ends of a scale, which is 1..5
    high: Wording = {}


class Ask(Data, frozen=True, kw_only=True):
    """Whom it asks: an empty filter lets all through."""

    moments: tuple[Moment, ...] = ()  # none: only where the survey is named
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()  # kinds
    places: tuple[str, ...] = ()  # of kiosks
    share: int = 100  # % of occasions, chosen by a hash


class Survey(Data, frozen=True, kw_only=True):
    id: str
    metric: Metric
    look: SurveyLook
    question: Wording
    low: Wording = {}  # the words at the ends of the scale
    high: Wording = {}
    follow_ups: tuple[FollowUp, ...] = ()
    thanks: Wording = {}
    after: Literal["nothing", "book"] = "nothing"  # what is offered once there is a value
    book_for: tuple[int, ...] = ()  # after which it is; none: after any
    ask: Ask = Ask()
    delay_h: float = 0.0  # after the occasion
    reminder_h: float | None = None  # after the asking; None: never
    deadline_h: float = 168.0  # after the asking


def values(survey: Survey) -> tuple[int, ...]:
    """That may be given, the lowest first."""
    return scale(survey.metric, survey.look)


def scale(metric: Metric, look: SurveyLook) -> tuple[int, ...]:
    return tuple(sorted(THUMBS)) if look == "thumbs" else tuple(SCALES[metric])
