"""Quiet hours by the clock on the wall, over midnight and when the clocks change."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.hours import awake_at, is_quiet, known_zone

ZONES = ["UTC", "Europe/Ljubljana", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"]
NIGHT = (21 * 60, 9 * 60)
minutes = st.integers(0, 1439)
times = st.integers(1_577_836_800_000, 1_893_456_000_000)  # 2020 to 2030


def at(text: str, zone: str = "Europe/Ljubljana") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("now", "awake"),
    [
        ("2026-05-04T20:59:59", "2026-05-04T20:59:59"),
        ("2026-05-04T21:00:00", "2026-05-05T09:00:00"),
        ("2026-05-05T03:30:12", "2026-05-05T09:00:00"),
        ("2026-05-05T09:00:00", "2026-05-05T09:00:00"),
        ("2026-03-28T23:00:00", "2026-03-29T09:00:00"),  # the clocks go forward in between
        ("2026-10-24T23:00:00", "2026-10-25T09:00:00"),  # and back
    ],
)
def test_the_night_is_quiet(now: str, awake: str) -> None:
    assert awake_at(at(now), "Europe/Ljubljana", *NIGHT) == at(awake)


def test_it_is_another_hour_elsewhere() -> None:
    noon = at("2026-05-04T12:00:00", "UTC")
    assert not is_quiet(noon, "Europe/Ljubljana", *NIGHT)
    assert is_quiet(noon, "Pacific/Apia", *NIGHT)


@given(times, st.sampled_from(ZONES), minutes, minutes)
def test_one_is_awake_then_and_not_much_earlier(now: int, zone: str, begin: int, end: int) -> None:
    awake = awake_at(now, zone, begin, end)
    assert awake >= now
    assert not is_quiet(awake, zone, begin, end)
    assert awake == now or is_quiet(now, zone, begin, end)
    assert awake - now <= 25 * 3_600_000
    if awake > now:
        assert awake % 60_000 == 0
        hour_before = range(max(now, awake - 3_600_000 - 60_000), awake, 60_000)
        assert any(is_quiet(each, zone, begin, end) for each in hour_before)


@given(times, st.sampled_from(ZONES), minutes)
def test_no_hours_are_quiet_where_they_end_as_they_begin(now: int, zone: str, begin: int) -> None:
    assert awake_at(now, zone, begin, begin) == now


@pytest.mark.parametrize(
    ("name", "known"),
    [("UTC", True), ("Asia/Jakarta", True), ("Mars/Base", False), ("../etc", False), ("", False), ("Europe", False)],
)
def test_zones_are_known_by_name(name: str, known: bool) -> None:
    assert known_zone(name) is known
