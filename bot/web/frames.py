"""What clients send, as bot/web/PROTOCOL.md describes it, and the one way of reading it."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from bot.errors import BadRequest, HeardError, TooLarge
from bot.model import CallKind, CardAnswer
from bot.validation import unfit

MAX_FRAME_BYTES = 64 * 1024
MAX_DEPTH = 16

Id = Annotated[int, Meta(ge=0, le=2**53)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Words = Annotated[str, Meta(min_length=1, max_length=4000)]
Seq = Annotated[int, Meta(ge=0, le=2**53)]
Line = Annotated[str, Meta(min_length=1, max_length=100)]


class Frame(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    id: Id


class Signed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which of the shop's customers is there, with the shop's signature (bot.journeys.identity)."""

    number: Annotated[str, Meta(min_length=1, max_length=200)]
    at: Annotated[int, Meta(ge=0, le=2**40)]  # Unix seconds
    signature: Annotated[str, Meta(min_length=1, max_length=128)]


class Hello(Frame, frozen=True, tag="hello"):
    as_: Literal["contact", "agent", "participant"] = msgspec.field(name="as")
    token: Annotated[str, Meta(max_length=128)] | None = None
    labels: Annotated[tuple[Line, ...], Meta(max_length=10)] = ()  # of a contact, given by the page around the widget
    timezone: Name | None = None  # of a contact's browser, by its IANA name
    customer: Signed | None = None  # of the page around the widget


class Ping(Frame, frozen=True, tag="ping"):
    pass


class Subscribe(Frame, frozen=True, tag="subscribe"):
    stream: Name
    epoch: Name | None = None
    after: Seq | None = None


class Unsubscribe(Frame, frozen=True, tag="unsubscribe"):
    stream: Name


class Send(Frame, frozen=True, tag="send"):
    client_message_id: Name
    text: Words


class Choose(Frame, frozen=True, tag="choose"):
    client_message_id: Name
    article: Annotated[str, Meta(min_length=1, max_length=200)]
    label: Annotated[str, Meta(min_length=1, max_length=300)]
    typed: Words | None = None  # what it was suggested for


class Suggest(Frame, frozen=True, tag="suggest"):
    text: Words


class Helped(Frame, frozen=True, tag="helped"):
    seq: Seq
    value: bool


class TellMe(Frame, frozen=True, tag="tell_me"):
    seq: Seq


class Permit(Frame, frozen=True, tag="permit"):
    allowed: bool
    seq: Seq | None = None


class CheckIn(Frame, frozen=True, tag="check_in"):
    client_message_id: Name
    seq: Seq
    works: bool


class AskPerson(Frame, frozen=True, tag="person"):
    pass


class LeaveLine(Frame, frozen=True, tag="leave_line"):
    pass


class Solved(Frame, frozen=True, tag="solved"):
    pass


class GivenAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Takes the place of the one before; an empty one takes it back."""

    choices: Annotated[tuple[Name, ...], Meta(max_length=20)] = ()
    text: Annotated[str, Meta(max_length=2000)] | None = None
    value: Annotated[int, Meta(ge=1, le=5)] | None = None


def card_answers(given: Mapping[str, GivenAnswer]) -> dict[str, CardAnswer]:
    return {key: CardAnswer(choices=it.choices, text=it.text, value=it.value) for key, it in given.items()}


class Rate(Frame, frozen=True, tag="rate"):
    request: Name
    value: Annotated[int, Meta(ge=0, le=10)] | None = None
    comment: Annotated[str, Meta(max_length=2000)] | None = None
    answers: Annotated[dict[Name, GivenAnswer], Meta(max_length=10)] = {}


class Book(Frame, frozen=True, tag="book"):
    request: Name


class Profile(Frame, frozen=True, tag="profile"):
    name: Annotated[str, Meta(min_length=1, max_length=80)] | None = None
    language: Name | None = None


class Take(Frame, frozen=True, tag="take"):
    conversation: Name


class Held(Frame, frozen=True):
    """A verb of the agent who holds the conversation under `fence`."""

    conversation: Name
    fence: Seq


class Reply(Held, frozen=True, tag="reply"):
    client_message_id: Name
    text: Words | None = None
    article: Annotated[str, Meta(min_length=1, max_length=200)] | None = None


class WriteNote(Frame, frozen=True, tag="note"):
    conversation: Name
    client_message_id: Name
    text: Words


class Label(Frame, frozen=True, tag="label"):
    conversation: Name
    label: Line
    value: bool


class SetAttribute(Frame, frozen=True, tag="attribute"):
    conversation: Name
    name: Name
    value: Line | None


class Release(Held, frozen=True, tag="release"):
    pass


class HandBack(Held, frozen=True, tag="hand_back"):
    pass


class Transfer(Held, frozen=True, tag="transfer"):
    agent: Name


class Resolve(Held, frozen=True, tag="resolve"):
    pass


class Retry(Frame, frozen=True, tag="retry"):
    conversation: Name
    seq: Seq


class Earlier(Frame, frozen=True, tag="earlier"):
    conversation: Name
    before: Seq
    limit: Annotated[int, Meta(ge=1, le=200)] = 100


class Typing(Frame, frozen=True, tag="typing"):
    conversation: Name


Device = Literal["granted", "denied", "missing", "busy", "unasked"]


class CallAsk(Frame, frozen=True, tag="call.ask"):
    kind: CallKind


class CallCancel(Frame, frozen=True, tag="call.cancel"):
    room: Name


class CallCallback(Frame, frozen=True, tag="call.callback"):
    kind: CallKind


class CallAccept(Frame, frozen=True, tag="call.accept"):
    conversation: Name
    room: Name


class CallStart(Held, frozen=True, tag="call.start"):
    kind: CallKind = "video"


class CallNew(Frame, frozen=True, tag="call.new"):
    name: Annotated[str, Meta(min_length=1, max_length=80)]
    kind: CallKind
    language: Name


class CallLink(Frame, frozen=True, tag="call.link"):
    room: Name


class CallBring(Frame, frozen=True, tag="call.bring"):
    room: Name
    agent: Name


class CallListen(Frame, frozen=True, tag="call.listen"):
    room: Name


class CallSpeak(Frame, frozen=True, tag="call.speak"):
    room: Name


class CallKick(Frame, frozen=True, tag="call.kick"):
    room: Name
    participant: Name


class Findings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of a CallCheck, all but its time."""

    microphone: Device = "unasked"
    camera: Device = "unasked"
    speaker: Literal["heard", "unheard", "unasked"] = "unasked"
    way: Literal["udp", "relay", "tcp", "none", "unasked"] = "unasked"
    relay: Literal["works", "fails", "unasked"] = "unasked"
    rtt_ms: Annotated[int, Meta(ge=0, le=600_000)] | None = None
    loss_pct: Annotated[float, Meta(ge=0, le=100)] | None = None
    screen: bool = False
    browser: Annotated[str, Meta(max_length=100)] = ""


