import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from aioice import stun
from caller import Caller, until
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webrtc.transport.ice import ADDRESSES_MAX, Port, PortUnavailable, Transport, reachable_at


class Wire:
    """Takes what the port sends."""

    def __init__(self, port: Port) -> None:
        self.sent: list[tuple[bytes, tuple[str, int]]] = []
        port._socket = self

    def sendto(self, data: bytes, address: tuple[str, int]) -> None:
        self.sent.append((data, address))


@pytest.fixture
def port() -> Port:
    return Port()


@pytest.fixture
def media() -> list[bytes]:
    return []


@pytest.fixture
def transport(port: Port, media: list[bytes]) -> Iterator[Transport]:
    yield Transport(port, media.append)


def check(ufrag: str, password: str, nominate: bool = True) -> bytes:
    request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    request.attributes["USERNAME"] = f"{ufrag}:theirs"
    if nominate:
        request.attributes["USE-CANDIDATE"] = None
    request.add_message_integrity(password.encode())
    return bytes(request)


ONE, TWO = ("192.0.2.1", 1000), ("192.0.2.1", 2000)
MEDIA = b"\x80" + bytes(20)


async def test_a_check_is_answered_and_opens_the_path(port: Port, transport: Transport, media: list[bytes]) -> None:
    wire = Wire(port)
    port.datagram_received(MEDIA, ONE)
    assert media == []
    port.datagram_received(check(transport.ufrag, transport.password), ONE)
    [(response, address)] = wire.sent
    message = stun.parse_message(response)
    assert address == ONE and message.message_class == stun.Class.RESPONSE
    assert message.attributes["XOR-MAPPED-ADDRESS"] == ONE
    assert message.check_message_integrity(transport.password.encode())
    port.datagram_received(MEDIA, ONE)
    assert media == [MEDIA] and transport.address == ONE


@pytest.mark.parametrize("wrong", ["ufrag", "password", "unsigned"])
async def test_a_wrong_check_is_not_answered(port: Port, transport: Transport, wrong: str) -> None:
    wire = Wire(port)
    ufrag = "nobody" if wrong == "ufrag" else transport.ufrag
    data = check(ufrag, "nothing" if wrong == "password" else transport.password)
    if wrong == "unsigned":
        request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        request.attributes["USERNAME"] = f"{transport.ufrag}:theirs"
        data = bytes(request)
    port.datagram_received(data, ONE)
    assert wire.sent == [] and transport.address is None and not transport.reached.is_set()


async def test_the_nominated_address_gets_the_media(port: Port, transport: Transport) -> None:
    wire = Wire(port)
    port.datagram_received(check(transport.ufrag, transport.password), ONE)
    port.datagram_received(check(transport.ufrag, transport.password, nominate=False), TWO)
    assert transport.address == ONE
    port.datagram_received(check(transport.ufrag, transport.password), TWO)
    wire.sent.clear()
    transport.send(b"x")
    assert wire.sent == [(b"x", TWO)]


async def test_a_restart_takes_new_credentials_and_keeps_the_path(port: Port, transport: Transport) -> None:
    Wire(port)
    old = transport.ufrag, transport.password
    port.datagram_received(check(*old), ONE)
    transport.restart()
    assert transport.address == ONE and (transport.ufrag, transport.password) != old
    port.datagram_received(check(transport.ufrag, transport.password), TWO)
    assert transport.address == TWO


async def test_a_closed_transport_hears_nothing(port: Port, transport: Transport, media: list[bytes]) -> None:
    wire = Wire(port)
    port.datagram_received(check(transport.ufrag, transport.password), ONE)
    transport.close()
    wire.sent.clear()
    port.datagram_received(MEDIA, ONE)
    port.datagram_received(check(transport.ufrag, transport.password), ONE)
    transport.send(b"x")
    assert media == [] and wire.sent == []
    with pytest.raises(ConnectionError):
        await transport._recv()


