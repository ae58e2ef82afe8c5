"""Times for calls: within hours, apart from each other, right when clocks change."""

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.booking.free import times
from bot.booking.terms import Diary, Hours, Stretch, Terms
from bot.clock import MINUTE_MS

ZONE = "Europe/Ljubljana"
NOON = Hours(weekday=0, start_min=12 * 60, end_min=13 * 60)
TERMS = Terms(length_min=20, pause_min=10, notice_h=2, days=7)


def at(text: str, zone: str = ZONE) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


MONDAY = at("2026-11-23T08:00")


def test_a_call_lies_within_the_hours_and_apart_from_the_next() -> None:
    free = times([Diary(agent="a", hours=(NOON,))], TERMS, ZONE, MONDAY)
    assert free == {
        at("2026-11-23T12:00"): ("a",), at("2026-11-23T12:30"): ("a",),
        at("2026-11-30T12:00"): ("a",), at("2026-11-30T12:30"): ("a",),
    }  # fmt: skip


def test_nobody_is_booked_for_too_soon() -> None:
    free = times([Diary(agent="a", hours=(NOON,))], TERMS, ZONE, at("2026-11-23T10:01"))
    assert min(free) == at("2026-11-23T12:30")


def test_who_is_away_or_booked_is_not_free() -> None:
    away = Stretch(at("2026-11-23T12:10"), at("2026-11-23T12:20"))
    booked = Stretch(at("2026-11-30T12:00"), at("2026-11-30T12:20"))
    diary = Diary(agent="a", hours=(NOON,), away=(away,), booked=(booked,))
    assert set(times([diary], TERMS, ZONE, MONDAY)) == {at("2026-11-23T12:30"), at("2026-11-30T12:30")}


def test_a_pause_lies_before_a_booking_too() -> None:
    booked = Stretch(at("2026-11-23T12:25"), at("2026-11-23T12:45"))
    diary = Diary(agent="a", hours=(NOON,), booked=(booked,))
    assert at("2026-11-23T12:00") not in times([diary], TERMS, ZONE, MONDAY)


def test_who_has_fewer_calls_that_day_is_offered_first() -> None:
    booked = Stretch(at("2026-11-23T12:00"), at("2026-11-23T12:20"))
    busy, idle = Diary(agent="a", hours=(NOON,), booked=(booked,)), Diary(agent="b", hours=(NOON,))
    free = times([busy, idle], TERMS, ZONE, MONDAY)
    assert free[at("2026-11-23T12:30")] == ("b", "a")
    assert free[at("2026-11-30T12:30")] == ("a", "b")


def test_hours_that_the_clocks_skip_are_not_there_and_others_stay() -> None:
    night = Hours(weekday=6, start_min=60, end_min=4 * 60)  # on 28 March 2027 clocks go from 2:00 to 3:00
    terms = Terms(length_min=60, pause_min=0, notice_h=0, days=1)
    spring = times([Diary(agent="a", hours=(night,))], terms, ZONE, at("2027-03-27T12:00"))
    assert [datetime.fromtimestamp(since / 1000, UTC).hour for since in spring] == [0, 1]
    autumn = times([Diary(agent="a", hours=(night,))], terms, ZONE, at("2026-10-24T12:00"))
    assert len(autumn) == 4


hours = st.builds(
    lambda weekday, start, length: Hours(weekday=weekday, start_min=start, end_min=min(1440, start + length)),
    st.integers(0, 6), st.integers(0, 1439), st.integers(1, 600),
)  # fmt: skip
stretches = st.builds(
    lambda since, length: Stretch(MONDAY + since * MINUTE_MS, MONDAY + (since + length) * MINUTE_MS),
    st.integers(-1000, 20_000), st.integers(1, 3000),
)  # fmt: skip
terms = st.builds(
    Terms,
    length_min=st.integers(5, 120), pause_min=st.integers(0, 60), notice_h=st.integers(0, 48), days=st.integers(1, 20),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(hours, max_size=4), st.lists(stretches, max_size=4), st.lists(stretches, max_size=4), terms)
def test_a_free_time_meets_nothing(
    week: list[Hours], away: list[Stretch], booked: list[Stretch], wanted: Terms
) -> None:
    diary = Diary(agent="a", hours=tuple(week), away=tuple(away), booked=tuple(booked))
    free = times([diary], wanted, ZONE, MONDAY)
    length = wanted.length_min * MINUTE_MS
    for since in free:
        assert since >= MONDAY + wanted.notice_h * 3_600_000
        assert all(since >= it.until or since + length <= it.since for it in (*away, *booked))
    assert all(one < other for one, other in pairwise(free))
