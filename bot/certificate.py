"""The certificate that the pages are served with."""

import ipaddress
import ssl
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509

SOON = timedelta(days=7)


class CertificateError(Exception):
    """Certificate or key cannot be used; the message says why in a plain sentence."""


def context(certificate: str, key: str) -> ssl.SSLContext:
    """For a server with these two PEM files. Raises CertificateError."""
    found = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        found.load_cert_chain(certificate, key)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise CertificateError("server.certificate_key is not the key of server.certificate.") from None
        raise CertificateError(f"{certificate} and {key} are no certificate and key in PEM: {error.reason}.") from None
    except OSError as error:
        name = error.filename or f"{certificate} or {key}"
        raise CertificateError(f"{name} cannot be read: {error.strerror}.") from None
    return found


def flaw(certificate: str, host: str, now: datetime) -> str | None:
    """Why browsers would refuse it for that host name or address, now or within a week; None: they would not.

    Whether they trust who issued it is not told. Raises CertificateError.
    """
    from cryptography import x509  # 6 MB, which only the doctor needs

    try:
        found = x509.load_pem_x509_certificate(Path(certificate).read_bytes())
    except (OSError, ValueError):
        raise CertificateError(f"{certificate} is no certificate in PEM.") from None
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    if now < begins:
        return f"it is good only from {begins:%Y-%m-%d} on"
    if ends <= now:
        return f"it ran out on {ends:%Y-%m-%d}"
    if ends - now < SOON:
        return f"it runs out on {ends:%Y-%m-%d}"
    if not any(_names(name, host) for name in _subjects(found)):
        return f"it is for {', '.join(_subjects(found)) or 'nobody'}, and the pages are at {host}"
    return None


def _subjects(certificate: "x509.Certificate") -> list[str]:
    from cryptography import x509

    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]


def _names(name: str, host: str) -> bool:
    """RFC 9525, 6.3: a star stands for the first label alone."""
    try:
        return ipaddress.ip_address(name) == ipaddress.ip_address(host)
    except ValueError:
        pass
    name, host = name.casefold(), host.casefold()
    return name == host or (name.startswith("*.") and name[1:] == host[host.find(".") :] and "." in host)
