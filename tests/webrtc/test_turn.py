import base64
import hashlib
import hmac

import pytest

from webrtc.turn.servers import ice_servers, read_url


@pytest.mark.parametrize(
    ("url", "host", "port", "way"),
    [
        ("turn:turn.example.com", "turn.example.com", 3478, "UDP"),
        ("turn:turn.example.com:443?transport=tcp", "turn.example.com", 443, "TCP"),
        ("turns:turn.example.com", "turn.example.com", 5349, "TLS"),
        ("turns:[2001:db8::1]:443?transport=tcp", "2001:db8::1", 443, "TLS"),
    ],
)
def test_a_url_says_where_and_how(url: str, host: str, port: int, way: str) -> None:
    server = read_url(url)
    assert (server.host, server.port, server.way) == (host, port, way)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "turn.example.com:3478",
        "stun:turn.example.com",
        "turn:",
        "turn:a b",
        "turn:x:70000",
        "turn:x?transport=sctp",
    ],
)
def test_what_is_no_url_is_refused_with_it_named(url: str) -> None:
    with pytest.raises(ValueError, match="must"):
        read_url(url)


def test_tls_over_udp_is_refused() -> None:
    with pytest.raises(ValueError, match="browsers speak TLS over TCP alone"):
        read_url("turns:turn.example.com?transport=udp")


def test_credentials_run_out_after_ten_minutes_and_are_signed() -> None:
    [server] = ice_servers(("turn:a", "turns:a"), "a secret of ours", "eva", 1_000_000_123)
    assert server["urls"] == ["turn:a", "turns:a"] and server["username"] == "1000600:eva"
    signature = hmac.new(b"a secret of ours", b"1000600:eva", hashlib.sha1).digest()
    assert base64.b64decode(server["credential"]) == signature
    assert ice_servers((), "", "eva", 0) == []
