import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webrtc.forwarding.feedback import Arrivals, ArrivalsReader, Missing, Reception, RoundTrips, split_compound


def read_feedback(data: bytes) -> tuple[int, list[int | None]]:
    """The first sequence number and the arrival times in µs: an independent reading of the draft, section 3.1."""
    first, kind, words = struct.unpack_from("!BBH", data)
    assert (first & 0xDF, kind, 4 * (words + 1)) == (0x8F, 205, len(data))
    _, _, base, count = struct.unpack_from("!LLHH", data, 4)
    time = int.from_bytes(data[16:19], "big") * 64_000
    at, symbols = 20, []
    while len(symbols) < count:
        chunk = data[at] << 8 | data[at + 1]
        at += 2
        assert chunk >> 14 == 0b11
        symbols += [chunk >> shift & 3 for shift in range(12, -1, -2)]
    times: list[int | None] = []
    for symbol in symbols[:count]:
        if symbol == 1:
            time, at = time + 250 * data[at], at + 1
        elif symbol == 2:
            time, at = time + 250 * int.from_bytes(data[at : at + 2], "big", signed=True), at + 2
        times.append(time if symbol else None)
    padding = data[-1] if first & 0x20 else 0
    assert at + padding == len(data)
    return base, times


def test_arrivals_are_told_with_their_times_and_the_gaps_between() -> None:
    arrivals = Arrivals()
    for seq, now_us in [(65534, 1_000_000), (65535, 1_000_500), (1, 1_100_000), (2, 1_099_000)]:
        arrivals.add(seq, now_us)
    feedback = arrivals.feedback(1, 2)
    assert feedback is not None
    base, times = read_feedback(feedback)
    assert base == 65534
    assert [None if time is None else round(time / 1000) for time in times] == [1000, 1000, None, 1100, 1099]
    assert arrivals.feedback(1, 2) is None


def test_the_next_message_begins_after_the_last() -> None:
    arrivals = Arrivals()
    arrivals.add(10, 0)
    arrivals.feedback(1, 2)
    arrivals.add(13, 5_000)
    feedback = arrivals.feedback(1, 2)
    assert feedback is not None and feedback[19] == 1  # the second message
    base, times = read_feedback(feedback)
    assert (base, times) == (11, [None, None, 5_000])


@given(st.lists(st.tuples(st.integers(1, 1000), st.integers(0, 20_000)), min_size=1, max_size=60))
def test_whatever_arrives_is_told_once_and_to_a_quarter_of_a_millisecond(steps: list[tuple[int, int]]) -> None:
    arrivals, told, sent = Arrivals(), {}, {}
    seq, now_us = 5, 10_000_000
    for ahead, later_us in steps:
        seq, now_us = seq + ahead, now_us + later_us
        sent.setdefault(seq & 0xFFFF, now_us)
        arrivals.add(seq & 0xFFFF, now_us)
        if later_us > 15_000 and (feedback := arrivals.feedback(1, 2)):
            base, times = read_feedback(feedback)
            told |= {(base + step) & 0xFFFF: time for step, time in enumerate(times) if time is not None}
    while feedback := arrivals.feedback(1, 2):
        base, times = read_feedback(feedback)
        told |= {(base + step) & 0xFFFF: time for step, time in enumerate(times) if time is not None}
    assert told.keys() == sent.keys()
    assert all(0 <= sent[seq] - time <= 250 for seq, time in told.items())


def test_missing_packets_are_asked_for_until_they_come() -> None:
    missing = Missing()
    for seq in (65533, 65534, 2):
        missing.add(seq, 0.0)
    assert missing.due(0.0, rtt_s=0.1) == [65535, 0, 1]
    assert 0 in missing
    missing.add(0, 0.05)
    assert missing.due(0.1, 0.1) == []  # a round trip and a little, first
    assert missing.due(0.13, 0.1) == [65535, 1]


def test_asking_ends_after_a_second() -> None:
    missing = Missing()
    missing.add(1, 0.0)
    missing.add(3, 0.0)
    asked = [now for now in range(0, 3000, 20) if missing.due(now / 1000, 0.05)]
    assert 5 <= len(asked) <= 10 and asked[-1] <= 1000
    assert 2 not in missing


