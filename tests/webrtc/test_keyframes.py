import pytest
from hypothesis import given
from hypothesis import strategies as st

from webrtc.forwarding.keyframes import KeyFrameWish, begins_key_frame

VP8_START = "100200" + "9d012a" + "8002e001"


@pytest.mark.parametrize(
    ("codec", "payload", "begins"),
    [
        ("vp8", "10" + VP8_START, True),
        ("vp8", "9080" + "01" + VP8_START, True),  # picture id, 7 bits
        ("vp8", "9080" + "8101" + VP8_START, True),  # picture id, 15 bits
        ("vp8", "90e0" + "8101" + "05" + "40" + VP8_START, True),  # and TL0PICIDX, TID
        ("vp8", "9080" + "01" + "110200" + "9d012a", False),  # predicted
        ("vp8", "9080" + "01" + "100200" + "000000", False),  # bit 0 alone is not enough
        ("vp8", "8080" + "01" + VP8_START, False),  # goes on with a partition
        ("vp8", "1110" + VP8_START, False),  # another partition
        ("vp8", "10", False),
        ("vp9", "88" + "01" + "00", True),
        ("vp9", "a8" + "01" + "00", True),
        ("vp9", "a8" + "01" + "02", False),  # an upper spatial layer
        ("vp9", "c8" + "01" + "00", False),  # predicted
        ("vp9", "80" + "01" + "00", False),  # goes on with a frame
        ("av1", "18" + "0a", True),
        ("av1", "10" + "32", False),
        ("h264", "65", True),
        ("h264", "67", True),
        ("h264", "41", False),
        ("h264", "78000c67", True),  # aggregated
        ("h264", "7c85", True),  # the first fragment
        ("h264", "7c05", False),  # a later one
        ("opus", "ff", False),
    ],
)
def test_where_a_key_frame_begins(codec: str, payload: str, begins: bool) -> None:
    assert begins_key_frame(codec, bytes.fromhex(payload)) is begins


@given(st.sampled_from(["vp8", "vp9", "av1", "h264"]), st.binary())
def test_noise_is_answered(codec: str, payload: bytes) -> None:
    assert begins_key_frame(codec, payload) in (True, False)


def asked(wish: KeyFrameWish, until_s: float, wanting: bool = False) -> list[float]:
    times = []
    for tick in range(int(until_s * 50)):
        if wanting:
            wish.want()
        if wish.due(tick / 50):
            times.append(tick / 50)
    return times


def test_nobody_asks_for_nothing() -> None:
    assert asked(KeyFrameWish(), 5) == []


@pytest.mark.parametrize("wanting", [False, True])
def test_unanswered_requests_double_their_distance_up_to_four_seconds(wanting: bool) -> None:
    wish = KeyFrameWish()
    wish.want()
    assert asked(wish, 16, wanting) == [0, 1, 3, 7, 11, 15]


def test_an_answer_ends_the_asking_and_the_next_is_a_second_apart() -> None:
    wish = KeyFrameWish()
    wish.want()
    assert wish.due(0)
    wish.answered()
    assert asked(wish, 3) == []
    wish = KeyFrameWish()
    wish.want()
    assert wish.due(0)
    wish.answered()
    wish.want()
    assert not wish.due(0.98)
    assert wish.due(1.0)
