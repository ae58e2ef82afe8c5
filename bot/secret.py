"""Random names and secrets. Of a secret only its hash is stored."""

import hashlib
import secrets


def new_id(kind: str) -> str:
    """`kind` and 96 random bits: `v_…`. Nobody gains anything by knowing one."""
    return f"{kind}_{secrets.token_urlsafe(12)}"


def new_secret() -> str:
    """256 random bits, 43 characters that may stand in a URL."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a secret. It is random enough that neither salt nor a slow hash would add anything."""
    return hashlib.sha256(secret.encode()).hexdigest()
