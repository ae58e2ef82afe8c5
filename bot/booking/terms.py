"""How calls are booked; a manager's to set."""

from typing import Annotated

import msgspec
from msgspec import Meta


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    length_min: Annotated[int, Meta(ge=5, le=240)] = 20
    pause_min: Annotated[int, Meta(ge=0, le=240)] = 10  # an agent's, between two calls
    notice_h: Annotated[float, Meta(ge=0, le=336)] = 2.0  # nobody is booked for sooner
    days: Annotated[int, Meta(ge=1, le=90)] = 14  # ahead
    remind_min: Annotated[int, Meta(ge=0, le=10_080)] = 60  # before it begins; 0: not at all
    most_from_address: Annotated[int, Meta(ge=0, le=1000)] = 5
    """Calls to come that customers for whom nothing vouches may have from one internet address; 0: any number."""


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one weekday in which an agent can be booked, in the installation's time zone."""

    weekday: int  # 0 is Monday
    start_min: int  # of the day
    end_min: int  # exclusive, up to 1440


class Stretch(msgspec.Struct, frozen=True):
    """UTC ms."""

    since: int
    until: int  # exclusive


class Diary(msgspec.Struct, frozen=True, kw_only=True):
    """What one agent's days look like."""

    agent: str
    hours: tuple[Hours, ...] = ()
    away: tuple[Stretch, ...] = ()
    booked: tuple[Stretch, ...] = ()
