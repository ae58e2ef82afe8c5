"""When a digest is sent, and of which period."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta

from bot.model import Struct

Every = Literal["day", "week", "month"]

TREND = {"day": 14, "week": 12, "month": 12}
"""How many periods the picture shows, the told one among them."""


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sent on the day after the period (weeks begin on Monday) at `hour`, by the clocks of `zone`."""

    every: Every
    language: Annotated[str, Meta(min_length=2, max_length=8)]
    zone: Annotated[str, Meta(min_length=1, max_length=64)]  # IANA name
    hour: Annotated[int, Meta(ge=0, le=23)] = 8


@dataclass(frozen=True, slots=True)
class Period:
    """`since` (inclusive) to `until` (exclusive), UTC ms."""

    since: int
    until: int


def latest(plan: Plan, now: int) -> Period:
    """The newest period whose digest may have been sent by now."""
    zone = ZoneInfo(plan.zone)
    local = datetime.fromtimestamp(now / 1000, zone)
    end = _first(local.date(), plan.every)
    if now < _ms(datetime.combine(end, time(plan.hour), zone)):
        end = _before(end, plan.every)
    return _period(end, plan.every, zone)


def next_at(plan: Plan, now: int) -> int:
    """When the next digest is due, UTC ms; after `now`."""
    zone = ZoneInfo(plan.zone)
    end = datetime.fromtimestamp(latest(plan, now).until / 1000, zone).date()
    return _ms(datetime.combine(_after(end, plan.every), time(plan.hour), zone))


def preceding(period: Period, plan: Plan, count: int) -> list[Period]:
    """The `count` periods that end with this one, oldest first."""
    zone = ZoneInfo(plan.zone)
    end = datetime.fromtimestamp(period.until / 1000, zone).date()
    found: list[Period] = []
    for _ in range(count):
        found.insert(0, _period(end, plan.every, zone))
        end = _before(end, plan.every)
    return found


def _period(end: date, every: Every, zone: ZoneInfo) -> Period:
    return Period(*(_ms(datetime.combine(day, time(), zone)) for day in (_before(end, every), end)))


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _first(day: date, every: Every) -> date:
    if every == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if every == "month" else day


def _before(end: date, every: Every) -> date:
    """Where the period begins that ends before `end`."""
    return _first(end - timedelta(days=1), every)


def _after(end: date, every: Every) -> date:
    """Where the period ends that begins with `end`."""
    if every == "month":
        return (end + timedelta(days=32)).replace(day=1)
    return end + timedelta(days=7 if every == "week" else 1)
