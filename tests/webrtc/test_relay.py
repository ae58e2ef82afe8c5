"""Our own questions to a real TURN server: with the documented configuration all is well, and of careless ones it is
said what is not.
"""

import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from coturn import SECRET, Coturn, documented, own_address

from webrtc.transport.ice import Port
from webrtc.turn.check import SPECIAL, Verdict, check
from webrtc.turn.client import Relay, RelayRefused
from webrtc.turn.servers import credentials, read_url

Start = Callable[[str], Coturn]
CARELESS = "use-auth-secret\nallow-loopback-peers\nno-multicast-peers\nno-cli\n"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running: list[Coturn] = []

    def begin(configuration: str) -> Coturn:
        folder = tmp_path / str(len(running))
        folder.mkdir()
        running.append(Coturn(folder, configuration))
        return running[-1]

    yield begin
    for one in running:
        one.stop()


@pytest.fixture
async def port() -> AsyncIterator[Port]:
    port = Port()
    await port.open("0.0.0.0", 0)
    yield port
    port.close()


async def verdicts(server: Coturn, port: Port, ways: tuple[str, ...] = ("udp",), secret: str = SECRET) -> list[Verdict]:
    urls = [server.url(way) for way in ways]
    media = [(own_address(), port.number)]
    return [one async for one in check(urls, secret, media, int(time.time()), server.trusted)]


def bad(found: list[Verdict]) -> list[str]:
    return [one.sentence for one in found if not one.good]


async def test_the_documented_configuration_passes_every_way(start: Start, port: Port) -> None:
    server = await start(documented(own_address())).ready()
    found = await verdicts(server, port, ("udp", "tcp", "tls"))
    assert bad(found) == []
    said = " ".join(one.sentence for one in found)
    for words in ("over UDP", "over TCP", "over TLS", "and back", "refuses names that", "relays to none of 13"):
        assert words in said


async def test_each_open_door_is_named(start: Start, port: Port) -> None:
    server = await start(CARELESS).ready()
    [sentence] = bad(await verdicts(server, port))
    named = [address for address in SPECIAL if f" {address} (" in sentence]
    assert {"127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1"} <= set(named)
    assert "the secrets of a machine in a cloud" in sentence and "webrtc/turnserver.conf" in sentence


async def test_an_ipv6_relay_needs_the_ranges_of_ipv6(start: Start, port: Port) -> None:
    """The traps of Debian's coturn: denied IPv4 ranges are forgotten where an address is written as IPv6."""
    kept = [line for line in documented(own_address()).splitlines() if not re.match(r"denied-peer-ip=.*:", line)]
    both = f"relay-ip={own_address()}\nrelay-ip=::1\n"
    [sentence] = bad(await verdicts(await start("\n".join(kept) + "\n" + both).ready(), port))
    assert "::ffff:127.0.0.1 (" in sentence and "64:ff9b::7f00:1 (" in sentence and " 10.0.0.1 (" not in sentence
    assert bad(await verdicts(await start(documented(own_address()) + "\n" + both).ready(), port)) == []


async def test_a_range_that_begins_at_nothing_denies_everybody(start: Start, port: Port) -> None:
    server = await start(f"{documented(own_address())}\ndenied-peer-ip=::-::ffff:ffff").ready()
    assert any("a denied-peer-ip range that begins at :: does that" in one for one in bad(await verdicts(server, port)))


async def test_a_private_address_of_heard_has_to_be_allowed(start: Start, port: Port) -> None:
    server = await start(f"{documented()}\ndenied-peer-ip={own_address()}").ready()
    [sentence] = bad(await verdicts(server, port))
    assert f"it refuses {own_address()}" in sentence and "allowed-peer-ip" in sentence


async def test_a_wrong_secret_a_wrong_port_and_an_untrusted_certificate_are_told(start: Start, port: Port) -> None:
    server = await start(documented(own_address())).ready()
    [sentence] = bad(await verdicts(server, port, secret="another secret of 16"))
    assert "Is turn.secret the secret that it has?" in sentence
    now_s = int(time.time())
    [verdict] = [one async for one in check(["turn:127.0.0.1:9?transport=tcp"], SECRET, [], now_s)]
    assert not verdict.good and "cannot be reached" in verdict.sentence
    [verdict] = [one async for one in check([server.url("tls")], SECRET, [], now_s)]
    assert not verdict.good and "Its certificate is not trusted" in verdict.sentence


async def test_a_server_that_wants_no_names_is_open_to_all(start: Start, port: Port) -> None:
    lines = [line for line in documented(own_address()).splitlines() if "auth-secret" not in line]
    found = bad(await verdicts(await start("\n".join([*lines, "no-auth"])).ready(), port))
    assert any("lets names in that have run out" in one for one in found)


async def test_nothing_comes_back_where_nobody_listens(start: Start, port: Port) -> None:
    server = await start(documented(own_address())).ready()
    port.close()
    [sentence] = bad(await verdicts(server, port))
    assert f"nothing comes back from UDP port {port.number}" in sentence


async def test_who_has_an_allocation_keeps_it_when_the_name_runs_out(start: Start) -> None:
    """A call that lasts longer than its credentials; only a new way needs new ones."""
    server = await start(documented(own_address())).ready()
    until_s = int(time.time()) + 4  # time enough for what comes before
    relay = Relay(read_url(server.url("udp")), *credentials(SECRET, "ana", until_s))
    await relay.open()
    try:
        await relay.allocate()
        while time.time() < until_s + 1.2:
            await relay.permit("192.0.2.1")
        late = Relay(read_url(server.url("udp")), *credentials(SECRET, "ana", until_s))
        await late.open()
        with pytest.raises(RelayRefused):
            await late.allocate()
        await late.close()
        await relay.permit("192.0.2.1")
    finally:
        await relay.close()
