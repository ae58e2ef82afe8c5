"""A real TURN server for a test: coturn, with the configuration that we document or with another, on free ports."""

import asyncio
import fcntl
import ipaddress
import os
import shutil
import ssl
import subprocess
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

import webrtc
from tests.process import free_port
from webrtc.transport.ice import reachable_at

DOCUMENTED = Path(webrtc.__file__).with_name("turnserver.conf")
SECRET = "a secret of the tests alone"
START_S = 30


def installed() -> str:
    """The program; Debian's package is installed where that may be done. Skips the test where there is none."""
    with Path(tempfile.gettempdir(), "heard-coturn.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run in several processes
        if shutil.which("turnserver") is None and shutil.which("apt-get") and os.geteuid() == 0:
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "coturn"]):
                subprocess.run(["apt-get", *command], env=environment, capture_output=True, check=False)
    program = shutil.which("turnserver")
    if program is None:
        pytest.skip("no coturn on this machine, and it cannot be installed")
    return program


def own_address() -> str:
    """An address of this machine that is not its loopback. Skips the test where there is none."""
    found = [one for one in reachable_at("0.0.0.0") if not ipaddress.ip_address(one).is_loopback]
    if not found:
        pytest.skip("this machine is in no network, so that a relay would have to relay to itself")
    return found[0]


def certificate(folder: Path, name: str) -> Path:
    """Made by itself; the key lies beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    alternative = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(alternative), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    there = folder / "turn.pem"
    there.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    there.with_suffix(".key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return there


class Coturn:
    """Listens on 127.0.0.1; `stop` ends it."""

    def __init__(self, folder: Path, configuration: str) -> None:
        program = installed()
        self.certificate = certificate(folder, "localhost")
        self.port, self.tls_port = free_port(), free_port()
        settings = {
            "realm": "turn.test",
            "static-auth-secret": SECRET,
            "listening-ip": "127.0.0.1",
            "listening-port": str(self.port),
            "tls-listening-port": str(self.tls_port),
            "min-port": "61000",  # above those that the system gives to whoever asks for any
            "max-port": "65000",
            "cert": str(self.certificate),
            "pkey": str(self.certificate.with_suffix(".key")),
            "pidfile": str(folder / "turn.pid"),
            "userdb": str(folder / "turn.db"),
            "log-file": str(folder / "turn.log"),
            "simple-log": "",
        }
        if "no-auth" in configuration.splitlines():
            del settings["static-auth-secret"]  # coturn takes only one of them
        kept = [line for line in configuration.splitlines() if line.partition("=")[0] not in settings]
        lines = [*kept, *(f"{name}={value}" if value else name for name, value in settings.items())]
        if not any(line.startswith("relay-ip") for line in kept):
            lines.append(f"relay-ip={own_address()}")
        file = folder / "turnserver.conf"
        file.write_text("\n".join(lines) + "\n")
        self.log = folder / "turn.log"
        self._process = subprocess.Popen(
            [program, "-c", str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
        )

    @property
    def trusted(self) -> ssl.SSLContext:
        """Who trusts its certificate."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def url(self, way: str) -> str:
        """`way`: udp, tcp or tls."""
        if way == "tls":
            return f"turns:localhost:{self.tls_port}?transport=tcp"
        return f"turn:127.0.0.1:{self.port}?transport={way}"

    async def ready(self) -> "Coturn":
        deadline = time.monotonic() + START_S
        while True:
            try:
                for port in (self.port, self.tls_port):
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    await writer.wait_closed()
                return self
            except OSError:
                assert self._process.poll() is None, f"coturn ended: {self.log.read_text()[-2000:]}"
                assert time.monotonic() < deadline, "coturn does not listen"
                await asyncio.sleep(0.05)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def documented(allowed: str = "") -> str:
    """What we tell people to write, with this machine's address in place of theirs; `allowed`: a private address."""
    lines = [line for line in DOCUMENTED.read_text().splitlines() if not line.startswith("relay-ip=")]
    return "\n".join([*lines, f"allowed-peer-ip={allowed}"] if allowed else lines)
