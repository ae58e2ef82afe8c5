"""Whether TURN servers help those who need them, and nobody else: asked of the servers themselves."""

import ssl
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from aioice import stun

from webrtc.turn.client import Relay, RelayError, RelayRefused
from webrtc.turn.servers import CREDENTIALS_S, TurnServer, credentials, read_url

CONFIGURATION = "webrtc/turnserver.conf"
PUBLIC = "192.0.2.1"
"""Stands for everybody's addresses (RFC 5737); nothing is sent there."""

SPECIAL = {
    "127.0.0.1": "the TURN server itself",
    "0.0.0.0": "the TURN server itself",
    "10.0.0.1": "a private network",
    "172.16.0.1": "a private network",
    "192.168.0.1": "a private network",
    "100.64.0.1": "a provider's network",
    "169.254.169.254": "the secrets of a machine in a cloud",
    "::1": "the TURN server itself",
    "::ffff:127.0.0.1": "the TURN server itself, in IPv6's words",
    "64:ff9b::7f00:1": "the TURN server itself, through NAT64",
    "2002:7f00:1::": "the TURN server itself, through 6to4",
    "fd00::1": "a private network",
    "fe80::1": "the network that the TURN server stands in",
}
"""What a relay must not reach, and what it is: one of each kind, in each way of writing it that servers have missed."""


@dataclass(frozen=True)
class Verdict:
    good: bool
    sentence: str


async def check(
    urls: Sequence[str],
    secret: str,
    media: Sequence[tuple[str, int]],
    now_s: int,
    trusted: ssl.SSLContext | None = None,
) -> AsyncIterator[Verdict]:
    """`media`: where Heard's own UDP port is reached; it has to answer (our Port does). `now_s`: seconds of UTC.
    `trusted`: for TLS; None: who this machine trusts. Raises ValueError for a URL that is none.
    """
    asked = False
    for server in map(read_url, urls):
        found = [verdict async for verdict in _way(server, secret, media, now_s, trusted)]
        for verdict in found:
            yield verdict
        if found[0].good and not asked:  # the others are further ways to the same
            asked = True
            async for verdict in _doors(server, secret, now_s, trusted):
                yield verdict


async def _way(
    server: TurnServer, secret: str, media: Sequence[tuple[str, int]], now_s: int, trusted: ssl.SSLContext | None
) -> AsyncIterator[Verdict]:
    """Whether one can be relayed this way, and whether as far as to here."""
    relay = Relay(server, *credentials(secret, "doctor", now_s + CREDENTIALS_S))
    try:
        await relay.open(trusted)
        host, _ = await relay.allocate()
    except RelayRefused as refusal:
        why = "Is turn.secret the secret that it has?" if refusal.code == 401 else str(refusal)
        yield Verdict(False, f"{server.url} lets nobody in. {why}")
    except RelayError as error:
        yield Verdict(False, f"{server.url} cannot be used. {error}")
    else:
        yield Verdict(True, f"{server.url} relays over {server.way}, from {host}.")
        yield await _round_trip(server, relay, media)
    finally:
        await relay.close()


async def _round_trip(server: TurnServer, relay: Relay, media: Sequence[tuple[str, int]]) -> Verdict:
    failed = []
    for host, port in media:
        if ip_address(host).version == 6:
            continue  # the relay is IPv4
        try:
            await relay.permit(host)
            stun.parse_message(await relay.exchange(_question(), (host, port)))
        except RelayRefused:
            failed.append(f"it refuses {host}")
        except (RelayError, ValueError):
            failed.append(f"nothing comes back from UDP port {port} of {host}")
        else:
            return Verdict(True, f"{server.url} relays to Heard's video at {host}, port {port}, and back.")
    why = ", ".join(failed) or "Heard has no IPv4 address"
    return Verdict(
        False,
        f"{server.url} does not bring video to Heard: {why}. Set media.addresses to the public address, let the"
        " TURN server through the firewall, or, in a private network, allow it that one address with allowed-peer-ip.",
    )


def _question() -> bytes:
    """Long enough to be answered, see webrtc.transport.ice."""
    request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    request.attributes["SOFTWARE"] = "heard doctor asks whether anybody is there"
    return bytes(request)


async def _doors(server: TurnServer, secret: str, now_s: int, trusted: ssl.SSLContext | None) -> AsyncIterator[Verdict]:
    """Whether it is shut to who may not enter, and leads nowhere where nobody may go."""
    yield await _expired(server, secret, now_s, trusted)
    open_to: dict[str, None] = {}
    for family in (4, 6):
        relay = Relay(server, *credentials(secret, "doctor", now_s + CREDENTIALS_S))
        try:
            await relay.open(trusted)
            await relay.allocate(family)
            open_to |= dict.fromkeys([address for address in SPECIAL if await _reaches(relay, address)])
            if family == 4:
                yield await _public(server, relay)
        except RelayRefused:
            continue  # without IPv6 it cannot be asked for IPv6's addresses either
        except RelayError as error:
            yield Verdict(False, f"{server.url} could not be asked what it relays to. {error}")
        finally:
            await relay.close()
    if open_to:
        named = ", ".join(f"{address} ({SPECIAL[address]})" for address in open_to)
        yield Verdict(
            False,
            f"{server.url} relays to where nobody from outside may go: {named}. Deny these addresses as"
            f" {CONFIGURATION} does.",
        )
    else:
        yield Verdict(True, f"{server.url} relays to none of {len(SPECIAL)} private, local and disguised addresses.")


async def _reaches(relay: Relay, address: str) -> bool:
    try:
        await relay.permit(address)
    except RelayRefused:
        return False
    return True


async def _public(server: TurnServer, relay: Relay) -> Verdict:
    if await _reaches(relay, PUBLIC):
        return Verdict(True, f"{server.url} relays to public addresses.")
    return Verdict(
        False,
        f"{server.url} refuses public addresses such as {PUBLIC} too, so that it is of no use. In coturn a"
        " denied-peer-ip range that begins at :: does that.",
    )


async def _expired(server: TurnServer, secret: str, now_s: int, trusted: ssl.SSLContext | None) -> Verdict:
    relay = Relay(server, *credentials(secret, "doctor", now_s - CREDENTIALS_S))
    try:
        await relay.open(trusted)
        await relay.allocate()
    except RelayRefused:
        return Verdict(True, f"{server.url} refuses names that have run out.")
    except RelayError as error:
        return Verdict(False, f"{server.url} could not be asked whether names run out. {error}")
    finally:
        await relay.close()
    return Verdict(
        False,
        f"{server.url} lets names in that have run out, so that whoever was in a call once can relay for ever."
        f" Set use-auth-secret as {CONFIGURATION} does.",
    )
