import pytest
from hypothesis import given
from hypothesis import strategies as st

from webrtc.bandwidth.caps import AGAIN_S, CAMERA_MAX_BPS, SCREEN_MAX_BPS, Caps, Decision, Limit, Shared, Way

CAMERA = Shared("ana", camera=True, screen=False)
BOTH = Shared("ana", camera=True, screen=True)


def eva(bps: float) -> Way:
    return Way("eva", bps, False, ("ana",))


def settle(caps: Caps, ways: list[Way], shared: list[Shared], seconds: float = 10, at_s: float = 0) -> Limit:
    """The limit that ana has been told last."""
    limit: Limit | None = None
    for step in range(int(5 * seconds)):
        limit = caps.decide(ways, shared, at_s + step / 5).limits.get("ana", limit)
    assert limit is not None
    return limit


def test_a_good_link_limits_nothing() -> None:
    limit = settle(Caps(), [eva(8_000_000)], [BOTH])
    assert limit == Limit(CAMERA_MAX_BPS + SCREEN_MAX_BPS, CAMERA_MAX_BPS, SCREEN_MAX_BPS, 15, False, "")


def test_a_camera_alone_gets_what_sound_leaves() -> None:
    limit = settle(Caps(), [eva(500_000)], [CAMERA])
    assert limit.camera_bps == round(0.92 * 500_000 - 56_000)


@pytest.mark.parametrize("bps", [290_000, 450_000, 800_000, 2_000_000])
def test_the_camera_gives_way_before_the_screen_and_both_before_sound(bps: int) -> None:
    limit = settle(Caps(), [eva(bps)], [Shared("ana", True, True, screen_peak_bps=2_000_000)])
    assert (limit.camera_bps or 0) < limit.screen_bps
    assert (limit.camera_bps or 0) + limit.screen_bps + 56_000 <= bps
    assert (limit.camera_bps is None) == (bps == 290_000)
    assert limit.because == ("receiver" if limit.camera_bps is None or limit.camera_bps < 400_000 else "")


def test_an_idle_screen_leaves_more_to_the_camera() -> None:
    idle = settle(Caps(), [eva(2_000_000)], [Shared("ana", True, True, screen_peak_bps=50_000)])
    busy = settle(Caps(), [eva(2_000_000)], [Shared("ana", True, True, screen_peak_bps=900_000)])
    assert idle.screen_bps == busy.screen_bps
    assert idle.camera_bps is not None and busy.camera_bps is not None
    assert idle.camera_bps > 2 * busy.camera_bps


def test_a_camera_comes_back_only_after_a_while_and_with_room_to_spare() -> None:
    caps = Caps()
    assert settle(caps, [eva(250_000)], [BOTH]).camera_bps is None
    assert settle(caps, [eva(380_000)], [BOTH], at_s=10).camera_bps is None
    caps = Caps()
    caps.decide([eva(250_000)], [BOTH], 0)
    soon = caps.decide([eva(900_000)], [BOTH], AGAIN_S - 0.1).limits["ana"]
    assert soon.camera_bps is None
    assert caps.decide([eva(900_000)], [BOTH], AGAIN_S + 1).limits["ana"].camera_bps is not None


def test_who_only_listens_does_without_cameras_and_pulls_nobody_down() -> None:
    caps = Caps()
    sue = Way("sue", 400_000, True, ("ana", "eva"))
    shared = [Shared("ana", True, True, camera_bps=1_500_000, screen_bps=200_000), Shared("eva", True, False)]
    limit = settle(caps, [eva(6_000_000), sue], shared)
    assert limit.camera_bps == CAMERA_MAX_BPS
    decision = caps.decide([eva(6_000_000), sue], shared, 20)
    assert decision.held == {("sue", "ana"), ("sue", "eva")}
    assert decision.behind == {("sue", "ana")}
    better = Way("sue", 6_000_000, True, ("ana", "eva"))
    assert caps.decide([eva(6_000_000), better], shared, 30).held == set()


def test_a_second_agent_far_behind_is_left_behind_and_one_who_is_near_is_waited_for() -> None:
    far = [eva(4_000_000), Way("tom", 500_000, False, ("ana",))]
    shared = [Shared("ana", True, False, camera_bps=1_600_000)]
    caps = Caps()
    assert settle(caps, far, shared).camera_bps == CAMERA_MAX_BPS
    assert caps.decide(far, shared, 20).held == {("tom", "ana")}
    near = [eva(4_000_000), Way("tom", 1_200_000, False, ("ana",))]
    caps = Caps()
    assert settle(caps, near, shared).camera_bps == round(0.92 * 1_200_000 - 56_000)
    assert caps.decide(near, shared, 20).held == set()


