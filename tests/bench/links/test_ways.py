"""The emulated links are what they say they are."""

import random
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.bench.links.emulator import Emulator
from tests.bench.links.way import HEADERS_BYTES, Conditions, Way

SIZE = 1000 - HEADERS_BYTES


def carried(way: Way[int], sends: list[float], until_s: float, size: int = SIZE) -> list[tuple[float, int]]:
    """Puts numbered packets on a way; when each arrived."""
    for number, at_s in enumerate(sends):
        way.put(number, size, at_s)
    return way.take(until_s)


def test_the_rate_is_the_rate() -> None:
    way = Way[int](1, Conditions(kbps=800, queue_ms=1e9, delay_ms=20))
    arrived = carried(way, [0.0] * 100, 60)
    assert [number for _, number in arrived] == list(range(100))
    assert [at_s for at_s, _ in arrived] == pytest.approx([0.02 + 0.01 * (number + 1) for number in range(100)])
    assert way.counts.bytes == 100_000


def test_the_queue_drops_what_comes_when_it_is_full() -> None:
    way = Way[int](1, Conditions(kbps=800, queue_ms=300))
    arrived = carried(way, [0.0] * 100, 60)
    assert len(arrived) == 31  # one on the line, and thirty of ten milliseconds each
    assert way.counts.dropped == 69
    assert way.counts.queued_s == pytest.approx(sum(0.01 * number for number in range(31)))


def test_a_new_rate_holds_for_what_waits() -> None:
    way = Way[int](1, Conditions(kbps=800, delay_ms=0))
    for number in range(10):
        way.put(number, SIZE, 0.0)
    way.become(Conditions(kbps=80, delay_ms=0), 0.045)  # five of ten are on the line or over
    assert way.queue_s(0.045) == pytest.approx(0.005 + 0.5)
    arrived = [at_s for at_s, _ in way.take(10)]
    assert arrived == pytest.approx([0.01, 0.02, 0.03, 0.04, 0.05, 0.15, 0.25, 0.35, 0.45, 0.55])


def test_chance_is_of_the_seed() -> None:
    def survivors(seed: int) -> list[int]:
        way = Way[int](seed, Conditions(loss=0.1, jitter_ms=30))
        return [number for _, number in carried(way, [number / 100 for number in range(10_000)], 200)]

    assert survivors(7) == survivors(7) != survivors(8)
    assert 0.89 < len(survivors(7)) / 10_000 < 0.91


@given(
    some.lists(some.floats(0, 0.05), min_size=1, max_size=200),
    some.integers(0, 99),
    some.sampled_from([None, 100.0, 3000.0]),
    some.floats(0, 50),
    some.floats(0, 0.5),
)
def test_order_is_kept_and_nothing_is_forgotten(
    pauses: list[float], seed: int, kbps: float | None, jitter_ms: float, loss: float
) -> None:
    way = Way[int](seed, Conditions(kbps=kbps, jitter_ms=jitter_ms, loss=loss))
    now_s, arrived = 0.0, []
    for number, pause_s in enumerate(pauses):
        now_s += pause_s
        arrived += way.take(now_s)
        way.put(number, SIZE, now_s)
    while (next_s := way.next_s()) is not None:
        arrived += way.take(next_s)
    assert [number for _, number in arrived] == sorted(number for _, number in arrived)
    assert [at_s for at_s, _ in arrived] == sorted(at_s for at_s, _ in arrived)
    counts = way.counts
    assert counts.put == len(pauses) == len(arrived) + counts.lost + counts.dropped
    assert counts.carried == len(arrived)


def test_packets_pass_both_ways_with_their_delay() -> None:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    browser = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with server, browser, Emulator() as emulator:
        server.bind(("127.0.0.1", 0))
        for one in (server, browser):
            one.settimeout(5)
        link = emulator.link(server.getsockname()[1], seed=1)
        link.become("up", Conditions(delay_ms=30))
        link.become("down", Conditions(delay_ms=10))
        data = random.Random(1).randbytes(1200)
        began_s = time.monotonic()
        browser.sendto(data, ("127.0.0.1", link.port))
        got, address = server.recvfrom(2048)
        up_s = time.monotonic() - began_s
        server.sendto(got, address)
        back, came_from = browser.recvfrom(2048)
        assert back == data and came_from[1] == link.port
        assert up_s >= 0.03 and time.monotonic() - began_s >= 0.04
        assert link.counts("up").carried == link.counts("down").carried == 1
