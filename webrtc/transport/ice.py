"""All browsers on one UDP port: the server's half of ICE-lite (RFC 8445, 2.5 and 6.1.1).

A lite agent checks nothing itself. It answers the browsers' binding requests, which are signed with the password from
its answer, and from then on takes media from the address that they came from. The pair that a browser nominates is
the one that it gets media on, so that a phone may wander from one network to another. A request that names nobody is
answered too, so that one can find out whether the port is reached.
"""

import asyncio
import contextlib
import errno
import ipaddress
import secrets
import socket
import struct
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import ifaddr
from aioice import stun
from aiortc import RTCIceCandidate, RTCIceParameters

Address: TypeAlias = tuple[Any, ...]  # as a socket gives it: (host, port), for IPv6 with flow and scope

ADDRESSES_MAX = 16  # of one browser; each network interface and each TURN relay may be one
WAITING_MAX = 256  # DTLS datagrams
SOCKET_BUFFER_BYTES = 4 * 1024 * 1024


class PortUnavailable(Exception):
    """The UDP port cannot be had: taken, or not allowed."""


class Transport:
    """One browser's path on the port; stands in for an RTCIceTransport beneath aiortc's DTLS.

    Media goes straight to `on_media(datagram)`; all else waits to be read by DTLS.
    """

    role = "controlled"

    def __init__(self, port: "Port", on_media: Callable[[bytes], None]) -> None:
        self._port = port
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING_MAX)
        self._on_media = on_media
        self.address: Address | None = None
        self.addresses: list[Address] = []
        self.reached = asyncio.Event()
        self._closed = False
        self.heard_s = time.monotonic()
        self.restart()

    def restart(self) -> None:
        """New credentials (RFC 8445, 9). The former address goes on until a check with the new ones comes."""
        self.ufrag = secrets.token_urlsafe(6).replace("-", "+").replace("_", "/")
        self.password = secrets.token_urlsafe(24).replace("-", "+").replace("_", "/")
        self._port.admit(self)

    @property
    def parameters(self) -> RTCIceParameters:
        return RTCIceParameters(usernameFragment=self.ufrag, password=self.password, iceLite=True)

    def checked(self, address: Address, nominated: bool) -> None:
        """An authenticated binding request came from there."""
        self.heard_s = time.monotonic()
        if self.address is None or nominated:
            self.address = address
            self.reached.set()

    def take(self, datagram: bytes) -> None:
        if 127 < datagram[0] < 192:  # RFC 7983
            self._on_media(datagram)
        else:
            with contextlib.suppress(asyncio.QueueFull):
                self._waiting.put_nowait(datagram)

    def send(self, datagram: bytes) -> None:
        if self.address is not None:
            self._port.send(datagram, self.address)

    async def _recv(self) -> bytes:
        datagram = None if self._closed else await self._waiting.get()
        if datagram is None:
            raise ConnectionError("The transport was closed.")
        return datagram

    async def _send(self, datagram: bytes) -> None:
        self.send(datagram)

    def close(self) -> None:
        self._port.forget(self)
        self.address = None
        self._closed = True
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)


