"""The server as a process of its own, which can be killed."""

import itertools
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

START_S = 60.0  # a deadline, not a measure: the machine may be busy


def _ports() -> Iterator[int]:
    """Below those that the system gives to whoever asks for any, and each for one process of a test run alone."""
    processes = 16
    own = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % processes
    ports = range(20_000 + own, 32_000, processes)
    return itertools.cycle(random.SystemRandom().sample(ports, len(ports)))


_PORTS = _ports()


def free_port() -> int:
    """Of UDP and TCP alike. It stays free until it is bound, and from a kill to the next start."""
    for port in _PORTS:
        with suppress(OSError), socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("", port))
            udp.bind(("", port))
            return port
    raise AssertionError("unreachable")


class Process:
    """`heard run` in `folder`, on a free port; its log is in `<folder>/log`."""

    def __init__(self, folder: Path, *python: str) -> None:
        """`python`: what the interpreter runs instead of `-m bot`."""
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.database = folder / "data" / "heard.sqlite"
        self._log = folder / "log"
        self._command = [sys.executable, *(python or ("-m", "bot")), "--config", str(folder / "config.toml"), "run"]
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.database.parent.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(
            f'[server]\nport = {self.port}\n[data]\nfolder = "{self.database.parent.as_posix()}"\n'
            '[knowledge]\nsemantic = "off"\n'  # a model would be busy with the sample for as long as a test lasts
        )

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def healthy(self) -> bool:
        """Raises AssertionError when the process has ended."""
        assert self._process is not None
        assert self._process.poll() is None, self._log.read_text()
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1):
                return True
        except (OSError, urllib.error.URLError):
            return False

    def wait_healthy(self) -> None:
        until = time.monotonic() + START_S
        while not self.healthy():
            assert time.monotonic() < until, "the server did not come up"
            time.sleep(0.01)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Its exit status."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(how)
        status = self._process.wait(START_S)
        self._process = None
        return status

    def close(self) -> None:
        if self._process is not None:
            self.kill()
