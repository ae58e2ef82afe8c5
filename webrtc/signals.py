"""What a browser and a room say to each other, as JSON objects told apart by their `type`.

The browser always offers and the room always answers, so a `description` from a browser is an offer and one to a
browser is an answer. Nothing renegotiates during a call: sharing puts a track on a line that was there from the first
offer on.
"""

from typing import Annotated, Literal, TypeAlias

import msgspec

SDP_BYTES_MAX = 64 * 1024
MEDIA_LINES_MAX = 16
CANDIDATES_MAX = 64
SIGNAL_BYTES_MAX = 2 * SDP_BYTES_MAX  # an SDP as a JSON string: every line break takes two bytes more

Role: TypeAlias = Literal["customer", "agent", "supervisor"]
Kind: TypeAlias = Literal["audio", "camera", "screen"]
KINDS: tuple[Kind, Kind, Kind] = ("audio", "camera", "screen")
RecordingState: TypeAlias = Literal["off", "asked", "on", "paused"]
Code: TypeAlias = Literal["bad_signal", "bad_offer", "unsupported_offer", "too_large", "too_fast", "not_allowed"]

Because: TypeAlias = Literal["", "receiver", "sender", "busy"]

CAMERA_MAX_BPS = 1_700_000
SCREEN_MAX_BPS = 2_500_000
SCREEN_MAX_FPS = 15

ShortText = Annotated[str, msgspec.Meta(max_length=256)]
LongText = Annotated[str, msgspec.Meta(max_length=2000)]


class SignalError(Exception):
    """A browser said something that cannot be used. `message` is a plain sentence and may be shown."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code: Code = code
        self.message = message


class Description(msgspec.Struct, frozen=True, tag="description"):
    """An offer, or the answer to it, which carries the offer's number.

    An offer with new ICE credentials is an ICE restart; one with another DTLS fingerprint begins a new connection.
    """

    sdp: str
    number: int = 0


class Candidate(msgspec.Struct, frozen=True, tag="candidate"):
    """Where a browser may be reached. Not needed: the server is ICE-lite and learns it from the checks it is sent."""

    candidate: Annotated[str, msgspec.Meta(max_length=1024)] = ""
    sdpMid: ShortText | None = None
    sdpMLineIndex: int | None = None
    usernameFragment: ShortText | None = None


class Sharing(msgspec.Struct, frozen=True, tag="sharing"):
    """What the browser sends now."""

    audio: bool = False
    camera: bool = False
    screen: bool = False


class Record(msgspec.Struct, frozen=True, tag="record"):
    """An agent asks everyone whether the call may be recorded, which is that agent's own consent to the `text` that
    was shown, or (`on` False) takes the question back or ends the recording.
    """

    on: bool
    text: LongText = ""


class Consent(msgspec.Struct, frozen=True, tag="consent"):
    """What somebody said to being recorded; `text`: the words shown, as they are kept. Withdrawing is a refusal."""

    agree: bool
    text: LongText = ""


class Bye(msgspec.Struct, frozen=True, tag="bye"):
    """The last signal in either direction. From a browser: it leaves.

    To a browser, `reason` is "replaced" (the same participant joined elsewhere), "elsewhere" (their connection joined
    another call), "removed", "ended", "worker_lost", "too_fast", or the word that the caller of `Media.end` or
    `Media.remove` gave.
    """

    reason: ShortText = ""


class Streams(msgspec.Struct, frozen=True):
    """The mids of the lines on which a receiver gets a participant's tracks."""

    audio: str
    camera: str
    screen: str


class Present(msgspec.Struct, frozen=True):
    """A participant as another one sees it.

    `connected`: its media connection stands. `streams` is None for the receiver itself, for whoever only receives,
    and for whoever found no free place among the receiver's lines.
    """

    id: str
    role: Role
    name: str
    connected: bool
    sharing: Sharing
    streams: Streams | None


class Recording(msgspec.Struct, frozen=True):
    """How it stands with recording. It runs only while `state` is "on": everyone present has agreed, an agent among
    them; "asked": not yet; "paused": not any more, somebody came who has not.

    `by`: who asked. `since_at`: of this state. `waiting`: who is present and has not agreed, as far as the receiver may
    know of them. `refused`: whose refusal ended it; None after another end. `recorded_ms`: the length so far.
    `problem`: why it could not go on: "" or "disk": full, or not to be written to.
    """

    state: RecordingState = "off"
    by: str = ""
    since_at: int = 0
    waiting: tuple[str, ...] = ()
    refused: str | None = None
    recorded_ms: int = 0
    problem: str = ""


class State(msgspec.Struct, frozen=True, tag="state"):
    """Everyone in the room, in the order of joining; `you` is the receiver's own id. Sent whole after every change."""

    you: str
    participants: list[Present]
    recording: Recording = Recording()


class TrackLimit(msgspec.Struct, frozen=True):
    """`active` False: it is not to be sent at all."""

    active: bool = True
    max_bps: int = CAMERA_MAX_BPS


class ScreenLimit(msgspec.Struct, frozen=True):
    """`codec`: the one that everybody in the room can decode, and that suits a screen best."""

    active: bool = True
    max_bps: int = SCREEN_MAX_BPS
    max_fps: int = SCREEN_MAX_FPS
    codec: Literal["av1", "vp8"] = "vp8"


class Limits(msgspec.Struct, frozen=True, tag="limits"):
    """What a browser's encoders may use from now on; whole, the newest counts.

    `because`: what a poor picture is due to: a receiver's link ("receiver"), this browser's own ("sender"), or too
    much to do for the server ("busy"); "" while nothing is poor. `without`: the ids of participants whose camera this
    browser does not get, because its own link has no room for it.
    """

    camera: TrackLimit = TrackLimit()
    screen: ScreenLimit = ScreenLimit()
    because: Because = ""
    without: tuple[str, ...] = ()


class Problem(msgspec.Struct, frozen=True, tag="problem"):
    """A signal could not be used; nothing has changed."""

    code: Code
    message: str


FromBrowser: TypeAlias = Description | Candidate | Sharing | Record | Consent | Bye
ToBrowser: TypeAlias = Description | State | Limits | Problem | Bye
Signal: TypeAlias = FromBrowser | ToBrowser

_decoder = msgspec.json.Decoder(FromBrowser)
_encoder = msgspec.json.Encoder()


def decode(data: bytes | str) -> FromBrowser:
    """A browser's signal from its JSON; unknown fields are ignored. Raises SignalError, and nothing else."""
    if len(data) > SIGNAL_BYTES_MAX:
        raise SignalError("too_large", f"A signal has at most {SIGNAL_BYTES_MAX} bytes.")
    try:
        signal: FromBrowser = _decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:  # ValueError: UTF-8 that is none
        raise SignalError("bad_signal", "The signal is not one that a room understands.") from error
    if isinstance(signal, Description) and len(signal.sdp) > SDP_BYTES_MAX:
        raise SignalError("too_large", f"A description has at most {SDP_BYTES_MAX} characters.")
    return signal


def encode(signal: Signal) -> bytes:
    """The JSON of a signal, UTF-8, without line breaks."""
    return _encoder.encode(signal)
