"""A page's connections, seen and handled from outside; and a stretch of the network that a test can cut."""

import asyncio
from typing import Any, TypeAlias

from playwright.async_api import Frame, Page

Address: TypeAlias = tuple[str, int]

WATCHED = """(() => {
    const wires = window.wires = { sockets: [], peers: [], restarts: 0 };
    const Peer = window.RTCPeerConnection;
    window.WebSocket = class extends WebSocket {
        constructor(...given) { super(...given); wires.sockets.push(this); }
    };
    window.RTCPeerConnection = class extends Peer {
        constructor(given) { super({ ...given, ...window.wiresWanted }); wires.peers.push(this); }
        setConfiguration(given) { super.setConfiguration({ ...given, ...window.wiresWanted }); }
        restartIce() { wires.restarts += 1; super.restartIce(); }
    };
})()"""
RELAYED = "window.wiresWanted = { iceTransportPolicy: 'relay' };"


async def wires(place: Page | Frame) -> dict[str, Any]:
    """How many media connections the page has made, how often it has mended one, whether one stands."""
    found: dict[str, Any] = await place.evaluate(
        """() => ({
            made: wires.peers.length,
            restarts: wires.restarts,
            state: wires.peers.at(-1)?.connectionState ?? "",
        })"""
    )
    return found


async def drop_socket(place: Page | Frame) -> None:
    await place.evaluate("() => wires.sockets.filter(({ readyState }) => readyState < 2).forEach(one => one.close())")


async def relayed_over(place: Page | Frame) -> str:
    """udp, tcp or tls: how the page reaches the relay through which its media goes; "" where it goes straight."""
    return str(
        await place.evaluate(
            """async () => {
                const found = [...(await wires.peers.at(-1).getStats()).values()];
                const pair = found.find(({ type, nominated, state }) =>
                    type === "candidate-pair" && nominated && state === "succeeded");
                const local = found.find(({ id }) => id === pair?.localCandidateId);
                return local?.candidateType === "relay" ? local.relayProtocol : "";
            }"""
        )
    )


class _Side(asyncio.DatagramProtocol):
    def __init__(self, path: "UdpPath", client: Address | None) -> None:
        self._path = path
        self._client = client

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._path.carry(data, self._client, addr)

    def error_received(self, exc: Exception) -> None:
        """The other end is gone."""


class UdpPath:
    """Between browsers, who see it at `near`, and a server's UDP port at `far`."""

    def __init__(self, near: Address, far: Address) -> None:
        self._near, self._far = near, far
        self._front: asyncio.DatagramTransport | None = None
        self._backs: dict[Address, asyncio.DatagramTransport | None] = {}
        self._opening: set[asyncio.Task[None]] = set()
        self.whole = True
        """Whether anything gets through."""

    async def open(self) -> "UdpPath":
        loop = asyncio.get_running_loop()
        self._front, _ = await loop.create_datagram_endpoint(lambda: _Side(self, None), local_addr=self._near)
        return self

    def carry(self, data: bytes, client: Address | None, sender: Address) -> None:
        if not self.whole or self._front is None:
            return
        if client is not None:
            self._front.sendto(data, client)
        elif sender not in self._backs:
            self._backs[sender] = None
            task = asyncio.get_running_loop().create_task(self._meet(sender))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
        elif (back := self._backs[sender]) is not None:
            back.sendto(data)

    async def _meet(self, client: Address) -> None:
        loop = asyncio.get_running_loop()
        self._backs[client], _ = await loop.create_datagram_endpoint(lambda: _Side(self, client), remote_addr=self._far)

    def move(self) -> None:
        """From now on the server sees every browser come from another address."""
        backs, self._backs = self._backs, {}
        for back in backs.values():
            if back is not None:
                back.close()

    def close(self) -> None:
        self.move()
        if self._front is not None:
            self._front.close()
