"""Whether browsers reach this server, its cameras' permission and its video: a part of the doctor."""

import asyncio
import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from bot.commands.finding import Finding
from bot.config import Config
from webrtc.transport.ice import Port, PortUnavailable, bound, reachable_at
from webrtc.turn.check import check

LOCAL = ("localhost", "127.0.0.1", "::1")


def pages(config: Config) -> Finding:
    host, port = config.server.host, config.server.port
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return Finding(
                False, f"The pages: TCP port {port} cannot be used ({error.strerror}). Choose another server.port."
            )
    return Finding(True, f"The pages: TCP port {port} is free.")


def video(config: Config) -> Iterator[Finding]:
    """One port for each worker."""
    for port in range(config.media.port, config.media.port + config.media.workers):
        try:
            bound(config.media.host, port).close()
        except OSError as error:
            yield Finding(
                False, f"Video: UDP port {port} cannot be used ({error.strerror}). Choose another media.port."
            )
        else:
            yield Finding(True, f"Video: UDP port {port} is free.")


def cameras(config: Config) -> Finding:
    url = urlsplit(config.public_url)
    if url.scheme == "https" or url.hostname in LOCAL:
        return Finding(True, f"Browsers give camera and microphone to pages of {config.public_url}.")
    return Finding(
        False,
        f"Browsers give no camera to pages of {config.public_url}: it needs https. Set server.certificate,"
        " or put a proxy with https before the server and set server.public_url.",
    )


def address(config: Config) -> Finding:
    """Whether those who type the public URL are told an address at which they reach the video, too."""
    told = list(config.media.addresses) or reachable_at(config.media.host)
    ports = str(config.media.port)
    if config.media.workers > 1:
        ports += f" to {config.media.port + config.media.workers - 1}"
    public = [one for one in told if ipaddress.ip_address(one).is_global]
    if public:
        return Finding(True, f"Browsers send video to {' and '.join(public)}, UDP port {ports}: let it through.")
    if _private(urlsplit(config.public_url).hostname or ""):
        return Finding(True, f"Browsers in this network send video to {', '.join(told)}, UDP port {ports}.")
    return Finding(
        False,
        f"Browsers that open {config.public_url} from elsewhere are told to send video to {', '.join(told)}, which"
        f" they cannot reach. Set media.addresses to this network's public address and forward UDP port {ports} here.",
    )


def _private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host in LOCAL or host.endswith((".local", ".internal", ".home.arpa")) or "." not in host


def relays(config: Config) -> Iterator[Finding]:
    if config.turn.urls:
        yield from asyncio.run(_relays(config))
    else:
        yield Finding(True, "TURN is off: turn.urls is empty. Networks that block UDP get no video.")


async def _relays(config: Config) -> list[Finding]:
    port = Port()
    with suppress(PortUnavailable):  # a worker has it, which answers as well
        await port.open(config.media.host, config.media.port)
    try:
        addresses = config.media.addresses or reachable_at(config.media.host)
        media = [(one, config.media.port) for one in addresses if not ipaddress.ip_address(one).is_loopback]
        now_s = int(time.time())
        found = [one async for one in check(config.turn.urls, config.turn.secret, media, now_s)]
        return [Finding(one.good, one.sentence) for one in found]
    finally:
        port.close()
