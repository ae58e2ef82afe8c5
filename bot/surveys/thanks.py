"""What a happy customer is given or asked for in return: a code of their own, a public review. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from bot.clock import DAY_MS
from bot.model import Metric

Kind = Literal["code", "review"]


class Happy(msgspec.Struct, frozen=True, kw_only=True):
    """From which value on a rating is thanked for."""

    csat: Annotated[int, Meta(ge=1, le=5)] = 5
    nps: Annotated[int, Meta(ge=0, le=10)] = 9
    ces: Annotated[int, Meta(ge=1, le=7)] = 6


class Thanks(msgspec.Struct, frozen=True, kw_only=True):
    """A manager's to set; nothing is given or asked until they do."""

    codes: bool = False
    review: bool = False
    review_url: Annotated[str, Meta(max_length=500)] = ""
    review_name: Annotated[str, Meta(max_length=80)] = ""  # of the site, as in "a review on …"
    happy: Happy = Happy()
    pause_days: Annotated[int, Meta(ge=0, le=3650)] = 180  # in which the same contact gets no other of the same kind
    most_a_day: Annotated[int, Meta(ge=1, le=10_000)] = 20  # of each kind, to all contacts together
    known_only: bool = True  # customers of the shop, people on Telegram, and those who have talked to a person


@dataclass(frozen=True, slots=True)
class Standing:
    """How a contact stands."""

    known: bool  # to the shop or to Telegram, or has talked to a person: nobody makes many of these
    had: Mapping[Kind, int]  # when the contact last got one
    today: Mapping[Kind, int]  # how many all contacts together got within a day


def due(terms: Thanks, metric: Metric, value: int, it: Standing, now: int) -> tuple[Kind, ...]:
    """What this rating is thanked with."""
    if terms.known_only and not it.known:
        return ()
    if value < {"csat": terms.happy.csat, "nps": terms.happy.nps, "ces": terms.happy.ces}[metric]:
        return ()
    wanted: tuple[tuple[Kind, bool], ...] = (("code", terms.codes), ("review", terms.review and bool(terms.review_url)))
    since = now - terms.pause_days * DAY_MS
    return tuple(
        kind
        for kind, on in wanted
        if on and it.had.get(kind, since) <= since and it.today.get(kind, 0) < terms.most_a_day
    )
