from hypothesis import given, settings
from hypothesis import strategies as st

from webrtc.bandwidth.estimate import MAX_BPS, MIN_BPS, START_BPS, Estimate


class Way:
    """Packets of 1000 bytes at even distances; feedback every 100 ms. `delay_s` and `loss` are those of the link."""

    def __init__(self, estimate: Estimate) -> None:
        self.estimate = estimate
        self.now_s = 50.0
        self.sent = 0

    def run(self, seconds: float, bps: float, delay_s: float = 0.02, lose_every: int = 0) -> None:
        waiting: list[tuple[int, float | None]] = []
        end_s, told_s = self.now_s + seconds, self.now_s
        while self.now_s < end_s:
            self.now_s += 8000 / bps
            self.sent += 1
            number = self.estimate.sent(1000, self.now_s)
            lost = lose_every and self.sent % lose_every == 0
            waiting.append((number, None if lost else self.now_s + delay_s - 40_000))  # another clock
            if self.now_s - told_s > 0.1:
                told_s = self.now_s
                self.estimate.arrived(waiting, self.now_s + delay_s)
                waiting = []


def test_a_queue_that_stays_takes_the_rate_down_to_what_arrives_at_once() -> None:
    way = Way(Estimate())
    way.run(5, 1_400_000)
    way.run(0.35, 1_400_000, delay_s=0.2)
    assert way.estimate.bps < 1_200_000
    assert way.estimate.queue_ms > 100


def test_one_late_feedback_takes_nothing_down() -> None:
    way = Way(Estimate())
    way.run(5, 1_000_000)
    before = way.estimate.bps
    way.run(0.11, 1_000_000, delay_s=0.12)
    way.run(1, 1_000_000)
    assert way.estimate.bps >= before


def test_a_delay_while_little_is_sent_and_all_arrives_says_little() -> None:
    way = Way(Estimate())
    way.run(5, 100_000)
    way.run(1, 100_000, delay_s=0.12)
    assert way.estimate.bps > 0.5 * START_BPS


def test_the_estimate_grows_no_further_than_what_is_used() -> None:
    way = Way(Estimate(500_000))
    way.run(30, 400_000)
    assert 600_000 < way.estimate.bps < 700_000


def test_a_path_that_has_become_longer_is_not_a_queue_for_ever() -> None:
    way = Way(Estimate())
    way.run(10, 1_000_000)
    way.run(25, 500_000, delay_s=0.25)
    assert way.estimate.queue_ms < 30
    assert way.estimate.bps > 300_000


def test_another_path_is_measured_anew() -> None:
    way = Way(Estimate())
    way.run(5, 1_000_000)
    before = way.estimate.bps
    way.estimate.moved()
    way.run(5, 1_000_000, delay_s=0.3)
    assert way.estimate.bps >= before and way.estimate.queue_ms < 30


def test_where_no_feedback_comes_reports_of_loss_have_to_do() -> None:
    estimate = Estimate()
    for second in range(10):
        estimate.reported(0.3, second)
    low = estimate.bps
    assert low < 0.3 * START_BPS
    for second in range(10, 40):
        estimate.reported(0.0, second)
    assert estimate.bps > 2 * low
    estimate.arrived([(estimate.sent(1000, 41.0), 1.0)], 41.1)
    known = estimate.bps
    estimate.reported(0.5, 42.0)
    assert estimate.bps == known


def test_loss_without_a_queue_matters_only_when_it_is_great() -> None:
    some = Way(Estimate())
    some.run(20, 1_000_000, lose_every=10)
    assert some.estimate.bps >= START_BPS
    assert 0.08 < some.estimate.lasting_loss < 0.12
    great = Way(Estimate())
    great.run(20, 1_000_000, lose_every=2)
    assert great.estimate.bps < 0.5 * START_BPS