def test_a_listener_counts_where_nobody_else_sees() -> None:
    limit = settle(Caps(), [Way("sue", 500_000, True, ("ana",))], [CAMERA])
    assert limit.camera_bps is not None and limit.camera_bps < 500_000


def test_nobody_to_see_it_limits_nothing() -> None:
    assert settle(Caps(), [Way("ana", 100_000, False, ())], [BOTH]).camera_bps == CAMERA_MAX_BPS


@pytest.mark.parametrize(("up", "down"), [(1, 0), (0, 1), (0.5, 0.5)])
def test_sound_is_repeated_where_much_is_lost_and_for_long_after_it(up: float, down: float) -> None:
    caps = Caps()

    def repeated(at_s: float) -> bool:
        loss = 0.1 if 5 < at_s < 20 else 0.01
        ways = [Way("eva", 900_000, False, ("ana",), down * loss), Way("sue", 900_000, True, ("ana",), up * loss)]
        pairs = caps.decide(ways, [Shared("ana", True, False, loss_up=up * loss)], at_s).repeated
        assert pairs <= {("eva", "ana"), ("sue", "ana")}
        assert up or ("sue", "ana") not in pairs
        return ("eva", "ana") in pairs

    on = [step / 5 for step in range(300) if repeated(step / 5)]
    assert 5 <= on[0] <= 6 and 29 <= on[-1] <= 32
    assert len(on) == round(5 * (on[-1] - on[0])) + 1


def test_repeats_take_from_the_pictures_of_who_gets_them() -> None:
    lossy = settle(Caps(), [Way("eva", 500_000, False, ("ana",), 0.1)], [CAMERA])
    assert lossy.camera_bps == round(0.92 * 500_000 - 88_000)


def test_loss_on_the_way_up_and_a_busy_server_are_told_as_such() -> None:
    assert settle(Caps(), [eva(6e6)], [Shared("ana", True, False, loss_up=0.2)]).because == "sender"
    busy = Caps().decide([eva(6e6)], [CAMERA], 0, busy=True).limits["ana"]
    assert busy.because == "busy" and busy.camera_bps is not None and busy.camera_bps < CAMERA_MAX_BPS / 2


def test_a_page_is_told_anew_when_it_is_forgotten() -> None:
    caps = Caps()
    assert "ana" in caps.decide([eva(900_000)], [CAMERA], 0).limits
    assert "ana" not in caps.decide([eva(900_000)], [CAMERA], 1).limits
    caps.forget("ana")
    assert "ana" in caps.decide([eva(900_000)], [CAMERA], 2).limits


def test_small_changes_are_not_told() -> None:
    caps = Caps()
    told = sum(
        "ana" in caps.decide([eva(900_000 + 20_000 * (step % 2))], [CAMERA], step / 5).limits for step in range(100)
    )
    assert told == 1


rates = st.floats(60_000, 16_000_000)


@given(
    st.lists(st.tuples(rates, st.booleans()), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.booleans(), st.booleans(), st.floats(0, 3e6), st.floats(0, 3e6), st.floats(0, 1)),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 4),
)
def test_whatever_the_links_every_limit_is_possible_and_somebody_is_followed(
    links: list[tuple[float, bool]], tracks: list[tuple[bool, bool, float, float, float]], turns: int
) -> None:
    shared = [
        Shared(f"s{number}", camera, screen, a, b, b, loss_up=loss)
        for number, (camera, screen, a, b, loss) in enumerate(tracks)
    ]
    ways = [
        Way(f"w{number}", bps, listens, tuple(one.id for one in shared)) for number, (bps, listens) in enumerate(links)
    ]
    caps, decision = Caps(), Decision({}, set(), set(), set(), {})
    for turn in range(turns):
        decision = caps.decide(ways, shared, turn / 5)
        for limit in decision.limits.values():
            assert 0 < limit.screen_bps <= SCREEN_MAX_BPS
            assert limit.camera_bps is None or 0 < limit.camera_bps <= CAMERA_MAX_BPS
            assert 3 <= limit.screen_fps <= 15
    assert decision.held <= {(way.id, one.id) for way in ways for one in shared if one.camera}
    assert decision.wanted.keys() == {way.id for way in ways}
