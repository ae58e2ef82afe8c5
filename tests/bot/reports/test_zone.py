"""Days and hours as clocks on the wall tell them, also when they are put forward and back."""

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.zone import EPOCH, Zone


def ms(*when: int) -> int:
    return round(datetime(*when, tzinfo=UTC).timestamp() * 1000)


@settings(max_examples=60)
@given(
    st.sampled_from(["UTC", "Europe/Ljubljana", "Asia/Jakarta", "Australia/Lord_Howe", "America/St_Johns"]),
    st.lists(st.integers(ms(2019, 1, 1), ms(2030, 1, 1)), min_size=1, max_size=30),
)
def test_each_moment_is_as_the_wall_shows_it(name: str, moments: list[int]) -> None:
    days, hours = Zone(name).clock(np.array(moments))
    for at, day, hour in zip(moments, days, hours, strict=True):
        local = datetime.fromtimestamp(at / 1000, ZoneInfo(name))
        assert ((local.date() - EPOCH).days, local.hour) == (day, hour)


def test_a_day_has_23_hours_in_spring_and_25_in_autumn() -> None:
    zone = Zone("Europe/Ljubljana")
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 22), 24)):
        (only,) = zone.stretches(zone.begin(day), zone.begin(day) + hours * 3_600_000, "day")
        assert only.until - only.at == hours * 3_600_000


@pytest.mark.parametrize(("step", "count"), [("day", 365), ("week", 53), ("month", 12)])
def test_stretches_are_gapless_and_end_where_the_period_does(step: str, count: int) -> None:
    zone = Zone("Europe/Ljubljana")
    since, until = zone.begin(date(2026, 1, 1)), zone.begin(date(2027, 1, 1))
    found = zone.stretches(since, until, step)
    assert (len(found), found[0].at, found[-1].until) == (count, since, until)
    assert all(a.until == b.at for a, b in pairwise(found))


def test_a_step_fits_its_period() -> None:
    zone, day = Zone("UTC"), 86_400_000
    assert [zone.fitting(0, days * day) for days in (1, 30, 62, 63, 366, 1000)] == [
        "day", "day", "day", "week", "week", "month",
    ]  # fmt: skip
