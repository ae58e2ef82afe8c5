"""Links between browsers and a server, for UDP: what a browser sends to its link's port reaches the server by one way,
and what the server answers reaches the browser by another.
"""

import contextlib
import selectors
import socket
import sys
import threading
import time
from typing import Any, Literal, Self, TypeAlias

from tests.bench.links.way import Conditions, Counts, Way

Direction: TypeAlias = Literal["up", "down"]  # as the browser sees it

HOST = "127.0.0.1"
BUFFER_BYTES = 4 * 1024 * 1024
SWITCH_S = 0.0005  # how long another thread may keep the interpreter from this one
IDLE_S = 0.02


class _Flow:
    """One of a browser's own addresses; the server sees another one for each."""

    def __init__(self, link: "Link", browser: Any) -> None:
        self.link = link
        self.browser = browser
        self.socket = _socket()
        self.socket.connect((HOST, link.server_port))


class Link:
    """`port`: where a browser is to send instead of the server's own."""

    def __init__(self, server_port: int, seed: int) -> None:
        self.server_port = server_port
        self.flows: dict[Any, _Flow] = {}
        self.socket = _socket()
        self.port: int = self.socket.getsockname()[1]
        self.ways: dict[Direction, Way[tuple[_Flow, bytes]]] = {"up": Way(2 * seed), "down": Way(2 * seed + 1)}
        self._lock = threading.Lock()

    def become(self, direction: Direction, conditions: Conditions) -> None:
        with self._lock:
            self.ways[direction].become(conditions, time.monotonic())

    def counts(self, direction: Direction) -> Counts:
        return self.ways[direction].counts

    def put(self, direction: Direction, flow: _Flow, data: bytes) -> None:
        with self._lock:
            self.ways[direction].put((flow, data), len(data), time.monotonic())

    def deliver(self) -> float:
        """Hands over what is due. By how many seconds the latest packet comes too late."""
        late_s = 0.0
        with self._lock:
            now_s = time.monotonic()
            for direction, way in self.ways.items():
                for due_s, (flow, data) in way.take(now_s):
                    late_s = max(late_s, now_s - due_s)
                    with contextlib.suppress(BlockingIOError, ConnectionError):  # as lost as anything on a network
                        if direction == "up":
                            flow.socket.send(data)
                        else:
                            self.socket.sendto(data, flow.browser)
        return late_s

    def next_s(self) -> float | None:
        with self._lock:
            return min((due for way in self.ways.values() if (due := way.next_s()) is not None), default=None)


class Emulator:
    """Runs links in a thread of its own, so that nothing else that the bench does delays a packet.

    `late_s`: by how much one was delayed at worst all the same.
    """

    def __init__(self) -> None:
        self.late_s = 0.0
        self._links: list[Link] = []
        self._selector = selectors.DefaultSelector()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="links", daemon=True)

    def __enter__(self) -> Self:
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped = True
        self._thread.join()
        sys.setswitchinterval(self._switch_s)
        self._selector.close()
        for link in self._links:
            for one in (link, *link.flows.values()):
                one.socket.close()

    def link(self, server_port: int, seed: int) -> Link:
        link = Link(server_port, seed)
        self._links.append(link)
        self._selector.register(link.socket, selectors.EVENT_READ, link)
        return link

    def _run(self) -> None:
        while not self._stopped:
            due = [next_s for link in list(self._links) if (next_s := link.next_s()) is not None]
            pause_s = min(IDLE_S, *(next_s - time.monotonic() for next_s in due)) if due else IDLE_S
            for key, _ in self._selector.select(max(0.0, pause_s)):
                self._read(key.data)
            for link in list(self._links):
                self.late_s = max(self.late_s, link.deliver())

    def _read(self, source: Link | _Flow) -> None:
        with contextlib.suppress(BlockingIOError, ConnectionError):  # read to the end, or nobody listens there yet
            while True:
                data, sender = source.socket.recvfrom(2048)
                if isinstance(source, _Flow):
                    source.link.put("down", source, data)
                else:
                    source.put("up", source.flows.get(sender) or self._begin(source, sender), data)

    def _begin(self, link: Link, browser: Any) -> _Flow:
        flow = link.flows[browser] = _Flow(link, browser)
        self._selector.register(flow.socket, selectors.EVENT_READ, flow)
        return flow


def _socket() -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
        one.setsockopt(socket.SOL_SOCKET, option, BUFFER_BYTES)
    one.bind((HOST, 0))
    one.setblocking(False)
    return one
