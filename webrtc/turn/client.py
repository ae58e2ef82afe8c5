"""A client of TURN servers (RFC 8656), as little of it as finding out needs whether one does what it should."""

import asyncio
import contextlib
import hashlib
import secrets
import ssl
import struct
from typing import Literal

from aioice import stun

from webrtc.tasks import Tasks
from webrtc.turn.servers import TurnServer

OPEN_MAX_S = 5.0
ANSWER_MAX_S = 6.0
AGAIN_S = 0.5
UDP_RELAYED = 17 << 24
REQUESTED_ADDRESS_FAMILY = 0x0017
FAMILIES = {4: 1, 6: 2}


class RelayError(Exception):
    """The server cannot be reached or speaks no TURN; the message says which, in a plain sentence."""


class RelayRefused(RelayError):
    """The server said no. `code` as in RFC 8489, 14.8 and RFC 8656, 19."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"It refuses with {code} {reason}".strip() + ".")
        self.code = code


class _Allocate(stun.Message):
    """aioice knows no REQUESTED-ADDRESS-FAMILY, without which all relays are IPv4."""

    def __init__(self, family: Literal[4, 6]) -> None:
        super().__init__(stun.Method.ALLOCATE, stun.Class.REQUEST)
        self.attributes["REQUESTED-TRANSPORT"] = UDP_RELAYED
        self._family = family

    def __bytes__(self) -> bytes:
        data = super().__bytes__()
        wanted = struct.pack("!HHI", REQUESTED_ADDRESS_FAMILY, 4, FAMILIES[self._family] << 24)
        head, body = data[: stun.HEADER_LENGTH], data[stun.HEADER_LENGTH :]
        return (
            stun.set_body_length(head, len(wanted) + len(body)) + wanted + body
        )  # what is signed, before the signature


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, got: asyncio.Queue[bytes]) -> None:
        self._got = got

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._got.put_nowait(data)

    def error_received(self, exc: Exception) -> None:
        """Nobody listens there: shown by its silence."""


class Relay:
    """One allocation on a TURN server; to be opened, allocated, and closed."""

    def __init__(self, server: TurnServer, username: str, password: str) -> None:
        self._server = server
        self._username, self._password = username, password
        self._realm, self._nonce = "", b""
        self._tasks = Tasks()
        self._transport: asyncio.DatagramTransport | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._got: asyncio.Queue[bytes] = asyncio.Queue()
        self._relayed: list[bytes] = []

    async def open(self, trusted: ssl.SSLContext | None = None) -> None:
        """`trusted`: for TLS; None: who this machine trusts. Raises RelayError."""
        server = self._server
        try:
            async with asyncio.timeout(OPEN_MAX_S):
                if server.transport == "udp":
                    loop = asyncio.get_running_loop()
                    self._transport, _ = await loop.create_datagram_endpoint(
                        lambda: _Datagrams(self._got), remote_addr=(server.host, server.port)
                    )
                else:
                    context = (trusted or ssl.create_default_context()) if server.secure else None
                    reader, self._writer = await asyncio.open_connection(server.host, server.port, ssl=context)
                    self._tasks.start(self._listen(reader), "relay")
        except ssl.SSLCertVerificationError as error:
            raise RelayError(f"Its certificate is not trusted: {error.verify_message}.") from error
        except ssl.SSLError as error:
            raise RelayError(f"It does not speak TLS there: {error.reason}.") from error
        except TimeoutError as error:
            raise RelayError("It does not answer.") from error
        except OSError as error:
            raise RelayError(f"It cannot be reached: {error.strerror or error}.") from error

    async def allocate(self, family: Literal[4, 6] = 4) -> tuple[str, int]:
        """The address on which others reach this client now. Raises RelayError."""
        response = await self._ask(_Allocate(family))
        if "XOR-RELAYED-ADDRESS" not in response.attributes:
            raise RelayError("It names no address to be reached at.")
        host, port = response.attributes["XOR-RELAYED-ADDRESS"]
        return str(host), int(port)

    async def permit(self, address: str) -> None:
        """Nothing is sent there by it. Raises RelayRefused, RelayError."""
        request = stun.Message(stun.Method.CREATE_PERMISSION, stun.Class.REQUEST)
        request.attributes["XOR-PEER-ADDRESS"] = (address, 9)
        await self._ask(request)

    async def exchange(self, data: bytes, peer: tuple[str, int]) -> bytes:
        """What a permitted peer sends back. Raises RelayError."""
        indication = stun.Message(stun.Method.SEND, stun.Class.INDICATION)
        indication.attributes["XOR-PEER-ADDRESS"] = peer
        indication.attributes["DATA"] = data
        self._relayed.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_MAX_S):
                while True:
                    await self._write(bytes(indication))
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(AGAIN_S):
                            while not self._relayed:
                                await self._take()
                            return self._relayed.pop()
        raise RelayError("Nothing came back through it.")

    async def _ask(self, request: stun.Message) -> stun.Message:
        """With the credentials, as soon as the server has said for which realm (RFC 8489, 9.2)."""
        while True:
            signed = bool(self._nonce)
            if signed:
                self._sign(request)
            response = await self._answer(request)
            if response.message_class == stun.Class.RESPONSE:
                return response
            code, reason = response.attributes.get("ERROR-CODE", (0, ""))
            if signed or code != 401 or not response.attributes.get("NONCE"):
                raise RelayRefused(code, reason)
            self._nonce, self._realm = response.attributes["NONCE"], response.attributes.get("REALM", "")
            request.transaction_id = secrets.token_bytes(12)

    def _sign(self, request: stun.Message) -> None:
        for name, value in (("USERNAME", self._username), ("REALM", self._realm), ("NONCE", self._nonce)):
            request.attributes.pop(name, None)
            request.attributes[name] = value
        key = hashlib.md5(f"{self._username}:{self._realm}:{self._password}".encode()).digest()
        request.add_message_integrity(key)

    async def _answer(self, request: stun.Message) -> stun.Message:
        again_s = AGAIN_S if self._transport is not None else ANSWER_MAX_S
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_MAX_S):
                while True:
                    await self._write(bytes(request))
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(again_s):
                            while True:
                                message = await self._take()
                                if message is not None and message.transaction_id == request.transaction_id:
                                    return message
        raise RelayError("It does not answer as a TURN server does.")

    async def _take(self) -> stun.Message | None:
        """The next message; None for what was relayed, which is laid aside, and for what is none."""
        data = await self._got.get()
        try:
            message = stun.parse_message(data)
        except ValueError:
            return None
        if message.message_method == stun.Method.DATA and "DATA" in message.attributes:
            self._relayed.append(message.attributes["DATA"])
            return None
        return message

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        """Until the server closes, which its silence shows then."""
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            while True:
                head = await reader.readexactly(stun.HEADER_LENGTH)
                self._got.put_nowait(head + await reader.readexactly(int.from_bytes(head[2:4], "big")))

    async def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.sendto(data)
        elif self._writer is not None:
            self._writer.write(data)
            with contextlib.suppress(OSError):  # shown by the silence that follows
                await self._writer.drain()

    async def close(self) -> None:
        """Gives the allocation back, as far as the server hears it."""
        if self._nonce:
            request = stun.Message(stun.Method.REFRESH, stun.Class.REQUEST)
            request.attributes["LIFETIME"] = 0
            self._sign(request)
            await self._write(bytes(request))
        await self._tasks.aclose()
        if self._transport is not None:
            self._transport.close()
        if self._writer is not None:
            self._writer.close()
            with contextlib.suppress(OSError):
                await self._writer.wait_closed()