class Port(asyncio.DatagramProtocol):
    """The UDP port. `addresses` are advertised; without any, all of this machine's own that the port is bound to."""

    def __init__(self, addresses: Sequence[str] = ()) -> None:
        self._given = tuple(addresses)
        self._by_ufrag: dict[str, Transport] = {}
        self._by_address: dict[Address, Transport] = {}
        self._socket: asyncio.DatagramTransport | None = None
        self.host, self.number = "", 0

    async def open(self, host: str, port: int) -> None:
        """`host`: "::" is IPv4 too, and where there is no IPv6 IPv4 alone. `port` 0 takes any free one. Raises
        PortUnavailable.
        """
        try:
            bound_to = bound(host, port)
        except OSError as error:
            raise PortUnavailable(f"UDP port {port} on {host} cannot be opened: {error.strerror}.") from error
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            with contextlib.suppress(OSError):  # more than this system allows: its default does too
                bound_to.setsockopt(socket.SOL_SOCKET, option, SOCKET_BUFFER_BYTES)
        self.host, self.number = bound_to.getsockname()[:2]
        loop = asyncio.get_running_loop()
        self._socket, _ = await loop.create_datagram_endpoint(lambda: self, sock=bound_to)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()

    def error_received(self, exc: Exception) -> None:
        """An unreachable address: its browser is gone, or will check again."""

    def candidates(self) -> list[RTCIceCandidate]:
        """One host candidate for each advertised address, the first preferred."""
        return [
            RTCIceCandidate(
                component=1,
                foundation=str(place),
                ip=address,
                port=self.number,
                priority=(126 << 24) + ((65535 - place) << 8) + 255,  # RFC 8445, 5.1.2.1
                protocol="udp",
                type="host",
            )
            for place, address in enumerate(self._given or reachable_at(self.host), 1)
        ]

    def admit(self, transport: Transport) -> None:
        known = [ufrag for ufrag, other in self._by_ufrag.items() if other is transport]
        for ufrag in known[:-1]:
            del self._by_ufrag[ufrag]
        self._by_ufrag[transport.ufrag] = transport

    def forget(self, transport: Transport) -> None:
        self._by_ufrag = {ufrag: other for ufrag, other in self._by_ufrag.items() if other is not transport}
        for address in transport.addresses:
            self._by_address.pop(address, None)

    def send(self, datagram: bytes, address: Address) -> None:
        if self._socket is not None:
            self._socket.sendto(datagram, address)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        if not data:
            return
        if data[0] < 4:
            self._check(data, addr)
        elif (transport := self._by_address.get(addr)) is not None:
            transport.take(data)

    def _check(self, data: bytes, address: Address) -> None:
        """A STUN binding request, or anything at all that looks a little like one."""
        try:
            request = stun.parse_message(data)
            transport = self._by_ufrag.get(request.attributes.get("USERNAME", "").split(":")[0])
        except (ValueError, struct.error, LookupError):
            return
        if request.message_method != stun.Method.BINDING or request.message_class != stun.Class.REQUEST:
            return
        if transport is not None:
            key = transport.password.encode()
            if request.check_message_integrity(key):
                self._learn(transport, address)
                transport.checked(address, "USE-CANDIDATE" in request.attributes)
                self.send(_success(request, address, key), address)
        elif "USERNAME" not in request.attributes:
            response = _success(request, address)
            if len(response) <= len(data):  # nobody is to send others more through here than by themselves
                self.send(response, address)

    def _learn(self, transport: Transport, address: Address) -> None:
        former = self._by_address.get(address)
        if former is transport:
            return
        if former is not None:
            former.addresses.remove(address)
        self._by_address[address] = transport
        transport.addresses.append(address)
        if len(transport.addresses) > ADDRESSES_MAX:
            oldest = next(one for one in transport.addresses if one != transport.address)
            transport.addresses.remove(oldest)
            del self._by_address[oldest]


def reachable_at(host: str) -> list[str]:
    """The addresses that a socket bound to `host` can be reached at from here and from its networks, loopback last."""
    if host not in ("0.0.0.0", "::"):
        return [host]
    found = [
        ipaddress.ip_address(ip.ip if isinstance(ip.ip, str) else ip.ip[0])
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
    ]
    usable = {ip for ip in found if not ip.is_link_local and (host == "::" or ip.version == 4)}
    return [str(ip) for ip in sorted(usable, key=lambda ip: (ip.is_loopback, ip.version, ip.packed))]


def bound(host: str, port: int) -> socket.socket:
    """A UDP socket. Raises OSError."""
    try:
        return _bound(host, port)
    except OSError as error:
        if host == "::" and error.errno in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL):
            return _bound("0.0.0.0", port)
        raise


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_DGRAM)
    try:
        opened.setblocking(False)
        if host == "::":
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        opened.bind((host, port))
    except OSError:
        opened.close()
        raise
    return opened


def _success(request: stun.Message, address: Address, key: bytes | None = None) -> bytes:
    response = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, request.transaction_id)
    host = ipaddress.ip_address(address[0])
    mapped = getattr(host, "ipv4_mapped", None) or host  # a dual-stack socket shows IPv4 as ::ffff:…
    response.attributes["XOR-MAPPED-ADDRESS"] = (str(mapped), address[1])
    if key is not None:
        response.add_message_integrity(key)
    return bytes(response)
