"""What a media worker is told, and what it tells: one JSON object a line, over its standard input and output.

A link is named by a number that the parent gives it. The first order is `Open`, its answer `Opened` or `Failed`.
"""

from typing import TypeAlias

import msgspec

from webrtc.room import Participant, RoomEvent
from webrtc.signals import FromBrowser, ToBrowser

LINE_BYTES_MAX = 1024 * 1024


class Open(msgspec.Struct, frozen=True, tag="open"):
    """`recordings`: their folder; "" where calls cannot be recorded."""

    host: str
    port: int
    addresses: tuple[str, ...]
    max_rooms: int
    empty_room_s: float
    recordings: str = ""


class Join(msgspec.Struct, frozen=True, tag="join"):
    """`page` and `met` as `Media.join` has them."""

    link: int
    room: str
    participant: Participant
    page: str = ""
    met: bool = False


class Echo(msgspec.Struct, frozen=True, tag="echo"):
    """A private room of one on this link; answered as a `Join` is."""

    link: int


class Up(msgspec.Struct, frozen=True, tag="up"):
    link: int
    signal: FromBrowser


class Unlink(msgspec.Struct, frozen=True, tag="unlink"):
    """In either direction: nothing more comes on this link."""

    link: int


class End(msgspec.Struct, frozen=True, tag="end"):
    room: str
    reason: str


class Remove(msgspec.Struct, frozen=True, tag="remove"):
    room: str
    participant: str
    reason: str


Order: TypeAlias = Open | Join | Echo | Up | Unlink | End | Remove


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    port: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    message: str


class Admitted(msgspec.Struct, frozen=True, tag="admitted"):
    link: int


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    link: int
    message: str


class Down(msgspec.Struct, frozen=True, tag="down"):
    link: int
    signal: ToBrowser


class Pulse(msgspec.Struct, frozen=True, tag="pulse"):
    """Once a second. `cpu`: the share of one core used since the last. `late_ms`: by how much the middle one of the
    turns since then was late.
    """

    cpu: float
    late_ms: int


class Happened(msgspec.Struct, frozen=True, tag="happened"):
    event: RoomEvent


Report: TypeAlias = Opened | Failed | Admitted | Refused | Down | Unlink | Pulse | Happened


_encoder = msgspec.json.Encoder()
_orders = msgspec.json.Decoder(Order)
_reports = msgspec.json.Decoder(Report)


def line(item: Order | Report) -> bytes:
    return _encoder.encode(item) + b"\n"


def read_order(data: bytes) -> Order:
    """Raises msgspec.MsgspecError."""
    order: Order = _orders.decode(data)
    return order


def read_report(data: bytes) -> Report:
    """Raises msgspec.MsgspecError."""
    report: Report = _reports.decode(data)
    return report