async def test_addresses_are_bounded_and_the_one_in_use_is_kept(port: Port, transport: Transport) -> None:
    Wire(port)
    port.datagram_received(check(transport.ufrag, transport.password), ONE)
    for number in range(3 * ADDRESSES_MAX):
        port.datagram_received(check(transport.ufrag, transport.password, nominate=False), ("192.0.2.9", number))
    assert len(transport.addresses) == ADDRESSES_MAX and ONE in transport.addresses


async def test_an_address_belongs_to_who_proved_it_last(port: Port, transport: Transport) -> None:
    Wire(port)
    other_media: list[bytes] = []
    other = Transport(port, other_media.append)
    port.datagram_received(check(transport.ufrag, transport.password), ONE)
    port.datagram_received(check(other.ufrag, other.password), ONE)
    port.datagram_received(MEDIA, ONE)
    assert other_media == [MEDIA] and transport.addresses == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(min_size=1), st.booleans())
def test_noise_is_ignored(data: bytes, stun_like: bool) -> None:
    port = Port()
    wire = Wire(port)
    if stun_like:
        data = b"\x00\x01" + len(data).to_bytes(2, "big") + b"\x21\x12\xa4\x42" + bytes(12) + data
    port.datagram_received(data, ONE)
    assert all(len(sent) <= len(data) for sent, _ in wire.sent)  # nobody gets more through here than was sent


@pytest.fixture
async def opened() -> AsyncIterator[Port]:
    port = Port()
    await port.open("127.0.0.1", 0)
    yield port
    port.close()
    await asyncio.sleep(0)


async def test_a_port_that_is_taken_is_a_plain_error(opened: Port) -> None:
    with pytest.raises(PortUnavailable, match=rf"UDP port {opened.number} on 127.0.0.1 cannot be opened"):
        await Port().open("127.0.0.1", opened.number)


async def test_given_addresses_are_advertised_in_their_order(opened: Port) -> None:
    opened._given = ("203.0.113.5", "2001:db8::5")
    candidates = opened.candidates()
    assert [one.ip for one in candidates] == ["203.0.113.5", "2001:db8::5"]
    assert candidates[0].priority > candidates[1].priority
    assert all(one.port == opened.number and one.type == "host" for one in candidates)


def test_without_given_ones_the_machines_own_are_advertised() -> None:
    assert reachable_at("192.0.2.7") == ["192.0.2.7"]
    assert reachable_at("0.0.0.0")[-1] == "127.0.0.1"
    assert not any(":" in ip for ip in reachable_at("0.0.0.0"))


async def test_whoever_asks_whether_the_port_is_reached_is_answered(port: Port) -> None:
    wire = Wire(port)
    request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    port.datagram_received(bytes(request), ONE)
    assert wire.sent == []  # the answer is longer than that
    request.attributes["SOFTWARE"] = "anybody there?" * 2
    port.datagram_received(bytes(request), ONE)
    [(response, address)] = wire.sent
    assert address == ONE and stun.parse_message(response).attributes["XOR-MAPPED-ADDRESS"] == ONE


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_one_port_is_reached_over_either_protocol(host: str) -> None:
    port = Port()
    await port.open("::", 0)
    addresses = {one.ip for one in port.candidates()}
    assert host in addresses
    caller = Caller()
    try:
        await caller.open(host)
        heard: list[bytes] = []
        transport = Transport(port, heard.append)
        caller._server = (host, port.number)
        caller._remote = (transport.ufrag, transport.password)
        caller.check()
        await until(lambda: caller.responses)
        assert transport.address is not None and transport.address[1] == caller.socket.get_extra_info("sockname")[1]
    finally:
        await caller.close()
        port.close()


async def test_without_ipv6_there_is_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(family: int, kind: int) -> socket.socket:
        if family == socket.AF_INET6:
            raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
        return real(family, kind)

    real = socket.socket
    monkeypatch.setattr("webrtc.transport.ice.socket.socket", refuse)
    port = Port()
    await port.open("::", 0)
    assert port.host == "0.0.0.0" and not any(":" in one.ip for one in port.candidates())
    port.close()