def test_asking_is_a_share_of_what_comes() -> None:
    missing = Missing()
    asked, seq, now_s = 0, 0, 0.0
    for _ in range(4000):  # every second packet is lost
        seq, now_s = seq + 2, now_s + 0.002
        missing.add(seq & 0xFFFF, now_s)
        asked += len(missing.due(now_s, 0.05))
    assert asked <= 0.25 * 4000 + 32


def test_a_gap_too_long_is_not_asked_for() -> None:
    missing = Missing()
    missing.add(1, 0.0)
    missing.add(2000, 0.0)
    assert missing.due(1.0, 0.1) == []


def test_reception_counts_over_the_wrap() -> None:
    reception = Reception(90_000)
    for step, seq in enumerate([65533, 65534, 1, 2, 0]):
        reception.add(seq, 3000 * step, step / 30)
    assert reception.highest == 0x10002
    assert reception.lost == 1
    assert round(reception.loss(), 3) == round(1 / 6, 3)
    assert reception.loss() == 0.0


def test_jitter_is_of_the_streams_clock() -> None:
    steady, shaky = Reception(48_000), Reception(48_000)
    for step in range(200):
        steady.add(step, 960 * step, step * 0.02)
        shaky.add(step, 960 * step, step * 0.02 + (0.01 if step % 2 else 0))
    assert steady.jitter == 0
    assert 400 < shaky.jitter < 500  # 10 ms are 480


def test_the_round_trip_is_measured_on_forwarded_reports() -> None:
    trips = RoundTrips()
    trips.sent(0x0001_2345_6789_0000, 10.0)
    trips.reported(0x2345_6789, 65536 // 2, 10.58)
    assert round(trips.rtt_s, 3) == 0.08
    trips.reported(0x1111, 0, 99.0)
    assert round(trips.rtt_s, 3) == 0.08


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 90_000)), min_size=1, max_size=60))
def test_what_is_told_is_read_as_it_was_told(steps: list[tuple[int, int]]) -> None:
    arrivals, reader, seq, now_us = Arrivals(), ArrivalsReader(), 65_000, 10_000_000
    for ahead, later_us in steps:
        seq, now_us = seq + ahead, now_us + later_us
        arrivals.add(seq & 0xFFFF, now_us)
        if later_us > 50_000 and (feedback := arrivals.feedback(1, 2)):
            base, times = read_feedback(feedback)
            read = reader.read(feedback)
            assert [number for number, _ in read] == [(base + step) & 0xFFFF for step in range(len(times))]
            assert [None if at_s is None else round(at_s * 1e6) for _, at_s in read] == times


def feedback(count: int, chunks: str, deltas: str, reference: int = 1, base: int = 100) -> bytes:
    body = (
        struct.pack("!LLHH", 1, 2, base, count) + reference.to_bytes(3, "big") + b"\0" + bytes.fromhex(chunks + deltas)
    )
    body += bytes(-len(body) % 4)
    return struct.pack("!BBH", 0x8F, 205, len(body) // 4) + body


@pytest.mark.parametrize(
    ("count", "chunks", "deltas", "times"),
    [
        (3, "2003", "04 08 0c", [1, 3, 6]),  # a run of small steps
        (3, "0003", "", [None, None, None]),
        (2, "4002", "fffc 0008", [-1, 1]),  # of large ones, one of them backwards
        (14, "a001", "04 04", [1, *[None] * 12, 2]),  # a vector of one bit each
        (7, "d001", "04 04", [1, *[None] * 5, 2]),  # of two
        (9, "d001 2002", "04 04 04 04", [1, *[None] * 5, 2, 3, 4]),
    ],
)
def test_every_kind_of_chunk_is_read(count: int, chunks: str, deltas: str, times: list[int | None]) -> None:
    read = ArrivalsReader().read(feedback(count, chunks, deltas))
    assert [None if at_s is None else round(1000 * at_s) - 64 for _, at_s in read] == times


def test_a_wrapped_clock_goes_on() -> None:
    reader = ArrivalsReader()
    [(_, before)] = reader.read(feedback(1, "2001", "00", 0xFFFFFF))
    [(_, after)] = reader.read(feedback(1, "2001", "00", 0))
    assert before is not None and after is not None and round(after - before, 3) == 0.064


@given(st.binary())
def test_noise_is_refused_in_no_other_way(data: bytes) -> None:
    with contextlib.suppress(ValueError, IndexError, struct.error):
        ArrivalsReader().read(data)
    with contextlib.suppress(ValueError):
        assert b"".join(split_compound(data)) == data
