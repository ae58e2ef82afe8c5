from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace


def sent(pace: Pace, address: str, count: int, now: int = 0) -> list[int]:
    """When each of `count` may leave, if each leaves as soon as it may."""
    times = []
    for _ in range(count):
        while wait_ms := pace.wait_ms(address, now):
            now += wait_ms
        pace.take(address, now)
        times.append(now)
    return times


def test_a_chat_has_three_at_once_and_then_one_a_second() -> None:
    times = sent(Pace(), "a", 6)
    assert times[:3] == [0, 0, 0]
    assert all(990 <= later - earlier <= 1010 for earlier, later in pairwise(times[2:]))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 300)), max_size=300))
def test_never_more_than_thirty_in_any_second(steps: list[tuple[int, int]]) -> None:
    pace, now, times = Pace(), 0, []
    for address, pause_ms in steps:
        now += pause_ms
        if not pace.wait_ms(address, now):
            pace.take(address, now)
            times.append((now, address))
    for at, _ in times:
        within = [address for when, address in times if at <= when < at + 1000]
        assert len(within) <= 30
        assert all(within.count(address) <= 4 for address in within)


def test_one_limited_chat_holds_nobody_else_and_two_hold_all() -> None:
    pace = Pace()
    pace.limited("a", 5_000, 0)
    assert pace.wait_ms("c", 0) == 0
    pace.limited("a", 5_000, 100)
    assert pace.wait_ms("c", 100) == 0
    pace.limited("b", 3_000, 200)
    assert pace.wait_ms("c", 200) == 3_000
    assert pace.wait_ms("c", 3_200) == 0


def test_a_clock_that_is_set_back_stops_nothing_for_long() -> None:
    pace = Pace()
    sent(pace, "a", 4, now=10_000_000)
    assert pace.wait_ms("a", 0) <= 1_001


def test_many_chats_do_not_pile_up() -> None:
    pace = Pace(all_per_s=1e6, all_burst=1e6)
    for number in range(25_000):
        pace.take(number, number * 10)
    assert len(pace._each) <= 10_001
