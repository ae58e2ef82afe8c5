"""The server as a process of its own, on free ports of this machine."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PATIENCE_S = 30.0
POLL_S = 0.005


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    started_s: float  # from the start of the process to the first answered health check
    process: psutil.Process

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def rss(self) -> int:
        """Resident bytes of the server and all its children."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(int(each.memory_info().rss) for each in family)

    def unshared(self) -> int:
        """Bytes of these that are the server's alone: without pages of files that others may read too."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(int(each.memory_full_info().uss) for each in family)

    def cpu_s(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def server(folder: Path, extra: str = "") -> Iterator[Server]:
    """Serves the data in `folder`, which also gets the configuration; `extra` is TOML to be added to it."""
    port = free_port()
    config = folder / "config.toml"
    config.write_text(
        f"[server]\nport = {port}\n[data]\nfolder = '{folder}'\n[media]\nport = {free_port()}\n{extra}",
        encoding="utf-8",
    )
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "--config", str(config), "run"],
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        _until_healthy(process, port)
        yield Server(port, time.perf_counter() - began, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except ConnectionError:
            time.sleep(POLL_S)
        finally:
            connection.close()
    raise RuntimeError(f"no health check was answered within {PATIENCE_S:.0f} s")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
