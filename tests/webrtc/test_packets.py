import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webrtc.forwarding.packets import HEADER, ExtensionIds, newer, parse, unwrap

IDS = ExtensionIds(mid=4, transport_seq=3)


def packet(extension: bytes = b"", payload: bytes = b"payload", first: int = 0x80) -> bytes:
    head = HEADER.pack(first | (0x10 if extension else 0), 0x80 | 96, 0xFFFE, 0xFFFFFFF0, 0x1234)
    if extension:
        extension += bytes(-len(extension) % 4)
        head += struct.pack("!HH", 0xBEDE, len(extension) // 4) + extension
    return head + payload


def test_a_plain_packet() -> None:
    read = parse(packet(), IDS)
    assert (read.marker, read.payload_type, read.seq, read.ssrc) == (0x80, 96, 0xFFFE, 0x1234)
    assert (read.payload, read.transport_seq, read.mid) == (b"payload", None, None)


def test_extensions_are_found_among_others() -> None:
    read = parse(packet(b"\x21\xaa\xbb\x00" + b"\x31\x12\x34" + b"\x402"), IDS)
    assert (read.transport_seq, read.mid, read.payload) == (0x1234, "2", b"payload")


def test_contributing_sources_are_skipped() -> None:
    data = bytearray(packet(first=0x82))
    data[12:12] = bytes(8)
    assert parse(bytes(data), IDS).payload == b"payload"


@pytest.mark.parametrize(
    ("payload", "first", "empty"),
    [(b"", 0x80, True), (b"\0\0\3", 0xA0, True), (b"x\0\2", 0xA0, False), (b"x", 0x80, False)],
)
def test_padding_alone_is_empty(payload: bytes, first: int, empty: bool) -> None:
    assert parse(packet(payload=payload, first=first), IDS).empty is empty


def test_a_repair_packet_carries_the_lost_one() -> None:
    repair = parse(packet(payload=struct.pack("!H", 77) + b"lost"), IDS)
    lost = unwrap(repair, 98)
    assert lost is not None
    assert (lost.seq, lost.payload, lost.payload_type, lost.marker) == (77, b"lost", 98, 0x80)
    assert unwrap(parse(packet(payload=b"\0\0\3", first=0xA0), IDS), 98) is None


@given(st.binary())
def test_noise_raises_nothing_else(data: bytes) -> None:
    with contextlib.suppress(struct.error, IndexError, UnicodeDecodeError):
        parse(data, IDS)


@given(st.integers(0, 0xFFFF), st.integers(1, 0x7FFF))
def test_newer_wraps(seq: int, ahead: int) -> None:
    assert newer((seq + ahead) & 0xFFFF, seq)
    assert not newer(seq, (seq + ahead) & 0xFFFF)
    assert not newer(seq, seq)