class CallCheck(Frame, frozen=True, tag="call.check"):
    check: Findings
    room: Name | None = None  # None: there is none yet


class CallEcho(Frame, frozen=True, tag="call.echo"):
    pass


class CallServers(Frame, frozen=True, tag="call.servers"):
    pass


class CallYield(Frame, frozen=True, tag="call.yield"):
    ask: Name
    yes: bool


class CallToken(Frame, frozen=True, tag="call.token"):
    room: Name


class CallJoin(Frame, frozen=True, tag="call.join"):
    token: Annotated[str, Meta(max_length=128)]
    page: Annotated[str, Meta(max_length=64)] = ""  # a word of the page's, with which it finds its media again


class CallDecline(Frame, frozen=True, tag="call.decline"):
    room: Name


class CallEnd(Frame, frozen=True, tag="call.end"):
    room: Name


class Signal(Frame, frozen=True, tag="signal"):
    room: Name
    signal: dict[str, Any]  # read by webrtc.signals


ClientFrame = (
    Hello | Ping | Subscribe | Unsubscribe | Send | Choose | Suggest | Helped | TellMe | AskPerson | LeaveLine | Solved
    | Rate | Book | Profile | Take | Reply | WriteNote | Label | SetAttribute | Release | HandBack | Transfer | Resolve
    | Retry | Earlier | Typing | CallAsk | CallCancel | CallCallback | CallAccept | CallStart | CallNew | CallLink
    | CallBring | CallListen | CallSpeak | CallKick | CallCheck | CallEcho | CallServers | CallYield | CallToken
    | CallJoin | CallDecline | CallEnd | Signal | Permit | CheckIn
)  # fmt: skip

# What stands in quotes, to be left out where only the structure counts.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")

# NUL: PostgreSQL refuses it and SQLite's length() stops there. An even number of backslashes before it escapes nothing.
_ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")

# One escape, whatever it stands for.
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")

_decoder: msgspec.json.Decoder[ClientFrame] = msgspec.json.Decoder(ClientFrame)


def decode(data: str) -> ClientFrame:
    """Raises BadRequest or TooLarge, never anything else."""
    try:
        return _decoder.decode(checked(data))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BadRequest(f"This frame cannot be read: {unfit(error)}") from None


class _Numbered(msgspec.Struct, frozen=True):
    id: Id = 0


_numbered: msgspec.json.Decoder[_Numbered] = msgspec.json.Decoder(_Numbered)


def id_of(data: str) -> int:
    """The id of a frame that is otherwise wrong, such as by a NUL in its text; 0 where it has none that can be read."""
    try:
        return _numbered.decode(checked(_ESCAPE.sub("?", data))).id
    except (HeardError, msgspec.MsgspecError, RecursionError):
        return 0


def checked(data: str, most: int = MAX_FRAME_BYTES) -> bytes:
    """JSON text that is safe to parse and to store, as UTF-8, of at most `most` bytes. Raises BadRequest, TooLarge."""
    if len(data) > most or len(raw := _utf8(data)) > most:
        raise TooLarge(f"At most {most} bytes at once.")
    if _depth(data) > MAX_DEPTH:
        raise BadRequest("This is nested too deeply.")
    if "\\u" in data and _ESCAPED_NUL.search(data):
        raise BadRequest("Text may not contain the NUL character.")
    return raw


def _utf8(data: str) -> bytes:
    try:
        return data.encode()
    except UnicodeEncodeError:
        raise BadRequest("Text may not contain unpaired surrogates.") from None


def _depth(data: str) -> int:
    """How deeply arrays and objects are nested; for text that is no JSON some number."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(_QUOTED.sub("", data)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
