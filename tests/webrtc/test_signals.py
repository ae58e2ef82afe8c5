import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webrtc.signals import (
    SDP_BYTES_MAX,
    SIGNAL_BYTES_MAX,
    Bye,
    Candidate,
    Consent,
    Description,
    Problem,
    Record,
    Sharing,
    SignalError,
    State,
    decode,
    encode,
)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
TYPES = st.sampled_from(["description", "candidate", "sharing", "record", "consent", "bye", "state", "problem", ""])
FIELDS = st.sampled_from(
    ["sdp", "number", "audio", "camera", "screen", "reason", "candidate", "you", "on", "agree", "text"]
)


@given(st.binary() | st.text())
def test_anything_is_a_signal_or_a_signal_error(data: bytes | str) -> None:
    try:
        assert isinstance(decode(data), Description | Candidate | Sharing | Record | Consent | Bye)
    except SignalError as error:
        assert error.code == "bad_signal" and error.message.endswith(".")


@given(TYPES, st.dictionaries(FIELDS, ANYTHING))
def test_any_fields_are_a_signal_or_a_signal_error(kind: str, fields: dict[str, object]) -> None:
    try:
        decode(json.dumps({"type": kind, **fields}))
    except SignalError as error:
        assert error.code == "bad_signal"


@pytest.mark.parametrize(
    "signal",
    [
        Description("v=0\r\n", 3),
        Candidate("candidate:1"),
        Sharing(True, False, True),
        Record(True, "May we?"),
        Consent(False, "May we?"),
        Bye("left"),
    ],
)
def test_what_a_browser_says_comes_back(signal: Description | Candidate | Sharing | Record | Consent | Bye) -> None:
    assert decode(encode(signal)) == signal


@pytest.mark.parametrize("signal", [State("a", []), Problem("bad_offer", "No.")])
def test_a_browser_cannot_say_what_only_a_room_says(signal: State | Problem) -> None:
    with pytest.raises(SignalError):
        decode(encode(signal))


def test_a_browsers_own_candidate_is_taken() -> None:
    """As RTCIceCandidate's toJSON writes it."""
    said = '{"type":"candidate","candidate":"a","sdpMid":"0","sdpMLineIndex":0,"usernameFragment":null}'
    assert decode(said) == Candidate("a", "0", 0, None)


def test_sizes_are_bounded() -> None:
    with pytest.raises(SignalError) as refused:
        decode(encode(Description("x" * (SDP_BYTES_MAX + 1))))
    assert refused.value.code == "too_large"
    with pytest.raises(SignalError) as refused:
        decode(b" " * (SIGNAL_BYTES_MAX + 1))
    assert refused.value.code == "too_large"
    assert isinstance(decode(encode(Description("x" * SDP_BYTES_MAX))), Description)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(SignalError):
        decode(b'{"type":"bye","x":' + b"[" * 50_000 + b"]" * 50_000 + b"}")


def test_tags_are_on_the_wire() -> None:
    assert msgspec.json.decode(encode(Bye("ended"))) == {"type": "bye", "reason": "ended"}
