"""What is said of a certificate before browsers say it."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.certificate import CertificateError, context, flaw
from bot.commands import main

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def issued(
    folder: Path, *names: str, begins: datetime = NOW - timedelta(days=1), days: int = 90, file: str = "own"
) -> tuple[str, str]:
    """A certificate that vouches for itself, and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([])
    others = [x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name) for name in names]
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(others), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / f"{file}.pem", folder / f"{file}.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(certificate), str(secret)


@pytest.mark.parametrize(
    ("names", "host"),
    [
        (("desk.example",), "desk.example"),
        (("other.example", "Desk.Example"), "desk.example"),
        (("*.shop.example",), "desk.shop.example"),
        (("203.0.113.7",), "203.0.113.7"),
    ],
)
def test_one_for_the_host_has_no_flaw(tmp_path: Path, names: tuple[str, ...], host: str) -> None:
    certificate, key = issued(tmp_path, *names)
    assert flaw(certificate, host, NOW) is None
    context(certificate, key)


@pytest.mark.parametrize(
    ("names", "host"),
    [
        (("desk.example",), "shop.example"),
        (("*.shop.example",), "shop.example"),
        (("*.shop.example",), "a.b.shop.example"),
        (("203.0.113.7",), "203.0.113.8"),
    ],
)
def test_one_for_others_is_named_with_whom_it_is_for(tmp_path: Path, names: tuple[str, ...], host: str) -> None:
    told = flaw(issued(tmp_path, *names)[0], host, NOW)
    assert told == f"it is for {names[0]}, and the pages are at {host}"


def test_one_that_is_not_good_now_or_not_for_long(tmp_path: Path) -> None:
    host = "desk.example"
    assert flaw(issued(tmp_path, host, days=1)[0], host, NOW) == "it ran out on 2026-06-01"
    assert flaw(issued(tmp_path, host, days=5)[0], host, NOW) == "it runs out on 2026-06-05"
    later = NOW + timedelta(days=2)
    assert flaw(issued(tmp_path, host, begins=later)[0], host, NOW) == "it is good only from 2026-06-03 on"


def test_a_key_of_another_and_files_that_are_none(tmp_path: Path) -> None:
    certificate, _ = issued(tmp_path, "desk.example")
    _, other = issued(tmp_path, "desk.example", file="other")
    with pytest.raises(CertificateError, match="not the key"):
        context(certificate, other)
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("nothing", encoding="utf-8")
    with pytest.raises(CertificateError, match="PEM"):
        context(str(nothing), other)
    with pytest.raises(CertificateError, match="PEM"):
        flaw(str(nothing), "desk.example", NOW)


def test_run_and_doctor_say_it(tmp_path: Path) -> None:
    certificate, _ = issued(tmp_path, "desk.example")
    _, other = issued(tmp_path, "desk.example", file="other")
    config = tmp_path / "config.toml"
    server = f"[server]\nport = 1\ncertificate = '{certificate}'\ncertificate_key = '{other}'\n"
    config.write_text(f"{server}[data]\nfolder = '{tmp_path}/data'\n", encoding="utf-8")
    for command in ("doctor", "run"):
        done = CliRunner().invoke(main, ["--config", str(config), command])
        assert done.exit_code == 1
        assert "server.certificate_key is not the key of server.certificate." in done.output
