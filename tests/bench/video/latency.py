"""How much later packets arrive because they pass the media worker, ten sessions at once."""

import asyncio
import time
from statistics import quantiles

from tests.bench.figure import Figure, say
from tests.bench.video.clip import Clip
from tests.bench.video.load import STAMP, pump
from tests.bench.video.ours import rooms

SESSIONS = 10
WARM_UP_S, MEASURED_S = 4.0, 10.0
STRAIGHT_S = 0.01


class Straight(asyncio.DatagramProtocol):
    """Packets from here to here, without a server: what the machine itself needs."""

    def __init__(self) -> None:
        self.latencies_s: list[float] = []

    async def open(self, host: str) -> None:
        loop = asyncio.get_running_loop()
        self._socket, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(host, 0))
        self._address = self._socket.get_extra_info("sockname")

    def send(self) -> None:
        self._socket.sendto(bytes(1000) + STAMP.pack(time.monotonic_ns()), self._address)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        (sent_ns,) = STAMP.unpack(data[-8:])
        self.latencies_s.append(time.monotonic() - sent_ns / 1e9)

    def close(self) -> None:
        self._socket.close()


async def added(host: str, clip: Clip) -> list[Figure]:
    straight = Straight()
    await straight.open(host)
    async with rooms(host, SESSIONS) as made:
        server = await made.fill(SESSIONS, clip)
        await pump(server.everyone, WARM_UP_S)
        for sender in server.senders:
            sender.stamped = True
        await pump(server.everyone, 0.5)
        for receiver in server.receivers:
            receiver.timed = True
        await pump(server.everyone, MEASURED_S, [(STRAIGHT_S, straight.send)])
    straight.close()
    through = [1000 * one for receiver in server.receivers for one in receiver.latencies_s]
    without = [1000 * one for one in straight.latencies_s]
    figures = []
    for share in (50, 95):
        passed, direct = (quantiles(one, n=100)[share - 1] for one in (through, without))
        say(f"p{share}: {passed:.2f} ms through the server, {direct:.2f} ms without")
        figures.append(Figure(f"added_latency_p{share}_ms", round(passed - direct, 2), "ms", len(through)))
    return figures