def test_silence_gives_way() -> None:
    way = Way(Estimate())
    way.run(2, 1_000_000)
    for _ in range(10):
        way.estimate.sent(1000, way.now_s)
    gave_way = [step for step in range(200) if way.estimate.fell_silent(way.now_s + step * 0.02)]
    assert len(gave_way) > 3
    assert way.estimate.bps < 0.4 * START_BPS
    quiet = Way(Estimate())
    quiet.run(2, 1_000_000)
    quiet.estimate._sent.clear()
    assert not any(quiet.estimate.fell_silent(quiet.now_s + step) for step in range(10))


def silence(way: Way, seconds: float) -> list[int]:
    """Nothing comes through meanwhile; the numbers of what was sent."""
    lost = []
    end_s = way.now_s + seconds
    while way.now_s < end_s:
        way.now_s += 0.02
        lost.append(way.estimate.sent(200, way.now_s))
        way.estimate.fell_silent(way.now_s)
    return lost


def test_a_path_that_was_cut_is_used_about_as_before_once_it_is_back() -> None:
    way = Way(Estimate())
    way.run(5, 1_000_000)
    before = way.estimate.bps
    lost = silence(way, 6)
    assert way.estimate.bps < 0.1 * before
    way.now_s += 0.1
    one = way.estimate.sent(200, way.now_s)
    way.estimate.arrived([*((number, None) for number in lost), (one, way.now_s + 0.02 - 40_000)], way.now_s + 0.04)
    assert way.estimate.bps > 0.6 * before and way.estimate.loss == 0
    way.run(3, 600_000)
    assert way.estimate.bps > 0.6 * before


def test_a_path_that_was_silent_because_its_queue_is_deep_is_not_used_as_before() -> None:
    way = Way(Estimate())
    way.run(5, 1_000_000)
    before = way.estimate.bps
    silence(way, 6)
    way.run(1, 100_000, delay_s=2.0)
    assert way.estimate.bps < 0.2 * before


def probe(estimate: Estimate, now_s: float, link_bps: float) -> float:
    """Sends a probe over a link; when all is told of it."""
    assert estimate.begins_probe(now_s, 10_000_000)
    told, free_s = [], now_s
    while (sending := estimate.probe) is not None:
        if sending.due(now_s):
            number = estimate.sent(1100, now_s)
            free_s = max(free_s, now_s) + 8800 / link_bps
            told.append((number, free_s))
        else:
            now_s += 0.005
    estimate.arrived(told, free_s + 0.02)
    return free_s


def test_a_probe_finds_room_and_not_more_than_there_is() -> None:
    way = Way(Estimate())
    way.run(5, 1_400_000)
    before = way.estimate.bps
    probe(way.estimate, way.now_s, 100_000_000)
    assert 1.25 * before < way.estimate.bps < 2 * before
    narrow = Way(Estimate())
    narrow.run(5, 1_400_000)
    before = narrow.estimate.bps
    probe(narrow.estimate, narrow.now_s, 1_450_000)
    assert narrow.estimate.bps <= 1.02 * before


def test_probes_are_seldom_and_only_for_what_is_wanted() -> None:
    way = Way(Estimate())
    assert not way.estimate.begins_probe(way.now_s, 10_000_000)  # nothing has been heard yet
    way.run(5, 1_400_000)
    assert not way.estimate.begins_probe(way.now_s, 1_000_000)
    end_s = probe(way.estimate, way.now_s, 1_450_000)
    assert not way.estimate.begins_probe(end_s + 1, 10_000_000)
    way.run(5, 1_400_000)
    assert way.estimate.begins_probe(way.now_s, 10_000_000)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.integers(0, 0xFFFF), st.none() | st.floats(-1e6, 1e6)), max_size=20),
            st.floats(0, 2),
            st.integers(0, 20),
        ),
        max_size=20,
    )
)
def test_whatever_a_browser_tells_the_estimate_stays_within_its_bounds(told: list) -> None:
    estimate, now_s = Estimate(), 1.0
    for arrivals, later_s, packets in told:
        for _ in range(packets):
            estimate.sent(1000, now_s)
        now_s += later_s
        estimate.fell_silent(now_s)
        estimate.begins_probe(now_s, 5_000_000)
        estimate.arrived(arrivals, now_s)
        assert MIN_BPS <= estimate.bps <= MAX_BPS
