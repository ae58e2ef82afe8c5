"""A shop's word for who is looking at its page: the customer's number, signed with a secret that only the two know."""

import hashlib
import hmac
import re

import msgspec

from bot.clock import DAY_MS

VALID_S = 24 * 3600
"""How long a signature is taken: what was copied from a page is of no use the day after."""
SKEW_S = 300
"""By which a shop's clock may be fast."""
FORMER_MS = DAY_MS
"""How long the secret before the newest one is still taken."""

NUMBER = re.compile(r"[^\x00-\x1f\x7f]{1,200}")


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The setting. `secret` "": none was made, so nobody is taken for a customer."""

    secret: str = ""
    made_at: int = 0
    former: str = ""
    former_until: int = 0


def signature(secret: str, number: str, at_s: int) -> str:
    """HMAC-SHA256 (RFC 2104) over "<number>.<at>", in hexadecimal. `at_s`: Unix seconds at which it is signed."""
    return hmac.new(secret.encode(), f"{number}.{at_s}".encode(), hashlib.sha256).hexdigest()


def vouched(identity: Identity, number: str, at_s: int, signed: str, now: int) -> bool:
    """Whether the shop has signed this number, lately. `now`: UTC ms."""
    age_s = now // 1000 - at_s
    if not -SKEW_S <= age_s <= VALID_S or not NUMBER.fullmatch(number):
        return False
    secrets = [identity.secret, identity.former if now < identity.former_until else ""]
    given = signed.lower().encode()
    return any(secret and hmac.compare_digest(signature(secret, number, at_s).encode(), given) for secret in secrets)
