"""Which period a digest is about, and when it is sent."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.plan import TREND, Every, Plan, latest, next_at, preceding

ZONE = "Europe/Ljubljana"


def at(text: str, zone: str = ZONE) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def plan(every: Every, hour: int = 8, zone: str = ZONE) -> Plan:
    return Plan(every=every, language="en", zone=zone, hour=hour)


@pytest.mark.parametrize(
    ("every", "now", "since", "until"),
    [
        ("day", "2026-11-22 07:59", "2026-11-20", "2026-11-21"),
        ("day", "2026-11-22 08:00", "2026-11-21", "2026-11-22"),
        ("week", "2026-11-23 08:00", "2026-11-16", "2026-11-23"),  # a Monday
        ("week", "2026-11-23 07:59", "2026-11-09", "2026-11-16"),
        ("week", "2026-11-29 23:00", "2026-11-16", "2026-11-23"),
        ("month", "2026-03-01 08:00", "2026-02-01", "2026-03-01"),
        ("month", "2026-01-01 07:00", "2025-11-01", "2025-12-01"),
        ("day", "2026-03-30 08:00", "2026-03-29", "2026-03-30"),  # a day of 23 hours
    ],
)
def test_the_newest_period_is_over_and_its_hour_has_come(every: Every, now: str, since: str, until: str) -> None:
    period = latest(plan(every), at(now))
    assert (period.since, period.until) == (at(since), at(until))


zones = st.sampled_from(
    ["UTC", ZONE, "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "Australia/Lord_Howe"]
)
plans = st.builds(plan, st.sampled_from(["day", "week", "month"]), st.integers(0, 23), zones)
moments = st.integers(at("2020-01-01"), at("2035-01-01"))


@given(plans, moments)
def test_every_period_is_sent_once_and_none_is_left_out(it: Plan, now: int) -> None:
    period, next_due = latest(it, now), next_at(it, now)
    assert period.since < period.until <= now < next_due
    assert latest(it, next_due - 1) == period
    following = latest(it, next_due)
    assert following.since == period.until


@given(plans, moments)
def test_the_trend_has_no_gaps_and_ends_with_the_period(it: Plan, now: int) -> None:
    period = latest(it, now)
    found = preceding(period, it, TREND[it.every])
    assert len(found) == TREND[it.every] and found[-1] == period
    assert all(one.until == other.since for one, other in pairwise(found))
