"""TURN servers by their URLs (RFC 7065), and who may use them for how long.

Credentials are those of draft-uberti-behave-turn-rest-00: the name begins with the second in which it runs out, and the
password is the name, signed with a secret that the TURN server has too. Nothing is stored anywhere.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

CREDENTIALS_S = 600
URL = re.compile(
    r"(?P<scheme>turns?):(?P<host>\[[0-9a-fA-F:.]+\]|[^\s:?/@\[\]]+)(?::(?P<port>\d{1,5}))?(?P<query>\?.*)?"
)


@dataclass(frozen=True)
class TurnServer:
    """One way to a TURN server. `secure`: over TLS."""

    url: str
    host: str
    port: int
    transport: Literal["udp", "tcp"]
    secure: bool

    @property
    def way(self) -> str:
        return "TLS" if self.secure else self.transport.upper()


def read_url(url: str) -> TurnServer:
    """Raises ValueError with a plain sentence."""
    found = URL.fullmatch(url)
    if found is None:
        raise ValueError(f"{url} must be such as turn:turn.example.com:3478?transport=udp.")
    secure = found["scheme"] == "turns"
    port = int(found["port"] or (5349 if secure else 3478))
    transport = {None: "tcp" if secure else "udp", "?transport=udp": "udp", "?transport=tcp": "tcp"}.get(found["query"])
    if transport is None or not 1 <= port <= 65535:
        raise ValueError(f"{url} must end with a port of 1 to 65535 and ?transport=udp or ?transport=tcp.")
    if secure and transport == "udp":
        raise ValueError(f"{url}: browsers speak TLS over TCP alone, so write ?transport=tcp.")
    return TurnServer(url, found["host"].strip("[]"), port, "udp" if transport == "udp" else "tcp", secure)


def credentials(secret: str, name: str, until_s: int) -> tuple[str, str]:
    """The user's name and password, good until a second of UTC."""
    username = f"{until_s}:{name}"
    signature = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(signature).decode()


def ice_servers(urls: Sequence[str], secret: str, name: str, now_ms: int) -> list[dict[str, Any]]:
    """What a browser's RTCPeerConnection takes as `iceServers`; empty where there is no TURN server."""
    if not urls:
        return []
    username, credential = credentials(secret, name, now_ms // 1000 + CREDENTIALS_S)
    return [{"urls": list(urls), "username": username, "credential": credential}]
