"""What clients send, as bot/web/PROTOCOL.md describes it, and the one way of reading it."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from bot.errors import BadRequest, TooLarge

MAX_FRAME_BYTES = 64 * 1024
MAX_DEPTH = 16

Id = Annotated[int, Meta(ge=0, le=2**53)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Words = Annotated[str, Meta(min_length=1, max_length=4000)]
Seq = Annotated[int, Meta(ge=0, le=2**53)]


class Frame(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    id: Id


class Hello(Frame, tag="hello"):
    as_: Literal["contact", "agent", "participant"] = msgspec.field(name="as")
    token: Annotated[str, Meta(max_length=128)] | None = None


class Ping(Frame, tag="ping"):
    pass


class Subscribe(Frame, tag="subscribe"):
    stream: Name
    epoch: Name | None = None
    after: Seq | None = None


class Unsubscribe(Frame, tag="unsubscribe"):
    stream: Name


class Send(Frame, tag="send"):
    client_message_id: Name
    text: Words


class Choose(Frame, tag="choose"):
    client_message_id: Name
    article: Annotated[str, Meta(min_length=1, max_length=200)]
    label: Annotated[str, Meta(min_length=1, max_length=300)]


class Suggest(Frame, tag="suggest"):
    text: Words


class Helped(Frame, tag="helped"):
    seq: Seq
    value: bool


class AskPerson(Frame, tag="person"):
    pass


class LeaveLine(Frame, tag="leave_line"):
    pass


class Solved(Frame, tag="solved"):
    pass


class Rate(Frame, tag="rate"):
    request: Name
    value: Annotated[int, Meta(ge=1, le=5)]
    comment: Annotated[str, Meta(max_length=2000)] | None = None


class Profile(Frame, tag="profile"):
    name: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    language: Name | None = None


class Take(Frame, tag="take"):
    conversation: Name


class Held(Frame):
    """A verb of the agent who holds the conversation under `fence`."""

    conversation: Name
    fence: Seq


class Reply(Held, tag="reply"):
    client_message_id: Name
    text: Words | None = None
    article: Annotated[str, Meta(min_length=1, max_length=200)] | None = None


class WriteNote(Frame, tag="note"):
    conversation: Name
    client_message_id: Name
    text: Words


class Release(Held, tag="release"):
    pass


class HandBack(Held, tag="hand_back"):
    pass


class Transfer(Held, tag="transfer"):
    agent: Name


class Resolve(Held, tag="resolve"):
    pass


class Retry(Frame, tag="retry"):
    conversation: Name
    seq: Seq


class Earlier(Frame, tag="earlier"):
    conversation: Name
    before: Seq
    limit: Annotated[int, Meta(ge=1, le=200)] = 100


class Typing(Frame, tag="typing"):
    conversation: Name


class CallStart(Held, tag="call.start"):
    pass


class CallToken(Frame, tag="call.token"):
    room: Name


class CallJoin(Frame, tag="call.join"):
    token: Annotated[str, Meta(max_length=128)]


class CallDecline(Frame, tag="call.decline"):
    room: Name


class CallEnd(Frame, tag="call.end"):
    room: Name


class Signal(Frame, tag="signal"):
    room: Name
    signal: dict[str, Any]  # read by webrtc.signals


ClientFrame = (
    Hello | Ping | Subscribe | Unsubscribe | Send | Choose | Suggest | Helped | AskPerson | LeaveLine | Solved
    | Rate | Profile | Take | Reply | WriteNote | Release | HandBack | Transfer | Resolve | Retry | Earlier
    | Typing | CallStart | CallToken | CallJoin | CallDecline | CallEnd | Signal
)  # fmt: skip

_decoder = msgspec.json.Decoder(ClientFrame)


def decode(data: str) -> ClientFrame:
    """Raises BadRequest or TooLarge, never anything else."""
    if len(data) > MAX_FRAME_BYTES or len(raw := _utf8(data)) > MAX_FRAME_BYTES:
        raise TooLarge(f"A frame may hold at most {MAX_FRAME_BYTES} bytes.")
    if _depth(data) > MAX_DEPTH:
        raise BadRequest("This frame is nested too deeply.")
    if "\\u0000" in data or "\x00" in data:
        raise BadRequest("Text may not contain the NUL character.")
    try:
        frame = _decoder.decode(raw)
    except msgspec.MsgspecError as error:
        raise BadRequest(f"This frame cannot be read: {error}.") from None
    return frame


def _utf8(data: str) -> bytes:
    try:
        return data.encode()
    except UnicodeEncodeError:
        raise BadRequest("Text may not contain unpaired surrogates.") from None


def _depth(data: str) -> int:
    """An upper bound of the nesting: brackets inside of strings count too."""
    deepest = depth = 0
    for character in data:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
