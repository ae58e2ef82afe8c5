from hypothesis import given
from hypothesis import strategies as st

from webrtc.bandwidth.pacer import TURN_BYTES, WAIT_S, Lane, Pacer


class Paced:
    def __init__(self, bps: float = 800_000, queue_ms: float = 0.0) -> None:
        self.pacer: Pacer[str] = Pacer()
        self.left: list[tuple[float, str]] = []
        self.flushed: list[str] = []
        self.camera = self.lane("camera", 0.6)
        self.screen = self.lane("screen", 2.5)
        self.pacer.set_rate(bps, queue_ms)
        self.now_s = 10.0

    def lane(self, name: str, backlog_max_s: float) -> Lane[str]:
        def flush() -> None:
            self.flushed.append(name)
            self.pacer.clear(lane)

        lane: Lane[str] = self.pacer.lane(lambda item, now_s: self.left.append((now_s, item)), backlog_max_s, flush)
        return lane

    def put(self, lane: Lane[str], item: str, size: int = 1000, key: bool = False) -> None:
        if self.pacer.passes(size, self.now_s):
            lane.leave(item, self.now_s)
        else:
            self.pacer.wait(lane, item, size, key, self.now_s)

    def run(self, seconds: float) -> None:
        end_s = self.now_s + seconds
        while self.now_s < end_s:
            self.now_s += WAIT_S
            self.pacer.drain(self.now_s)

    @property
    def items(self) -> list[str]:
        return [item for _, item in self.left]


def test_without_a_rate_all_leaves_at_once() -> None:
    paced = Paced()
    paced.pacer = Pacer()
    assert all(paced.pacer.passes(1000, 1.0) for _ in range(1000))


def test_a_short_burst_leaves_at_once_and_the_rest_at_the_rate() -> None:
    paced = Paced(800_000)
    for number in range(100):
        paced.put(paced.screen, str(number))
    at_once = len(paced.left)
    assert 2 <= at_once <= 5
    paced.run(0.3)
    assert 34 <= len(paced.left) - at_once <= 38  # 1.2 times 100 kB a second and a third of a second
    assert paced.items == [str(number) for number in range(len(paced.left))]


def test_while_the_links_queue_drains_less_leaves() -> None:
    counts = []
    for queue_ms in (0, 40, 100):
        paced = Paced(800_000, queue_ms)
        for number in range(100):
            paced.put(paced.screen, str(number))
        paced.run(0.3)
        counts.append(len(paced.left))
    assert counts[0] > 1.25 * counts[1] > 1.5 * counts[2]


def test_lanes_take_turns_by_bytes() -> None:
    paced = Paced()
    for number in range(40):
        paced.put(paced.screen, f"s{number}", 1200)
    for number in range(200):
        paced.put(paced.camera, f"c{number}", 200)
    paced.run(0.2)
    later = paced.items[8:]
    screen, camera = sum(item[0] == "s" for item in later), sum(item[0] == "c" for item in later)
    assert abs(screen * 1200 - camera * 200) <= 2 * TURN_BYTES


def test_repair_goes_first() -> None:
    paced = Paced()
    for number in range(50):
        paced.put(paced.camera, str(number))
    before = len(paced.left)
    paced.pacer.wait_first(paced.camera, "repair", 1000)
    paced.run(0.05)
    assert paced.items[before] == "repair"


def test_sound_takes_its_share_of_the_rate() -> None:
    paced = Paced()
    for number in range(100):
        paced.put(paced.camera, str(number))
    for _ in range(60):
        paced.pacer.pass_by(600)
        paced.run(WAIT_S)
    assert len(paced.left) < 6


def test_a_stale_backlog_is_flushed_and_the_other_lane_goes_on() -> None:
    paced = Paced(100_000)
    for number in range(30):
        paced.put(paced.camera, f"c{number}")
        paced.put(paced.screen, f"s{number}")
    paced.run(0.2)
    assert paced.flushed == ["camera"]
    paced.run(3)
    assert paced.items[-1] == "s29"
    assert paced.pacer.bytes == 0


def test_a_key_frame_is_never_flushed_for_its_own_size() -> None:
    paced = Paced(100_000)
    for number in range(40):
        paced.put(paced.camera, str(number), key=True)
    paced.run(4)
    assert paced.flushed == [] and len(paced.left) == 40


@given(st.lists(st.tuples(st.sampled_from("crsx"), st.integers(1, 1500)), max_size=200), st.floats(30_000, 5_000_000))
def test_every_packet_leaves_once_or_is_flushed_and_nothing_is_miscounted(
    packets: list[tuple[str, int]], bps: float
) -> None:
    paced = Paced(bps)
    paced.camera.backlog_max_s = paced.screen.backlog_max_s = 1e9
    for number, (where, size) in enumerate(packets):
        if where == "x":
            paced.run(WAIT_S)
        elif where == "r":
            paced.pacer.wait_first(paced.screen, str(number), size)
        else:
            paced.put(paced.camera if where == "c" else paced.screen, str(number), size)
    for _ in range(100_000):
        if paced.pacer.drain(paced.now_s) is None:
            break
        paced.now_s += WAIT_S
    assert sorted(map(int, paced.items)) == [number for number, (where, _) in enumerate(packets) if where != "x"]
    assert paced.pacer.bytes == paced.camera.bytes == paced.screen.bytes == paced.camera.key_bytes == 0
