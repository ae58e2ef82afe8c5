"""What a happy customer is given or asked for in return: a code of their own, a public review. Pure."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from bot.model import Metric

Kind = Literal["code", "review"]
DAY_MS = 86_400_000


class Happy(msgspec.Struct, frozen=True, kw_only=True):
    """From which value on a rating is thanked for."""

    csat: int = 5
    nps: int = 9
    ces: int = 6


class Thanks(msgspec.Struct, frozen=True, kw_only=True):
    """A manager's to set; nothing is given or asked until they do."""

    codes: bool = False
    review: bool = False
    review_url: str = ""
    review_name: str = ""  # of the site, as in "a review on …"
    happy: Happy = Happy()
    pause_days: int = 180  # in which the same contact gets no other of the same kind


def due(terms: Thanks, metric: Metric, value: int, had: Mapping[Kind, int], now: int) -> tuple[Kind, ...]:
    """What this rating is thanked with. `had`: when the contact last got one, by kind."""
    if value < {"csat": terms.happy.csat, "nps": terms.happy.nps, "ces": terms.happy.ces}[metric]:
        return ()
    wanted: tuple[tuple[Kind, bool], ...] = (("code", terms.codes), ("review", terms.review and bool(terms.review_url)))
    since = now - terms.pause_days * DAY_MS
    return tuple(kind for kind, on in wanted if on and (kind not in had or had[kind] <= since))
