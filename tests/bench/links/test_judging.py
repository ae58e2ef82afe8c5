"""Seconds of a run become the figures that they should."""

import pytest

from tests.bench.links import judge
from tests.bench.links.seconds import Picture, Second, concealed_pct


def second(
    phase: int = 0, kbps: float = 1000, queue_ms: float = 10, dropped: int = 0, concealed: int = 0, frames: int = 10
) -> Second:
    return Second(
        phase=phase,
        link_kbps=kbps,
        queue_ms=queue_ms,
        dropped=dropped,
        sound_packets=50,
        concealed=concealed,
        samples=48_000,
        protected=0,
        camera=Picture(kbps / 2, frames, 480),
        screen=Picture(kbps / 2, frames, 720),
        targets_kbps=(500, 500),
    )


def rates(*kbps: float) -> list[Second]:
    return [second(kbps=one) for one in kbps]


def test_a_narrow_link_is_followed_once_it_stays_calm() -> None:
    full, calm = second(queue_ms=290, dropped=9), second()
    assert judge.follow_s([calm] * 5) == 0
    assert judge.follow_s([full, full, calm, calm, full, calm, calm, calm]) == 5
    assert judge.follow_s([full, calm, calm]) == 3  # not long enough to believe it


def test_a_rate_is_regained_with_pictures_that_move() -> None:
    before = rates(*[2000] * 6)
    assert judge.recover_s(before, rates(500, 900, 1700, 2000)) == 3
    assert judge.recover_s(before, [second(kbps=2000, frames=0)] * 4) == 4
    assert judge.recover_s(before, rates(500, 500)) == 2


def test_swings_are_turns_and_not_growth() -> None:
    assert judge.swings(rates(*[200, 400, 800, 1600, 3200] * 1)) == 0
    assert judge.swings(rates(*[1000, 1300, 900, 1200] * 4)) == 0
    assert judge.swings(rates(*[3000] * 4, *[500] * 4, *[3000] * 4, *[500] * 4)) == 2


def test_the_longest_time_without_a_picture_counts() -> None:
    still = second(frames=0)
    assert judge.starved_s([still, second(), still, still, second()]) == 2
    assert judge.starved_s([second()] * 3) == 0


def test_a_whole_run() -> None:
    narrow = [second(1, 400, queue_ms=290, dropped=50, concealed=20_000)] * 2 + [second(1, 400)] * 18
    run = [second(0, 2500)] * 14 + narrow + [second(2, 400)] * 5 + [second(2, 2400)] * 15
    figures = judge.drop([*run, *[second(3, 900)] * 10, *[second(4, 250)] * 14])
    assert figures == {"drop_follow_s": 2, "drop_concealed_pct": 0, "recover_s": 6}
    assert judge.steady(run) == {"swings": 0, "starved_s": 0}
    assert concealed_pct(narrow) == pytest.approx(100 * 40_000 / (20 * 48_000))


def test_no_sound_at_all_is_all_made_up() -> None:
    assert concealed_pct([]) == 100
