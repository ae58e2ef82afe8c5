"""What the doctor says of cameras, addresses, ports and relays."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import reach
from bot.config import Config, Media, Server, Turn
from tests.process import free_port
from tests.webrtc.coturn import SECRET, Coturn, documented, own_address


def config(url: str = "", addresses: tuple[str, ...] = (), **media: object) -> Config:
    return Config(server=Server(public_url=url), media=Media(addresses=addresses, **media))


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://help.example.com", True),
        ("http://localhost:8080", True),
        ("http://127.0.0.1:8080", True),
        ("http://help.example.com", False),
        ("http://192.168.1.5:8080", False),
    ],
)
def test_cameras_want_https_or_this_very_machine(url: str, good: bool) -> None:
    found = reach.cameras(config(url))
    assert found.good is good
    assert good or ("https" in found.sentence and "server.certificate" in found.sentence)


def test_a_private_address_is_no_use_to_the_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "reachable_at", lambda host: ["10.0.0.5", "fd00::5", "127.0.0.1"])
    lost = reach.address(config("https://help.example.com"))
    assert not lost.good and "10.0.0.5" in lost.sentence and "Set media.addresses" in lost.sentence
    for url in ("http://localhost:8080", "https://10.0.0.5", "https://desk.local", "https://desk"):
        assert reach.address(config(url)).good
    named = reach.address(config("https://help.example.com", ("8.8.4.4",), workers=3))
    assert named.good and "8.8.4.4, UDP port 3479 to 3481: let it through" in named.sentence
    assert not reach.address(config("https://help.example.com", ("192.168.1.5",))).good


def test_every_workers_port_is_tried() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        found = list(reach.video(config(host="127.0.0.1", port=port - 1, workers=2)))
    assert len(found) == 2
    assert not found[1].good and f"UDP port {port} cannot be used" in found[1].sentence


@pytest.fixture
def coturn(tmp_path: Path) -> Iterator[Coturn]:
    server = Coturn(tmp_path, documented(own_address()))
    yield server
    server.stop()


async def test_the_relay_is_asked_as_far_as_to_the_video(coturn: Coturn) -> None:
    await coturn.ready()
    free = free_port()
    found = await reach._relays(
        Config(media=Media(port=free), turn=Turn(urls=(coturn.url("udp"), coturn.url("tcp")), secret=SECRET))
    )
    assert all(one.good for one in found), found
    assert f"port {free}, and back" in " ".join(one.sentence for one in found)
    [wrong] = await reach._relays(
        Config(media=Media(port=free), turn=Turn(urls=(coturn.url("udp"),), secret="another secret of 16"))
    )
    assert not wrong.good and "lets nobody in" in wrong.sentence


def test_without_turn_it_is_said_who_gets_no_video() -> None:
    [found] = reach.relays(config())
    assert found.good and "block UDP" in found.sentence
