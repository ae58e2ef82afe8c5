"""Frames out of packets: whatever a browser sends, nothing but whole frames comes out, and nothing breaks."""

import random
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webrtc.tracks import CODECS, RED, Source, encoded, payloads
from webrtc.forwarding.packets import Packet
from webrtc.recording.clocks import SenderClock, TrackClock
from webrtc.recording.frames import WAITING_MAX, Frames
from webrtc.recording.matroska import TRACKS_MAX, Muxer, NotMatroska, read_head
from webrtc.recording.payloads import sounds
from webrtc.recording.pictures import key_picture


def packet(payload: bytes, seq: int = 1, timestamp: int = 1, marker: int = 0x80, padding: int = 0) -> Packet:
    return Packet(marker, padding, 96, seq, timestamp, 1, payload, None, None)


@pytest.mark.parametrize("codec", CODECS)
@given(st.lists(st.tuples(st.binary(max_size=40), st.integers(0, 30), st.integers(0, 3), st.booleans()), max_size=30))
def test_nothing_that_is_sent_breaks_it(codec: str, sent: list[tuple[bytes, int, int, bool]]) -> None:
    frames = Frames(codec)
    for number, (payload, seq, timestamp, marker) in enumerate(sent):
        frames.add(packet(payload, seq, timestamp, 0x80 if marker else 0, 0x20 if number % 5 == 0 else 0), number / 5)


@pytest.mark.parametrize("codec", CODECS)
@given(st.data())
def test_a_broken_key_frame_is_no_trouble(codec: str, data: st.DataObject) -> None:
    whole = bytearray(payloads(codec, encoded(codec, 1)[0])[0])
    for place in data.draw(st.lists(st.integers(0, min(60, len(whole) - 1)), max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    Frames(codec).add(packet(bytes(whole)), 0.0)
    key_picture(codec, bytes(whole))


@pytest.mark.parametrize("codec", CODECS)
def test_frames_come_out_as_they_were_whatever_order_they_came_in(codec: str) -> None:
    source, chance = Source(CODECS[codec]), random.Random(5)
    in_order = [one for data in encoded(codec, 30) for one in source.frame(data)]
    frames, wanted = Frames(codec), Frames(codec)
    whole = [frame.data for one in in_order for frame in wanted.add(one, 0.0)]
    mixed = [in_order[0], *sorted(in_order[1:], key=lambda one: in_order.index(one) + chance.uniform(0, 9))]
    assert [frame.data for one in mixed for frame in frames.add(one, 0.0)] == whole
    assert len(whole) == 30


def test_a_packet_that_comes_twice_counts_once() -> None:
    source = Source(CODECS["vp8"])
    packets = [one for data in encoded("vp8", 15) for one in source.frame(data)]
    frames = Frames("vp8")
    assert len([frame for one in packets for _ in range(2) for frame in frames.add(one, 0.0)]) == 15


def test_a_frame_without_end_is_given_up() -> None:
    frames, source = Frames("vp8"), Source(CODECS["vp8"])
    first = source.frame(encoded("vp8", 1)[0])[0]
    frames.add(first, 0.0)
    for number in range(2 * WAITING_MAX):
        frames.add(packet(b"\x80\x00more", (first.seq + 1 + number) & 0xFFFF, first.timestamp, 0), 0.0)
    assert len(frames._parts) <= WAITING_MAX + 1


def test_padding_between_frames_is_passed_over() -> None:
    source = Source(CODECS["vp8"])
    frames, found = Frames("vp8"), 0
    for data in encoded("vp8", 5):
        for one in source.frame(data):
            found += len(frames.add(one, 0.0))
        source.seq = (source.seq + 1) & 0xFFFF
        found += len(frames.add(packet(b"\0\0\0\4", source.seq, source.timestamp, 0, 0x20), 0.0))
    assert found == 5


@given(st.binary(max_size=60))
def test_redundant_sound_that_is_none_is_an_index_error_at_worst(payload: bytes) -> None:
    with suppress(IndexError):
        sounds(RED.name, packet(payload))


# -- clocks -----------------------------------------------------------------------------------


def test_a_sender_s_clock_is_known_by_its_fastest_report() -> None:
    clock = SenderClock()
    assert clock.ours(1000.0, 50.3) == pytest.approx(50.3)
    assert clock.ours(1001.0, 51.0) == pytest.approx(51.0)
    assert clock.ours(1002.0, 52.4) == pytest.approx(52.0)


def test_time_stamps_wrap_and_jump() -> None:
    clock = TrackClock(90_000, SenderClock())
    assert clock.moment_s(0xFFFFFFFF - 44_999, 10.0) == 10.0
    assert clock.moment_s(0, 99.0 - 88.5) == pytest.approx(10.5)
    assert clock.moment_s(0xFFFFFFFF - 44_999, 10.6) == pytest.approx(10.0)  # an older one
    assert clock.moment_s(0x70000000, 11.0) == 11.0  # a clock that has nothing to do with that before
    assert clock.moment_s(0x70000000 + 90_000, 12.2) == pytest.approx(12.0)


def test_a_report_that_cannot_be_is_ignored() -> None:
    clock = TrackClock(90_000, SenderClock())
    clock.moment_s(0, 10.0)
    clock.report(1 << 63, 0x40000000, 10.0)
    assert clock.moment_s(9_000, 10.1) == pytest.approx(10.1)


# -- files --------------------------------------------------------------------------------------


def test_the_head_takes_tracks_until_it_is_full() -> None:
    muxer = Muxer(0)
    before = len(muxer.head)
    made = [muxer.declare(f"{number} {'x' * 300}", "h264", (1280, 720), b"p" * 60) for number in range(80)]
    assert None in made and len(muxer.tracks) <= TRACKS_MAX
    assert len(muxer.head) == before == muxer.position


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(0, 200_000), st.booleans()), min_size=1, max_size=40))
def test_what_is_written_ends_where_it_says(blocks: list[tuple[int, int, bool]]) -> None:
    muxer = Muxer(0)
    muxer.declare("a", "opus")
    muxer.declare("b", "vp8", (320, 240))
    data = b""
    for track, at_ms, key in blocks:
        muxer.add(track, at_ms, b"data", key)
        data += muxer.cut(at_ms // 2)
    data += muxer.cut(None) + muxer.cues()
    assert len(muxer.head) + len(data) == muxer.position
    head = read_head(BytesIO(muxer.head))
    assert head.webm and head.length_ms == muxer.length_ms >= max(at_ms for _, at_ms, _ in blocks)


@given(st.binary(max_size=200))
def test_what_is_no_recording_is_not_taken_for_one(data: bytes) -> None:
    with pytest.raises(NotMatroska):
        read_head(BytesIO(data))
