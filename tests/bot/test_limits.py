import pytest

from bot.errors import TooMany
from bot.limits import Limit
from tests.fakes.clock import Hands


def takes(limit: Limit, key: str, times: int) -> int:
    """How many of them are allowed."""
    allowed = 0
    for _ in range(times):
        try:
            limit.take(key)
            allowed += 1
        except TooMany:
            pass
    return allowed


def test_a_burst_then_so_many_a_second(clock: Hands) -> None:
    limit = Limit(clock, burst=3, per_s=2)
    assert takes(limit, "ana", 5) == 3
    clock.turn(1)
    assert takes(limit, "ana", 5) == 2
    clock.turn(3600)
    assert takes(limit, "ana", 5) == 3


def test_each_key_has_its_own(clock: Hands) -> None:
    limit = Limit(clock, burst=1, per_s=0.1)
    assert takes(limit, "ana", 2) == takes(limit, "bor", 2) == 1


def test_it_says_how_long_to_wait(clock: Hands) -> None:
    limit = Limit(clock, burst=1, per_s=0.1)
    limit.take("ana")
    with pytest.raises(TooMany) as refused:
        limit.take("ana")
    assert refused.value.data == {"retry_after_s": 10.0}
    clock.turn(10)
    limit.take("ana")


def test_a_clock_that_is_set_back_locks_nobody_out(clock: Hands) -> None:
    limit = Limit(clock, burst=2, per_s=1)
    limit.take("ana")
    clock.turn(-86_400)
    limit.take("ana")
    clock.turn(1)
    limit.take("ana")
