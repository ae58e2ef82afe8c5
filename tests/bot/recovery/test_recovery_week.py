"""Deadlines in working hours: on the clock of the place, over nights, weekends and the days on which clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import HOUR_MS
from bot.recovery.week import ALWAYS, Week, working_hours_after

LJUBLJANA = ZoneInfo("Europe/Ljubljana")


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=LJUBLJANA).timestamp() * 1000)


def told(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, LJUBLJANA).isoformat(timespec="minutes")[:16]


@pytest.mark.parametrize(
    ("since", "hours", "until"),
    [
        ("2026-01-05T10:00", 2, "2026-01-05T12:00"),  # a Monday
        ("2026-01-05T10:00", 8, "2026-01-06T10:00"),
        ("2026-01-05T06:30", 8, "2026-01-05T17:00"),
        ("2026-01-05T20:00", 1, "2026-01-06T10:00"),
        ("2026-01-09T16:00", 2, "2026-01-12T10:00"),  # over the weekend
        ("2026-01-10T03:00", 8, "2026-01-12T17:00"),
        ("2026-01-05T10:00", 40, "2026-01-12T10:00"),
        ("2026-01-05T10:00", 0, "2026-01-05T10:00"),
    ],
)
def test_nights_and_weekends_do_not_count(since: str, hours: float, until: str) -> None:
    assert told(working_hours_after(at(since), hours, Week(), LJUBLJANA)) == until


def test_a_day_on_which_the_clock_is_put_forward_is_an_hour_shorter() -> None:
    early = Week(days=(6,), from_min=0, until_min=240)
    assert told(working_hours_after(at("2026-03-29T00:00"), 3, early, LJUBLJANA)) == "2026-03-29T04:00"


@pytest.mark.parametrize("fields", [{"days": ()}, {"from_min": 600, "until_min": 620}])
def test_a_week_without_work_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="work"):
        Week(**fields)


MOMENTS = st.integers(1_700_000_000_000, 1_900_000_000_000)
WEEKS = st.builds(
    lambda days, since, hours: Week(days=tuple(sorted(days)), from_min=since, until_min=since + 60 * hours),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 600),
    st.integers(1, 14),
)


@given(MOMENTS, st.integers(0, 100), st.integers(0, 100), WEEKS)
def test_hours_add_up(since: int, some: int, more: int, week: Week) -> None:
    between = working_hours_after(since, some, week, LJUBLJANA)
    assert working_hours_after(between, more, week, LJUBLJANA) == working_hours_after(
        since, some + more, week, LJUBLJANA
    )
    assert between - since >= some * HOUR_MS


@given(MOMENTS, st.integers(1, 200), WEEKS)
def test_it_ends_when_people_work(since: int, hours: int, week: Week) -> None:
    end = datetime.fromtimestamp((working_hours_after(since, hours, week, LJUBLJANA) - 1) / 1000, LJUBLJANA)
    assert end.weekday() in week.days
    assert week.from_min <= end.hour * 60 + end.minute < week.until_min


@given(MOMENTS, st.floats(0, 700))
def test_who_works_always_counts_every_hour(since: int, hours: float) -> None:
    assert working_hours_after(since, hours, ALWAYS, UTC) == since + round(hours * HOUR_MS)
