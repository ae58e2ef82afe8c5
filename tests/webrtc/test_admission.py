from hypothesis import given
from hypothesis import strategies as st

from webrtc.admission import CALM_S, CPU_BUSY, LATE_BUSY_MS, Load, Standing, choose

IDLE, BUSY = Standing(True, 0, False), Standing(True, 0, True)


def test_the_one_with_the_fewest_rooms_takes_the_next() -> None:
    assert choose([Standing(True, 3, False), Standing(True, 1, False), Standing(True, 2, False)], 20) == 1


def test_of_equals_one_that_runs_already() -> None:
    assert choose([Standing(False, 0, False), Standing(True, 0, False)], 20) == 1


def test_neither_a_full_nor_a_busy_one() -> None:
    assert choose([Standing(True, 20, False), Standing(True, 2, True)], 20) is None
    assert choose([Standing(True, 20, False), Standing(False, 0, False)], 20) == 1


workers = st.lists(st.builds(Standing, st.booleans(), st.integers(0, 5), st.booleans()), max_size=6)


@given(workers, st.integers(1, 5))
def test_the_choice_is_free_and_none_has_fewer(standings: list[Standing], max_rooms: int) -> None:
    place = choose(standings, max_rooms)
    free = [one for one in standings if one.rooms < max_rooms and not one.busy]
    if place is None:
        assert not free
    else:
        assert standings[place] in free and standings[place].rooms == min(one.rooms for one in free)


def test_late_or_out_of_time_is_busy_at_once_and_calm_after_a_while() -> None:
    for cpu, late_ms in ((CPU_BUSY, 0), (0.1, LATE_BUSY_MS)):
        load = Load().after(cpu, late_ms)
        assert load.busy
        for _ in range(CALM_S):
            assert load.busy
            load = load.after(0.1, 1)
        assert load == Load()


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 200))))
def test_nothing_flickers(pulses: list[tuple[float, int]]) -> None:
    """Between a busy second and one in which rooms are taken again there are as many calm ones as there should be."""
    load, since = Load(), CALM_S
    for cpu, late_ms in pulses:
        load = load.after(cpu, late_ms)
        since = 0 if cpu >= CPU_BUSY or late_ms >= LATE_BUSY_MS else since + 1
        assert load.busy or since >= CALM_S or load == Load()
        assert not (load.busy and since == 0) or load.calm_s == 0
        if since == 0:
            assert load.busy
